"""What was acknowledged as saved is there after any SIGKILL, and nothing is torn."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from saving_worker import WRITERS
from shared_site import is_sound, new_site, open_site

from authoring import git

_HERE = Path(__file__).parent


def _killed(site: Path, seed: int) -> list[list[str]]:
    """Run a worker, kill it after a random number of its lines; what it told until then.

    In every other round the gits that it started are killed too, as when a whole machine stops.
    """
    rng = Random(seed)
    wanted = rng.randrange(1, 40)
    with subprocess.Popen(
        [sys.executable, str(_HERE / "saving_worker.py"), str(site), str(seed)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(_HERE), *sys.path])},
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdout is not None
        told = [worker.stdout.readline() for _ in range(wanted)]
        worker.send_signal(signal.SIGSTOP)
        if seed % 2:
            for child in _children(worker.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        worker.kill()
        told += worker.stdout.readlines()
    return [line.decode().rstrip("\n").split("\t") for line in told if line.endswith(b"\n")]


def _children(parent: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return found


def _rounds(site: Path, rounds: int, check: int) -> int:
    """The number of acknowledged saves that were found again after every round."""
    lines: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for seed in range(rounds):
        told = _killed(site, seed)
        assert [words for words in told if words[0] == "trouble"] == []
        for _, change, path, line in (words for words in told if words[0] == "saved"):
            lines[change, path].append(line)
        changes = open_site(site)
        try:
            assert isinstance(changes.published, str)
            for (change, path), wanted in lines.items():
                data, _ = changes.read(change, path) or (b"", "")
                found = data.decode().splitlines()
                assert [line for line in found if line in set(wanted)] == wanted, (seed, change, path)
        finally:
            changes.close()
        assert git(site, "status", "--porcelain") == "", seed
        assert not (site / ".git/index.lock").exists()
        if seed % check == check - 1:
            assert is_sound(site), seed
    return sum(map(len, lines.values()))


def test_every_acknowledged_save_survives_a_few_kills(tmp_path: Path) -> None:
    assert _rounds(new_site(tmp_path / "site", {}), 5, 5) >= WRITERS


@pytest.mark.prove
def test_every_acknowledged_save_survives_200_kills(tmp_path: Path) -> None:
    assert _rounds(new_site(tmp_path / "site", {}), 200, 20) > 1000
