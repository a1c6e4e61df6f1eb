"""Front matter under a cursor: which fields the page may have, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.assist.answers import Suggestion, Words
from sitegen.assist.values import values
from sitegen.assist.yaml_cursor import YamlCursor, yaml_cursor
from sitegen.catalog.heads import heads
from sitegen.catalog.settings import head_settings
from sitegen.engine.database import Database
from sitegen.markup.builtin_fields import page_fields
from sitegen.markup.front_matter import FrontMatter
from sitegen.model.settings import FieldSpec

_IMAGE = (
    FieldSpec("src", "image", help="The picture: a file beside the page, or below static/"),
    FieldSpec("alt", "text", help="Words that say what the picture shows"),
    FieldSpec(
        "focal", "text", help="The point that stays in view when it is cropped, from the left and the top: 61% 58%"
    ),
)


def specs_of(db: Database, path: str) -> tuple[FieldSpec, ...]:
    """The fields that a page of this path may have, drafts included."""
    settings = db.get(head_settings)
    head = db.part(heads, (), path)
    return page_fields(settings, settings.type(head.type) if head is not None else None)


def suggestions(db: Database, path: str, text: str, front: FrontMatter, offset: int) -> Iterator[Suggestion]:
    """Names or values of fields at a cursor in the front matter."""
    cursor = cursor_in(text, front, offset)
    specs = _at(specs_of(db, path), cursor.way)
    if cursor.key is None:
        yield from _names(specs, cursor)
        return
    spec = next((one for one in specs if one.name == cursor.key), None)
    if spec is not None and cursor.item and spec.of is not None and spec.of.kind in ("group", "image"):
        yield from _names(_at(specs, (spec.name,)), cursor)  # the first name of an entry
    elif spec is not None:
        yield from values(db, path, spec, cursor.start, cursor.end)


def words(db: Database, path: str, text: str, front: FrontMatter, offset: int) -> Words | None:
    """What the field under a cursor is."""
    cursor = cursor_in(text, front, offset)
    name = cursor.key or text[cursor.start : cursor.end]
    spec = next((one for one in _at(specs_of(db, path), cursor.way) if one.name == name), None)
    if spec is None:
        return None
    return Words(field_words(spec), cursor.start, cursor.end)


def spec_at(db: Database, path: str, text: str, front: FrontMatter, offset: int) -> tuple[FieldSpec, str] | None:
    """(the declaration of the field whose value is under a cursor, the value as written); None if there is none."""
    cursor = cursor_in(text, front, offset)
    spec = next((one for one in _at(specs_of(db, path), cursor.way) if one.name == cursor.key), None)
    written = text[cursor.start : cursor.end].strip().strip("\"'")
    return (spec, written) if spec is not None and written else None


def field_words(spec: FieldSpec) -> str:
    """A field for people: what it is called, what it holds, what it is for."""
    head = f"**{spec.label or spec.name}** ({kind_words(spec)})"
    more = [spec.help, f"One of: {', '.join(spec.choices)}" if spec.choices else ""]
    return "\n\n".join([head, *(line for line in more if line)])


def kind_words(spec: FieldSpec) -> str:
    """What a field holds, in a few words."""
    of = f" of {spec.of.kind}" if spec.kind == "list" and spec.of is not None else ""
    to = f" to {spec.to}" if spec.to else ""
    return (
        f"{'date or datetime' if spec.kind == 'moment' else spec.kind}{of}{to}{', required' if spec.required else ''}"
    )


def cursor_in(text: str, front: FrontMatter, offset: int) -> YamlCursor:
    """The cursor in the front matter."""
    assert front.front is not None
    return yaml_cursor(text, front.front_start, front.front_start + len(front.front), offset)


def _at(specs: tuple[FieldSpec, ...], way: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    """The fields below a way of names; none if it leads nowhere."""
    for name in way:
        if name == "defaults" and specs and name in {spec.name for spec in specs}:
            continue
        spec = next((one for one in specs if one.name == name), None)
        inner = spec.of if spec is not None and spec.kind == "list" else spec
        specs = _IMAGE if inner is not None and inner.kind == "image" else inner.fields if inner is not None else ()
    return specs


def _names(specs: tuple[FieldSpec, ...], cursor: YamlCursor) -> Iterator[Suggestion]:
    for spec in specs:
        if spec.name not in cursor.others:
            after = "" if cursor.closed else ": "
            yield Suggestion(
                spec.name, spec.name + after, cursor.start, cursor.end, "field", kind_words(spec), spec.help
            )
