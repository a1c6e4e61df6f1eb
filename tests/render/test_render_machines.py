"""Sitemap, robots.txt, redirects: what machines read."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from bare import bare, codes, page
from sitegen.build import plan as plans
from sitegen.render.machines import sitemap as machines
from sites import Content, Site

Make = Callable[..., Site]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "base_url: https://example.org/docs/\n"


def locations(site: Site, path: str = "sitemap.xml") -> list[str]:
    """The addresses in a sitemap."""
    return [one.text or "" for one in ET.fromstring(site.output(path)).iter(MAP + "loc")]


def test_sitemap(project: Make) -> None:
    """Every shown page once, with the last change; no drafts, no 404, no redirects."""
    files: dict[str, Content] = {
        "content/index.md": "",
        "content/a & b.md": page(date="2026-01-05", updated="2026-02-01 10:00", aliases="[/old/]"),
        "content/c.md": page(draft="true"),
        "content/d.md": page(tags="[t]", permalink="/d.html"),
    }
    site = project(bare(files, BASE), cache=False)
    root = "https://example.org/docs"
    assert locations(site) == [f"{root}{url}" for url in ("/", "/a%20%26%20b/", "/d.html", "/tags/", "/tags/t/")]
    assert [one.text for one in ET.fromstring(site.output("sitemap.xml")).iter(MAP + "lastmod")] == [
        "2026-02-01T10:00:00+00:00"
    ]
    assert site.output("robots.txt").endswith(f"Sitemap: {root}/sitemap.xml\n")


def test_languages_in_the_sitemap(project: Make) -> None:
    """Each version of a page names all of them, itself included, and the one for everybody else."""
    files: dict[str, Content] = {"content/a.md": "", "content/a.fi.md": "", "content/b.md": ""}
    site = project(bare(files, BASE + "languages: {en: {}, fi: {}}\n"), cache=False)
    entries = ET.fromstring(site.output("sitemap.xml")).findall(MAP + "url")
    found = {
        entry[0].text: [(link.get("hreflang"), link.get("href")) for link in entry.iter(XHTML + "link")]
        for entry in entries
    }
    both = [("en", "https://example.org/docs/a/"), ("fi", "https://example.org/docs/fi/a/")]
    both.append(("x-default", "https://example.org/docs/a/"))
    assert found["https://example.org/docs/a/"] == found["https://example.org/docs/fi/a/"] == both
    assert found["https://example.org/docs/b/"] == []


def test_a_large_sitemap(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """More addresses than one file may have are parted, and listed in an index."""
    monkeypatch.setattr(machines, "SITEMAP_LIMIT", 4)
    monkeypatch.setattr(plans, "SITEMAP_LIMIT", 4)
    site = project(bare({f"content/{number}.md": "" for number in range(8)}, BASE), cache=False)
    root = "https://example.org/docs"
    assert locations(site) == [f"{root}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [locations(site, f"sitemap-{number}.xml") for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [4, 4, 1]
    assert sorted(url for part in parts for url in part) == sorted([f"{root}/", *(f"{root}/{n}/" for n in range(8))])
    assert machines.SITEMAP_LIMIT == 4


def test_the_limit_is_that_of_the_protocol() -> None:
    """sitemaps.org allows 50,000 addresses."""
    assert machines.SITEMAP_LIMIT == 50_000


def test_robots(project: Make) -> None:
    """Everything is allowed; the site's own file comes first; without a base_url there is no sitemap to name."""
    site = project(bare({"content/a.md": ""}, "base_url: ''\n"), cache=False)
    assert site.output("robots.txt") == "User-agent: *\nAllow: /\n"
    site = project(bare({"content/a.md": "", "static/robots.txt": "mine"}), cache=False)
    assert site.output("robots.txt") == "mine"
    assert not site.problems


ALIASES = ["/old/", "old2", "/Über uns/", "/quo'te\"/", "/a&b<c>/", "/page.html", "/x.php", "/%C3%A4/", "/sp ace"]


def test_redirects(project: Make) -> None:
    """Every alias is a page that leads on, and a line of _redirects; both are escaped and have base_path."""
    quoted = ", ".join("'" + alias.replace("'", "''") + "'" for alias in ALIASES)
    title = '<T> & "q"'
    files: dict[str, Content] = {"content/ä.md": page(title=f"'{title}'", aliases=f"[{quoted}]")}
    site = project(bare(files, BASE), cache=False)
    assert not site.problems
    for output in ("old/index.html", "Über uns/index.html", "quo'te\"/index.html", "a&b<c>/index.html", "page.html"):
        text = site.output(output)
        assert 'content="0; url=/docs/%C3%A4/"' in text
        assert '<link rel="canonical" href="https://example.org/docs/%C3%A4/">' in text
        (shown,) = re.findall("<title>(.*)</title>", text)
        assert html.unescape(shown) == title and "<T>" not in text
    lines = [line.split(" ") for line in site.output("_redirects").splitlines()]
    assert len(lines) == len(ALIASES) - 1  # one is the page's own address
    assert all(len(line) == 3 and line[1:] == ["/docs/%C3%A4/", "301"] for line in lines)
    assert {"/docs/%C3%9Cber%20uns/", "/docs/quo'te%22/", "/docs/a%26b%3Cc%3E/"} <= {line[0] for line in lines}


@pytest.mark.parametrize(
    ("alias", "problem"),
    [
        ("/b/", "SG306 content/a.md"),
        ("/a/", ""),
        ("/../x/", "SG116 content/a.md"),
        ("/a\\b/", "SG116 content/a.md"),
        ("/shared/", "SG306 content/b.md"),
        ("/pic.png", "SG305 content/a.md"),
    ],
)
def test_aliases_in_the_way(project: Make, alias: str, problem: str) -> None:
    """An alias on a page, a file, another alias, or out of the site is a problem, and never written."""
    files: dict[str, Content] = {
        "content/a.md": page(title="A", aliases=f"['{alias}']"),
        "content/b.md": page(title="B", aliases="[/shared/]"),
        "static/pic.png": "p",
    }
    site = project(bare(files), cache=False)
    assert [one.partition(":")[0] for one in site.problems] == ([problem] if problem else [])
    assert site.output("b/index.html") == "B" and site.output("pic.png") == "p"


def test_aliases_that_differ_in_case_only(project: Make) -> None:
    """They are one file on many computers."""
    site = project(
        bare({"content/a.md": page(aliases="[/Old/]"), "content/b.md": page(aliases="[/old/]")}), cache=False
    )
    assert codes(site) == ["SG305"]


def test_not_found(project: Make) -> None:
    """404.html is always there; one's own page can be it."""
    site = project(bare({"content/a.md": ""}, layout="{{ page.kind }} {{ page.url }}"), cache=False)
    assert site.output("404.html") == "404 /404.html"
    site = project(bare({"content/404.md": page(title="Gone", permalink="/404.html")}), cache=False)
    assert site.output("404.html") == "Gone"
    assert not site.problems


W3C_DATE = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?"
)  # what tLastmod of the schema takes: xsd:date or xsd:dateTime, as W3C's note on dates has them


def sitemap_faults(root: ET.Element) -> list[str]:
    """What sitemap.xsd (0.9) says, rule by rule: it is somebody else's file, so its rules stand here instead."""
    faults = [] if root.tag == MAP + "urlset" else ["the root is a urlset"]
    if not 1 <= len(root) <= 50_000:
        faults.append("1 to 50,000 addresses")
    for url in root:
        names = [one.tag.removeprefix(MAP) for one in url]
        own = [name for name in names if not name.startswith("{")]
        if url.tag != MAP + "url" or own not in (["loc"], ["loc", "lastmod"]) or names[: len(own)] != own:
            faults.append(f"{names}: loc, lastmod, then what is of other namespaces")
        loc = url.findtext(MAP + "loc") or ""
        if not (12 <= len(loc) <= 2048 and re.match(r"https?://[^\s/]+/", loc)):
            faults.append(f"{loc!r}: a full address of 12 to 2048 letters")
        if (changed := url.findtext(MAP + "lastmod")) is not None and W3C_DATE.fullmatch(changed) is None:
            faults.append(f"{changed!r}: a date, or a moment with its offset")
        for link in url.findall(XHTML + "link"):
            if link.get("rel") != "alternate" or not (link.get("href") or "").startswith("http"):
                faults.append("a link to another version is full")
            if re.fullmatch(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*|x-default", link.get("hreflang") or "") is None:
                faults.append(f"{link.get('hreflang')!r}: the code of a language")
    return faults


def alternate_faults(root: ET.Element) -> list[str]:
    """What search engines ask of versions: each names all, itself included, and all of them name it."""
    found = {
        url.findtext(MAP + "loc"): {(one.get("hreflang"), one.get("href")) for one in url.findall(XHTML + "link")}
        for url in root
    }
    faults = []
    for loc, links in found.items():
        if links and loc not in {href for _, href in links}:
            faults.append(f"{loc} does not name itself")
        faults += [f"{href} does not lead back to {loc}" for _, href in links if found.get(href) != links]
        if links and "x-default" not in {language for language, _ in links}:
            faults.append(f"{loc} says nothing for other languages")
    return faults


def test_the_sitemap_is_valid(project: Make) -> None:
    """Every kind of date and address, in three languages."""
    files: dict[str, Content] = {
        "content/index.md": "",
        "content/index.fi.md": "",
        "content/ä & 'b'.md": page(date="2026-01-05"),
        "content/ä & 'b'.ar.md": page(date="2026-01-05 10:00:00.25"),
        "content/c.md": page(updated="2026-02-01 10:00", date="2026-01-01", tags="[t]"),
        "content/c.fi.md": page(updated="2026-02-01"),
    }
    settings = BASE + "timezone: America/St_Johns\nlanguages: {en: {}, fi: {}, ar: {}}\n"
    root = ET.fromstring(project(bare(files, settings), cache=False).output("sitemap.xml"))
    assert sitemap_faults(root) == [] and alternate_faults(root) == []
    assert len(root.findall(f".//{XHTML}link")) > 10


def test_the_rules_of_sitemaps_find_faults() -> None:
    """A sitemap with everything wrong."""
    text = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><lastmod>5 May</lastmod><loc>/a/</loc>'
        '<x:link xmlns:x="http://www.w3.org/1999/xhtml" rel="next" hreflang="-" href="/b/"/></url></urlset>'
    )
    assert len(sitemap_faults(ET.fromstring(text))) == 5 and len(alternate_faults(ET.fromstring(text))) == 3
