"""A lock that a killed git of ours left, told from a lock that somebody holds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sitegen.base.files import Lock
from sitegen.git.leftovers import Leftovers

AGO = 100.0


def aged(path: Path, seconds: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_no_trace_is_left_by_what_ended(tmp_path: Path) -> None:
    leftovers = Leftovers(tmp_path / "traces")
    with leftovers.trace():
        assert len(list((tmp_path / "traces").iterdir())) == 1
    with pytest.raises(ZeroDivisionError), leftovers.trace():
        raise ZeroDivisionError
    assert list((tmp_path / "traces").iterdir()) == []


@pytest.mark.parametrize(
    ("trace", "lock", "goes"),
    [(AGO, AGO - 1, True), (AGO, AGO - 59, True), (AGO, AGO - 61, False), (AGO, AGO + 1, False), (3, 2, False)],
    ids=["made then", "later in it", "long after", "before", "just now"],
)
def test_what_a_crash_explains(tmp_path: Path, trace: float, lock: float, goes: bool) -> None:
    aged(tmp_path / "traces/x", trace)
    path = aged(tmp_path / "some.lock", lock)
    assert Leftovers(tmp_path / "traces").remove(path) == goes
    assert path.exists() != goes


def test_whoever_lives_has_not_crashed(tmp_path: Path) -> None:
    trace = aged(tmp_path / "traces/x", AGO)
    path = aged(tmp_path / "some.lock", AGO - 1)
    with Lock(trace):
        assert not Leftovers(tmp_path / "traces").remove(path)
    assert Leftovers(tmp_path / "traces").remove(path)


def test_a_lock_that_has_gone_is_gone(tmp_path: Path) -> None:
    assert Leftovers(tmp_path / "traces").remove(tmp_path / "none.lock")
    assert not Leftovers(tmp_path / "traces").remove(aged(tmp_path / "some.lock", AGO))
