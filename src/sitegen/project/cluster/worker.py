"""What runs in a worker of a cluster: one errand at a time, one chunk of its tasks after the other."""

from __future__ import annotations

import gc
import marshal
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from distributed import Worker, get_worker

import sitegen.build.builder  # noqa: F401 - registers the queries
from sitegen.engine.chunks import SELDOM, do_chunk
from sitegen.engine.database import Database
from sitegen.engine.slow import Watch
from sitegen.git.tree import CommitTree
from sitegen.project.cluster.errand import Errand, Unfit, read_errand
from sitegen.project.version import program_version

UNFIT = "unfit"
DONE = "done"


class Seat:
    """The memos that a worker has for an errand. Ids that it gives out mean something together with its ``name``."""

    def __init__(self, errand: Errand, db: Database, topic: str) -> None:
        self.name = os.urandom(8).hex()
        self._topic = topic
        self._errand = errand
        self._db = db
        self._count = 0

    def do(self, chunk: bytes) -> bytes:
        """Do the packed tasks: (:data:`DONE`, name, number from 0, answer), packed."""
        with _seldom(), Watch(partial(_name, get_worker(), self._topic)).watching() as watch:
            answer = do_chunk(self._db, watch.noted(marshal.loads(chunk)), self._errand.work)
        self._count += 1
        return marshal.dumps((DONE, self.name, self._count - 1, answer), 2)

    def close(self) -> None:
        """Let go of the files."""
        self._db.store.close()
        site = getattr(self._db.world.tree, "site", None)
        if isinstance(site, CommitTree):
            site.repository.close()


_TURN = threading.Lock()
"""A worker may have several threads; memos are for one at a time."""
_SEATS: dict[tuple[str, str, int], Seat] = {}
"""The seat of the last errand."""


def do(path: str, digest: str, attempt: int, chunk: bytes) -> bytes:
    """Do a chunk of the errand that is written in ``path``.

    In another ``attempt`` the worker begins anew. Returns packed data: what :meth:`Seat.do` does, or (:data:`UNFIT`,
    why). Whatever a task raises is in the answer.
    """
    with _TURN:
        try:
            seat = _seat(path, digest, attempt)
        except Unfit as error:
            return marshal.dumps((UNFIT, str(error)), 2)
        return seat.do(chunk)


def _seat(path: str, digest: str, attempt: int) -> Seat:
    key = (path, digest, attempt)
    if key not in _SEATS:
        while _SEATS:
            _SEATS.popitem()[1].close()
        errand = read_errand(Path(path), digest, version(), where())
        try:
            _SEATS[key] = Seat(errand, errand.open(version()), topic_of(digest))
        except Exception as error:
            raise Unfit(f"the worker {where()} cannot open what is known of the site: {error}") from error
    return _SEATS[key]


@lru_cache(maxsize=1)
def version() -> str:
    """What this worker is, by the contents of its program (see :func:`program_version`)."""
    return program_version()


def topic_of(digest: str) -> str:
    """Under this name a worker tells of tasks that take long."""
    return f"sitegen-{digest[:16]}"


def _name(worker: Worker, topic: str, task: Any) -> None:
    worker.log_event(topic, marshal.dumps(task, 2))


def where() -> str:
    """The name of this machine and process."""
    return f"{socket.gethostname()} ({os.getpid()})"


@contextmanager
def _seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
