"""A line of a text, as ``name: value`` if it has that shape."""

from __future__ import annotations

import re
from typing import NamedTuple

KEY = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)"""
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s:#"'\[\]{},&*!|>%@`-](?:[^:\n]|:(?=\S))*?(?<![ \t]))[ \t]*:(?:[ \t]+|$)"""
)


class Line(NamedTuple):
    """A line of the text, as ``name: value`` if it has that shape. Offsets are in the text."""

    start: int
    end: int
    indent: int
    key: str
    value: int


def line_at(text: str, offset: int) -> Line:
    """The line around an offset."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    found = _LINE_END.search(text, start)
    end = start + len(text[start : found.start() if found else len(text)].rstrip(" \t"))
    shape = KEY.match(text, start, end)
    indent = len(text[start:end]) - len(text[start:end].lstrip(" "))
    if shape is None:
        lead = _LEAD.match(text, start, end)
        return Line(start, end, indent, "", lead.end() if lead else start)
    return Line(start, end, indent, shape["key"].strip("\"'"), shape.end())


_LEAD = re.compile(r"[ ]*(?:-[ ]+)*")
_LINE_END = re.compile(r"[\r\n]")
