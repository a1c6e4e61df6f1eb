"""What lies on disk."""

from __future__ import annotations

import os
from pathlib import Path

from sitegen.base.paths import UNREADABLE
from sitegen.engine.trees.marks import Marks
from sitegen.engine.trees.tree import TROUBLE
from sitegen.engine.trees.walk import Walk


class DiskTree:
    """The files below ``root`` that belong to a site.

    ``memory`` is a file that keeps what was seen from one run to the next, so that only what looks different is
    read; without it everything is.
    """

    name = "disk"

    def __init__(self, root: Path, memory: Path | None = None) -> None:
        self.root = root
        self._marks = Marks(memory)
        self._listed: dict[str, bytes] | None = None
        self._linked: dict[str, str] = {}

    @classmethod
    def listed(cls, root: Path, listing: dict[str, bytes], linked: dict[str, str]) -> DiskTree:
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
        listed = (self.listing() if self._listed is None else self._listed).get(path)
        if listed is None or (listed.startswith(TROUBLE) and len(listed) < 16):
            raise FileNotFoundError(path)
        full = self._linked.get(path) or os.path.join(self.root, path)
        with open(full, "rb", buffering=0) as file:
            return file.read()

    def listing(self) -> dict[str, bytes]:
        """One walk with a stat of every file; only what looks different is read."""
        walk = Walk(os.path.realpath(self.root))
        walk.run()
        self._marks.start()
        found = walk.troubles
        fingerprint = self._marks.fingerprint
        for path, entry in walk.plain:
            try:
                found[path] = fingerprint(path, entry.path, entry.stat(follow_symlinks=False))
            except OSError:
                found[path] = UNREADABLE
        for path, full in walk.linked:
            try:
                found[path] = fingerprint(path, full, os.stat(full))
            except OSError:
                found[path] = UNREADABLE
        self._marks.finish()
        self._listed, self._linked = found, dict(walk.linked)
        return dict(found)
