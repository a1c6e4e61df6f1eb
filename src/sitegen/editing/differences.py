"""How two versions of a file differ, for people: field by field, the text by lines, and in a changed line by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sitegen.editing.entries import entries
from sitegen.editing.held import Value, canonical, held
from sitegen.editing.joining_fields import GONE, shown
from sitegen.editing.matching import matches
from sitegen.editing.mending import Unfit
from sitegen.editing.text import lines_of, normal
from sitegen.editing.threeway import change, words_in_common
from sitegen.markup.decode import decode
from sitegen.markup.front_matter import split

_WORD = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"  # each a word: Chinese, Japanese, Korean
    "|(?:(?![\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])[\\w\u0300-\u036f\u200c\u200d'’])+"
    "|\\s+|."
)
_LONGEST = 20_000
"""Characters of a changed stretch in which words are still told apart; a longer one is told by lines."""

_IN_ALL = 400_000
"""Characters of changed lines in a file in which words are told apart."""

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both versions have, or only one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs at a place: a field's path, ``text``, or empty for the file. The label is left to the caller.

    The texts of the pieces that are not removed make the new version, of those that are not added the old one.
    """

    place: str
    label: str
    pieces: tuple[Piece, ...]


def differences(old: bytes | None, new: bytes | None, *, page: bool) -> tuple[Difference, ...]:
    """What differs between two versions; None is no such file. A file that is no text differs as one empty piece."""
    if old == new:
        return ()
    if b"\0" in (old or b"") or b"\0" in (new or b""):
        return (Difference("", "", ()),)
    texts = decode(old or b"", "")[0], decode(new or b"", "")[0]
    sides = [_page(text) for text in texts] if page else [None, None]
    if sides[0] is None or sides[1] is None:
        found = _text("text" if page else "", normal(texts[0]), normal(texts[1]))
        return found or (Difference("", "", ()),)
    fields = tuple(_fields("", sides[0][0], sides[1][0]))
    return fields + _text("text", sides[0][1], sides[1][1])


def _page(text: str) -> tuple[dict[str, Any], str] | None:
    """The fields and the text of a page; None if the fields cannot be read."""
    parts = split(text)
    try:
        root = entries(parts.front or "")
    except Unfit:
        return None
    return (held(root) if root is not None else {}), normal(text[parts.body_start :])


def _fields(place: str, old: Value, new: Value) -> Iterator[Difference]:
    """The differences at a field and inside of it."""
    if old is not GONE and new is not GONE and canonical(old) == canonical(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*new, *old]):
            yield from _fields(f"{place}.{name}" if place else name, old.get(name, GONE), new.get(name, GONE))
    elif _has_groups(old) and _has_groups(new) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _fields(f"{place}.{index}", one, other)
    elif pieces := tuple(_pieces(shown(old), shown(new))):
        yield Difference(place, "", pieces)


def _has_groups(value: Value) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _text(place: str, old: str, new: str) -> tuple[Difference, ...]:
    return (Difference(place, "", tuple(_pieces(old, new))),) if old != new else ()


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """The pieces of two texts, neighbours of one kind put together."""
    for kind, group in groupby(_by_lines(old, new), key=lambda piece: piece.kind):
        text = "".join(piece.text for piece in group)
        if text:
            yield Piece(kind, text)


def _by_lines(old: str, new: str) -> Iterator[Piece]:
    ours, others = lines_of(old), lines_of(new)
    low = begin = 0
    left = _IN_ALL
    for start, at, count in matches(ours, others):
        size = sum(map(len, ours[low:start])) + sum(map(len, others[begin:at]))
        left -= size
        if size > _LONGEST or left < 0:
            yield from (Piece("removed", "".join(ours[low:start])), Piece("added", "".join(others[begin:at])))
        else:
            yield from _changed(ours[low:start], others[begin:at])
        yield Piece("same", "".join(ours[start : start + count]))
        low, begin = start + count, at + count


def _changed(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Lines that were written anew: what became of each, word by word."""
    found = change(old, new, words_in_common)
    for at, line in enumerate(old):
        yield from (Piece("added", new[put]) for put in found.put_in[at])
        if found.became[at] < 0:
            yield Piece("removed", line)
        else:
            yield from _by_words(line, new[found.became[at]])
    yield from (Piece("added", new[put]) for put in found.put_in[len(old)])


def _by_words(old: str, new: str) -> Iterable[Piece]:
    ours, others = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    low = begin = same = 0
    for start, at, count in matches(ours, others):
        pieces += [Piece("removed", "".join(ours[low:start])), Piece("added", "".join(others[begin:at]))]
        pieces.append(Piece("same", "".join(ours[start : start + count])))
        same += sum(len(word) for word in ours[start : start + count] if not word.isspace())
        low, begin = start + count, at + count
    if same * 4 < min(len(old.strip()), len(new.strip())):
        return [Piece("removed", old), Piece("added", new)]
    return [piece for piece in pieces if piece.text]
