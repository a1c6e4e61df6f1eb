"""Marks of an output folder: kept packed, changed in place, and compared with what is there."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sitegen.build.marks import Marks, are_true, count, marks_in, packed, with_new


def made(rng: Random, numbers: range) -> Marks:
    """Marks of some files, before 1970 too."""
    return {f"a/{number}.html": (rng.randrange(10**9), rng.randrange(-(10**18), 10**18)) for number in numbers}


@pytest.mark.parametrize("new", [range(0), range(3, 5), range(9, 12), range(40)])
def test_some_are_changed_and_others_added(new: range) -> None:
    rng = Random(1)
    before, after = made(rng, range(10)), made(rng, new)
    found = with_new(packed(before), after)
    assert marks_in(found) == before | after
    assert count(found) == len(before | after)
    assert list(marks_in(found))[:10] == list(before)


def test_without_any() -> None:
    assert marks_in(packed({})) == marks_in(None) == {}
    assert count(packed({})) == count(None) == 0
    assert marks_in(with_new(None, {"a": (1, 2)})) == {"a": (1, 2)}


def test_they_are_true_of_the_folder_that_they_are_of(tmp_path: Path) -> None:
    marks: Marks = {}
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
        info = (tmp_path / name).lstat()
        marks[name] = (info.st_size, info.st_mtime_ns)
    assert are_true(packed(marks), str(tmp_path))
    assert not are_true(packed({**marks, "c": (1, 1)}), str(tmp_path))
    assert not are_true(packed({**marks, "a": (1, 1)}), str(tmp_path))
    assert not are_true(packed(marks), str(tmp_path / "none"))
