"""Locks that a killed git of ours left behind, told from those that another program holds.

A git that is killed while it moves references leaves lock files that say nothing about their owner, and that stop
every git from then on. So before one of ours begins, a trace is laid that its owner holds as long as it lives. A trace
that nobody holds any more tells of a crash; a lock that was made then, and has stayed since, is its leftover.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from sitegen.base.files import Busy, Lock

_ABANDONED = 5.0
"""Seconds after which a lock has no owner: git holds one for milliseconds, even if whoever started it has died."""

_LONGEST_MOVE = 60.0
_FORGOTTEN = 7 * 86400.0


class Leftovers:
    """The traces of one repository, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextlib.contextmanager
    def trace(self) -> Iterator[None]:
        """Lay a trace while git works."""
        path = self._folder / os.urandom(8).hex()
        with Lock(path):
            try:
                yield
            finally:
                path.unlink(missing_ok=True)

    def remove(self, lock: Path) -> bool:
        """Take a lock away if it was left behind by one of us; returns whether it has gone."""
        try:
            made = lock.lstat().st_mtime
        except FileNotFoundError:
            return True
        if time.time() - made < _ABANDONED or not any(0 <= made - begun <= _LONGEST_MOVE for begun in self._crashes()):
            return False
        lock.unlink(missing_ok=True)
        return True

    def _crashes(self) -> Iterator[float]:
        """When those began that never ended."""
        for path in self._folder.glob("*"):
            with contextlib.suppress(FileNotFoundError, Busy):
                begun = path.stat().st_mtime
                with Lock(path, timeout=0):
                    yield begun
                if time.time() - begun > _FORGOTTEN:
                    path.unlink()
