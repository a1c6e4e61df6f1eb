"""A short cut for tables whose rows all begin and end with a stroke, and hold no escaped one."""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_PARTS = re.compile(r"\|(?:[ ]*:?-+:?[ ]*\|)+[ ]*")
_MAX_CELLS = 10_000
"""Larger ones are left to the stock rule, which has a bound for the cells that it adds."""


def plain_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule, asked before the stock one: a table that stands in nothing else, with a blank line behind."""
    if silent or state.level or start + 2 > end or state.sCount[start]:
        return False
    below = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]]
    if not _PARTS.fullmatch(below):
        return False
    parts = [part.strip(" ") for part in below.split("|")[1:-1]]
    rows = _rows(state, start, end)
    if not rows or len(rows[0]) != len(parts) or len(rows) * len(parts) > _MAX_CELLS:
        return False
    _push(state, start, rows, [_style(part) for part in parts])
    return True


def _rows(state: StateBlock, start: int, end: int) -> list[list[str]]:
    """The cells of the head and of each row; nothing if a line is not as plain as that."""
    rows = []
    for line in range(start, end):
        text = mdTrim(state.src[state.bMarks[line] : state.eMarks[line]])
        if not text:
            break
        if line == start + 1:
            continue
        if state.sCount[line] or len(text) < 2 or not text[0] == text[-1] == "|" or "\\" in text:
            return []
        rows.append([mdTrim(cell) for cell in text.split("|")[1:-1]])
    return rows


def _style(part: str) -> dict[str, str | int | float]:
    """How the cells of a column are aligned."""
    if part[-1] == ":":
        return {"style": "text-align:center" if part[0] == ":" else "text-align:right"}
    return {"style": "text-align:left"} if part[0] == ":" else {}


def _push(state: StateBlock, start: int, rows: list[list[str]], styles: list[dict[str, str | int | float]]) -> None:
    end = start + 1 + len(rows)
    state.push("table_open", "table", 1).map = [start, end]
    state.push("thead_open", "thead", 1).map = [start, start + 1]
    _push_row(state, start, "th", rows[0], styles)
    state.push("thead_close", "thead", -1)
    if len(rows) > 1:
        state.push("tbody_open", "tbody", 1).map = [start + 2, end]
        for line, row in enumerate(rows[1:], start + 2):
            _push_row(state, line, "td", row, styles)
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.line = end


def _push_row(
    state: StateBlock, line: int, tag: str, row: list[str], styles: list[dict[str, str | int | float]]
) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    row += [""] * (len(styles) - len(row))
    for style, content in zip(styles, row, strict=False):
        state.push(tag + "_open", tag, 1).attrs = style.copy()
        token = state.push("inline", "", 0)
        token.map, token.content, token.children = [line, line + 1], content, []
        state.push(tag + "_close", tag, -1)
    state.push("tr_close", "tr", -1)
