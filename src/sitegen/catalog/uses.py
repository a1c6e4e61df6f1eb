"""Which files pages, layouts, data and settings name, and where a picture has no words that say what it shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from sitegen.catalog.assets import THEME, asset_urls, known_files
from sitegen.catalog.index import head_of, urls
from sitegen.catalog.links import resolve
from sitegen.catalog.settings import content_types
from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.engine.query import gather, query
from sitegen.markup.decode import decode
from sitegen.model.settings import FieldSpec

_NAME = re.compile(r"[^\s\"'()<>=,;\[\]{}|`]+\.[A-Za-z0-9]{2,5}(?![\w.])")
_MOST_TEXT = 2_000_000
_PLACES = ("layouts/", "data/")


@query(table=True)
def file_names(db: Database) -> dict[str, int]:
    """The name of every file that is published as it is, without its folder → how many have it."""
    found: defaultdict[str, int] = defaultdict(int)
    for path in db.get(asset_urls):
        if not path.startswith(THEME):
            found[path.rpartition("/")[2]] += 1
    return dict(found)


def names_in_text(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, path) of everything in a text that may be the path of a file."""
    for one in _NAME.finditer(text[:_MOST_TEXT]):
        yield one.start(), one.end(), unquote(one[0])


@query
def files_named(db: Database, page: str) -> tuple[tuple[str, str], ...]:
    """(source, how) of the files that a page names.

    how: ``link``, ``image``, ``bare`` (a picture without words), ``field``, or ``text`` (of a component, say).
    """
    found: dict[tuple[str, str], None] = {}
    for address, how, is_image in (*_holes(db, page), *_fields(db, page)):
        source = file_of(db, page, address, is_image)
        if source is not None:
            found[source, how] = None
    known = {source for source, _ in found}
    for _, _, name in _texts(db, page):
        if db.part(file_names, (), name.rpartition("/")[2]) is not None:
            source = file_of(db, page, name, True)
            if source is not None and source not in known:
                found[source, "text"] = None
    return tuple(found)


files_of_pages = gather("files_of_pages", files_named, urls)


def file_of(db: Database, page: str, address: str, is_image: bool) -> str | None:
    """The source of the file that an address on a page leads to; None if it leads to none."""
    if not address or "://" in address or address.startswith("//"):
        return None
    target = resolve(db, page, address, image=is_image, tell=False)
    if target.page is not None or target.url is None:
        return None
    return db.part(known_files, (), target.url.partition("?")[0].partition("#")[0])


def _holes(db: Database, page: str) -> Iterator[tuple[str, str, bool]]:
    for hole in db.get(document, page).links if page.endswith(".md") else ():
        if hole.kind == "image":
            words = hole.attributes.get("alt", "").strip() or hole.source == "html"
            yield hole.target, "image" if words else "bare", True
        elif hole.kind == "link":
            yield hole.target, "link", False


def _fields(db: Database, page: str) -> Iterator[tuple[str, str, bool]]:
    head = head_of(db, page)
    if head is None or head.type is None:
        return
    content_type = next((one for one in db.get(content_types) if one.name == head.type), None)
    for spec in content_type.fields if content_type is not None else ():
        yield from _field(head.fields.get(spec.name), spec)


def _field(value: Any, spec: FieldSpec) -> Iterator[tuple[str, str, bool]]:
    if spec.kind == "list" and spec.of is not None and isinstance(value, list):
        for item in value:
            yield from _field(item, spec.of)
    elif spec.kind == "group" and isinstance(value, dict):
        for inner in spec.fields:
            yield from _field(value.get(inner.name), inner)
    elif spec.kind == "file" and value:
        yield str(value), "field", True
    elif spec.kind == "image" and value:
        parts = value if isinstance(value, dict) else {"src": value}
        wants = spec.alt != "optional" and not parts.get("alt")
        yield str(parts.get("src") or ""), "bare" if wants else "field", True


def _texts(db: Database, page: str) -> Iterator[tuple[int, int, str]]:
    if page.endswith(".md"):
        yield from names_in_text(decode(db.get(file, page) or b"", page)[0])


@query
def names_in_source(db: Database, path: str) -> tuple[str, ...]:
    """What may be paths of files in a layout, a table, or the settings."""
    data = db.get(file, path) or b""
    if len(data) > _MOST_TEXT or b"\0" in data:
        return ()
    return tuple(dict.fromkeys(name for _, _, name in names_in_text(decode(data, path)[0])))


@query(table=True)
def named_elsewhere(db: Database) -> dict[str, tuple[tuple[str, str], ...]]:
    """Name of a file without its folder → (source, the name as it stands there) in layouts, data and settings."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    sources = [path for place in _PLACES for path in db.get(paths, place)]
    for path in ("site.yaml", *sources):
        for name in db.get(names_in_source, path):
            found[name.rpartition("/")[2]].append((path, name))
    return {name: tuple(places) for name, places in found.items()}


def elsewhere(db: Database, path: str) -> tuple[str, ...]:
    """The layouts, tables and settings that name a file, or one like it: rather one too many than one too few."""
    places = db.part(named_elsewhere, (), path.rpartition("/")[2]) or ()
    return tuple(dict.fromkeys(source for source, name in places if may_mean(db, name, path)))


def may_mean(db: Database, name: str, path: str) -> bool:
    """True if a path that was written somewhere may mean a file: it is its address, or the end of its own path."""
    return _is_end_of(name, path) or name == unquote(db.part(asset_urls, (), path) or "/")


def _is_end_of(name: str, path: str) -> bool:
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return f"/{path}".endswith("/" + "/".join(parts))


@query
def file_size(db: Database, path: str) -> int:
    """How many bytes a file has."""
    return len(db.get(file, path) or b"")
