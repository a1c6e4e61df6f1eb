"""Work in several processes: forked, so that they see what is known; what they find out comes back as memos."""

from __future__ import annotations

import fcntl
import gc
import marshal
import os
import signal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from sitegen.engine.chunks import AHEAD, SELDOM, NobodyWaits, Work, chunked, do_chunk, mixed, take_over
from sitegen.engine.database import Database
from sitegen.engine.profile import WAITING
from sitegen.engine.slow import Board, Slow

_AT_HAND = 2
_LOOK = 1.0
_PIPE_SIZE = 1 << 20
_LENGTH = struct.Struct(">Q")


@dataclass
class _Worker:
    """A child: where to send it chunks, where its answers come from, what it has to do, its ids of memos → ours."""

    pid: int
    to: int
    back: int
    place: int
    chunks: deque[tuple[int, int]] = field(default_factory=deque)
    ids: dict[int, int] = field(default_factory=dict)


class Spread:
    """Runs tasks in ``jobs`` processes. ``progress`` is told how many of how many are done, ``slow`` of a task that
    takes long."""

    def __init__(
        self, db: Database, jobs: int, progress: Callable[[int, int], None], slow: Slow = lambda task: None
    ) -> None:
        self._db = db
        self._jobs = jobs
        self._progress = progress
        self._slow = slow
        self._board = Board(jobs)
        self.dead: list[Any] = []
        """Tasks whose worker was killed when it had nothing else to do."""

    def run(self, tasks: Sequence[Any], work: Work) -> list[Any]:
        """Do every task. Returns what the tasks returned, in no particular order; exceptions of tasks are raised."""
        self._db.begin_round()
        tasks = mixed(tasks)
        waiting = deque(chunked(len(tasks), self._jobs))
        alone = len(tasks) > AHEAD and waiting[0] == (0, AHEAD)
        results: list[Any] = []
        done = 0
        gc.freeze()
        workers: dict[int, _Worker] = {}
        try:
            with DefaultSelector() as selector:
                while waiting or workers:
                    while waiting and len(workers) < (1 if alone else self._jobs):
                        worker = self._hire(tasks, work, workers, selector)
                        self._feed(worker, waiting)
                    with self._db.timed(WAITING):
                        ready = selector.select(_LOOK)
                    for number in self._board.slow():
                        self._slow(tasks[number])
                    for key, _ in ready:
                        worker = workers[key.fd]
                        answer = _receive(worker.back)
                        if answer is None:
                            self._bury(worker, workers, selector, waiting, tasks)
                            continue
                        start, end = worker.chunks.popleft()
                        done += end - start
                        self._feed(worker, waiting)
                        results += take_over(self._db, marshal.loads(answer), worker.ids)
                        self._progress(done, len(tasks))
                        if alone:
                            alone = False
                            self._db.store.commit()  # so that the others see what the first has found out
                        if not worker.chunks:
                            _dismiss(worker, workers, selector)
        except BaseException:
            for worker in workers.values():
                os.kill(worker.pid, signal.SIGKILL)
                _reap(worker)
            raise
        finally:
            gc.unfreeze()
            self._board.close()
        return results

    def _hire(
        self, tasks: Sequence[Any], work: Work, workers: dict[int, _Worker], selector: DefaultSelector
    ) -> _Worker:
        place = min(set(range(self._jobs)) - {worker.place for worker in workers.values()})
        self._board.clear(place)
        down, up = os.pipe(), os.pipe()
        _widen(up[1])
        first = self._db.reserve()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            os.close(down[1])
            os.close(up[0])
            for other in workers.values():
                os.close(other.to)
                os.close(other.back)
            _serve(self._db, first, lambda at, end: self._board.noted(place, tasks[at:end], at), work, down[0], up[1])
        os.close(down[0])
        os.close(up[1])
        worker = _Worker(pid, down[1], up[0], place)
        workers[up[0]] = worker
        selector.register(up[0], EVENT_READ)
        return worker

    def _feed(self, worker: _Worker, waiting: deque[tuple[int, int]]) -> None:
        """Give a worker more to do: it has the next chunk at hand before its answer to the last one is read."""
        while waiting and len(worker.chunks) < _AT_HAND:
            worker.chunks.append(waiting.popleft())
            with suppress(BrokenPipeError):  # it has died; its end of file is about to be read
                os.write(worker.to, struct.pack(">QQ", *worker.chunks[-1]))

    def _bury(
        self,
        worker: _Worker,
        workers: dict[int, _Worker],
        selector: DefaultSelector,
        waiting: deque[tuple[int, int]],
        tasks: Sequence[Any],
    ) -> None:
        """A worker was killed: its tasks are tried again one by one, and one that kills again is given up."""
        (start, end), *others = worker.chunks
        waiting.extend(others)
        if end - start == 1:
            self.dead.append(tasks[start])
        else:
            waiting.extend((at, at + 1) for at in range(start, end))
        selector.unregister(worker.back)
        del workers[worker.back]
        _reap(worker)
        self._board.clear(worker.place)


def still_wanted() -> Callable[[], None]:
    """What a forked worker asks before it leaves anything behind; raises NobodyWaits if its parent was killed."""
    parent = os.getpid()

    def ask() -> None:
        if parent not in (os.getppid(), os.getpid()):
            raise NobodyWaits

    return ask


def _widen(pipe: int) -> None:
    """Let a pipe hold whole answers, so that a worker need not wait until one has been read."""
    size = getattr(fcntl, "F_SETPIPE_SZ", None)
    if size is not None:
        with suppress(OSError):  # more than the system allows
            fcntl.fcntl(pipe, size, _PIPE_SIZE)


def _dismiss(worker: _Worker, workers: dict[int, _Worker], selector: DefaultSelector) -> None:
    selector.unregister(worker.back)
    del workers[worker.back]
    _reap(worker)


def _reap(worker: _Worker) -> None:
    os.close(worker.to)
    os.close(worker.back)
    os.waitpid(worker.pid, 0)


def _receive(descriptor: int) -> bytes | None:
    head = _read(descriptor, _LENGTH.size)
    return None if head is None else _read(descriptor, _LENGTH.unpack(head)[0])


def _read(descriptor: int, size: int) -> bytes | None:
    parts = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _serve(
    db: Database, first: int, chunk_of: Callable[[int, int], Iterable[Any]], work: Work, source: int, target: int
) -> None:
    """The life of a worker. Never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*SELDOM)
    code = 0
    try:
        db.become_worker(first)
        while (chunk := _read(source, 16)) is not None:
            answer = marshal.dumps(do_chunk(db, chunk_of(*struct.unpack(">QQ", chunk)), work), 2)
            _send(target, _LENGTH.pack(len(answer)) + answer)
    except BaseException:
        code = 1
    finally:
        os._exit(code)


def _send(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
