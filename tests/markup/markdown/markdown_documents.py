"""Short random documents in which every construct of Markdown turns up, alone, within others and broken.

Four kinds: blocks and lines by a grammar; tidy blocks, and pieces of texts that somebody wrote, both spoilt a little;
and a heap of marks. What is made depends on the given ``Random`` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random


def _pieces(text: str) -> list[str]:
    return text.split("¦")


_WORDS = _pieces(
    'a¦the¦word¦Two¦über¦ffi¦snake_case_word¦x2¦1¦42¦2026¦1.5¦e.g.¦日本語¦🙂¦don\'t¦"quoted"¦(in¦brackets)¦a:b¦'
    "10:30¦AT&T¦&¦<¦<3¦5 < 6¦!¦why?¦end.¦C#¦-¦--¦---¦...¦=¦+¦|¦~¦*¦_¦`¦[¦]¦\\¦{¦}¦$¦$5¦@¦:¦\xa0¦\u2028¦\x1c¦\x85¦"
    "«¦“¦”¦/¦#¦^¦%¦'¦\""
)
_GLUE = [*" " * 12, "", "", "", *"\n\n\n", "  \n", "\\\n", " \n ", "\n  ", "\t", "  ", "\t\n", ".", ", ", "\n\n"]
_ADDRESSES = _pieces(
    "a.md¦../b/c.md#d¦#e¦https://f.example/g?h=i&j=k¦https://f.example¦http://F.Example/%20¦//l.m¦<n o.md>¦p(q)r¦"
    "s t¦javascript:u¦data:image/png;base64,v¦w*x*¦y_z¦é.md¦¦a.md 'b'¦a.md \"b *c*\"¦a.md (b)¦&amp;.md¦\\(.md¦"
    "~/a¦mailto:a@b.c¦a.md \n 'b'¦./-._~/¦a.md#"
)
_LABELS = _pieces("[d]: e.md¦[two words]: <f g> 'h'¦[^1]: note¦[^1]:\n    note¦[x]:\n/y\n'z¦[d]: not an address at all")
_HTML = _pieces(
    "<b>¦</b>¦<br/>¦<a href='x'>¦</a>¦<!-- c -->¦<!--more-->¦<?p?>¦<!D>¦<![CDATA[x]]>¦<div>¦</div>¦<script>¦"
    "</script>¦<pre>¦<div markdown='1'>¦<p markdown=1>¦</p>¦<1>¦<a¦<https://a.example>¦<a@b.example>¦<javascript:a>"
)
_ODD = _pieces(
    "&amp;¦&#32;¦&#x41;¦&#0;¦&nope;¦&copy¦\\*¦\\\\¦\\a¦\\`¦[^1]¦[^2]¦[[A]]¦[[A|b]]¦[d]¦[two  words][]¦[x][d]¦"
    "![x][d]¦:box[x]¦:box{a=b}¦:box[x]{.c #d}¦{.c}¦{#d e=f}¦[x]{.c}¦$x$¦$$y$$¦~~s~~¦~s~¦~~~s~~~¦"
    "https://a.example/b_c*d¦www.a.example¦a@b.example¦http://¦www.¦**¦***¦__¦``¦```¦[ ]¦[x]¦![¦](¦](a.md)¦"
    "a](b.md)¦[a](b.md¦[[¦]]¦\\|¦://¦\x00"
)

Writer = Callable[[Random, int], str]


def document(random: Random, texts: list[str]) -> str:
    """One document of some lines. ``texts``: what somebody wrote, to be spoilt; may be empty."""
    kind = random.random()
    if texts and kind < 0.4:
        text = _spoilt(random, texts)
    elif kind < 0.65:
        text = _spoilt(random, [_tidy(random)])
    elif kind < 0.7:
        text = "".join(random.choices([*_MARKS, *_WORDS, *_GLUE], k=random.randint(1, 30)))
    else:
        text = _blocks(random, 3, random.choice([1, 1, 2, 2, 3]))
        if random.random() < 0.2:
            text = _spoilt(random, [text])
    return text


@cache
def read_texts(folders: tuple[Path, ...]) -> list[str]:
    """The Markdown files below some folders, in pieces of some lines."""
    pieces = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.md")):
        lines = path.read_text("utf-8", errors="replace").splitlines(keepends=True)
        pieces += ["".join(lines[at : at + 8]) for at in range(0, len(lines), 6)]
    return pieces


# Lines of text


def _line(random: Random, depth: int) -> str:
    made = []
    for _ in range(random.choice([1, 2, 3, 4, 6, 9])):
        chance = random.random()
        if depth and chance < 0.45:
            made.append(random.choice(_INLINE)(random, depth - 1))
        elif chance < 0.55:
            made.append(random.choice(_ODD))
        else:
            made.append(random.choice(_WORDS[:10] if random.random() < 0.7 else _WORDS))
        made.append(random.choice(_GLUE))
    return "".join(made).strip("\n") if depth else "".join(made).replace("\n", " ")


def _stressed(random: Random, depth: int) -> str:
    mark = random.choice(["*", "**", "_", "__", "***", "~~", "*", "**"])
    return f"{mark}{_words(random, depth)}{mark}"


def _words(random: Random, depth: int) -> str:
    return random.choice(_WORDS[:10]) if random.random() < 0.6 else _line(random, depth)


def _code(random: Random, depth: int) -> str:
    mark = random.choice(["`", "`", "`", "``", "```"])
    return f"{mark}{random.choice(['a_b()', ' a ', '  ', '*x*', 'a`b', 'a' + chr(10) + 'b', '<b>', '', '``'])}{mark}"


def _link(random: Random, depth: int) -> str:
    mark = random.choice(["", "", "", "!"])
    return f"{mark}[{_words(random, depth)}]({random.choice(_ADDRESSES)}){random.choice(['', '', '', '{.c}'])}"


def _raw(random: Random, depth: int) -> str:
    return random.choice(_HTML)


_INLINE: list[Writer] = [*[_stressed] * 2, *[_code] * 2, *[_link] * 2, _raw]


# Blocks


def _blocks(random: Random, depth: int, count: int) -> str:
    made = []
    for _ in range(count):
        made.append(random.choice(_BLOCKS)(random, depth))
        made.append(random.choice(["\n\n", "\n\n", "\n\n", "\n", "\n", "\n \t\n", "\n\n\n"]))
    return "".join(made)


def _paragraph(random: Random, depth: int) -> str:
    return "\n".join(_indent(random) + _line(random, 2) for _ in range(random.choice([1, 1, 2, 3])))


def _indent(random: Random) -> str:
    return random.choice([""] * 12 + [" ", "  ", "   ", "    ", "\t", "     "])


def _heading(random: Random, depth: int) -> str:
    if random.random() < 0.4:
        line = random.choice(["=", "===", "-", "---", "--- ", "- -", "=a"])
        return f"{_paragraph(random, depth)}\n{_indent(random)}{line}"
    signs = "#" * random.randint(1, 7) + random.choice([" ", " ", "", "\t"])
    return _indent(random) + signs + _line(random, 1) + random.choice(["", " #", " ##", " {#x}"])


def _rule(random: Random, depth: int) -> str:
    return _indent(random) + random.choice(["---", "***", "_ _ _", "* * *", "--", "- - -x", "**", "+++"])


def _fence(random: Random, depth: int) -> str:
    mark = random.choice(["```", "~~~", "````", "``"])
    close = random.choice([mark, mark, mark + "`", "", "```x", "   " + mark, "    " + mark])
    info = random.choice(["", "py", " py {a=1}", "`", " ~"])
    return f"{_indent(random)}{mark}{info}\n{_paragraph(random, depth)}\n{close}"


def _quote(random: Random, depth: int) -> str:
    first = random.choice(["> ", "> ", ">", " > ", ">\t", "> [!NOTE]\n> ", "> [!tip] t\n> "])
    mark = first.rpartition("\n")[2]
    lines = _inner(random, depth).split("\n")
    return "\n".join([first + lines[0], *(line if random.random() < 0.1 else mark + line for line in lines[1:])])


def _list(random: Random, depth: int) -> str:
    items = []
    mark = random.choice(["-", "-", "*", "+", "1.", "1)", "2.", "10.", "0."])
    for _ in range(random.choice([1, 2, 2, 3])):
        own = mark if random.random() < 0.85 else random.choice(["-", "*", "1.", "3)", "1234567890."])
        blank = random.choice([" ", " ", " ", " ", "  ", "\t", "", "     "])
        shift = " " * len(own + blank) if random.random() < 0.85 else _indent(random)
        box = random.choice(["", "", "", "", "[ ] ", "[x] ", "[X]"])
        text = box + (_inner(random, depth) if random.random() < 0.5 else _line(random, 2))
        items.append(_indent(random) + own + blank + text.replace("\n", "\n" + shift))
    return random.choice(["\n", "\n", "\n", "\n\n"]).join(items)


def _inner(random: Random, depth: int) -> str:
    return _blocks(random, depth - 1, random.choice([1, 1, 2])).rstrip("\n") if depth > 1 else _line(random, 2)


def _table(random: Random, depth: int) -> str:
    columns = random.randint(1, 3)
    edge = random.choice(["|", "|", ""])
    parts = ["---" if random.random() < 0.7 else random.choice(_PARTS) for _ in range(columns)]
    rows = [[_line(random, 1).replace("\n", " ") for _ in range(columns)] for _ in range(random.randint(1, 3))]
    rows[1:] = [parts, *(row[: random.randint(1, 3)] for row in rows[1:])]
    return "\n".join(_indent(random) + edge + "|".join(row) + random.choice([edge, edge, "", "|"]) for row in rows)


_PARTS = [":--", "--:", ":-:", "-", " --- ", ":", ""]


def _definitions(random: Random, depth: int) -> str:
    mark = random.choice(["", "", "\n"]) + random.choice([":", ":", "~", " :", "  ~"])
    return f"{_line(random, 1)}\n{mark}{random.choice([' ', '   ', ''])}{_inner(random, depth)}"


def _component(random: Random, depth: int) -> str:
    colons = random.choice([":::", ":::", "::", "::::", "::: "])
    name = random.choice(["box", "box", "box[label *x*]", "box{a=b .c}", "box[l]{a}", "", "1"])
    return f"{colons}{name}\n{_inner(random, depth)}\n{random.choice([colons, colons, '', ':::', '::::'])}"


def _markdown_html(random: Random, depth: int) -> str:
    name = random.choice(["div", "div", "p", "section", "b"])
    blank = random.choice(["\n", "\n", "\n\n", ""])
    indent = random.choice(["", "", "  ", "\t"])
    inner = _inner(random, depth).replace("\n", "\n" + indent)
    return f"<{name} markdown='1'>{blank}{indent}{inner}{blank}{random.choice(['', '', '  '])}</{name}>"


def _other(random: Random, depth: int) -> str:
    return random.choice(
        [*_LABELS, *_HTML, "{.c}", "{#d}", "$$\nx\n$$", "$$ y $$", "$$x", "    code", "\tcode\n\n\tmore"]
    )


def _html_block(random: Random, depth: int) -> str:
    return (
        f"{_indent(random)}{random.choice(_HTML)}{random.choice(['', chr(10)])}{_line(random, 1)}{random.choice(_HTML)}"
    )


_BLOCKS: list[Writer] = [*[_paragraph] * 5, _heading, _rule, _fence, *[_quote] * 2, *[_list] * 3, *[_table] * 2]
_BLOCKS += [_definitions, _component, _other, _other, _html_block, _markdown_html]


# Tidy blocks, as most people write them


def _tidy(random: Random) -> str:
    return "\n\n".join(random.choice(_TIDY)(random) for _ in range(random.choice([1, 2, 2, 3]))) + "\n"


def _tidy_line(random: Random) -> str:
    return " ".join(random.choice(_TIDY_WORDS) for _ in range(random.choice([1, 2, 3, 5])))


def _tidy_paragraph(random: Random) -> str:
    return "\n".join(_tidy_line(random) for _ in range(random.choice([1, 2, 3])))


def _tidy_heading(random: Random) -> str:
    return "#" * random.randint(1, 3) + " " + _tidy_line(random)


def _tidy_list(random: Random) -> str:
    sign, first = random.choice("-*+.)"), random.choice([1, 1, 1, 0, 7, 99])
    blank = random.choice([" ", " ", " ", "   "])
    items = []
    for number in range(first, first + random.choice([1, 2, 3])):
        begin = (sign if sign in "-*+" else f"{number}{sign}") + blank
        items.append(begin + ("\n" + " " * len(begin)).join([_tidy_line(random)] * random.choice([1, 1, 1, 2])))
    return "\n".join(items)


def _tidy_table(random: Random) -> str:
    columns = random.randint(1, 3)
    rows = [[_tidy_line(random) for _ in range(columns)] for _ in range(random.choice([1, 2, 3]))]
    rows.insert(1, [random.choice(["---", ":--", "--:", ":-:", "-"]) for _ in range(columns)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


_TIDY: list[Callable[[Random], str]] = [_tidy_paragraph, _tidy_heading, _tidy_list, _tidy_list, _tidy_table]
_TIDY_WORDS = _pieces(
    "word¦Two¦three,¦end.¦why?¦über¦snake_case¦1.5¦2026¦(in¦brackets)¦don't¦*one*¦**two words**¦_under_¦__more__¦"
    "***all***¦`code`¦`a b()`¦[link](a.md)¦[*two* `words`](https://a.example/b#c),¦![picture](b.png)¦**`code`**¦"
    "**[link](../a/b.md)**¦AT&T¦&amp;¦\\*¦a:b¦10:30¦$5¦a@b¦--¦...¦\"said\"¦('why')¦*'so'*¦**why?**¦_so_,¦[x]¦C#¦{x}¦a\\|b"
)


# What somebody wrote

_MARKS = [*"\n\n\n *_`[]()!<>&:@{}~#-+=|\\'\".0a\t$^", "  \n", "> ", "- ", "1. ", "    ", "**", "```", *_ODD, *_HTML]


def _spoilt(random: Random, texts: list[str]) -> str:
    text = random.choice(texts)
    if random.random() < 0.15:
        other = random.choice(texts)
        text = text[: random.randint(0, len(text))] + other[random.randint(0, len(other)) :]
    for _ in range(random.choice([0, 1, 1, 2, 3, 6])):
        begin = random.randint(0, len(text))
        end = min(len(text), begin + random.choice([0, 0, 1, 1, 2, 5]))
        text = text[:begin] + (random.choice(_MARKS) if random.random() < 0.7 else "") + text[end:]
    return text[:600]
