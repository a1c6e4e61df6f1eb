"""What the thing under a cursor is, and where it leads."""

from __future__ import annotations

import re
from urllib.parse import unquote

from sitegen.assist import fields, links, settings
from sitegen.assist.answers import Leap, Outline, Words
from sitegen.assist.body import component_words
from sitegen.assist.completion import in_front
from sitegen.assist.yaml_cursor import yaml_cursor
from sitegen.base.diagnostics import Location
from sitegen.base.text import Lines
from sitegen.catalog.fields import find_reference
from sitegen.catalog.index import head_of
from sitegen.catalog.links import Target
from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.markup.front_matter import split
from sitegen.model.document import Heading
from sitegen.render.components import component_spec
from sitegen.render.templates import layout_file

_COMPONENT = re.compile(r"(?:^[ >*+-]*:{2,}[ ]*|(?<![\w:]):)([A-Za-z][\w-]*)", re.MULTILINE)
_LAYOUT = re.compile(r"\b(?:extends|include|import|from)\s+([\"'])([^\"'\n]+)\1")


def words_at(db: Database, path: str, text: str, offset: int) -> Words | None:
    """What stands under a cursor, in words."""
    if path == "site.yaml":
        return settings.words(text, offset)
    if not path.endswith(".md"):
        return None
    front = split(text)
    if (found := links.at_cursor(db, path, offset)) is not None:
        one, target = found
        return Words(_target_words(db, target), one.start, one.end)
    if in_front(front, offset):
        return fields.words(db, path, text, front, offset)
    if (named := _named(_COMPONENT, text, offset, 1)) is not None:
        spec = db.get(component_spec, named[0])
        return Words(component_words(spec), named[1], named[2]) if spec is not None else None
    return None


def leap_from(db: Database, path: str, text: str, offset: int) -> Leap | None:
    """Where the thing under a cursor leads: a page, a heading, a file, a layout, a component."""
    if path == "site.yaml":
        return _from_settings(db, text, offset)
    if path.startswith("layouts/"):
        named = _named(_LAYOUT, text, offset, 2)
        return _to_layout(db, *named) if named is not None else None
    if not path.endswith(".md"):
        return None
    front = split(text)
    if (found := links.at_cursor(db, path, offset)) is not None:
        one, target = found
        to = _place_of(db, target, one.address)
        return Leap(to, one.start, one.end) if to is not None else None
    if in_front(front, offset):
        return _from_field(db, path, text, offset)
    if (named := _named(_COMPONENT, text, offset, 1)) is not None:
        spec = db.get(component_spec, named[0])
        return Leap(spec.at, named[1], named[2]) if spec is not None else None
    return None


def outline_of(db: Database, path: str, text: str) -> list[Outline]:
    """The headings of a page, in order."""
    if not path.startswith("content/") or not path.endswith(".md"):
        return []
    lines, headings = Lines(text), db.get(document, path).headings
    found = []
    for number, heading in enumerate(headings):
        after = (one for one in headings[number + 1 :] if one.level <= heading.level)
        section_end = next((lines.offset(*one.at[:2]) for one in after), len(text))
        start, end = lines.offset(*heading.at[:2]), lines.offset(*heading.at[2:])
        found.append(Outline(heading.text or heading.id, heading.level, start, end, max(section_end, end)))
    return found


def heading_at(db: Database, path: str, text: str, offset: int) -> Heading | None:
    """The heading in whose line a cursor stands."""
    line = Lines(text).place(offset)[0]
    headings = db.get(document, path).headings if path.endswith(".md") else ()
    return next((one for one in headings if one.at[0] <= line <= one.at[2]), None)


def _named(pattern: re.Pattern[str], text: str, offset: int, group: int) -> tuple[str, int, int] | None:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for found in pattern.finditer(text, start, end if end >= 0 else len(text)):
        if found.start() <= offset <= found.end():
            return found[group], found.start(), found.end()
    return None


def _to_layout(db: Database, name: str, start: int, end: int) -> Leap | None:
    path = db.get(layout_file, name)
    return Leap(Location(path, 1, 1, 1, 1), start, end) if path else None


def _from_settings(db: Database, text: str, offset: int) -> Leap | None:
    cursor = yaml_cursor(text, 0, len(text), offset)
    written = text[cursor.start : cursor.end].strip().strip("\"'")
    if cursor.key == "layout" and written:
        return _to_layout(db, _with_suffix(written), cursor.start, cursor.end)
    other = find_reference(db, written) if cursor.key == "page" and written else None
    return Leap(_start_of(other), cursor.start, cursor.end) if other is not None else None


def _from_field(db: Database, path: str, text: str, offset: int) -> Leap | None:
    """From a field to its layout, its page, or its declaration in site.yaml."""
    front = split(text)
    cursor = fields.cursor_in(text, front, offset)
    found = fields.spec_at(db, path, text, front, offset)
    if found is not None:
        spec, written = found
        if spec.name == "layout" and not spec.at.path:
            return _to_layout(db, _with_suffix(written), cursor.start, cursor.end)
        if spec.kind == "reference" and (other := find_reference(db, written)) is not None:
            return Leap(_start_of(other), cursor.start, cursor.end)
        return None
    name = text[cursor.start : cursor.end]
    declared = next((one for one in fields.specs_of(db, path) if one.name == name and not cursor.way), None)
    return Leap(declared.at, cursor.start, cursor.end) if declared is not None and declared.at.path else None


def _with_suffix(name: str) -> str:
    return name if "." in name.rpartition("/")[2] else name + ".html"


def _start_of(path: str) -> Location:
    return Location(path, 1, 1, 1, 1)


def _target_words(db: Database, target: Target) -> str:
    head = head_of(db, target.page) if target.page is not None else None
    if head is not None:
        about = f"\n\n{head.description}" if head.description else ""
        return f"**{head.title}**\n\n`{head.path}` → {head.url}{about}"
    if (source := links.file_at(db, target)) is not None:
        return f"`{source}` → {target.url}"
    return f"{target.message or 'there is nothing'}{f'; {target.hint}' if target.hint else ''}"


def _place_of(db: Database, target: Target, address: str) -> Location | None:
    if target.page is None:
        source = links.file_at(db, target)
        return _start_of(source) if source is not None else None
    if not target.page.startswith("content/") or not target.page.endswith(".md"):
        own = target.page.partition("#")[0]
        return _start_of(own) if target.page.startswith("data/") else None
    anchor = unquote(address.partition("#")[2])
    for heading in db.get(document, target.page).headings:
        if anchor and heading.id == anchor:
            return Location(target.page, *heading.at)
    return _start_of(target.page)
