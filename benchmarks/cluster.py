"""Cold builds of one site by a Dask cluster of one worker and of two, in turn: medians, and how much faster two are.

    python benchmarks/cluster.py [--pages 20000] [--runs 5] [--folder DIR]

Scheduler, workers and the build itself are processes of this machine, so it should have four processors that nobody
else uses: one for each worker, one for the build, one for the scheduler. With fewer, the wall clock says little; the
processor time of the build, which no second worker can take away, is told beside it.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peers.sitegen import Sitegen

PROGRAM = [sys.executable, "-m", "sitegen.cli", "build"]


@contextmanager
def started(name: str, *words: str) -> Iterator[None]:
    """A program of Dask's, for as long as the block lasts."""
    command = [sys.executable, "-m", f"distributed.cli.{name}", *words, "--host", "127.0.0.1", "--no-dashboard"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[str]:
    """The address of a scheduler to which so many workers have come."""
    from distributed import Client

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    of_worker = ("--nworkers", str(workers), "--nthreads", "1", "--local-directory", str(folder / "dask"))
    with started("dask_scheduler", "--port", port), started("dask_worker", address, *of_worker):
        with Client(address, timeout=120, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)
        yield address


def cold(root: Path, out: str, *words: str) -> tuple[float, float]:
    """Seconds of a build from nothing, and of processor time of the building process alone."""
    for name in (".sitegen", out):
        shutil.rmtree(root / name, ignore_errors=True)
    before, began = _processor(), time.perf_counter()
    subprocess.run([*PROGRAM, "-o", out, *words], cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def is_same(one: Path, two: Path) -> bool:
    """True if two folders hold the same files."""
    paths = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    if paths != sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file()):
        return False
    return all(filecmp.cmp(one / path, two / path, shallow=False) for path in paths)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=20000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-benchmarks")
    given = options.parse_args()
    root = given.folder / f"cluster-{given.pages}"
    if not root.exists():
        Sitegen().lay_out(given.pages, root)
    cold(root, "near", "--jobs", "1")
    times: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(given.runs):
        for workers, found in times.items():
            with cluster(workers, given.folder) as address:
                # The scheduler and the workers are children too, but are waited for later: only the build counts.
                found.append(cold(root, "far", "--executor", "dask", "--scheduler", address))
            if not is_same(root / "near", root / "far"):
                sys.exit("the cluster's bytes are not those of one process")
    medians = {workers: statistics.median(wall for wall, _ in found) for workers, found in times.items()}
    own = statistics.median(processor for found in times.values() for _, processor in found)
    print(f"| {given.pages:,} pages | seconds |\n|---|---|")
    for workers, seconds in medians.items():
        print(f"| {workers} worker{'s' if workers > 1 else ''} | {seconds:.1f} |")
    print(f"\nTwo are {medians[1] / medians[2]:.2f} times as fast as one; {given.runs} runs, medians.")
    print(f"Processor time of the build itself: {own:.1f} s; {os.cpu_count()} processors.")


if __name__ == "__main__":
    main()
