"""Size and time of change of every file in an output folder, kept so that all of them are compared at once."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from functools import partial
from itertools import chain
from operator import attrgetter

Mark = tuple[int, int]
"""(size, time of change in ns)."""

Marks = dict[str, Mark]
"""Path → mark."""

Kept = tuple[str, bytes]
"""Paths, a line each; their marks."""

_FEW = 20
"""So many paths are looked for one by one."""

_mark_of = attrgetter("st_size", "st_mtime_ns")


def packed(marks: Marks) -> Kept:
    """Marks as they are kept."""
    return "\n".join(marks), _numbers(marks.values())


def _numbers(marks: Iterable[Mark]) -> bytes:
    return array("q", chain.from_iterable(marks)).tobytes()


def marks_in(note: Kept | None) -> Marks:
    """The marks that were kept."""
    if note is None or not note[0]:
        return {}
    numbers = iter(array("q", note[1]))
    return dict(zip(note[0].split("\n"), zip(numbers, numbers, strict=True), strict=True))


def with_new(note: Kept | None, new: Marks) -> Kept:
    """The same marks but for some that are ``new``."""
    if note is None or not note[0]:
        return packed(new)
    paths, numbers = note[0].split("\n"), array("q", note[1])
    at = {path: number for number, path in enumerate(paths)} if len(new) > _FEW else {}
    for path, mark in new.items():
        number = at.get(path, -1) if at else paths.index(path) if path in paths else -1
        if number < 0:
            paths.append(path)
            numbers.extend(mark)
        else:
            numbers[2 * number : 2 * number + 2] = array("q", mark)
    return "\n".join(paths), numbers.tobytes()


def count(note: Kept | None) -> int:
    """How many files have marks."""
    return len(note[0].split("\n")) if note is not None and note[0] else 0


def are_true(note: Kept, folder: str) -> bool:
    """True if every file in ``folder`` is there and has its mark."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:  # from a descriptor, so that the path of the folder is not looked up for each
        look = partial(os.stat, dir_fd=descriptor, follow_symlinks=False)
        return _numbers(map(_mark_of, map(look, note[0].split("\n")))) == note[1]
    except OSError:
        return False
    finally:
        os.close(descriptor)
