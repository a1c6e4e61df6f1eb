"""Sets of files to ask about: what lies on disk, and that with unsaved text on top.

A tree that shows a commit is in :mod:`sitegen.git.tree`; the engine knows it by the same protocol.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import zlib
from pathlib import Path
from stat import S_ISREG
from time import time_ns
from typing import Protocol

from sitegen.base.data import Fingerprint
from sitegen.base.files import write_atomic
from sitegen.base.paths import is_source

TROUBLE = b"!"
"""First byte of what a listing has in place of the fingerprint of a file that cannot be used; the reason follows."""

# A file that changed less than this before we looked may change again without its time showing it.
_UNSURE_NS = 50_000_000


class Tree(Protocol):
    """A set of files. Paths are from the site's folder, with ``/``."""

    @property
    def name(self) -> str:
        """What kind of tree this is."""

    def listing(self) -> dict[str, bytes]:
        """Every source file with the fingerprint of its bytes, or ``!`` and the reason why it cannot be used."""

    def read(self, path: str) -> bytes:
        """The bytes of a listed file. Raises OSError if it has gone."""


def content_fingerprint(data: bytes) -> Fingerprint:
    """Fingerprint of a file's bytes, the same in every tree."""
    return hashlib.sha256(data).digest()[:16]


class DiskTree:
    """The files below ``root`` that belong to a site.

    Time, size and inode only save hashing again: ``memory`` is a file that keeps them from one look to the next;
    if it is damaged or from elsewhere everything is hashed again.
    """

    name = "disk"

    def __init__(self, root: Path, memory: Path | None = None, tops: tuple[str, ...] = ()) -> None:
        self.root = root
        self._memory = memory
        self._known: dict[str, tuple[int, int, int, int, bytes]] | None = None
        self._outside: set[str] = set()
        self._homes: tuple[str, ...] = ()
        self._tops = tops or ("site.yaml", "content", "layouts", "data", "static")

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.root / path).read_bytes()

    def listing(self) -> dict[str, bytes]:
        """One walk with a stat of every file; only what looks different is read."""
        known = self._remembered()
        seen: dict[str, tuple[int, int, int, int, bytes]] = {}
        found: dict[str, bytes] = {}
        started = time_ns()
        for path, full in self._walk():
            try:
                path.encode()
            except UnicodeEncodeError:
                found[path.encode("utf-8", "backslashreplace").decode()] = TROUBLE + b"name"
                continue
            found[path] = self._look(path, full, known, seen, started)
        if seen != known:
            self._known = seen
            self._remember(seen)
        return found

    def _look(
        self,
        path: str,
        full: str,
        known: dict[str, tuple[int, int, int, int, bytes]],
        seen: dict[str, tuple[int, int, int, int, bytes]],
        started: int,
    ) -> bytes:
        if path in self._outside:
            return TROUBLE + b"outside"
        try:
            info = os.stat(full)
            before = known.get(path)
            if not S_ISREG(info.st_mode):
                return TROUBLE + b"unreadable"  # a pipe or a device would keep us waiting
            marks = (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)
            if before is not None and before[:4] == marks:
                seen[path] = before
                return before[4]
            with open(full, "rb") as file:
                fp = content_fingerprint(file.read())
        except OSError:
            return TROUBLE + b"unreadable"
        if max(info.st_mtime_ns, info.st_ctime_ns) < started - _UNSURE_NS:
            seen[path] = (*marks, fp)
        return fp

    def _walk(self) -> list[tuple[str, str]]:
        """(path, full path) of every source file; a link out of the site is listed as trouble by its own name."""
        found: list[tuple[str, str]] = []
        self._outside = set()
        # content/ itself may be a link: whoever set up the site's folder decides what it is made of.
        self._homes = tuple(os.path.realpath(self.root / top) for top in ("", *self._tops))
        for top in self._tops:
            full = os.path.join(self.root, top)
            if os.path.isdir(full):
                self._walk_folder(top, full, found, ())
            elif os.path.lexists(full):
                found.append((top, full))
        return found

    def _walk_folder(self, path: str, full: str, found: list[tuple[str, str]], above: tuple[str, ...]) -> None:
        try:
            entries = sorted(os.scandir(full), key=lambda entry: entry.name)
        except OSError:
            found.append((path, full))
            return
        for entry in entries:
            inner = f"{path}/{entry.name}"
            if not is_source(inner):
                continue
            if entry.is_symlink():
                self._walk_link(inner, entry.path, found, above)
            elif entry.is_dir():
                self._walk_folder(inner, entry.path, found, above)
            else:
                found.append((inner, entry.path))

    def _walk_link(self, path: str, full: str, found: list[tuple[str, str]], above: tuple[str, ...]) -> None:
        real = os.path.realpath(full)
        if not any(real == home or real.startswith(home + os.sep) for home in self._homes):
            self._outside.add(path)
            found.append((path, full))
        elif os.path.isdir(real):
            if real not in above and not os.path.realpath(os.path.dirname(full)).startswith(real):
                self._walk_folder(path, full, found, (*above, real))
        else:
            found.append((path, full))

    def _remembered(self) -> dict[str, tuple[int, int, int, int, bytes]]:
        if self._known is None:
            self._known = {}
            if self._memory is not None:
                try:
                    data = self._memory.read_bytes()
                    if zlib.crc32(data[4:]) == int.from_bytes(data[:4], "big"):
                        self._known = marshal.loads(data[4:])
                except OSError:
                    self._known = {}
        return self._known

    def _remember(self, seen: dict[str, tuple[int, int, int, int, bytes]]) -> None:
        if self._memory is not None:
            data = marshal.dumps(seen, 2)
            try:
                write_atomic(self._memory, zlib.crc32(data).to_bytes(4, "big") + data)
            except OSError:
                self._memory = None  # a read-only site is built without this memory


class OverlayTree:
    """``below`` with some files replaced by ``texts``; None stands for a file that has been taken away."""

    def __init__(self, below: Tree, texts: dict[str, bytes | None]) -> None:
        self.below = below
        self.texts = texts

    @property
    def name(self) -> str:
        """The name of the tree below."""
        return self.below.name

    def listing(self) -> dict[str, bytes]:
        """The listing below, with the replaced files."""
        found = self.below.listing()
        for path, data in self.texts.items():
            if data is None:
                found.pop(path, None)
            else:
                found[path] = content_fingerprint(data)
        return found

    def read(self, path: str) -> bytes:
        """The unsaved bytes of a file, else those below."""
        data = self.texts.get(path)
        return data if data is not None else self.below.read(path)


class MountedTree:
    """``site`` with another tree mounted below ``prefix`` (the built-in theme)."""

    def __init__(self, site: Tree, prefix: str, mounted: Tree) -> None:
        self.site = site
        self.prefix = prefix
        self.mounted = mounted

    @property
    def name(self) -> str:
        """The name of the site's tree."""
        return self.site.name

    def listing(self) -> dict[str, bytes]:
        """Both listings."""
        found = self.site.listing()
        found.update({self.prefix + path: fp for path, fp in self.mounted.listing().items()})
        return found

    def read(self, path: str) -> bytes:
        """The bytes of a file of either."""
        if path.startswith(self.prefix):
            return self.mounted.read(path.removeprefix(self.prefix))
        return self.site.read(path)
