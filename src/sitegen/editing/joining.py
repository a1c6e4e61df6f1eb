"""What two people made of one file, joined: nothing that only one of them changed is lost, and nothing is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.editing.clashes import Choice, Chosen, Clash
from sitegen.editing.joining_lines import joined_text
from sitegen.editing.joining_pages import Sides, joined_page

__all__ = ["Choice", "Clash", "Joined", "join", "settled"]

Bytes = bytes | None


@dataclass(frozen=True, slots=True)
class Joined:
    """The joined file, what was taken over from theirs (paths of fields, "text"), and where the two clash.

    With clashes, ``data`` holds mine at those places and theirs everywhere else. None stands for no file.
    """

    data: bytes | None
    joined: tuple[str, ...]
    clashes: tuple[Clash, ...]
    sides: tuple[Bytes, Bytes, Bytes] = (None, None, None)
    page: bool = False


def join(before: Bytes, theirs: Bytes, mine: Bytes, *, page: bool) -> Joined:
    """Theirs and mine joined, which both began as ``before``; None stands for no such file.

    A page is joined field by field, its text line by line; any other file by lines. A file that is no text is one
    clash if both changed it, and so is one that a side deleted and the other changed.
    """
    return _joined(before, theirs, mine, page, {})


def settled(joined: Joined, choices: Mapping[str, Choice]) -> Bytes:
    """The joined file with a side chosen at each clash, by its place; where nothing is chosen, mine."""
    return _joined(*joined.sides, joined.page, choices).data


def _joined(before: Bytes, theirs: Bytes, mine: Bytes, page: bool, choices: Mapping[str, Choice]) -> Joined:
    chosen = Chosen(choices)
    data = _data(before, theirs, mine, page, chosen)
    return Joined(data, tuple(chosen.taken), tuple(chosen.clashes), (before, theirs, mine), page)


def _data(before: Bytes, theirs: Bytes, mine: Bytes, page: bool, chosen: Chosen) -> Bytes:
    if theirs in (mine, before):
        return mine
    if theirs is None or mine is None:
        if mine == before:
            chosen.take("")
            return theirs
        return _whole(before, theirs, mine, chosen)
    texts = [_text(side) for side in (before or b"", theirs, mine)]
    if texts[0] is None or texts[1] is None or texts[2] is None:
        if mine == before:
            chosen.take("")
            return theirs
        return _whole(before, theirs, mine, chosen)
    sides = Sides(texts[0], texts[1], texts[2], made_by_both=before is None)
    found = joined_page(sides, chosen) if page else None
    if mine == before:
        if found is None or not chosen.taken:
            chosen.take("text" if page else "")
        return theirs
    if found is None:
        if before is None:
            return _whole(before, theirs, mine, chosen)
        found = joined_text(*sides[:3], "text" if page else "", chosen)
    return found.encode()


def _text(data: bytes) -> str | None:
    """The text of a file; None for one that is no text."""
    try:
        return None if b"\0" in data else data.decode()
    except UnicodeDecodeError:
        return None


def _whole(before: Bytes, theirs: Bytes, mine: Bytes, chosen: Chosen) -> Bytes:
    texts = [(_text(side) if side is not None else "") or "" for side in (before, theirs, mine)]
    side = chosen.clash(Clash("", None, texts[0], texts[1], texts[2]))
    return {"before": before, "theirs": theirs, "mine": mine}[side]
