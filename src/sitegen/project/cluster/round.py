"""One errand on the cluster: chunks go out, answers come in, and what died with a worker is tried again."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from itertools import count
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from distributed import KilledWorker

from sitegen.engine.chunks import chunked, take_over
from sitegen.engine.database import Database
from sitegen.engine.executor import CannotWork, Ran, Told
from sitegen.engine.profile import WAITING
from sitegen.engine.slow import Slow
from sitegen.project.cluster.inbox import Inbox
from sitegen.project.cluster.worker import DONE, UNFIT, do, topic_of

if TYPE_CHECKING:
    from distributed import Client, Future

Chunk = tuple[int, int]
"""(first task, after the last)."""

PATIENCE = 60.0
"""For so many seconds a round waits for the first worker, or for another one when all have gone."""

_LOOK = 1.0
_TRIES = 5
_LOST = "the connection to the scheduler was lost"


class Round:
    """Does the tasks of one errand, written in the file ``path`` with a ``digest``, on the workers of ``client``."""

    def __init__(
        self, client: Client, path: str, digest: str, db: Database, tasks: Sequence[Any], told: Told, slow: Slow
    ) -> None:
        self._client = client
        self._errand = path, digest
        self._db = db
        self._tasks = tasks
        self._told = told
        self._slow = slow
        self._named: SimpleQueue[bytes] = SimpleQueue()
        self._inbox = Inbox()
        self._attempt = 0
        self._numbers = count()
        self._out: dict[str, tuple[Future[Any], Chunk]] = {}
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._suspects: list[Chunk] = []
        self._lost = 0
        self._seen = 0.0
        self._done = 0
        self._ran = Ran([])

    def run(self) -> Ran:
        """Do every task. Exceptions of tasks are raised; CannotWork where the cluster is not fit for it, or gone."""
        topic = topic_of(self._errand[1])
        self._client.subscribe_topic(topic, lambda event: self._named.put(event[1]))
        self._send(chunked(len(self._tasks), max(1, self._workers())))
        try:
            while self._out or self._send_again():
                key = self._next()
                self._take(*self._out.pop(key))
        finally:
            self._client.unsubscribe_topic(topic)
            self._client.cancel([future for future, _ in self._out.values()], force=True)
        return self._ran

    def _workers(self) -> int:
        try:
            return len(self._client.scheduler_info(n_workers=-1)["workers"])
        except OSError:
            raise CannotWork(_LOST) from None

    def _send(self, chunks: Iterable[Chunk]) -> None:
        for start, end in chunks:
            data = marshal.dumps(list(self._tasks[start:end]), 2)
            key = f"sitegen-{self._errand[1][:16]}-{next(self._numbers)}"
            future = self._client.submit(do, *self._errand, self._attempt, data, key=key, pure=False)
            self._out[key] = future, (start, end)
            future.add_done_callback(lambda future: self._ended.put(future.key))

    def _send_again(self) -> bool:
        """Nothing is on its way: send what is left. False if nothing is.

        Answers that cannot be understood are asked for again, of workers that begin anew. A task that may have killed
        its worker is sent when there is no other: whatever dies then died of it.
        """
        stuck = self._inbox.stuck()
        if stuck:
            self._attempt += 1
            self._send(stuck)
        elif self._suspects:
            self._send([self._suspects.pop()])
        return bool(self._out)

    def _next(self) -> str:
        """The key of a task that has ended, one way or another."""
        self._seen = monotonic()
        with self._db.timed(WAITING):
            while True:
                while not self._named.empty():
                    self._slow(marshal.loads(self._named.get()))
                try:
                    return self._ended.get(timeout=_LOOK)
                except Empty:
                    self._look()

    def _fetched(self, future: Future[Any]) -> bytes:
        """What a task gave. Its worker may have died since; then Dask does it again, if there is another one."""
        self._seen = monotonic()
        wait = _LOOK
        with self._db.timed(WAITING):
            while True:
                try:
                    data: bytes = future.result(timeout=wait)
                    return data
                except TimeoutError:
                    self._look()
                    wait *= 2  # a slow network needs longer

    def _look(self) -> None:
        """Raises CannotWork if the scheduler has gone, or all workers for so long that none will come."""
        if self._client.status != "running":
            raise CannotWork(_LOST)
        if self._workers():
            self._seen = monotonic()
        elif monotonic() - self._seen > PATIENCE:
            raise CannotWork("every worker of the cluster has gone")

    def _take(self, future: Future[Any], chunk: Chunk) -> None:
        try:
            kind, *said = marshal.loads(self._fetched(future))
        except CannotWork:
            raise
        except (KilledWorker, MemoryError):
            self._suspect(chunk)
            return
        except Exception as error:
            self._lose(chunk, error)
            return
        if kind == UNFIT:
            raise CannotWork(said[0])
        assert kind == DONE
        name, number, answer = said
        for (start, end), ready, ids in self._inbox.put(name, number, chunk, answer):
            self._ran.results += take_over(self._db, ready, ids)
            self._done += end - start
        self._told(self._done, len(self._tasks))

    def _suspect(self, chunk: Chunk) -> None:
        """Workers died with a chunk: its tasks are tried one by one, and one that kills again is given up."""
        start, end = chunk
        if end - start == 1 and not self._out:
            self._ran.dead.append(self._tasks[start])
            self._done += 1
        else:
            self._suspects += [(at, at + 1) for at in range(start, end)]

    def _lose(self, chunk: Chunk, error: Exception) -> None:
        """Dask itself failed with a chunk, or has forgotten it."""
        self._lost += 1
        self._look()
        if self._lost > _TRIES:
            raise CannotWork(f"the cluster failed: {type(error).__name__}: {error}") from error
        self._send([chunk])
