"""Two sides of a page joined: its fields by what they say, what stands between them and its text by lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sitegen.editing import placing
from sitegen.editing.clashes import Chosen, Clash
from sitegen.editing.entries import Node, entries
from sitegen.editing.held import Opaque, canonical, held
from sitegen.editing.joining_fields import joined_group
from sitegen.editing.joining_lines import joined_text
from sitegen.editing.mending import Unfit
from sitegen.editing.placing import Front
from sitegen.editing.steps import changed, without
from sitegen.editing.text import bare, lines_of, normal, usual_ending
from sitegen.editing.threeway import words_in_common
from sitegen.markup.front_matter import split

_NAME = re.compile(r"[\s-]*[^\s:#][^:#]*:(?=\s|\Z)")
_NOTE = re.compile(r"(?:^|\s)(#.*)")


class Sides(NamedTuple):
    """The texts of a page. ``made_by_both``: there was none before, and both made one."""

    before: str
    theirs: str
    mine: str
    made_by_both: bool = False


class _Page(NamedTuple):
    """A page in parts; ``opening`` and ``closing`` hold the lines of hyphens."""

    opening: str
    front: str
    closing: str
    body: str
    fields: dict[str, Any]


def joined_page(sides: Sides, chosen: Chosen) -> str | None:
    """The joined page; None if the fields of a side cannot be read, or not be joined, and nothing is noted then."""
    pages = [_page(text) for text in sides[:3]]
    if pages[0] is None or pages[1] is None or pages[2] is None:
        return None
    own = _copy(chosen)
    fields = joined_group("", pages[0].fields, pages[1].fields, pages[2].fields, own)
    body = _body(pages[0].body, pages[1].body, pages[2].body, sides.made_by_both, own)
    newline = usual_ending(lines_of(sides.mine)) if sides.mine else usual_ending(lines_of(sides.theirs))
    for front in _fronts(pages[0], pages[1], pages[2], fields, newline):
        made = _framed(pages[0], pages[1], pages[2], front, body, newline)
        again = _page(made)
        if again is not None and canonical(again.fields) == canonical(fields) and normal(again.body) == normal(body):
            chosen.clashes, chosen.taken = own.clashes, own.taken
            return made
    return None


def _copy(chosen: Chosen) -> Chosen:
    own = Chosen(chosen.choices)
    own.clashes, own.taken = list(chosen.clashes), list(chosen.taken)
    return own


def _page(text: str) -> _Page | None:
    """The parts of a page; None if its fields cannot be read as they are meant."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(mark) :]
    parts = split(text)
    if parts.front is None:
        return _Page(mark, "", "", text, {})
    end = parts.front_start + len(parts.front)
    try:
        root = entries(parts.front)
    except Unfit:
        return None
    if not parts.closed or (root is not None and _twice(root) is not None):
        return None
    fields = held(root) if root is not None else {}
    opening, closing = mark + text[: parts.front_start], text[end : parts.body_start]
    return _Page(opening, parts.front, closing, text[parts.body_start :], fields)


def _twice(root: Node) -> Node | None:
    """A value whose name was given before, or None."""
    for node in root.within():
        seen: set[str] = set()
        for key, item in zip(node.keys, node.items, strict=False):
            if key.text in seen:
                return item
            seen.add(key.text)
    return None


def _body(before: str, theirs: str, mine: str, made_by_both: bool, chosen: Chosen) -> str:
    if not made_by_both:
        return joined_text(before, theirs, mine, "text", chosen)
    if normal(theirs) == normal(mine) or not theirs.strip():
        return mine
    if not mine.strip():
        chosen.take("text")
        return theirs
    count = len(lines_of(mine))
    side = chosen.clash(Clash("text", (1, count + 1), "", normal(theirs).rstrip("\n"), normal(mine).rstrip("\n")))
    return {"before": "", "theirs": theirs, "mine": mine}[side]


def _fronts(before: _Page, theirs: _Page, mine: _Page, fields: dict[str, Any], newline: str) -> Iterator[str]:
    """Front matters that say ``fields``, the one first that keeps most of what both wrote round about them."""
    start = _by_lines(before.front, theirs.front, mine.front)
    for text in (start, mine.front, theirs.front):
        try:
            yield _saying(_once(text, newline), fields)
        except Unfit:
            continue


def _by_lines(before: str, theirs: str, mine: str) -> str:
    """The lines of both. Where they clash, mine, below the comments that theirs has there."""
    chosen = Chosen({})
    made = joined_text(before, theirs, mine, "", chosen, _like_entries)
    lines = lines_of(made)
    for clash in reversed(chosen.clashes):
        end = usual_ending(lines)
        notes = [note + end for note in _notes(clash.theirs, f"{clash.mine}\n{clash.before}")]
        at = clash.lines[0] - 1 if clash.lines else 0
        lines[at:at] = notes
    return "".join(lines)


def _like_entries(one: str, other: str) -> float:
    """Lines of fields are the same line if they have the same name, whatever its value."""
    names = _NAME.match(one), _NAME.match(other)
    if names[0] is not None and names[1] is not None:
        return float(names[0][0] == names[1][0])
    return words_in_common(one, other)


def _notes(theirs: str, known: str) -> Iterator[str]:
    """The comments of lines that are not taken over, each as a line of its own, if nobody has them elsewhere."""
    for line in theirs.split("\n"):
        found = _NOTE.search(line)
        if found is not None and found[1] not in known:
            yield line[: len(line) - len(line.lstrip(" "))] + found[1]


def _once(text: str, newline: str) -> Front:
    """A front matter in which no name is given twice: of those that are, the last one stays."""
    front = Front(text, entries(text), newline)
    for _ in range(100):
        again = _twice(front.root) if front.root is not None else None
        if again is None:
            return front
        text = next(placing.removed(front, again))
        front = Front(text, entries(text), newline)
    raise Unfit("too many names are given twice")


def _saying(front: Front, fields: dict[str, Any]) -> str:
    """The front matter with each field as it is in ``fields``."""
    now = held(front.root) if front.root is not None else {}
    for name in now:
        if name not in fields:
            front = without(front, (name,))
    for name, value in fields.items():
        if name not in now or canonical(now[name]) != canonical(value):
            if isinstance(value, Opaque):
                raise Unfit("a reference cannot be written", (name,))
            front = changed(front, (name,), value, exact=True)
    return front.text


def _framed(before: _Page, theirs: _Page, mine: _Page, front: str, body: str, newline: str) -> str:
    frame = mine if mine.closing or not theirs.closing else theirs
    mark = "\ufeff" if _has_mark(before, theirs, mine) else ""
    opening, closing = frame.opening.removeprefix("\ufeff"), frame.closing
    if not closing and front:
        opening, closing = f"---{newline}", f"---{newline}"
    if not front and mine.closing == "" and before.closing == "":
        opening = closing = ""
    if closing and body and bare(closing) == closing:
        closing += newline
    return f"{mark}{opening}{front}{closing}{body}"


def _has_mark(before: _Page, theirs: _Page, mine: _Page) -> bool:
    marks = [page.opening.startswith("\ufeff") for page in (before, theirs, mine)]
    return marks[2] if marks[1] == marks[0] else marks[1]
