"""Addresses in the text of pages: where each stands, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from sitegen.base.text import Lines
from sitegen.catalog.assets import asset_urls, known_files
from sitegen.catalog.fields import find_reference
from sitegen.catalog.heads import heads
from sitegen.catalog.links import Target, resolve, resolve_title
from sitegen.catalog.settings import content_types
from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.markup.decode import decode
from sitegen.markup.front_matter import split
from sitegen.model.document import Hole
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\]\n]+)\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
_USE = re.compile(r"\[([^\[\]]*)\](?:\[([^\[\]]*)\])?\Z")


class Written(NamedTuple):
    """An address as it stands in a text, from ``start`` up to ``end``.

    ``kind`` is ``link``, ``image``, ``wiki`` (all that stands between the brackets, the label too) or ``field``.
    """

    kind: str
    address: str
    start: int
    end: int


def text_of(db: Database, path: str) -> str:
    """The text of a source; empty if there is none."""
    return decode(db.get(file, path) or b"", path)[0]


def written_in(db: Database, path: str) -> list[Written]:
    """Every internal address on a page, in order of the file."""
    if not path.endswith(".md"):
        return []
    text = text_of(db, path)
    lines = Lines(text)
    found = {
        one for hole in db.get(document, path).links for one in _of_hole(hole, text, lines, split(text).body_start)
    }
    return sorted({*found, *_fields(db, path, lines)}, key=lambda one: (one.start, one.end))


def _of_hole(hole: Hole, text: str, lines: Lines, body: int) -> Iterator[Written]:
    start, end = lines.offset(*hole.at[:2]), lines.offset(*hole.at[2:])
    source = text[start:end]
    if hole.kind == "wiki":
        yield Written("wiki", hole.target, start + 2, end - 2)
    elif unquote(source) == hole.target or source == hole.target:
        yield Written(hole.kind, source, start, end)
    elif (use := _USE.search(source)) is not None:
        names = {_folded(name) for name in use.groups() if name}
        for one in _DEFINITION.finditer(text, body):
            if _folded(one[1]) in names and unquote(one[2]) == hole.target:
                yield Written(hole.kind, one[2], one.start(2), one.end(2))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _fields(db: Database, path: str, lines: Lines) -> Iterator[Written]:
    """References, pictures and files that the front matter names."""
    head = db.part(heads, (), path)
    content_type = next((one for one in db.get(content_types) if head is not None and one.name == head.type), None)
    front = db.get(document, path).front
    for spec in content_type.fields if content_type is not None and front is not None else ():
        yield from _field(front.get(spec.name) if front is not None else None, spec, lines)


def _field(node: YamlNode | None, spec: FieldSpec, lines: Lines) -> Iterator[Written]:
    if isinstance(node, YamlList) and spec.of is not None:
        for item in node.items:
            yield from _field(item, spec.of, lines)
    elif isinstance(node, YamlMap) and spec.kind == "image":
        yield from _field(node.get("src"), spec, lines)
    elif isinstance(node, YamlMap):
        for inner in spec.fields:
            yield from _field(node.get(inner.name), inner, lines)
    elif isinstance(node, YamlScalar) and node.text and node.style in ("", "'", '"'):
        quote = len(node.style)
        kind = {"reference": "field", "image": "image", "file": "image"}.get(spec.kind)
        if kind is not None:
            start, end = lines.offset(*node.at[:2]) + quote, lines.offset(*node.at[2:]) - quote
            yield Written(kind, node.text, start, end)


def target_of(db: Database, path: str, one: Written) -> Target:
    """Where an address leads."""

    if one.kind == "wiki":
        return resolve_title(db, path, one.address)
    if one.kind == "field":
        return Target(None, find_reference(db, one.address))
    return resolve(db, path, one.address, image=one.kind == "image")


def file_at(db: Database, target: Target) -> str | None:
    """The source of a file that an address leads to; None if it leads to a page or to nothing."""
    if target.page is not None or target.url is None:
        return None
    return db.part(known_files, (), target.url.partition("#")[0].partition("?")[0])


def at_cursor(db: Database, path: str, offset: int) -> tuple[Written, Target] | None:
    """The address under a cursor, and where it leads."""
    for one in written_in(db, path):
        if one.start <= offset <= one.end:
            return one, target_of(db, path, one)
    return None


def leading_to(db: Database, path: str) -> Iterator[tuple[str, Written, Target]]:
    """(page, address, target) of every address in the site that leads to a source: a page, or a file."""
    is_file = db.part(asset_urls, (), path) is not None
    for page in db.get(heads):
        for one in written_in(db, page):
            target = target_of(db, page, one)
            if target.page == path or (is_file and file_at(db, target) == path):
                yield page, one, target


def leading_here(db: Database, path: str, offset: int) -> list[tuple[str, int, int]]:
    """(page, start, end) of every address that leads to where the one under a cursor leads, else to ``path``."""
    found = at_cursor(db, path, offset)
    target = found[1] if found is not None else None
    source = (target.page or file_at(db, target)) if target is not None else None
    return [(page, one.start, one.end) for page, one, _ in leading_to(db, source or path)]
