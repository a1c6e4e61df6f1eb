"""Rows by the fields of the type that is made from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.nearest import nearest
from sitegen.markup.builtin_fields import page_fields
from sitegen.markup.tables.rows import Rows, split_cell
from sitegen.markup.tables.sheet import Cell
from sitegen.markup.values import read_fields
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.model.yaml import YamlEntry, YamlMap, YamlScalar

Values = list[tuple[dict[str, Any], Location]]


def typed_rows(
    rows: Rows, content_type: ContentType | None, path: str, zone: tzinfo
) -> tuple[Values, tuple[Diagnostic, ...]]:
    """The values of every row with the row's place, and every problem with them.

    A column that is missing or misspelt is one problem, not one for each row. Other columns of a sheet are text.
    """
    specs = page_fields(None, content_type)
    problems: list[Diagnostic] = []
    misspelt: frozenset[str] = frozenset()
    if rows.header:
        specs, misspelt, wrong = _by_columns(rows.header, specs, content_type, path)
        problems += wrong
    extra = bool(rows.header) or content_type is None or content_type.extra
    lists = {spec.name for spec in specs if spec.kind == "list"}
    known = {spec.name for spec in specs}
    made: Values = []
    for fields in rows.fields:
        place = Location(path, *fields.at[:2], *fields.at[:2])
        given = _as_cells(fields, lists, known) if rows.header else fields
        values, more = read_fields(given, specs, path, zone, extra=extra, known=misspelt, owner=content_type, at=place)
        problems += more
        made.append((values, place))
    return made, tuple(problems)


def _as_cells(fields: YamlMap, lists: set[str], known: set[str]) -> YamlMap:
    """The cells of a row: those of lists cut into items, undeclared ones marked as text."""
    entries = []
    for entry in fields.entries:
        name, value = entry.key.text, entry.value
        if name in lists:
            value = split_cell(value)
        elif name not in known and isinstance(value, YamlScalar):
            value = YamlScalar(value.text, '"', value.at)
        entries.append(YamlEntry(entry.key, value))
    return YamlMap(tuple(entries), fields.at)


def _by_columns(
    header: tuple[Cell, ...], specs: tuple[FieldSpec, ...], content_type: ContentType | None, path: str
) -> tuple[tuple[FieldSpec, ...], frozenset[str], list[Diagnostic]]:
    """The fields, none required that has no column; the columns that are misspelt; what is wrong with the columns."""
    own = content_type.fields if content_type is not None else ()
    columns = {cell.text.strip() for cell in header}
    absent = [spec.name for spec in own if spec.name not in columns]
    known = {spec.name for spec in specs}
    note = (Note(f'the type "{content_type.name}" is declared here', content_type.at),) if content_type else ()
    problems = []
    meant: dict[str, str] = {}
    for cell in header:
        name = cell.text.strip()
        near = nearest(name, absent) if name not in known else None
        if near is not None:
            meant[near] = name
            where = Location(path, *cell.at)
            problems.append(Diagnostic("SG104", f'unknown field "{name}"', where, f'did you mean "{near}"?', note))
    for spec in own:
        if spec.required and spec.name in absent and spec.name not in meant:
            message = f'the column of the required field "{spec.name}" is missing'
            where = Location(path, *header[0].at)
            problems.append(Diagnostic("SG105", message, where, f'add a column "{spec.name}"', note))
    fields = tuple(replace(one, required=False) if one.name in absent else one for one in specs)
    return fields, frozenset(meant.values()), problems
