"""Text as a terminal shows it: cells instead of characters, nothing that could command the terminal."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_TAB = 4
_CUT = "…"
_REACH = 8
"""Of a line of a megabyte so much is looked at on both sides of a mark: characters for each cell there is room for."""


class Shown(NamedTuple):
    """A line as it is shown, and the cells from ``start`` up to ``end`` to be marked in it."""

    text: str
    start: int
    end: int


def width_of(text: str) -> int:
    """How many cells a text without tabs and control characters takes."""
    return sum(map(_cells, text))


def plain(text: str) -> str:
    """``text`` on one line, with what would command the terminal made visible."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def shown(line: str, start: int, end: int, room: int) -> Shown:
    """A line in ``room`` cells, and where its characters from ``start`` up to ``end`` (from 0) come to lie.

    Tabs become spaces. A line that is too long is cut so that the marked part stays in sight.
    """
    start = min(max(start, 0), len(line))
    left, right = max(0, start - room * _REACH), start + room * _REACH
    cells = _expanded(line[left:right])
    start, end = start - left, end - left
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + width_of(cell))
    end = min(max(end, start), len(cells))
    first, last = _window(starts, start, room)
    before = _CUT if left + first > 0 else ""
    after = _CUT if left + last < len(line) else ""
    shift = len(before) - starts[first]
    mark_start = starts[start] + shift
    mark_end = max(starts[min(end, last)] + shift, mark_start + 1)
    return Shown(before + "".join(cells[first:last]) + after, mark_start, mark_end)


def _window(starts: list[int], start: int, room: int) -> tuple[int, int]:
    """The characters (first, last) that are shown when there is too little room for all."""
    count = len(starts) - 1
    if starts[-1] <= room:
        return 0, count
    first = 0
    if starts[start] > room * 2 // 3:
        while first < start and starts[start] - starts[first] > room // 3:
            first += 1
    last = first
    while last < count and starts[last + 1] - starts[first] <= room - 2:
        last += 1
    return first, last


def _expanded(line: str) -> list[str]:
    """Each character as what is shown for it."""
    if line.isprintable():
        return list(line)
    cells: list[str] = []
    at = 0
    for char in line:
        cell = " " * (_TAB - at % _TAB) if char == "\t" else _visible(char)
        cells.append(cell)
        at += width_of(cell)
    return cells


def _visible(char: str) -> str:
    """A control character as its picture, a character that turns the writing direction as a mark."""
    if char.isprintable() or unicodedata.category(char) in ("Zs", "Mn") or char in "\u200d\u200c\ufe0f":
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def _cells(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
