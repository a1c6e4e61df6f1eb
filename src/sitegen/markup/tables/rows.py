"""Rows of a data file from which pages are made: every row a map of fields with places."""

from __future__ import annotations

from typing import Any, NamedTuple

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.text import Span
from sitegen.markup.tables.objects import item_spans
from sitegen.markup.tables.sheet import Cell, Sheet
from sitegen.model.yaml import YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar


class Rows(NamedTuple):
    """The rows of a file as maps of fields, and the cells that name the columns (none but in CSV)."""

    fields: tuple[YamlMap, ...]
    header: tuple[Cell, ...] = ()


def rows_of_sheet(sheet: Sheet) -> Rows:
    """Every row of a sheet as a map."""
    return Rows(tuple(_sheet_row(sheet, row) for row in sheet.rows if row), sheet.header)


def rows_of_json(value: Any, text: str, path: str) -> tuple[Rows, tuple[Diagnostic, ...]]:
    """The groups in the list that a JSON text (without mistakes) holds; their values stand where the group stands."""
    if not isinstance(value, list):
        return rows_of_node(node_of(value, (1, 1, 1, 1)), path)
    items = tuple(node_of(item, at) for item, at in zip(value, item_spans(text), strict=True))
    return rows_of_node(YamlList(items, (1, 1, 1, 1)), path)


def rows_of_node(node: YamlNode | None, path: str) -> tuple[Rows, tuple[Diagnostic, ...]]:
    """The groups in a list. What is no group, and a file that holds no list, are SG114."""
    if node is None:
        return Rows(()), ()
    if not isinstance(node, YamlList):
        message = "pages are made from a list of groups, and this file holds something else"
        return Rows(()), (Diagnostic("SG114", message, Location(path, *node.at[:2], *node.at[:2]), "write a list"),)
    fields = tuple(item for item in node.items if isinstance(item, YamlMap))
    message = "a page is made from a group of fields, and this is none"
    others = (item for item in node.items if not isinstance(item, YamlMap))
    return Rows(fields), tuple(Diagnostic("SG114", message, Location(path, *item.at)) for item in others)


def _sheet_row(sheet: Sheet, row: tuple[Cell, ...]) -> YamlMap:
    entries = tuple(
        YamlEntry(YamlScalar(name, "", cell.at), scalar(cell.text.strip(), cell.at))
        for name, cell in zip(sheet.columns, row, strict=True)
    )
    return YamlMap(entries, (*row[0].at[:2], *row[-1].at[2:]))


def scalar(text: str, at: Span) -> YamlScalar:
    """A cell as a scalar. Only an empty cell is empty: the word null is a word."""
    return YamlScalar(text, '"' if text in ("~", "null") else "", at)


def split_cell(cell: YamlNode) -> YamlNode:
    """A cell as a list: parted by semicolons if it has any, else by commas; an empty cell is an empty list."""
    if not isinstance(cell, YamlScalar):
        return cell
    mark = ";" if ";" in cell.text else ","
    words = (part.strip() for part in cell.text.split(mark))
    return YamlList(tuple(scalar(word, cell.at) for word in words if word), cell.at)


def node_of(value: Any, at: Span) -> YamlNode:
    """Plain data as nodes that all stand at one place."""
    if isinstance(value, dict):
        return YamlMap(tuple(YamlEntry(YamlScalar(key, "", at), node_of(item, at)) for key, item in value.items()), at)
    if isinstance(value, list):
        return YamlList(tuple(node_of(item, at) for item in value), at)
    if isinstance(value, str):
        return YamlScalar(value, '"', at)
    if value is None:
        return YamlScalar("", "", at)
    return YamlScalar(str(value).lower() if isinstance(value, bool) else repr(value), "", at)
