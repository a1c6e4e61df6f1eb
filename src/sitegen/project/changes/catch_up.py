"""Taking what became public meanwhile into a change, file by file."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from sitegen.git.repository import Entry
from sitegen.git.writing import Moved, New
from sitegen.project.changes.clashes import Clashed, ClashedFile, Whole, joined
from sitegen.project.changes.ground import (
    MOST_TRIES,
    Ground,
    checked_id,
    version_of,
)
from sitegen.project.changes.publishing import settle
from sitegen.project.changes.refusals import Declined, declined
from sitegen.project.changes.taking_in import take_in

Answers = Mapping[str, tuple[bytes | None, str]]
"""Path → (what it shall hold, None for no file; their version that this was decided about)."""

Places = dict[str, tuple[str, ...]]
"""Path → the places in it that were taken over from others; "" is the file as a whole."""


def catch_up(ground: Ground, change: str, answers: Answers) -> Places | Clashed:
    """Take in what became public since the change was begun, or last caught up."""
    checked_id(change)
    if not _is_behind(ground, change):
        return {}
    for _ in range(MOST_TRIES):
        try:
            with ground.publishing(), contextlib.suppress(Declined):
                settle(ground)
            with ground.changing(change):
                return caught_up(ground, change, ground.need_published(), answers)
        except Moved:
            continue
    raise declined("busy")


def _is_behind(ground: Ground, change: str) -> bool:
    """True if something became public since. Mostly nothing did, and that is known without taking anybody's turn."""
    head = ground.head(change)
    published = ground.need_published() if head is not None else ""
    return head is not None and ground.base(head, published) != published


def caught_up(ground: Ground, change: str, published: str, answers: Answers) -> Places | Clashed:
    """One attempt, with the change held. Raises Moved."""
    head = ground.head(change)
    if head is None:
        return {}
    base = ground.base(head, published)
    if base == published:
        return {}
    files: dict[str, New | Entry | None] = {}
    places: Places = {}
    clashed: list[ClashedFile] = []
    for path, (before, mine) in ground.altered(base, head).items():
        theirs = ground.entry(published, path)
        found = combined(ground, path, (before, theirs, mine), answers)
        if isinstance(found, ClashedFile):
            clashed.append(found)
            continue
        new, taken = found
        if new != theirs:
            files[path] = new
        if taken:
            places[path] = taken
    if clashed:
        return Clashed(tuple(clashed))
    take_in(ground, change, head, published, files)
    return places


def combined(
    ground: Ground, path: str, three: tuple[Entry | None, Entry | None, Entry | None], answers: Answers
) -> tuple[New | Entry | None, tuple[str, ...]] | ClashedFile:
    """(what a file becomes, the places taken over) of the three that it was: before, theirs, mine."""
    before, theirs, mine = three
    if theirs in (before, mine):
        return mine, ()
    if mine == before:
        return theirs, ("",)
    if any(entry is not None and entry.is_link for entry in three):
        raise declined("linked", path)
    mode = next(entry.mode for entry in (mine, theirs, before) if entry is not None)
    answer = answers.get(path)
    if answer is not None and answer[1] == version_of(theirs):
        return (None if answer[0] is None else New(answer[0], mode)), ()
    found = joined(path, *(ground.data(version_of(entry)) for entry in three))
    if not isinstance(found, Whole):
        return ClashedFile(path, found, version_of(theirs))
    return (None if found.data is None else New(found.data, mode)), found.joined
