"""Texts for tests of what reads texts: like those of authors, and like those of nobody."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.text import Lines
from sitegen.model.yaml import YamlMap, YamlNode, YamlScalar

PIECES = (
    "title",
    "date",
    "tags",
    ": ",
    ":",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "'",
    '"',
    "|",
    ">",
    "#",
    " # ",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "%",
    "@",
    "`",
    "? ",
    "\t",
    "---",
    "---\n",
    "...\n",
    "\\",
    "\\u",
    "{slug}",
    "/{year}/",
    "null",
    "~",
    "2026-11-21",
    "2024-13-45",
    "2026-11-21 10:00",
    "+02:00",
    "012",
    "1.10",
    "NO",
    "true",
    "ä",
    "é",
    "🙂",
    "\u2028",
    "\u2029",
    "\u0085",
    "\ufeff",
    "\u00a0",
    "\x00",
    "\x07",
    "\ufdd0",
    "\ud800",
    "<<",
    "=",
    ";",
    "types",
    "fields",
    "kind",
    "{#---\n",
    "---#}\n",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
"""Any text at all, mostly made of what means something."""

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)


def shape(node: YamlNode | None) -> object:
    """A node as plain data of texts, without places."""
    if node is None:
        return None
    if isinstance(node, YamlScalar):
        return node.text
    if isinstance(node, YamlMap):
        return {entry.key.text: shape(entry.value) for entry in node.entries}
    return [shape(item) for item in node.items]


def scalars(node: YamlNode | None) -> list[YamlScalar]:
    """Every scalar of a node, keys included."""
    if node is None:
        return []
    if isinstance(node, YamlScalar):
        return [node]
    if isinstance(node, YamlMap):
        return [one for entry in node.entries for one in (entry.key, *scalars(entry.value))]
    return [one for item in node.items for one in scalars(item)]


def said(problems: Iterable[Diagnostic]) -> list[str]:
    """Problems as ``code line:column message``."""
    return [f"{one.code} {one.location.line}:{one.location.column} {one.message}" for one in problems]


def assert_places(problems: Iterable[Diagnostic], text: str) -> None:
    """Every place, note and fix of the problems lies inside of the text."""
    lines = Lines(text)
    for problem in problems:
        for where in (problem.location, *(note.location for note in problem.notes)):
            if where.line:
                assert_inside((where.line, where.column, where.end_line, where.end_column), lines, len(text))
        for fix in problem.fixes:
            for edit in fix.edits:
                assert 0 <= edit.start <= edit.end <= len(text)


def assert_inside(at: tuple[int, int, int, int], lines: Lines, length: int) -> None:
    """A span lies inside of a text and does not run backwards."""
    assert 1 <= at[0] <= at[2] <= len(lines), at
    assert at[1] >= 1 and at[3] >= 1, at
    assert lines.offset(at[0], at[1]) <= lines.offset(at[2], at[3]) <= length + 1, at
