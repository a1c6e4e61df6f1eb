"""Feeds are Atom, whole, and full of addresses that hold anywhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import datetime

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
    assert 'href="https://example.com/x"' in content and 'href="//example.com/y"' in content
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
