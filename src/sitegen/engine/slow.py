"""Tasks that take long are named while they do: else nobody would know what a build waits for."""

from __future__ import annotations

import mmap
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

LONG = 10.0
"""After so many seconds a task is named."""

Slow = Callable[[Any], None]
"""Told of a task that has taken :data:`LONG` so far, once."""

_PLACE = struct.Struct("=qd")


class Board:
    """Memory that is shared with forked workers: each notes there what it works on, and since when.

    The parent reads it, so a worker that hangs in the middle of something is seen too.
    """

    def __init__(self, workers: int) -> None:
        self._memory = mmap.mmap(-1, workers * _PLACE.size)
        self._told: set[int] = set()

    def noted(self, place: int, tasks: Iterable[Any], first: int) -> Iterator[Any]:
        """The tasks; each is noted when it begins. ``first`` is the number of the first."""
        for number, task in enumerate(tasks, first):
            _PLACE.pack_into(self._memory, place * _PLACE.size, number, monotonic())
            yield task
        self.clear(place)

    def clear(self, place: int) -> None:
        """Nothing is done there at the moment."""
        _PLACE.pack_into(self._memory, place * _PLACE.size, -1, 0.0)

    def slow(self) -> list[int]:
        """Numbers of the tasks that take long, and were not given before."""
        now = monotonic()
        places = [_PLACE.unpack_from(self._memory, at) for at in range(0, len(self._memory), _PLACE.size)]
        found = [number for number, since in places if since and number >= 0 and now - since > LONG]
        new = [number for number in found if number not in self._told]
        self._told.update(new)
        return new

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()


class Watch:
    """The same for tasks of this process: a thread looks at it now and then."""

    def __init__(self, slow: Slow) -> None:
        self._slow = slow
        self._now: tuple[Any, float] | None = None
        self._told: tuple[Any, float] | None = None

    def noted(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """The tasks; each is noted when it begins."""
        for task in tasks:
            self._now = task, monotonic()
            yield task
        self._now = None

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Look until the end of the block."""
        over = threading.Event()
        thread = threading.Thread(target=self._look, args=(over,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            over.set()
            thread.join()

    def _look(self, over: threading.Event) -> None:
        while not over.wait(LONG / 10):
            now = self._now
            if now is not None and now is not self._told and monotonic() - now[1] > LONG:
                self._told = now
                self._slow(now[0])
