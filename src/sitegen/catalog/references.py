"""References, pictures and files that fields name: each has to be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.base.diagnostics import Change, Diagnostic, Note
from sitegen.catalog.certain import certain_path
from sitegen.catalog.fields import find_reference
from sitegen.catalog.index import all_heads, head_of, urls
from sitegen.catalog.links import near_path, resolve
from sitegen.catalog.places import place_of
from sitegen.catalog.settings import content_types
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.unusable import has_own_trouble
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead
from sitegen.model.settings import FieldSpec

_CHECKED = ("reference", "image", "file")


@query
def references_checked(db: Database) -> int:
    """How many references, pictures and files the fields of all shown pages name; what is not there is reported."""
    types = {one.name: one for one in db.get(content_types) if any(_names_something(spec) for spec in one.fields)}
    if not types:
        return 0
    count = 0
    for head in all_heads(db).values():
        content_type = types.get(head.type or "")
        for spec in content_type.fields if content_type is not None else ():
            for value, one, place in _named(head.fields.get(spec.name), spec, ()):
                count += 1
                _check(db, head, value, one, (spec.name, *place))
    return count


def _names_something(spec: FieldSpec) -> bool:
    inner = (*spec.fields, *((spec.of,) if spec.of is not None else ()))
    return spec.kind in _CHECKED or any(_names_something(one) for one in inner)


def _named(
    value: Any, spec: FieldSpec, place: tuple[str | int, ...]
) -> Iterator[tuple[str, FieldSpec, tuple[str | int, ...]]]:
    """(value, its declaration, the way to it) of everything in a field that names a page or a file."""
    if value is None or value == "":
        return
    if spec.kind == "list" and spec.of is not None and isinstance(value, list):
        for at, item in enumerate(value):
            yield from _named(item, spec.of, (*place, at))
    elif spec.kind == "group" and isinstance(value, dict):
        for inner in spec.fields:
            yield from _named(value.get(inner.name), inner, (*place, inner.name))
    elif spec.kind in _CHECKED:
        given = value.get("src") if isinstance(value, dict) else value
        if given:
            yield str(given), spec, place


def _check(db: Database, head: PageHead, value: str, spec: FieldSpec, way: tuple[str | int, ...]) -> None:
    if spec.kind == "reference":
        _check_reference(db, head, value, spec, way)
        return
    if "://" in value or value.startswith("//"):
        return
    target = resolve(db, head.path, value, image=True)
    if target.code:
        place = place_of(db, head.path, way)
        db.report(Diagnostic(target.code, target.message, place, target.hint, change=target.change))


def _check_reference(db: Database, head: PageHead, value: str, spec: FieldSpec, way: tuple[str | int, ...]) -> None:
    found = find_reference(db, value)
    if found is None:
        if has_own_trouble(db, [CONTENT + value.strip().removeprefix("/").removeprefix(CONTENT)]):
            return
        near = near_path(db, CONTENT + value.removeprefix("/"), urls)
        hint = f'did you mean "{near.removeprefix(CONTENT)}"?' if near else ""
        sure = certain_path(db, value)
        change = Change(f'Write "{sure}"', sure, value) if sure else None
        place = place_of(db, head.path, way)
        db.report(Diagnostic("SG110", f'there is no page "{value}"', place, hint, change=change))
        return
    other = head_of(db, found)
    if spec.to and other is not None and other.type != spec.to:
        message = f'"{value}" is not of the type "{spec.to}"' + (f', but of "{other.type}"' if other.type else "")
        notes = (Note("the field is declared here", spec.at),) if spec.at.path else ()
        db.report(Diagnostic("SG110", message, place_of(db, head.path, way), notes=notes))
