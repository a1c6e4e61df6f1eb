"""Feeds and sitemaps by the rules of those who read them: RFC 4287 for Atom, sitemaps.org 0.9 with its schema's bounds.

The rules are written down here once more, so that a slip of the program that makes the files is not repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from public_sites import SITES
from selectolax.lexbor import LexborHTMLParser

ALL = [*SITES, "kinds-en", "kinds-ar"]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DAY_OR_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
IN_FEED = {
    "id",
    "title",
    "updated",
    "subtitle",
    "rights",
    "icon",
    "logo",
    "generator",
    "link",
    "author",
    "category",
    "entry",
}
IN_ENTRY = {
    "id",
    "title",
    "updated",
    "published",
    "summary",
    "content",
    "rights",
    "link",
    "author",
    "category",
    "source",
}


@pytest.mark.parametrize("site", ALL)
def test_feeds_keep_the_rules(site: str, built: Callable[[str], Path]) -> None:
    folder = built(site)
    feeds = [path for path in folder.rglob("*.xml") if ElementTree.parse(path).getroot().tag == f"{ATOM}feed"]
    assert feeds or site in ("documentation", "organisation"), "a site with dated pages has a feed"
    for path in feeds:
        found = list(faults_of_feed(ElementTree.parse(path).getroot()))
        assert found == [], path.relative_to(folder)


def faults_of_feed(feed: ElementTree.Element) -> Iterator[str]:
    """What a validator would say of an Atom feed."""
    yield from _faults_of_parts(feed, "feed", IN_FEED, {"id", "title", "updated"})
    entries = feed.findall(f"{ATOM}entry")
    if not _links(feed, "self"):
        yield "feed: no link to itself"
    if feed.find(f"{ATOM}author") is None and any(one.find(f"{ATOM}author") is None for one in entries):
        yield "feed: neither it nor each entry has an author"
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    if len(ids) != len(set(ids)):
        yield "feed: two entries have the same id"
    for entry in entries:
        yield from _faults_of_entry(entry)


def _faults_of_entry(entry: ElementTree.Element) -> Iterator[str]:
    name = entry.findtext(f"{ATOM}title") or "?"
    yield from _faults_of_parts(entry, name, IN_ENTRY, {"id", "title", "updated"})
    content = entry.find(f"{ATOM}content")
    if content is None and not _links(entry, "alternate"):
        yield f"{name}: neither content nor a link to the page"
    if len(_links(entry, "alternate")) > 1:
        yield f"{name}: two links to the page"
    for part in (one for one in (content, entry.find(f"{ATOM}summary")) if one is not None):
        if part.get("type", "text") not in ("text", "html", "xhtml"):
            yield f"{name}: {part.get('type')} is no type of text"
        if part.get("type") == "html":
            yield from (f"{name}: {one}" for one in _not_absolute(part.text or ""))


def _faults_of_parts(element: ElementTree.Element, name: str, known: set[str], needed: set[str]) -> Iterator[str]:
    parts = [part.tag.removeprefix(ATOM) for part in element]
    yield from (f"{name}: unknown {part}" for part in parts if part not in known and not part.startswith("{"))
    yield from (f"{name}: {parts.count(part)} of {part}" for part in sorted(needed) if parts.count(part) != 1)
    for part in element:
        kind, text = part.tag.removeprefix(ATOM), (part.text or "").strip()
        if kind in ("updated", "published") and not _moment(text):
            yield f"{name}: {text!r} is no moment of RFC 3339"
        if kind == "id" and not urlsplit(text).scheme:
            yield f"{name}: the id {text!r} is no absolute address"
        if kind == "link" and not _absolute(part.get("href", "")):
            yield f"{name}: {part.get('href')!r} is no absolute address"
        if kind == "author" and not part.findtext(f"{ATOM}name"):
            yield f"{name}: an author without a name"
        if kind == "title" and not text:
            yield f"{name}: an empty title"


def _links(element: ElementTree.Element, relation: str) -> list[ElementTree.Element]:
    return [one for one in element.findall(f"{ATOM}link") if one.get("rel", "alternate") == relation]


def _moment(text: str) -> bool:
    try:
        return bool(MOMENT.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _not_absolute(html: str) -> list[str]:
    """What in the text of an entry would lead somewhere else in a reader, or do harm there."""
    tree = LexborHTMLParser(html)
    found = [
        f"{name}={value!r} is no absolute address"
        for node in tree.css("[href], [src], [poster]")
        for name in ("href", "src", "poster")
        if (value := node.attributes.get(name)) is not None and not re.match(r"(https?|mailto|tel|data):", value)
    ]
    return found + [f"{node.tag} in a feed" for node in tree.css("script, style, form, iframe, button")]


@pytest.mark.parametrize("site", ALL)
def test_sitemaps_keep_the_rules(site: str, built: Callable[[str], Path]) -> None:
    folder = built(site)
    root = ElementTree.parse(folder / "sitemap.xml").getroot()
    assert list(faults_of_sitemap(root)) == []
    assert (folder / "sitemap.xml").stat().st_size < 50 * 2**20
    for address in root.iter(f"{MAP}loc"):
        path = urlsplit(address.text or "").path
        assert (folder / path.lstrip("/") / "index.html").exists() or (folder / path.lstrip("/")).is_file(), (
            address.text
        )
    assert f"Sitemap: {_origin(root)}/sitemap.xml" in (folder / "robots.txt").read_text().splitlines()


def faults_of_sitemap(root: ElementTree.Element) -> Iterator[str]:
    """What the schema of sitemaps, and its host rule, would say."""
    if root.tag != f"{MAP}urlset" or not 0 < len(root) <= 50_000:
        yield f"{root.tag} with {len(root)} entries"
    seen: set[str] = set()
    for entry in root:
        loc = entry.findtext(f"{MAP}loc") or ""
        kinds = [part.tag.removeprefix(MAP) for part in entry]
        if (
            entry.tag != f"{MAP}url"
            or kinds.count("loc") != 1
            or any(kinds.count(one) > 1 for one in set(kinds) - {f"{XHTML}link"})
        ):
            yield f"{loc}: {kinds}"
        yield from (
            f"{loc}: unknown {one}"
            for one in set(kinds) - {"loc", "lastmod", "changefreq", "priority", f"{XHTML}link"}
            if not one.startswith("{")
        )
        if not _absolute(loc) or not 12 <= len(loc) <= 2048 or not loc.startswith(_origin(root) + "/") or loc in seen:
            yield f"{loc}: not an address of this site, or twice"
        seen.add(loc)
        day = entry.findtext(f"{MAP}lastmod")
        if day is not None and not DAY_OR_MOMENT.fullmatch(day):
            yield f"{loc}: {day!r} is no day"
        for link in entry.findall(f"{XHTML}link"):
            if link.get("rel") != "alternate" or not link.get("hreflang") or not _absolute(link.get("href", "")):
                yield f"{loc}: {link.attrib}"


def _origin(root: ElementTree.Element) -> str:
    return "/".join((root.findtext(f"{MAP}url/{MAP}loc") or "").split("/")[:3])


def test_the_rules_judge() -> None:
    """Each of these mistakes is found out."""
    feed = f"""<feed xmlns="{ATOM[1:-1]}"><title>A</title><updated>2026-11-21</updated>
      <entry><id>x</id><title></title><updated>2026-11-21T10:00:00Z</updated>
      <content type="html">&lt;a href="/x/"&gt;</content></entry></feed>"""
    said = "\n".join(faults_of_feed(ElementTree.fromstring(feed)))
    for words in (
        "0 of id",
        "no moment",
        "no link to itself",
        "author",
        "'x' is no absolute",
        "empty title",
        "href='/x/'",
    ):
        assert words in said
    sitemap = f"""<urlset xmlns="{MAP[1:-1]}"><url><loc>https://a.example/</loc><lastmod>yesterday</lastmod></url>
      <url><loc>/b/</loc></url><url><loc>https://a.example/</loc></url></urlset>"""
    assert len(list(faults_of_sitemap(ElementTree.fromstring(sitemap)))) == 3
