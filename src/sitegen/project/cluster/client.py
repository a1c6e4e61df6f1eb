"""The cluster that a build sends its tasks to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from distributed import Client

from sitegen.base.files import write_atomic
from sitegen.engine.chunks import Work
from sitegen.engine.database import Database
from sitegen.engine.executor import CannotWork, Ran, Told, Wanted
from sitegen.engine.slow import Slow
from sitegen.project.cluster import worker
from sitegen.project.cluster.errand import Marker, errand_of, write_errand
from sitegen.project.cluster.round import PATIENCE, Round
from sitegen.project.memos import CLUSTER, PROGRAM, STATE
from sitegen.project.version import program_version

_CONNECTING = 15.0
"""For so many seconds the scheduler is looked for."""


class Cluster:
    """An executor (see :class:`sitegen.engine.executor.Executor`): the workers of the Dask scheduler at an address.

    ``root`` is the site's folder, which all machines see under the same path. The scheduler is asked for when there is
    something to do.
    """

    is_alone = False

    def __init__(self, address: str, root: Path) -> None:
        self._address = address
        self._client: Client | None = None
        self._folder = root / STATE / "cache" / CLUSTER / os.urandom(8).hex()
        self._version = program_version(root / STATE / "cache" / PROGRAM)
        self._rounds = 0

    def run(self, db: Database, tasks: Sequence[Any], work: Work, told: Told, slow: Slow = lambda task: None) -> Ran:
        """Do every task. Exceptions of tasks are raised; CannotWork where the cluster is not fit for it, or gone."""
        if db.store.path is None:
            raise CannotWork(f"a cluster needs the folder {STATE}, and it cannot be written here")
        client = self._connected()
        self.wanted()
        self._rounds += 1
        path = self._folder / f"errand-{self._rounds}"
        db.begin_round()
        with db.store.still() as store:
            digest = write_errand(errand_of(db, store, work), path, self._version)
            return Round(client, str(path), digest, db, tasks, told, slow).run()

    def wanted(self) -> Wanted:
        """A file in the shared folder, which the next build removes if this one could not."""
        marker = self._folder / "wanted"
        if not marker.exists():
            write_atomic(marker, b"")
        return Marker(marker)

    def _connected(self) -> Client:
        if self._client is None:
            try:
                client = Client(self._address, timeout=_CONNECTING, set_as_default=False, name="sitegen")
            except (OSError, ValueError, TypeError) as error:
                raise CannotWork(f"there is no scheduler at {self._address}: {error}") from error
            try:
                self._check(client)
            except BaseException:
                client.close()
                raise
            self._client = client
        return self._client

    def _check(self, client: Client) -> None:
        """Raises CannotWork unless the scheduler and every worker have the same sitegen as we."""
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise CannotWork(f"no worker has come to the scheduler in {PATIENCE:.0f} s") from None
        try:
            found = {f"the worker {who}": said for who, said in client.run(worker.version).items()}
            found["the scheduler"] = client.run_on_scheduler(worker.version)
        except Exception as error:
            raise CannotWork(f"the cluster cannot run sitegen: {type(error).__name__}: {error}") from error
        for who, version in found.items():
            if version != self._version:
                raise CannotWork(f"{who} has another version of sitegen, of its libraries, or of Python")

    def close(self) -> None:
        """Let go of the scheduler; workers that are still at it leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._client is not None:
            self._client.close()
            self._client = None
