"""A real scheduler and real workers on this machine, as processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from distributed import Client

import sitegen
from sitegen.project.cluster.client import Cluster

_HERE = ["--host", "127.0.0.1"]
_QUIET = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0"}


class Machines:
    """A scheduler and its workers. ``address`` is where it listens."""

    def __init__(self, folder: Path, workers: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        port = _free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self.start("dask_scheduler", *_HERE, "--port", str(port), "--no-dashboard", "--no-jupyter")
        with self.client():
            pass  # it is there
        if workers:
            self.add(workers)

    def start(self, name: str, *words: str, place: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a program of Dask's; with a sitegen that is installed in ``place``."""
        path = [str(place or Path(sitegen.__file__).parents[1]), str(Path(__file__).parent / "law")]
        with open(self._folder / f"{name}-{len(self._processes)}.log", "wb") as log:
            process = self._opened(name, words, path, log)
        self._processes.append(process)
        return process

    def _opened(self, name: str, words: tuple[str, ...], path: list[str], log: BinaryIO) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *words],
            cwd=self._folder,
            env={**os.environ, **_QUIET, "PYTHONPATH": os.pathsep.join(path)},
            stdout=subprocess.DEVNULL,
            stderr=log,
        )

    def add(self, workers: int, *words: str, place: Path | None = None) -> subprocess.Popen[bytes]:
        """Start workers, and wait until they have come. Returns the process that looks after the last."""
        usual = [*_HERE, "--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder / "work")]
        before = len(self.pids())
        for _ in range(workers):
            nurse = self.start("dask_worker", self.address, *usual, *words, place=place)
        with self.client() as client:
            client.wait_for_workers(before + workers, timeout=120)
        return nurse

    @contextmanager
    def client(self) -> Iterator[Client]:
        """Somebody who asks the scheduler."""
        with Client(self.address, timeout=120, set_as_default=False) as client:
            yield client

    def pids(self) -> list[int]:
        """The processes of the workers, those that do the work."""
        with self.client() as client:
            return sorted(client.run(os.getpid).values())

    @contextmanager
    def executor(self, root: Path) -> Iterator[Cluster]:
        """What builds the site in ``root`` on these machines."""
        cluster = Cluster(self.address, root)
        try:
            yield cluster
        finally:
            cluster.close()

    def stop(self) -> None:
        """End everything that was started."""
        while self._processes:  # workers first, for they take leave of the scheduler
            process = self._processes.pop()
            process.send_signal(signal.SIGTERM)
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def machines(folder: Path, workers: int = 2) -> Iterator[Machines]:
    """A scheduler and workers, for as long as the block lasts."""
    found = Machines(folder, workers)
    try:
        yield found
    finally:
        found.stop()
