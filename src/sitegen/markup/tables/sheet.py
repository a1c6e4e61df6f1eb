"""CSV: rows whose cells know where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.text import Lines, Span

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[,;\t\r\n]|\Z)')
_END = re.compile(r"\r\n|\r|\n|\Z")


class Cell(NamedTuple):
    """A cell's text, without its quotes, and where it stands."""

    text: str
    at: Span


class Sheet(NamedTuple):
    """The names of the columns, the cells with these names, and the rows, with a cell for each column."""

    columns: tuple[str, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def parse_sheet(text: str, path: str) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """The rows under a header row. A row with too few cells is filled up, one with too many is cut; both are SG115.

    Cells are parted by commas; by semicolons or tabs if the header has those and no comma.
    """
    reader = _Reader(text, path)
    header, *rows = reader.rows() or [()]
    columns = reader.columns(header)
    made = tuple(reader.fitted(row, header) for row in rows)
    kept = [index for index, name in enumerate(columns) if name]
    cut = tuple(tuple(row[index] for index in kept) for row in made)
    names = tuple(columns[index] for index in kept)
    return Sheet(names, tuple(header[index] for index in kept), cut), tuple(reader.problems)


class _Reader:
    """One sheet being read."""

    def __init__(self, text: str, path: str) -> None:
        self.problems: list[Diagnostic] = []
        self._text = text
        self._path = path
        self._lines = Lines(text)
        head = text[: _END.search(text).start()]  # type: ignore[union-attr]
        self._mark = next((mark for mark in ",;\t" if mark in head), ",")
        self._odd_lines: set[int] = set()
        self._plain = re.compile(rf"[^{self._mark}\r\n]*")

    def wrong(self, code: str, message: str, at: Span, hint: str = "", notes: tuple[Note, ...] = ()) -> None:
        self.problems.append(Diagnostic(code, message, Location(self._path, *at), hint, notes))

    def rows(self) -> list[tuple[Cell, ...]]:
        """Every row that is not blank."""
        made: list[tuple[Cell, ...]] = []
        at = 0
        while at < len(self._text):
            row, at = self._row(at)
            if len(row) > 1 or row[0].text.strip():
                made.append(row)
        return made

    def _row(self, at: int) -> tuple[tuple[Cell, ...], int]:
        cells = []
        while True:
            cell, at = self._cell(at)
            cells.append(cell)
            if not self._text.startswith(self._mark, at):
                end = _END.match(self._text, at)
                return tuple(cells), end.end() if end else len(self._text)
            at += 1

    def _cell(self, at: int) -> tuple[Cell, int]:
        if self._text.startswith('"', at):
            quoted = _QUOTED.match(self._text, at)
            if quoted is not None:
                return Cell(quoted[1].replace('""', '"'), self._lines.span(at, quoted.end())), quoted.end()
            self._odd_quote(at)
        plain = self._plain.match(self._text, at)
        end = plain.end() if plain else at
        return Cell(self._text[at:end], self._lines.span(at, end)), end

    def _odd_quote(self, at: int) -> None:
        where = self._lines.span(at, at + 1)
        self._odd_lines.add(where[0])
        hint = 'write "" for a quote inside of a cell in quotes'
        self.wrong("SG114", "the cell begins with a quote, but does not end with one", where, hint)

    def columns(self, header: tuple[Cell, ...]) -> tuple[str, ...]:
        """The names of the columns; empty for one that has no name, or somebody else's."""
        first: dict[str, Cell] = {}
        names = []
        for number, cell in enumerate(header, 1):
            name = cell.text.strip()
            if not name and (number > 1 or len(header) > 1):
                self.wrong("SG114", f"column {number} has no name", cell.at, "name it in the first row")
            elif name in first:
                note = Note("it stands here first", Location(self._path, *first[name].at))
                self.wrong("SG103", f'the column "{name}" is given twice', cell.at, notes=(note,))
                name = ""
            first.setdefault(name, cell)
            names.append(name)
        return tuple(names)

    def fitted(self, row: tuple[Cell, ...], header: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The row with as many cells as there are columns."""
        want, have = len(header), len(row)
        if want == have:
            return row
        if row[-1].at[0] not in self._odd_lines:
            self._uneven(row, want, have)
        end = row[-1].at[2:] * 2
        return row[:want] + tuple(Cell("", end) for _ in range(want - have))

    def _uneven(self, row: tuple[Cell, ...], want: int, have: int) -> None:
        first, last = row[0].at, row[-1].at
        where = row[want].at[:2] + last[2:] if have > want else (*first[:2], *last[2:])
        hint = "put a cell that holds a comma in quotes" if have > want else "add the missing commas"
        message = f"the row has {have} {'cell' if have == 1 else 'cells'}, but there are {want} columns"
        self.wrong("SG115", message, where, hint if self._mark == "," else "")
