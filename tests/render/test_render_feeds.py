"""Feeds are Atom, whole, and full of addresses that hold anywhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import datetime

import pytest

from bare import bare, page
from drawn import picture
from sites import Content, Site

Make = Callable[..., Site]
ATOM = "{http://www.w3.org/2005/Atom}"
FILES: dict[str, Content] = {
    "content/index.md": page(title="Home"),
    "content/news/index.md": page(title="News & more"),
    "content/news/a.md": page(
        "[b](b.md) [h](#h) ![p](p.png) [out](https://example.com/x) [proto](//example.com/y)\n\n# h\n\n"
        '<img src="p.png" srcset="p.png 1x, /p2.png 2x" alt="q">\n\n`<img src="/code">`',
        title='A <b> & "c"',
        date="2026-01-05",
        tags='[maps, "R&D"]',
        description="Short & good",
    ),
    "content/news/b.md": page("x\x0by", title="B", date="2026-01-07 09:30", updated="2026-02-01"),
    "content/news/undated.md": page(title="Undated"),
    "content/news/p.png": picture("PNG"),
    "static/p2.png": picture("PNG", seed=2),
}
SETTINGS = "base_url: https://example.org/docs/\ntimezone: Europe/Helsinki\n"


def read(site: Site, path: str) -> ET.Element:
    """A feed, parsed."""
    return ET.fromstring(site.output(path))


def texts(element: ET.Element, name: str) -> list[str]:
    """The texts of the elements of that name right below."""
    return [one.text or "" for one in element.findall(ATOM + name)]


def test_a_feed(project: Make) -> None:
    """Ids are full addresses, moments have their offset, what RFC 4287 requires is there."""
    site = project(bare(FILES, SETTINGS), cache=False)
    feed = read(site, "news/feed.xml")
    assert texts(feed, "title") == ["News & more – Site"]
    assert texts(feed, "id") == ["https://example.org/docs/news/"]
    assert texts(feed, "updated") == ["2026-02-01T00:00:00+02:00"]
    links = [(one.get("rel"), one.get("href")) for one in feed.findall(ATOM + "link")]
    assert links == [(None, "https://example.org/docs/news/"), ("self", "https://example.org/docs/news/feed.xml")]
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    entries = feed.findall(ATOM + "entry")
    assert [texts(entry, "title") for entry in entries] == [["B"], ['A <b> & "c"']]
    for entry in entries:
        (url,) = texts(entry, "id")
        assert url.startswith("https://example.org/docs/news/")
        assert entry.find(ATOM + "link").get("href") == url  # type: ignore[union-attr]
        assert len(texts(entry, "updated")) == len(texts(entry, "published")) == len(texts(entry, "content")) == 1
        assert datetime.fromisoformat(texts(entry, "published")[0]).tzinfo is not None
    assert texts(entries[0], "published") == ["2026-01-07T09:30:00+02:00"]
    assert texts(entries[1], "published") == texts(entries[1], "updated") == ["2026-01-05T00:00:00+02:00"]
    assert [one.get("term") for one in entries[1].findall(ATOM + "category")] == ["maps", "R&D"]
    assert texts(entries[1], "summary") == ["Short & good"]
    assert not site.problems


def test_addresses_in_entries(project: Make) -> None:
    """Links, pictures and parts of the page are full addresses; others' and code stay as they are."""
    site = project(bare(FILES, SETTINGS), cache=False)
    (content,) = texts(read(site, "news/feed.xml").findall(ATOM + "entry")[1], "content")
    root = "https://example.org/docs/news/"
    assert f'href="{root}b/"' in content
    assert f'href="{root}a/#h"' in content
    assert f'src="{root}p.png"' in content
    assert f'srcset="{root}p.png 1x, https://example.org/docs/p2.png 2x"' in content
    assert 'href="https://example.com/x"' in content and 'href="https://example.com/y"' in content
    assert "/code" in content and "docs/code" not in content


def test_which_feeds(project: Make) -> None:
    """Of the site, of folders and terms with dated pages; with a base_url; as many entries as site.yaml says."""
    site = project(bare(FILES, SETTINGS), cache=False)
    assert {path for path in site.outputs if path.endswith("feed.xml")} == {
        "feed.xml",
        "news/feed.xml",
        "tags/maps/feed.xml",
        "tags/r-and-d/feed.xml",
    }
    site = project(bare(FILES, SETTINGS + "feed: {limit: 1, folders: false, terms: false}\n"), cache=False)
    assert {path for path in site.outputs if path.endswith("feed.xml")} == {"feed.xml"}
    assert len(read(site, "feed.xml").findall(ATOM + "entry")) == 1
    site = project(bare(FILES, "base_url: ''\n"), cache=False)
    assert not [path for path in site.outputs if path.endswith("feed.xml")]
    assert [problem[:5] for problem in site.problems] == ["SG310"]


def test_the_feed_in_layouts(project: Make) -> None:
    """``page.feed_url`` is the address of the feed, or nothing."""
    site = project(bare(FILES, SETTINGS, "[{{ page.feed_url }}]"), cache=False)
    assert site.output("news/index.html") == "[/docs/news/feed.xml]"
    assert site.output("index.html") == "[/docs/feed.xml]"
    assert site.output("news/a/index.html") == "[]"


def test_a_feed_changes_with_its_pages(project: Make) -> None:
    """A changed text, a new page, a page that goes."""
    site = project(bare(FILES, SETTINGS))
    site.write({"content/news/c.md": page("C", title="C", date="2026-03-01"), "content/news/b.md": None})
    site.write({"content/news/a.md": page("other", title="A", date="2026-01-05")})
    report = site.build()
    assert {"feed.xml", "news/feed.xml"} <= set(report.written)
    assert [texts(one, "title") for one in read(site, "news/feed.xml").findall(ATOM + "entry")] == [["C"], ["A"]]


def test_ids_that_outlive_addresses(project: Make) -> None:
    """With an authority the ids are names of the sources (RFC 4151), and stay when the pages move elsewhere."""
    authority = "feed: {authority: 'example.org,2024'}\n"
    files: dict[str, Content] = {**FILES, "content/news/ä b.md": page(title="Ä", date="2026-01-01")}
    site = project(bare(files, SETTINGS + authority), cache=False)
    ids = [texts(entry, "id")[0] for entry in read(site, "news/feed.xml").findall(ATOM + "entry")]
    assert ids == [f"tag:example.org,2024:news/{name}" for name in ("b.md", "a.md", "%C3%A4%20b.md")]
    moved = "base_url: https://example.net/\npermalinks: {news: '/n/{year}/{slug}/'}\n"
    site = project(bare(files, moved + authority), cache=False)
    entries = read(site, "news/feed.xml").findall(ATOM + "entry")
    assert [texts(entry, "id")[0] for entry in entries] == ids
    assert entries[1].find(ATOM + "link").get("href") == "https://example.net/n/2026/a/"  # type: ignore[union-attr]


def test_an_authority_has_a_date(project: Make) -> None:
    """Without one it is no authority (RFC 4151); ids are addresses then."""
    site = project(bare(FILES, SETTINGS + "feed: {authority: example.org}\n"), cache=False)
    assert [problem[:5] for problem in site.problems] == ["SG303"]
    assert texts(read(site, "news/feed.xml").findall(ATOM + "entry")[0], "id") == ["https://example.org/docs/news/b/"]


def test_authors_of_entries(project: Make) -> None:
    """Who wrote an entry, by name or by the title of a page."""
    files: dict[str, Content] = {
        "content/people/desk.md": page(title="The desk"),
        "content/news/a.md": page(title="A", date="2026-01-05", author="people/desk.md"),
        "content/news/b.md": page(title="B", date="2026-01-04", author="[A writer, Another & co]"),
    }
    site = project(bare(files, SETTINGS), cache=False)
    entries = read(site, "news/feed.xml").findall(ATOM + "entry")
    names = [[one.findtext(ATOM + "name") for one in entry.findall(ATOM + "author")] for entry in entries]
    assert names == [["The desk"], ["A writer", "Another & co"]]


def atom_faults(feed: ET.Element) -> list[str]:
    """What a validator would say: the rules of RFC 4287 with its MUSTs, by section."""
    faults = []
    if feed.tag != ATOM + "feed":
        faults.append("2: the document is a feed")
    for name in ("id", "title", "updated"):
        for element in (feed, *feed.findall(ATOM + "entry")):
            if len(element.findall(ATOM + name)) != 1:
                faults.append(f"4.1: {element.tag} has exactly one {name}")
    ids = [one.text or "" for one in feed.iter(ATOM + "id")]
    faults += [f"4.2.6: {one!r} is an absolute IRI" for one in ids if re.match(r"[a-z][a-z0-9+.-]*:\S+$", one) is None]
    entries = [entry.findtext(ATOM + "id") for entry in feed.findall(ATOM + "entry")]
    if len(set(entries)) != len(entries):
        faults.append("4.1.1: no two entries of one id")
    for name in ("updated", "published"):
        for one in feed.iter(ATOM + name):
            if MOMENT.fullmatch(one.text or "") is None:
                faults.append(f"3.3: {one.text!r} is a date-time of RFC 3339")
    if feed.find(ATOM + "author") is None:
        faults.append("4.1.1: the feed has an author, or all its entries have")
    if any(not person.findtext(ATOM + "name") for person in feed.iter(ATOM + "author")):
        faults.append("3.2.1: a person has a name")
    return faults + _link_faults(feed)


def _link_faults(feed: ET.Element) -> list[str]:
    faults = []
    for element in (feed, *feed.findall(ATOM + "entry")):
        links = [(one.get("rel", "alternate"), one.get("href") or "") for one in element.findall(ATOM + "link")]
        faults += [f"4.2.7: {href!r} is absolute" for _, href in links if not href.startswith("https://")]
        if len([rel for rel, _ in links if rel == "alternate"]) != 1:
            faults.append("4.1.1, 4.1.2: one alternate link of a type and language")
    if [one.get("rel") for one in feed.findall(ATOM + "link")].count("self") != 1:
        faults.append("4.1.1: a feed should say where it is")
    for content in feed.iter(ATOM + "content"):
        if content.get("type") != "html":
            faults.append("4.1.3: the text is HTML, and says so")
        for address in re.findall(r'\s(?:href|src|poster)="([^"]*)"', content.text or ""):
            if re.match(r"[a-z][a-z0-9+.-]*:", address) is None:
                faults.append(f"{address!r} holds nowhere but on the page")
    return faults


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


@pytest.mark.parametrize("settings", ["", "feed: {authority: 'example.org,2024-05'}\n"])
def test_every_feed_passes_the_rules_of_atom(project: Make, settings: str) -> None:
    """Of the site, of folders, of terms, in two languages, with awkward texts and addresses."""
    awkward = '<a href="?q=1&amp;r=2">q</a> <a href="#x">x</a> <video src="f.mp4" poster="p.png"></video> <q cite="a/">'
    files: dict[str, Content] = {
        **FILES,
        "content/news/c.md": page(awkward, title="C", date="2026-01-01", tags="[maps]", author="'<x>'"),
        "content/news/c.fi.md": page(awkward, title="C", date="2026-01-01 10:00:00.5", tags="[maps]"),
        "content/index.fi.md": page(title="Koti"),
    }
    site = project(bare(files, SETTINGS + settings + "languages: {en: {}, fi: {}}\n"), cache=False)
    feeds = [path for path in site.outputs if path.endswith("feed.xml")]
    assert len(feeds) > 4
    assert {path: faults for path in feeds if (faults := atom_faults(read(site, path)))} == {}


def test_the_rules_find_faults() -> None:
    """A feed with everything wrong."""
    bad = ET.fromstring(
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><updated>2026-01-01</updated><link href="/a"/><entry>'
        '<id>a:1</id><author/><content>&lt;a href="/x"></content></entry><entry><id>a:1</id></entry></feed>'
    )
    assert len(atom_faults(bad)) > 12
