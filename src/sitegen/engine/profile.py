"""Where the time went, when somebody asks: how often each query ran, and how long it took without what it asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from heapq import nlargest
from time import perf_counter_ns
from typing import Any

Stack = tuple[str, ...]
"""What ran within what, the outermost first."""

Rows = tuple[list[tuple[Stack, int, int]], list[tuple[int, str, str]]]
"""(stack, times, own nanoseconds) and (nanoseconds, query, subject): plain, so that a worker can send it."""

_SLOWEST = 20

WAITING = "waiting for other processes"


class Profile:
    """The times of one process, and of the workers whose rows were added.

    ``own`` is by stack: how often it was entered, and nanoseconds in it but not in what it called. ``slowest`` are the
    single answers that took longest, without what they asked for: (nanoseconds, query, subject).
    """

    def __init__(self) -> None:
        self.own: dict[Stack, tuple[int, int]] = {}
        self.slowest: list[tuple[int, str, str]] = []
        self._stack: Stack = ()
        self._inner = 0

    @contextmanager
    def timed(self, name: str, subject: str | None = None) -> Iterator[None]:
        """Count what the block takes under ``name``. With a ``subject``, it may be one of the slowest."""
        outer, before = self._stack, self._inner
        self._stack, self._inner = (*outer, name), 0
        began = perf_counter_ns()
        try:
            yield
        finally:
            took = perf_counter_ns() - began
            own = took - self._inner
            self._count(self._stack, 1, own)
            self._stack, self._inner = outer, before + took
            if subject is not None:
                self.slowest.append((own, name, subject))
                if len(self.slowest) > 50 * _SLOWEST:
                    self.slowest = nlargest(_SLOWEST, self.slowest)

    def rows(self) -> Rows:
        """What was counted."""
        return [(stack, *counts) for stack, counts in self.own.items()], nlargest(_SLOWEST, self.slowest)

    def add(self, rows: Rows) -> None:
        """Count what a worker has counted, as done in what runs now."""
        for stack, times, took in rows[0]:
            self._count((*self._stack, *stack), times, took)
        self.slowest = nlargest(_SLOWEST, [*self.slowest, *map(_slow, rows[1])])

    def _count(self, stack: Stack, times: int, took: int) -> None:
        known = self.own.get(stack, (0, 0))
        self.own[stack] = (known[0] + times, known[1] + took)

    def by_name(self) -> list[tuple[str, int, int, int]]:
        """(name, times, own nanoseconds, nanoseconds with all that it called), the dearest by itself first."""
        found: dict[str, list[int]] = {}
        for stack, (times, took) in self.own.items():
            if stack[-1] == WAITING:
                continue
            mine = found.setdefault(stack[-1], [0, 0, 0])
            mine[0] += times
            mine[1] += took
            for name in set(stack):
                found.setdefault(name, [0, 0, 0])[2] += took
        return sorted(((name, *counts) for name, counts in found.items()), key=_dearest)  # type: ignore[misc]


def _slow(row: Iterable[Any]) -> tuple[int, str, str]:
    took, name, subject = row
    return took, name, subject


def _dearest(row: tuple[str, int, int, int]) -> tuple[int, str]:
    return -row[2], row[0]
