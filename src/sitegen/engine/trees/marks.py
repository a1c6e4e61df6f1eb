"""Fingerprints by a file's time, size and inode, so that what looks the same is not read again."""

from __future__ import annotations

import marshal
import os
import zlib
from pathlib import Path
from stat import S_ISREG
from time import time_ns

from sitegen.base.data import Fingerprint
from sitegen.base.files import write_atomic
from sitegen.base.paths import UNREADABLE
from sitegen.engine.trees.tree import content_fingerprint

Mark = tuple[int, int, int, int, Fingerprint]
"""(time of change, of change of the inode, size, inode, fingerprint)."""

# A file that changed less than this before we looked may change again without its time showing it.
_UNSURE_NS = 50_000_000


class Marks:
    """What was seen at the last look. ``file`` keeps it from one run to the next; damaged, it is forgotten."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._known: dict[str, Mark] | None = None
        self._seen: dict[str, Mark] = {}
        self._started = 0

    def start(self) -> None:
        """Begin a look."""
        if self._known is None:
            self._known = self._load()
        self._seen = {}
        self._started = time_ns()

    def fingerprint(self, path: str, full: str, info: os.stat_result) -> bytes:
        """The fingerprint of the file ``full``, known by its ``path`` in the site; or why it cannot be used."""
        if not S_ISREG(info.st_mode):
            return UNREADABLE  # a pipe or a device would keep us waiting
        known = self._known.get(path) if self._known else None
        if (
            known is not None
            and known[0] == info.st_mtime_ns
            and known[1] == info.st_ctime_ns
            and known[2] == info.st_size
            and known[3] == info.st_ino
        ):
            self._seen[path] = known
            return known[4]
        try:
            with open(full, "rb", buffering=0) as file:
                found = content_fingerprint(file.read())
        except OSError:
            return UNREADABLE
        if max(info.st_mtime_ns, info.st_ctime_ns) < self._started - _UNSURE_NS:
            self._seen[path] = (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino, found)
        return found

    def finish(self) -> None:
        """End a look: what was not seen is forgotten."""
        if self._seen != self._known:
            self._known = self._seen
            self._save()

    def _load(self) -> dict[str, Mark]:
        try:
            data = self._file.read_bytes() if self._file is not None else b""
        except OSError:
            return {}
        if len(data) < 5 or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
            return {}
        found: dict[str, Mark] = marshal.loads(data[4:])
        return found

    def _save(self) -> None:
        if self._file is not None:
            data = marshal.dumps(self._known, 2)
            try:
                write_atomic(self._file, zlib.crc32(data).to_bytes(4, "big") + data)
            except OSError:
                self._file = None  # a read-only site is built without this memory
