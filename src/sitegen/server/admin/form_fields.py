"""The fields of a form: a declaration and a value become what is drawn.

A value that does not fit its kind stays as it is written (see :mod:`sitegen.server.admin.fitting`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sitegen.model.settings import FieldSpec
from sitegen.server.admin import fitting
from sitegen.server.admin.form import NEW_ROW, Around, FieldPath, FormField


def field_of(spec: FieldSpec, at: FieldPath, value: Any, around: Around) -> FormField:
    """A declared field with its value (plain data, None for nothing)."""
    one = FormField(
        spec.name,
        at,
        spec.kind,
        spec.label or spec.name.replace("_", " ").replace("-", " ").capitalize(),
        spec.help,
        required=spec.required,
        choices=spec.choices,
        min=spec.min,
        max=spec.max,
        integer=spec.integer,
        taxonomy=spec.taxonomy or "",
        to=spec.to or "",
        alt=spec.alt,
        default=fitting.plain(spec.default),
        value=value,
    )
    if one.taxonomy in around.terms:
        one = replace(one, closed=True, choices=around.terms[one.taxonomy])
    special = {"list": _list, "group": _group, "menu": _menu, "any": _any}.get(spec.kind)
    return special(one, spec, around) if special else _leaf(one, around)


def _leaf(one: FormField, around: Around) -> FormField:
    shown = fitting.shown(one.kind, one.value, around.zone)
    if shown is None:
        return _raw(one)
    detail = around.zone if one.kind in ("datetime", "moment") else ""
    if one.kind == "reference" and isinstance(shown, str) and shown:
        detail = around.title(shown)
    elif one.kind == "image" and isinstance(shown, dict) and shown["src"]:
        detail = around.picture(shown["src"])
    return replace(one, shown=shown, detail=detail)


def _raw(one: FormField) -> FormField:
    """A value that does not fit its kind: as it is written."""
    return replace(one, kind="raw", wants=one.kind, shown=fitting.as_text(one.value))


def _list(one: FormField, spec: FieldSpec, around: Around) -> FormField:
    of = spec.of or FieldSpec("", "text")
    if one.value is not None and not isinstance(one.value, list):
        return _raw(one)
    items = one.value or []
    if of.kind == "term" and all(isinstance(item, str) and item.strip() for item in items):
        inner = field_of(of, one.at, None, around)
        return replace(one, kind="terms", taxonomy=inner.taxonomy, closed=inner.closed, choices=inner.choices)
    if not of.label:
        of = replace(of, label=one.label)
    rows = tuple(field_of(of, (*one.at, index), item, around) for index, item in enumerate(items))
    return replace(one, rows=rows, of=field_of(of, (*one.at, NEW_ROW), None, around))


def _group(one: FormField, spec: FieldSpec, around: Around) -> FormField:
    if one.value is not None and not isinstance(one.value, dict):
        return _raw(one)
    value: dict[str, Any] = one.value or {}
    inner = [field_of(each, (*one.at, each.name), value.get(each.name), around) for each in spec.fields]
    known = {each.name for each in spec.fields}
    rest = [guessed(name, (*one.at, name), value[name], around) for name in value if name not in known]
    return replace(one, fields=(*inner, *rest))


def _menu(one: FormField, spec: FieldSpec, around: Around) -> FormField:
    """The menus of a page: names, or a group of entries where they have words of their own."""
    if one.value is None or isinstance(one.value, list):
        return _list(replace(one, kind="list"), replace(spec, of=FieldSpec("", "text")), around)
    return _any(one, spec, around)


def _any(one: FormField, spec: FieldSpec, around: Around) -> FormField:
    found = guessed(one.name, one.at, one.value, around)
    return replace(found, label=one.label, help=one.help)


def guessed(name: str, at: FieldPath, value: Any, around: Around) -> FormField:
    """A value that nobody declared, in the shape that it has."""
    one = FormField(name, at, "any", name, value=value, shown=fitting.as_text(value))
    if isinstance(value, dict) and value:
        inner = tuple(guessed(key, (*at, key), item, around) for key, item in value.items())
        return replace(one, kind="group", fields=inner)
    if isinstance(value, list):
        rows = tuple(_row_of(one, guessed("", (*at, index), item, around)) for index, item in enumerate(value))
        return replace(one, kind="list", rows=rows, of=_row_of(one, _empty_like(value, (*at, NEW_ROW), around)))
    return replace(one, kind="raw", wants="any") if isinstance(value, dict) else one


def _row_of(whole: FormField, row: FormField) -> FormField:
    """A row is called as its list is."""
    return replace(row, label=whole.label)


def _empty_like(items: list[Any], at: FieldPath, around: Around) -> FormField:
    """An empty row beside rows that nobody declared: with the names that they have."""
    if items and all(isinstance(item, dict) and item for item in items):
        names = dict.fromkeys(name for item in items for name in item)
        return guessed("", at, dict.fromkeys(names), around)
    return guessed("", at, None, around)
