"""What pages are in the words of schema.org, which of their fields say so, and which is their own picture."""

from __future__ import annotations

from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.index import all_heads, is_regular
from sitegen.catalog.places import place_of
from sitegen.catalog.settings import content_types, machine_options
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.machines import Schema
from sitegen.model.page import PageHead
from sitegen.model.schema_types import SCHEMA_TYPES
from sitegen.model.settings import ContentType, FieldSpec

Given = tuple[Any, FieldSpec | None]
"""A value, and its declaration if it has one."""

_BY_LAYOUT = {
    "article.html": "Article",
    "event.html": "Event",
    "contact.html": "ContactPage",
    "gallery.html": "CollectionPage",
    "people.html": "CollectionPage",
}
_BUILTIN = {
    "title": lambda head: head.title,
    "date": lambda head: head.date,
    "updated": lambda head: head.updated,
    "description": lambda head: head.description,
    "language": lambda head: head.language,
}
_PICTURES = ("hero", "portrait", "image", "picture", "cover")


def type_of(db: Database, head: PageHead) -> ContentType | None:
    """The declared type of a page."""
    return next((one for one in db.get(content_types) if one.name == head.type), None) if head.type else None


def described(db: Database, head: PageHead) -> tuple[str, dict[str, Given]]:
    """(type of schema.org, its properties). What a type says of itself holds; else it is known by the layout.

    Only the first is described though something required is missing, which :func:`described_checked` tells.
    """
    content_type = type_of(db, head)
    said = (db.get(machine_options).schemas or {}).get(head.type or "")
    kind = said.kind if said is not None else _guessed(head, content_type)
    found = _properties(head, content_type, kind, said)
    if said is None and not _is_complete(kind, found):
        kind = "WebPage"
        found = _properties(head, content_type, kind, None)
    return kind, found


def _guessed(head: PageHead, content_type: ContentType | None) -> str:
    layout = head.layout or (content_type.layout if content_type is not None else None)
    known = _BY_LAYOUT.get(layout or "")
    if is_regular(head):
        return known or ("Article" if head.date else "WebPage")
    return known if known is not None and known not in ("Article", "Event") else "CollectionPage"


def _properties(head: PageHead, content_type: ContentType | None, kind: str, said: Schema | None) -> dict[str, Given]:
    found: dict[str, Given] = {}
    own = said.properties if said is not None else {}
    for name, usual in SCHEMA_TYPES[kind].properties.items():
        for field in (own[name],) if name in own else usual:
            value = _BUILTIN[field](head) if field in _BUILTIN else head.fields.get(field)
            if value not in (None, "", [], {}):
                found[name] = value, content_type.field(field) if content_type is not None else None
                break
    return found


def _is_complete(kind: str, found: dict[str, Given]) -> bool:
    return all(any(name in found for name in group) for group in SCHEMA_TYPES[kind].required)


def fields_told(layout: str) -> set[str]:
    """Fields that may be asked for when a page of a type that says nothing of itself is described, or its picture is
    looked for; besides those that are declared as pictures."""
    kinds = {"Article", "CollectionPage", "WebPage", _BY_LAYOUT.get(layout, "WebPage")}
    usual = {field for kind in kinds for fields in SCHEMA_TYPES[kind].properties.values() for field in fields}
    return {*usual, *_PICTURES} - _BUILTIN.keys()


@query
def described_checked(db: Database) -> int:
    """How many pages are of a type that says what it is; what search engines ask for and is not there is reported."""
    schemas = db.get(machine_options).schemas
    if not schemas:
        return 0
    never = {name for name, schema in schemas.items() if _is_never_complete(db, name, schema)}
    heads = [head for head in all_heads(db).values() if head.type in schemas and head.type not in never]
    for head in heads:
        schema = schemas[str(head.type)]
        found = _properties(head, type_of(db, head), schema.kind, schema)
        for group in SCHEMA_TYPES[schema.kind].required:
            if not any(name in found for name in group):
                message = f'"{head.title}" is described as {schema.kind}, but nothing gives its {" or ".join(group)}'
                hint = f"fill in {_fields_of(schema, group)}"
                db.report(Diagnostic("SG313", message, place_of(db, head.path, ("title",)), hint))
    return len(heads)


def _is_never_complete(db: Database, name: str, schema: Schema) -> bool:
    """True if a type has no field for something required; that is reported once, where the type says what it is."""
    content_type = next(one for one in db.get(content_types) if one.name == name)
    fields = {*_BUILTIN, *(spec.name for spec in content_type.fields)}
    wrong = False
    for group in SCHEMA_TYPES[schema.kind].required if not content_type.extra else ():
        if not any(field in fields for one in group for field in _sources(schema, one)):
            message = f'the type "{name}" is {schema.kind}, but none of its fields gives {" or ".join(group)}'
            hint = f"write schema: {{type: {schema.kind}, {group[0]}: NAME OF THE FIELD}}"
            db.report(Diagnostic("SG313", message, schema.at, hint))
            wrong = True
    return wrong


def _sources(schema: Schema, name: str) -> tuple[str, ...]:
    if name in schema.properties:
        return (schema.properties[name],)
    return SCHEMA_TYPES[schema.kind].properties[name]


def _fields_of(schema: Schema, group: tuple[str, ...]) -> str:
    return " or ".join(dict.fromkeys(field for one in group for field in _sources(schema, one)))


def own_picture(db: Database, head: PageHead) -> Any:
    """The value of a page's own picture (a path, or a path with words); None if it has none.

    The field that its type names as ``image``, a field of a usual name, else the first declared picture.
    """
    said = (db.get(machine_options).schemas or {}).get(head.type or "")
    content_type = type_of(db, head)
    declared = [spec.name for spec in content_type.fields if spec.kind == "image"] if content_type is not None else []
    named = [said.properties["image"]] if said is not None and "image" in said.properties else []
    for name in (*named, *_PICTURES, *declared):
        value = head.fields.get(name)
        source = value.get("src") if isinstance(value, dict) else value
        if isinstance(source, str) and source and not source.lower().partition("?")[0].endswith(".svg"):
            return value
    return None
