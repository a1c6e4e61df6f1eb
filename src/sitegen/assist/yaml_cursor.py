"""Where a cursor stands in YAML that is being written, and so is seldom valid: found line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?:(?P<key>[\"']?[\w.@/-][\w .@/-]*?[\"']?)[ ]*:(?=[ \t]|$))?(?P<rest>.*)")
_WORD = re.compile(r"[\w.@/-]*")
_INNER = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*:\s*(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class YamlCursor:
    """``way``: the names above. ``key``: that of the value in which the cursor is; None where a name may stand.

    What is written there stands from ``start`` up to ``end``. ``others`` are the names beside it. ``item``: it is an
    entry of a list. ``closed``: a colon follows already.
    """

    way: tuple[str, ...]
    key: str | None
    start: int
    end: int
    others: frozenset[str] = frozenset()
    item: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    dash: int | None
    column: int
    key: str | None
    rest: int


def yaml_cursor(text: str, start: int, end: int, offset: int) -> YamlCursor:
    """The cursor at ``offset`` in the YAML between two offsets of a text."""
    lines = _lines(text, start, end)
    at = max(number for number, line in enumerate(lines) if line.start <= offset or number == 0)
    line = lines[at]
    line_end = _line_end(text, line.start, end)
    way, others = _around(lines, at)
    if line.key is not None and offset >= line.rest:
        return _in_value(text, line.key, way, line.rest, line_end, offset)
    in_item = line.key is None and line.dash is not None and offset >= line.rest
    if in_item and way and not others and not _NAME.match(text, line.rest, line_end):
        return _in_value(text, way[-1], way[:-1], line.rest, line_end, offset, item=True)
    first = min(line.start + line.column, line_end)
    last = _WORD.match(text, first, line_end)
    return YamlCursor(
        way,
        None,
        min(first, offset),
        max(last.end() if last else first, offset),
        others,
        line.dash is not None,
        line.key is not None,
    )


_NAME = re.compile(r"[\w-]+[ ]*:")


def _in_value(
    text: str, key: str, way: tuple[str, ...], start: int, end: int, offset: int, item: bool = False
) -> YamlCursor:
    """A cursor behind a colon or a dash: in a scalar, or in a list or group between brackets."""
    inner = max(text.rfind(mark, start, offset) for mark in "[{,")
    opened = text[start:offset].lstrip()[:1]
    if inner >= start and opened in ("[", "{"):
        part = text[inner + 1 : offset]
        if opened == "{" or "{" in text[start:offset]:
            found = _INNER.match(part)
            if found is None:
                return _word(text, (*way, key), None, inner + 1, end, offset)
            return _word(text, (*way, key), found[1], inner + 1 + found.start(2), end, offset)
        return _word(text, way, key, inner + 1, end, offset, item=True)
    while start < offset and text[start] in " \t":
        start += 1
    stop = text.find(" #", start, end)
    last = len(text[start : stop if stop >= 0 else end].rstrip()) + start
    return YamlCursor(way, key, start, max(last, offset), item=item)


def _word(
    text: str, way: tuple[str, ...], key: str | None, start: int, end: int, offset: int, item: bool = False
) -> YamlCursor:
    while start < offset and text[start] in " \t":
        start += 1
    last = start
    while last < end and text[last] not in ",]}:":
        last += 1
    last = len(text[start:last].rstrip()) + start
    return YamlCursor(way, key, start, max(last, offset), item=item, closed=text[last : last + 1] == ":")


def _around(lines: list[_Line], at: int) -> tuple[tuple[str, ...], frozenset[str]]:
    """(names above a line, names beside it)."""
    here = lines[at]
    limit = here.column if here.dash is None else here.dash + 1
    column = here.column
    others: set[str] = set()
    way: list[str] = []
    for line in reversed(lines[:at]):
        if line.key is None:
            continue
        if line.column < limit:
            way.insert(0, line.key)
            limit = line.column if line.dash is None else line.dash + 1
            column = -1
        elif line.column == column and here.dash is None:
            others.add(line.key)
            if line.dash is not None:
                limit, column = line.dash + 1, -1
    for line in lines[at + 1 :]:
        if line.key is None:
            continue
        if line.column < here.column or (line.dash is not None and line.column == here.column):
            break
        if line.column == here.column:
            others.add(line.key)
    return tuple(way), frozenset(others)


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found: list[_Line] = []
    while True:
        stop = _line_end(text, start, end)
        match = _LINE.match(text, start, stop)
        assert match is not None
        lead, key = match["lead"], match["key"]
        dash = lead.find("-")
        rest = match.start("rest")
        if text[start:stop].strip() == "-":  # a dash without anything behind it yet
            lead = text[start:stop] + " "
            dash, rest = lead.find("-"), stop
        comment = text[start:stop].lstrip().startswith("#")
        found.append(
            _Line(start, None if dash < 0 else dash, len(lead), None if comment else key and key.strip("\"'"), rest)
        )
        if stop >= end:
            return found
        start = stop + (2 if text.startswith("\r\n", stop) else 1)


def _line_end(text: str, start: int, end: int) -> int:
    found = [at for mark in "\r\n" if (at := text.find(mark, start, end)) >= 0]
    return min(found, default=end)
