"""What may be named from a page: other pages, headings, pictures and files, as one writes them there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from sitegen.assist.answers import Suggestion
from sitegen.catalog.assets import THEME, asset_urls
from sitegen.catalog.facts import page_facts
from sitegen.catalog.index import all_heads
from sitegen.catalog.links import resolve
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database

PICTURES = (".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def link_from(path: str, other: str) -> str:
    """``other`` as it is written in a link on the page ``path``: relative to its folder; static/ from the root."""
    if not other.startswith(CONTENT):
        return "/" + quote(other.removeprefix(THEME).partition("/")[2])
    return quote(posixpath.relpath(other, path.rpartition("/")[0] or "."), safe="/~!$&'*+,;=:@-._")


def pages(db: Database, path: str, start: int, end: int) -> Iterator[Suggestion]:
    """Every other page that has a file, as a link."""
    for head in all_heads(db).values():
        if head.path.endswith(".md") and head.path != path:
            yield Suggestion(link_from(path, head.path), link_from(path, head.path), start, end, "page", head.title)


def references(db: Database, to: str | None, start: int, end: int) -> Iterator[Suggestion]:
    """Every page of a type (of any for None), as fields name it: by its path from content/."""
    for head in all_heads(db).values():
        if (head.path.endswith(".md") or head.kind == "row") and (to is None or head.type == to):
            name = head.path.removeprefix(CONTENT)
            yield Suggestion(name, name, start, end, "page", head.title)


def files(db: Database, path: str, start: int, end: int, *, pictures: bool) -> Iterator[Suggestion]:
    """Files that a page may name, those beside it first; ``pictures`` only, or all."""
    folder = path.rpartition("/")[0] + "/"
    known = [one for one in db.get(asset_urls) if not one.startswith((THEME, "layouts/"))]
    for one in sorted(known, key=lambda name: (not name.startswith(folder), name)):
        if not pictures or one.lower().endswith(PICTURES):
            yield Suggestion(link_from(path, one), link_from(path, one), start, end, "file")


def anchors(db: Database, path: str, address: str, start: int, end: int) -> Iterator[Suggestion]:
    """The headings and ids of the page that an address on the page ``path`` leads to; an empty one is that page."""
    target = resolve(db, path, address) if address else None
    other = target.page if target is not None else path
    if other is None or not other.endswith(".md"):
        return
    facts = db.get(page_facts, other)
    words = {heading.id: heading.text for heading in facts.headings}
    for anchor in facts.anchors:
        yield Suggestion(anchor, anchor, start, end, "anchor", words.get(anchor, ""))


def titles(db: Database, path: str, start: int, end: int) -> Iterator[Suggestion]:
    """The titles of all other pages."""
    for head in all_heads(db).values():
        if head.path != path:
            yield Suggestion(head.title, head.title, start, end, "page", head.path.removeprefix(CONTENT))
