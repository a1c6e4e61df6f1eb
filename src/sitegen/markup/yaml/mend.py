"""What can be saved of a text that is not YAML: every mistake is found, and what is right is still read.

The text is cut where top-level entries begin; each piece is read by itself. So an unclosed quote takes only its own
entry with it, and three mistakes are three problems.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.markup.yaml.nodes import BROKEN, Source, Trouble, unique
from sitegen.markup.yaml.words import KEY, Finding, explain, line_at, stray
from sitegen.model.yaml import YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_WORD = re.compile(r"[^\s:]+")


class _Piece(NamedTuple):
    """From where to where an entry stands; ``loose`` is where lines begin that may not belong to it (or its end)."""

    start: int
    loose: int
    end: int


def mend(source: Source, trouble: Trouble) -> tuple[YamlNode | None, list[Finding]]:
    """The readable entries of a text that libyaml refused because of ``trouble``, and the mistakes found."""
    pieces = _pieces(source.text)
    if len(pieces) > MAX_PIECES:
        return None, [explain(source.text, trouble)]
    entries: list[YamlEntry] = []
    items: list[YamlNode] = []
    findings: list[Finding] = []
    for piece in pieces:
        node = _read(source, piece, findings)
        if isinstance(node, YamlMap):
            entries.extend(node.entries)
        elif isinstance(node, YamlList):
            items.extend(node.items)
    if not findings:
        findings.append(explain(source.text, trouble))
    return _joined(source, entries, items), findings


MAX_PIECES = 2000
"""A text with more top-level entries than this is not front matter; it gets one problem."""


def _joined(source: Source, entries: list[YamlEntry], items: list[YamlNode]) -> YamlNode | None:
    if entries:
        first, last = entries[0].key.at, entries[-1].value.at
        return YamlMap(unique(entries, source.marks), (first[0], first[1], last[2], last[3]))
    if items:
        first, last = items[0].at, items[-1].at
        return YamlList(tuple(items), (first[0], first[1], last[2], last[3]))
    return None


def _pieces(text: str) -> list[_Piece]:
    """The text cut where its outermost entries begin."""
    lines = [found for found in _LINES.finditer(text) if found[0]]
    indents = [len(found[0]) - len(found[0].lstrip(" ")) for found in lines if _says(found[0])]
    base = min(indents, default=0)
    by_items = next((found[0].lstrip(" ") for found in lines if _says(found[0])), "").startswith(("- ", "-\n"))
    pieces: list[_Piece] = []
    for found in lines:
        outermost = _says(found[0]) and not found[0][base : base + 1].isspace()
        _add(pieces, found, outermost and _begins(found[0][base:], by_items), outermost and _is_loose(found[0][base:]))
    return pieces


def _says(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#") and stripped not in ("---", "...")


def _begins(line: str, by_items: bool) -> bool:
    if by_items:
        return line.startswith("-") or KEY.match(line.rstrip("\r\n")) is not None
    return not line.startswith("-") and KEY.match(line.rstrip("\r\n")) is not None


def _is_loose(line: str) -> bool:
    """A line in the first column that is neither an entry nor an item nor closes something."""
    return not line.startswith(("- ", "-\n", "-\r", "]", "}", "'", '"'))


def _add(pieces: list[_Piece], line: re.Match[str], begins: bool, loose: bool) -> None:
    """Put a line on its own piece, or on the last one."""
    if begins or not pieces:
        pieces.append(_Piece(line.start(), line.end(), line.end()))
        return
    start, at, end = pieces[-1]
    pieces[-1] = _Piece(start, at if loose or at < end else line.end(), line.end())


def _read(source: Source, piece: _Piece, findings: list[Finding]) -> YamlNode | None:
    """The node of a piece; its mistakes go to ``findings``."""
    node, trouble = _try(source, piece.start, piece.end)
    if trouble is None and not isinstance(node, YamlScalar):
        return node
    if piece.loose < piece.end:
        node, first = _try(source, piece.start, piece.loose)
        if first is None and not isinstance(node, YamlScalar):
            return _with_strays(source, node, piece.loose, piece.end, findings)
    if trouble is None:
        return _with_strays(source, None, piece.start, piece.end, findings)
    saved = _dedented(source, piece)
    findings.append(explain(source.text, trouble))
    return YamlMap(tuple(saved or _lost(source, piece.start)), (0, 0, 0, 0))


def _try(source: Source, start: int, end: int) -> tuple[YamlNode | None, Trouble | None]:
    try:
        return source.compose(start, end), None
    except Trouble as trouble:
        return None, trouble


def _with_strays(source: Source, node: YamlNode | None, start: int, end: int, findings: list[Finding]) -> YamlNode | None:
    """``node`` and, as broken entries, the lines after it that are no entries: one problem for lines in a row."""
    entries = list(node.entries) if isinstance(node, YamlMap) else []
    last = -1
    for found in _LINES.finditer(source.text, start, end):
        if not _says(found[0]):
            continue
        line = line_at(source.text, found.start())
        finding = stray(source.text, line)
        if last != line.start or finding.instead is not None:
            findings.append(finding)
        last = found.end()
        entries.extend(_lost(source, found.start()))
    return YamlMap(tuple(entries), (0, 0, 0, 0)) if entries else node


def _lost(source: Source, start: int) -> list[YamlEntry]:
    """An entry whose value could not be read: so nobody says that the field is missing too."""
    line = line_at(source.text, start)
    key_start = line.start + line.indent
    word = _WORD.search(source.text, key_start, max(line.end, key_start))
    if word is None:
        return []
    shape = KEY.match(source.text, line.start, line.end)
    begin, end = shape.span("key") if shape else word.span()
    value = line.value if shape else min(end + 1, line.end)
    name = line.key if shape else word[0]
    rest = source.text[value : line.end].strip()
    key = YamlScalar(name, "", source.span(begin, end))
    return [YamlEntry(key, YamlScalar(rest, BROKEN, source.span(value, line.end)))]


def _dedented(source: Source, piece: _Piece) -> list[YamlEntry]:
    """The entries of a piece whose lines are all right but for their indent; else nothing."""
    entries: list[YamlEntry] = []
    for found in _LINES.finditer(source.text, piece.start, piece.end):
        if not _says(found[0]):
            continue
        line = line_at(source.text, found.start())
        node, trouble = _try(source, line.start + line.indent, line.end)
        if trouble is not None or not isinstance(node, YamlMap):
            return []
        entries.extend(node.entries)
    return entries
