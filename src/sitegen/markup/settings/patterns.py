"""Address patterns: ``/news/{year}/{slug}/``."""

from __future__ import annotations

import re
from collections.abc import Collection

from sitegen.base.nearest import did_you_mean
from sitegen.base.text import Span
from sitegen.markup.settings.sections import Declaration

PLACEHOLDERS = ("year", "month", "day", "slug", "title", "stem", "section", "path", "type")
"""What a permalink may hold between braces, besides the names of the type's fields."""

_PART = re.compile(r"\{([^{}]*)\}|[{}]")


def check_pattern(
    pattern: str,
    at: Span,
    style: str,
    reading: Declaration,
    fields: Collection[str] = (),
    known: Collection[str] = PLACEHOLDERS,
) -> str:
    """The pattern, with a leading slash. Unknown placeholders, stray braces and addresses elsewhere are SG308."""
    names = (*known, *fields)
    for found in _PART.finditer(pattern):
        name = found[1]
        if name is None:
            reading.wrong(
                "SG308", f'"{pattern}" has a brace without its other half', _part(at, style, found), "write {slug}"
            )
        elif name not in names:
            hint = did_you_mean(name, names) or f"placeholders are {', '.join('{' + one + '}' for one in known)}"
            reading.wrong("SG308", f'"{{{name}}}" in "{pattern}" is no placeholder', _part(at, style, found), hint)
    if "://" in pattern or ".." in pattern.split("/") or re.search(r"[\s?#\\]", _PART.sub("", pattern)):
        reading.wrong(
            "SG308", f'"{pattern}" is not an address within the site', at, "write a path such as /news/{slug}/"
        )
    return pattern if pattern.startswith("/") else f"/{pattern}"


def _part(at: Span, style: str, found: re.Match[str]) -> Span:
    """Where a part of a scalar stands, if the scalar stands on one line as it is."""
    line, column, end_line, end_column = at
    lead = 1 if style else 0
    if line != end_line or column + lead + found.end() > end_column:
        return at
    return (line, column + lead + found.start(), line, column + lead + found.end())
