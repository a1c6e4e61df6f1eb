"""A text cut where its entries begin, for reading them one by one."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.markup.yaml.line import KEY

LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ITEM = re.compile(r"-(?:[ \t]|$)")


class Piece(NamedTuple):
    """From where to where an entry stands; ``loose`` is where lines begin that may not belong to it (or its end)."""

    start: int
    loose: int
    end: int


class Pieces(NamedTuple):
    """The pieces of a text, and whether they are the items of a list."""

    items: bool
    found: tuple[Piece, ...]


def cut(text: str, start: int, end: int) -> Pieces:
    """The text from ``start`` up to ``end`` cut where its outermost entries begin."""
    lines = [found for found in LINES.finditer(text, start, end) if found[0]]
    telling = [found[0] for found in lines if says(found[0])]
    base = min((_indent(line) for line in telling), default=0)
    items = bool(telling) and _ITEM.match(telling[0].strip()) is not None
    pieces: list[Piece] = []
    for found in lines:
        bare = found[0].rstrip("\r\n")[base:]
        outermost = says(found[0]) and not bare[:1].isspace()
        _add(pieces, found, outermost and _begins(bare, items), outermost and _is_loose(bare))
    return Pieces(items, tuple(pieces))


def says(line: str) -> bool:
    """True for a line that is not blank, a comment, or the mark of a document."""
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#") and stripped not in ("---", "...")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins(line: str, items: bool) -> bool:
    if _ITEM.match(line) is not None:
        return items
    return KEY.match(line) is not None


def _is_loose(line: str) -> bool:
    """A line without indent that is neither an entry nor an item nor closes something."""
    return _ITEM.match(line) is None and not line.startswith(("]", "}", "'", '"'))


def _add(pieces: list[Piece], line: re.Match[str], begins: bool, loose: bool) -> None:
    """Put a line on its own piece, or on the last one."""
    if begins or not pieces:
        pieces.append(Piece(line.start(), line.end(), line.end()))
        return
    start, at, end = pieces[-1]
    pieces[-1] = Piece(start, at if loose or at < end else line.end(), line.end())
