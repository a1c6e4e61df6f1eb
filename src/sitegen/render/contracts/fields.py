"""What a page has, by its type: the fields as kinds."""

from __future__ import annotations

from difflib import get_close_matches
from functools import reduce

from sitegen.base.diagnostics import Location
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.fields import known_fields
from sitegen.catalog.settings import content_types, taxonomies
from sitegen.engine.database import Database
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.render.contracts.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Group,
    Kind,
    Many,
    Maybe,
    Missing,
    Page,
    either,
    sure,
)
from sitegen.render.contracts.views_table import IMAGE, TERM, VIEWS

_SLIP = 0.75
_SHORTEST = 4
_PLAIN = {"number": NUMBER, "boolean": BOOLEAN, "date": DATE, "datetime": DATE, "image": IMAGE, "term": TERM}
_UNKNOWN = ("place", "menu", "any")


def kind_of(spec: FieldSpec) -> Kind:
    """What layouts see of a field that has a value (see ``render.views.seen``)."""
    if spec.kind == "list":
        return Many(of=kind_of(spec.of) if spec.of is not None else ANY)
    if spec.kind == "group":
        return Group(fields=tuple((inner.name, _given(inner)) for inner in spec.fields))
    if spec.kind == "reference":
        return Page(types=frozenset({spec.to}) if spec.to else None)
    if spec.kind in _UNKNOWN:
        return ANY
    return _PLAIN.get(spec.kind, TEXT)


def _given(spec: FieldSpec) -> Kind:
    """A field as it is asked for: nothing may be there unless it is required or has a default."""
    if spec.required or spec.default is not None or spec.kind in ("list", "boolean"):
        return kind_of(spec)
    return Maybe(of=kind_of(spec), name=spec.name, why="is not required", at=spec.at)


def property_kind(spec: FieldSpec) -> Kind:
    """What a component sees of a property; a reference is the path of the page."""
    return TEXT if spec.kind == "reference" else kind_of(spec) if spec.kind not in ("list", "group") else ANY


def page_field(db: Database, page: Page, name: str, at: Location) -> Kind:
    """``page.name``: its kind, or that it is missing."""
    declared = {one.name: one for one in db.get(content_types)}
    builtin = VIEWS["page"].get(name)
    types = [declared.get(one) for one in sorted(page.types)] if page.types is not None else []
    if builtin is not None:
        found = _builtin(builtin, name, types)
    elif types and (specs := [one.field(name) for one in types if one is not None and one.field(name) is not None]):
        found = reduce(either, [_field(db, name, one) if one is not None else ANY for one in specs])
        if len(specs) < len(types) and not isinstance(found, Maybe):
            found = ANY
    elif any(one.name == name for one in db.get(taxonomies)):
        found = Many(of=TERM)
    else:
        return _unknown(db, page, name, at, declared, types)
    return sure(found) if name in page.present else found


def _builtin(kind: Kind, name: str, types: list[ContentType | None]) -> Kind:
    """A built-in field may be missing where every type says so; where none speaks of it nobody knows."""
    specs = [one.field(name) if one is not None else None for one in types]
    if kind is not DATE or not specs or any(spec is None or spec.required for spec in specs):
        return kind
    at = next(spec.at for spec in specs if spec is not None)
    return Maybe(of=kind, name=name, why="is not required", at=at, fails=True)


def _field(db: Database, name: str, spec: FieldSpec) -> Kind:
    if spec.kind == "term" and spec.taxonomy not in {one.name for one in db.get(taxonomies)}:
        return ANY
    return _given(spec)


def _unknown(
    db: Database,
    page: Page,
    name: str,
    at: Location,
    declared: dict[str, ContentType],
    types: list[ContentType | None],
) -> Kind:
    asked = types if page.types is not None else [*declared.values(), None]
    others = {spec.name for one in declared.values() for spec in one.fields}
    if page.types is None and name in others:
        return ANY
    has_it = name in others or db.part(known_fields, (), name) is not None
    near = _near(name)
    if any(one is None or one.extra for one in asked) and (has_it or not near):
        return ANY
    if has_it and page.types is None:
        return ANY
    own = {spec.name for one in asked if one is not None for spec in one.fields}
    hint = did_you_mean(name, {*VIEWS["page"], *own})
    if not hint and own and not near:
        hint = f"it has {', '.join(sorted(own))} besides the built-in fields"
    message = f'"page" has no "{name}"'
    if has_it:
        message = f'{_are(sorted(one.name for one in asked if one is not None))} no field "{name}"'
    return Missing("nothing", name, message, hint, at, is_slip(name, {*VIEWS["page"], *own}) and not has_it, has_it)


def _near(name: str) -> bool:
    return bool(get_close_matches(name, VIEWS["page"], n=1, cutoff=_SLIP))


def is_slip(name: str, names: set[str]) -> bool:
    """True for a name that two letters in the wrong order, or one within it too many or too few, make of another.

    The end of a word does not count: ``page.image`` and ``page.images`` may both be meant.
    """
    return len(name) >= _SHORTEST and any(_slipped(name, one) for one in names)


def _slipped(name: str, known: str) -> bool:
    if len(name) == len(known):
        differ = [at for at in range(len(name)) if name[at] != known[at]]
        return len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(name) == sorted(known)
    short, long = sorted((name, known), key=len)
    if len(long) - len(short) != 1 or len(short) < _SHORTEST:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))


def _are(types: list[str]) -> str:
    names = ", ".join(f'"{one}"' for one in types)
    return f"the type {names} has" if len(types) == 1 else f"the types {names} have"
