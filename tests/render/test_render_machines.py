"""Sitemap, robots.txt, redirects: what machines read."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from bare import bare, codes, page
from sitegen.build import plan as plans
from sitegen.render import machines
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
    """Each version of a page names all of them, itself included."""
    files: dict[str, Content] = {"content/a.md": "", "content/a.fi.md": "", "content/b.md": ""}
    site = project(bare(files, BASE + "languages: {en: {}, fi: {}}\n"), cache=False)
    entries = ET.fromstring(site.output("sitemap.xml")).findall(MAP + "url")
    found = {
        entry[0].text: [(link.get("hreflang"), link.get("href")) for link in entry.iter(XHTML + "link")]
        for entry in entries
    }
    both = [("en", "https://example.org/docs/a/"), ("fi", "https://example.org/docs/fi/a/")]
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
