"""What lies on disk."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from time import time_ns

from sitegen.base.paths import UNREADABLE
from sitegen.engine.trees.glance import UNTRUSTED, Mark, Seen, differing, glance, mark_of, marks_in, packed, seen
from sitegen.engine.trees.memory import Listing, Memory, remembered
from sitegen.engine.trees.tree import TROUBLE, Look, content_fingerprint
from sitegen.engine.trees.walk import Walk

# A file that changed less than this before we looked may change again without its time showing it.
_UNSURE_NS = 50_000_000


class DiskTree:
    """The files below ``root`` that belong to a site.

    ``memory`` is a file that keeps what was seen from one run to the next, so that only what looks different is
    read; without it everything is.
    """

    name = "disk"

    def __init__(self, root: Path, memory: Path | None = None) -> None:
        self.root = root
        self._file = memory
        self._memory: Memory | None = None
        self._listed: Listing | None = None
        self._linked: dict[str, str] = {}

    @classmethod
    def listed(cls, root: Path, listing: Listing, linked: dict[str, str]) -> DiskTree:
        """The same files as another process has listed: ``linked`` is what it had of :attr:`linked`."""
        tree = cls(root)
        tree._listed, tree._linked = listing, linked
        return tree

    @property
    def linked(self) -> dict[str, str]:
        """path → full path of the files that links bring in, as of the last listing."""
        return self._linked

    def read(self, path: str) -> bytes:
        """The bytes of a file that the last listing had. Raises OSError if it had none, or if it has gone since."""
        listed = self._last_listing().get(path)
        if listed is None or (listed.startswith(TROUBLE) and len(listed) < 16):
            raise FileNotFoundError(path)
        return _read(self._linked.get(path) or os.path.join(self.root, path))

    def _last_listing(self) -> Listing:
        if self._listed is not None:
            return self._listed
        return self._memory.listing if self._memory is not None else self.listing()

    def listing(self) -> Listing:
        """One walk with a stat of every file; only what looks different is read."""
        return self.look().listing()

    def look(self) -> Look:
        """The same, without a listing if nothing looks different."""
        before = self._memory or remembered(self._file)
        started, root = time_ns(), os.path.realpath(self.root)
        changed = glance(root, before.folders) if before.is_plain else None
        altered = None
        if changed is not None:
            altered = self._look_again(before, changed, root, started)
        if altered is None:
            self._walk(before, root, started)
        self._listed = None
        assert self._memory is not None
        return Look(self._memory.mark, before.mark, altered, self._memory.copied)

    def _look_again(self, before: Memory, changed: dict[str, Seen], root: str, started: int) -> list[str] | None:
        """Read the files of ``changed`` folders that look different. Returns their paths; None if one is no file."""
        new: Listing = {}
        folders = dict(before.folders)
        for folder, now in changed.items():
            for name, mark in differing(before.folders[folder], now):
                path = f"{folder}/{name}" if folder else name
                if path not in before.listing:
                    continue  # left out because of its name, which is the same
                found = _fingerprint(os.path.join(root, path), mark)
                if found == UNREADABLE:
                    return None
                if found != before.listing[path]:
                    new[path] = found
            folders[folder] = _trusted(now, started)
        self._linked = {}
        if new:
            self._remember(Memory.of(folders, {}, True, before.listing | new))
        elif folders != before.folders:
            self._remember(before.seen_again(folders))
        else:
            self._memory = before
        return sorted(new)

    def _walk(self, before: Memory, root: str, started: int) -> None:
        """List everything by the rules; what looks as it did before is not read."""
        walk = Walk(root)
        walk.run()
        found = dict(walk.troubles)
        for path, entry in walk.plain:
            try:
                found[path] = self._known(before, path, entry.path, entry.stat(follow_symlinks=False))
            except OSError:
                found[path] = UNREADABLE
        marks: dict[str, Mark] = {}
        for path, full in walk.linked:
            try:
                info = os.stat(full)
                found[path], marks[path] = self._known(before, path, full, info), _sure(mark_of(info), started)
            except OSError:
                found[path] = UNREADABLE
        self._linked = dict(walk.linked)
        usable = not any(one.startswith(TROUBLE) and len(one) < 16 for one in found.values())
        folders, all_seen = _folders(walk, started)
        listing = dict(sorted(found.items()))
        self._remember(Memory.of(folders, marks, walk.is_plain and usable and all_seen, listing))

    def _known(self, before: Memory, path: str, full: str, info: os.stat_result) -> bytes:
        mark = mark_of(info)
        if before.marks.get(path) == mark and path in before.listing:
            return before.listing[path]
        return _fingerprint(full, mark)

    def _remember(self, memory: Memory) -> None:
        self._memory = memory
        if self._file is not None:
            try:
                memory.save(self._file)
            except OSError:
                self._file = None  # a read-only site is built without this memory


def _read(full: str) -> bytes:
    with open(full, "rb", buffering=0) as file:
        return file.read()


def _fingerprint(full: str, mark: Mark) -> bytes:
    """The fingerprint of the file ``full``, or why it cannot be used."""
    if not S_ISREG(mark[0]):
        return UNREADABLE  # a pipe or a device would keep us waiting
    try:
        return content_fingerprint(_read(full))
    except OSError:
        return UNREADABLE


def _sure(mark: Mark, started: int) -> Mark:
    """A mark that will tell if the file changes after a look that ``started`` then (in ns)."""
    return mark if max(mark[1], mark[2]) < started - _UNSURE_NS else UNTRUSTED


def _trusted(folder: Seen, started: int) -> Seen:
    return folder[0], folder[1], packed(_sure(mark, started) for _, mark in marks_in(folder))


def _folders(walk: Walk, started: int) -> tuple[dict[str, Seen], bool]:
    """The folders that were walked through, and whether all of them could be seen."""
    found = {}
    for path, entries in walk.folders.items():
        try:
            found[path] = _trusted(seen(entries), started)
        except (OSError, OverflowError):
            continue
    return found, bool(found) and len(found) == len(walk.folders)
