"""A deterministic corpus for comparing generators: the same pages in each one's own form.

10 sections, 200 tags (3 a page, skewed), 300–1,200 words a page, lists, tables, code, links and pictures. The content
depends on the number of pages and on ``SEED`` alone.
"""

import os, random, sys, datetime, pathlib

SEED = int(os.environ.get("SEED", "20260101"))
SECTIONS = ["guides", "news", "reference", "tutorials", "engineering",
            "design", "research", "community", "releases", "operations"]
COMMON = ("the of and to in is that it for as with on be by this are from or an at not can which when has "
          "will one more if each other all so into than only most some such where then also after how between "
          "over before they we you its our their about use used using make made see must may should every any "
          "system page build file code change user value data time work result method number state request "
          "server client process layout template content feature release version option default table").split()
SYL1 = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ze cri dra flo gra pla pre sta tri blo".split()
SYL2 = "ran len tic mor sel din par ver con tal min gar ter lor ven sim pos dar fen tol".split()
SYL3 = ["", "", "s", "ed", "ing", "er", "ion", "al", "ly", "ment", "ive", "ous"]


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63d0cf9fff1f00044b023d35"
                    "691aa10000000049454e44ae426082")


def _pools():
    r = random.Random(SEED)
    words = list(COMMON) * 4
    while len(words) < 4000:
        words.append(r.choice(SYL1) + r.choice(SYL2) + r.choice(SYL3))
    content_words = words[len(COMMON) * 4:]
    tags = []
    seen = set()
    while len(tags) < 200:
        t = r.choice(SYL1) + r.choice(SYL2) + r.choice(SYL3)
        if t not in seen:
            seen.add(t)
            tags.append(t)
    sents = []
    for _ in range(20000):
        n = r.randint(7, 22)
        ws = r.choices(words, k=n)
        x = r.random()
        k = r.randrange(n)
        if x < .12:
            ws[k] = "*%s*" % ws[k]
        elif x < .22:
            ws[k] = "**%s**" % ws[k]
        elif x < .36:
            ws[k] = "`%s_%s()`" % (r.choice(content_words), r.choice(content_words))
        if not ws[0][0] in "*`":
            ws[0] = ws[0].capitalize()
        if n > 12 and r.random() < .5:
            ws[n // 2] += ","
        sents.append((" ".join(ws) + r.choice("....?!"), n))
    snips = []
    for _ in range(200):
        a, b, c, d = (r.choice(content_words) for _ in range(4))
        L = ["import %s" % a, "from %s import %s" % (b, c), "", ""]
        for _ in range(r.randint(1, 3)):
            f = r.choice(content_words)
            L += ["def %s(%s, %s=%d):" % (f, a, d, r.randrange(100)),
                  '    """%s"""' % " ".join(r.choices(content_words, k=5)).capitalize(),
                  "    # %s" % " ".join(r.choices(content_words, k=6)),
                  "    for i, %s in enumerate(%s):" % (b, a),
                  "        if %s > %d and i %% 2 == 0:" % (b, r.randrange(50)),
                  "            yield {'%s': %s, \"%s\": i * %.2f}" % (c, b, d, r.random() * 9),
                  "        elif %s is None:" % b,
                  "            raise ValueError(f\"bad %s {i!r}\")" % c,
                  "    return [x for x in range(%d) if x not in %s]" % (r.randrange(9, 99), d), "", ""]
        snips.append("\n".join(L).rstrip())
    weights = [1 / (k + 12) for k in range(200)]
    return words, content_words, tags, weights, sents, snips


WORDS, CW, TAGS, TAGW, SENTS, SNIPS = _pools()
EPOCH = datetime.datetime(2015, 1, 1)
_heads = {}


def head(i, n):
    """slug, section, title, date (no body): cheap, so links can be made to any page."""
    h = _heads.get(i)
    if h is None:
        r = random.Random(SEED * 7 + i)
        w = r.choices(CW, k=r.randint(3, 6))
        title = " ".join(w).capitalize()
        x = r.random()
        if x < .1:
            title = title.replace(" ", " & ", 1)
        elif x < .2:
            title += "'s " + r.choice(CW)
        elif x < .3:
            title += ": " + r.choice(CW)
        slug = "%s-%06d" % ("-".join(w[:3]), i)
        date = EPOCH + datetime.timedelta(seconds=int(i * (3.4e8 / n)) + (i * 37) % 60)
        h = _heads[i] = (slug, SECTIONS[r.randrange(10)], title, date)
    return h


def page(i, n):
    slug, section, title, date = head(i, n)
    r = random.Random(SEED * 13 + i)
    tags = []
    while len(tags) < 3:
        t = r.choices(TAGS, TAGW)[0]
        if t not in tags:
            tags.append(t)
    desc = " ".join(r.choices(WORDS, k=r.randint(14, 24))).capitalize() + "."
    return dict(i=i, slug=slug, section=section, title=title, date=date, tags=tags, description=desc,
                code=i % 2 == 0, image=i % 5 == 0)


def body(p, n, link):
    """link(target_page_head, from_section) -> href"""
    r = random.Random(SEED * 17 + p["i"])
    target = r.randint(300, 1200)
    out, words, sec = [], 0, 0
    blocks = {3: "list"}
    table_at = 2 + r.randrange(3)
    code_at = 3 + r.randrange(3)
    img_at = 1 + r.randrange(3)
    b = 0

    def para(k):
        nonlocal words
        s = []
        for t, c in r.choices(SENTS, k=k):
            s.append(t)
            words += c
        if r.random() < .35:
            j = (p["i"] + r.randint(1, 60)) % n
            h = head(j, n)
            s.append("See [%s](%s) for more." % (" ".join(h[2].split()[:3]), link(h, p["section"])))
            words += 6
        return s

    while words < target or b <= 6:
        if b % 4 == 0:
            sec += 1
            lvl = "##" if sec % 3 else "###"
            out.append("%s %s" % (lvl, " ".join(r.choices(CW, k=r.randint(2, 5))).capitalize()))
        if b == table_at:
            rows = ["| Name | Value | Notes |", "|------|------:|:------|"]
            for _ in range(r.randint(3, 7)):
                rows.append("| %s | %d | %s |" % (r.choice(CW), r.randrange(9999), " ".join(r.choices(WORDS, k=4))))
                words += 6
            out.append("\n".join(rows))
        if b == code_at and p["code"]:
            out.append("```python\n%s\n```" % SNIPS[r.randrange(200)])
        if b == img_at and p["image"]:
            out.append("![%s](/img/photo-%d.png)" % (" ".join(r.choices(CW, k=3)), r.randrange(10)))
        if b % 5 == 3:
            items = []
            for _ in range(r.randint(3, 6)):
                t, c = r.choice(SENTS)
                items.append("- " + t)
                words += c
            out.append("\n".join(items))
        elif b % 9 == 7:
            items = []
            for q in range(r.randint(3, 5)):
                t, c = r.choice(SENTS)
                items.append("%d. %s" % (q + 1, t))
                words += c
            out.append("\n".join(items))
        else:
            s = para(r.randint(2, 6))
            # wrap like a person would
            line, lines = "", []
            for w in " ".join(s).split(" "):
                if len(line) + len(w) > 96:
                    lines.append(line)
                    line = w
                else:
                    line = line + " " + w if line else w
            lines.append(line)
            out.append("\n".join(x if not x[:1].isdigit() and not x.startswith(("- ", "# ", "+ ")) else x for x in lines))
        b += 1
    return "\n\n".join(out) + "\n"


def q(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def link_url(h, cur):
    return "../%s/" % h[0] if h[1] == cur else "../../%s/%s/" % (h[1], h[0])


def link_md(h, cur):
    return "%s.md" % h[0] if h[1] == cur else "../%s/%s.md" % (h[1], h[0])


def yaml_fm(p, extra="", datefmt="%Y-%m-%dT%H:%M:%SZ"):
    return ("---\ntitle: %s\ndate: %s\ntags:\n- %s\n- %s\n- %s\nsection: %s\ndescription: %s\ndraft: false\n%s---\n\n"
            % (q(p["title"]), p["date"].strftime(datefmt), *p["tags"], p["section"], q(p["description"]), extra))


def write(form: str, count: int, out: pathlib.Path) -> int:
    """Write ``count`` pages in the form of ``sitegen`` or ``hugo``. Returns how many bytes they have."""
    root = out / "content"
    for section in SECTIONS:
        (root / section).mkdir(parents=True, exist_ok=True)
    link = link_md if form == "sitegen" else link_url
    total = 0
    for number in range(count):
        made = page(number, count)
        text = (yaml_fm(made) + body(made, count, link)).encode()
        (root / made["section"] / (made["slug"] + ".md")).write_bytes(text)
        total += len(text)
    return total
