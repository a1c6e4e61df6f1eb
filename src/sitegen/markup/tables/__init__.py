"""Data files: YAML, JSON and CSV, as plain values or as rows."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.markup.decode import MOST, MOST_OF_TABLE, decode, too_large
from sitegen.markup.tables.objects import parse_objects
from sitegen.markup.tables.rows import Rows, rows_of_json, rows_of_node, rows_of_sheet, scalar, split_cell
from sitegen.markup.tables.sheet import parse_sheet
from sitegen.markup.tables.typed import Values, typed_rows
from sitegen.markup.values import convert, guess
from sitegen.markup.yaml import compose
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.model.yaml import YamlNode

__all__ = ["DATA_SUFFIXES", "convert_cell", "parse_data", "parse_rows"]

DATA_SUFFIXES = (".yaml", ".yml", ".json", ".csv")

Problems = tuple[Diagnostic, ...]


def parse_data(data: bytes | str, path: str, zone: tzinfo = UTC) -> tuple[Any, Problems]:
    """The plain value of a data file; None for a broken one (YAML: what can be read of it).

    YAML is guessed, JSON is as it is, CSV is a list of dicts whose values are text. Other files are None.
    """
    if too_much := _too_large(data, path):
        return None, too_much
    text, problems = _text(data, path)
    if path.endswith((".yaml", ".yml")):
        node, more = compose(text, path, code="SG114")
        return (guess(node, zone) if node is not None else None), problems + more
    if path.endswith(".json"):
        value, more = parse_objects(text, path)
        return value, problems + more
    if path.endswith(".csv"):
        sheet, more = parse_sheet(text, path)
        rows = ((cell.text for cell in row) for row in sheet.rows)
        return [dict(zip(sheet.columns, row, strict=True)) for row in rows], problems + more
    return None, (*problems, _unknown(path))


def parse_rows(
    data: bytes | str, path: str, content_type: ContentType | None = None, zone: tzinfo = UTC
) -> tuple[Values, Problems]:
    """The rows of a data file, converted by the fields of the type that is made from them: (values, place) of each.

    Of a CSV file these are its rows, of a YAML or JSON file the groups in its list; what is no group is reported
    (SG114) and left out. The built-in fields of pages are known here too.
    """
    if too_much := _too_large(data, path):
        return [], too_much
    text, problems = _text(data, path)
    rows, wrong = _rows(text, path)
    values, more = typed_rows(rows, content_type, path, zone)
    return values, (*problems, *wrong, *more)


def _rows(text: str, path: str) -> tuple[Rows, Problems]:
    if path.endswith(".csv"):
        sheet, problems = parse_sheet(text, path)
        return rows_of_sheet(sheet), problems
    if path.endswith(".json"):
        value, problems = parse_objects(text, path)
        return (Rows(()), problems) if problems else rows_of_json(value, text, path)
    if path.endswith((".yaml", ".yml")):
        node, problems = compose(text, path, code="SG114")
        rows, wrong = rows_of_node(node, path)
        return rows, problems + wrong
    return Rows(()), (_unknown(path),)


def convert_cell(text: str, spec: FieldSpec, at: Location, zone: tzinfo = UTC) -> tuple[Any, Problems]:
    """The value of one text by its declared kind, as ``values.convert`` gives it.

    A list is parted at its semicolons, or else at its commas.
    """
    cell: YamlNode = scalar(text.strip(), (at.line, at.column, at.end_line, at.end_column))
    return convert(split_cell(cell) if spec.kind == "list" else cell, spec, at.path, zone)


def _text(data: bytes | str, path: str) -> tuple[str, Problems]:
    return (data, ()) if isinstance(data, str) else decode(data, path)


def _too_large(data: bytes | str, path: str) -> Problems:
    if isinstance(data, str):
        return ()
    is_yaml = path.endswith((".yaml", ".yml"))
    return too_large(data, path, MOST if is_yaml else MOST_OF_TABLE, "YAML" if is_yaml else "a table")


def _unknown(path: str) -> Diagnostic:
    message = "data files are YAML, JSON or CSV; this one is not used"
    return Diagnostic("SG114", message, Location(path), f"its name has to end with {', '.join(DATA_SUFFIXES)}")
