"""Whether folders look as they did: names, times, sizes and inodes, without a question about any single file.

It is the first thing that every build does, so it is one pass that asks the system once for each file, compares whole
folders at once, and applies no rules: as long as the names in a folder are the same, so are the sources among them.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from struct import iter_unpack

from sitegen.base.paths import SOURCE_FILES, SOURCE_FOLDERS

Mark = tuple[int, int, int, int, int]
"""(mode, time of change, of change of the inode, size, inode) of a file; all of them 0 if it may not be trusted."""

Seen = tuple[str, str, bytes]
"""A folder: the names of the folders in it, and of the files, with ``/`` between them; the files' marks."""

mark_of = attrgetter("st_mode", "st_mtime_ns", "st_ctime_ns", "st_size", "st_ino")
"""The mark of a file whose state is known."""

UNTRUSTED: Mark = (0, 0, 0, 0, 0)

_FORM = "5q"
_WIDTH = 40


def seen(entries: Iterable[os.DirEntry[str]]) -> Seen:
    """What a folder looks like. Raises OSError if a file is gone, and OverflowError for an inode beyond reason."""
    folders, files, marks = [], [], []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        else:
            files.append(entry.name)
            marks.append(mark_of(entry.stat(follow_symlinks=False)))
    return "/".join(folders), "/".join(files), packed(marks)


def packed(marks: Iterable[Mark]) -> bytes:
    """Marks as they are kept and compared."""
    return array("q", chain.from_iterable(marks)).tobytes()


def marks_in(folder: Seen) -> Iterator[tuple[str, Mark]]:
    """Name and mark of each file of a folder."""
    return zip(folder[1].split("/"), iter_unpack(_FORM, folder[2]), strict=False)


def of_sources(entries: Iterable[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Of what lies in the site's folder itself, that which matters."""
    return [entry for entry in entries if entry.name in SOURCE_FOLDERS or entry.name in SOURCE_FILES]


def glance(root: str, known: Mapping[str, Seen]) -> dict[str, Seen] | None:
    """The folders in which a file looks otherwise, as they are now; None if anything came, went or cannot be seen.

    ``known``: the folders below ``root`` by path, that of the site itself as the empty one.
    """
    found = {}
    try:
        for path, before in known.items():
            now = _scanned(os.path.join(root, path) if path else root, top=not path)
            if now[:2] != before[:2]:
                return None
            if now[2] != before[2]:
                found[path] = now
    except (OSError, OverflowError):
        return None
    return found


def _scanned(full: str, top: bool) -> Seen:
    descriptor = os.open(full, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with os.scandir(descriptor) as entries:  # of a descriptor, so that no file's whole path is looked up
            return seen(of_sources(entries) if top else entries)
    finally:
        os.close(descriptor)


def differing(before: Seen, now: Seen) -> list[tuple[str, Mark]]:
    """Name and new mark of the files that look otherwise, where the names are the same."""
    changed = range(0, len(now[2]), _WIDTH)
    at = [one // _WIDTH for one in changed if before[2][one : one + _WIDTH] != now[2][one : one + _WIDTH]]
    marks = list(marks_in(now))
    return [marks[one] for one in at]
