"""One thread does everything that asks the memos: first what changed, then what somebody waits for, then the rest."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from queue import Empty, PriorityQueue
from typing import Any, TypeVar

T = TypeVar("T")

_PAUSE = 0.3
"""Seconds of quiet before work that nobody waits for."""

_STOP, _CHANGE, _QUESTION = range(3)

_Task = tuple[int, int, "Future[Any]", Callable[[], Any]]


class Desk:
    """Runs what it is given, one at a time. ``idle`` does a small piece of other work and says if there is more."""

    def __init__(self, idle: Callable[[], bool]) -> None:
        self._idle = idle
        self._tasks: PriorityQueue[_Task] = PriorityQueue()
        self._order = count()
        self._thread = threading.Thread(target=self._run, name="sitegen-desk", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done and nothing more."""
        self._put(_STOP, lambda: None)
        self._thread.join()
        while not self._tasks.empty():
            self._tasks.get_nowait()[2].cancel()

    def waiting(self) -> int:
        """How much waits for its turn."""
        return self._tasks.qsize()

    def change(self, work: Callable[[], T]) -> Future[T]:
        """Work that goes before all questions."""
        return self._put(_CHANGE, work)

    def ask(self, work: Callable[[], T]) -> Future[T]:
        """Work that somebody waits for."""
        return self._put(_QUESTION, work)

    def _put(self, rank: int, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        self._tasks.put((rank, next(self._order), future, work))
        return future

    def _run(self) -> None:
        more = True
        quiet = _PAUSE
        while True:
            try:
                rank, _, future, work = self._tasks.get(timeout=quiet if more else None)
            except Empty:
                more, quiet = self._idle(), 0.0
                if not more:
                    quiet = _PAUSE
                continue
            if rank == _STOP:
                return
            _do(future, work)
            more, quiet = True, _PAUSE


def _do(future: Future[Any], work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:
        future.set_exception(error)
