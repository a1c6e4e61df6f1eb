"""What is stored means the same elsewhere: no path of this machine is in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from author import Author, Step
from lawful import Walk


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("with_output", [True, False])
def test_a_cache_that_was_copied(tmp_path: Path, seed: int, with_output: bool) -> None:
    """A site copied with its cache to another folder builds to the same bytes there, edits included."""
    author = Author(seed, theme=False)
    walk = Walk(tmp_path / "first", author.first())
    assert walk.take(Step("build")) == []
    walk.close()
    left_out = None if with_output else shutil.ignore_patterns("public")
    shutil.copytree(tmp_path / "first", tmp_path / "second", symlinks=True, ignore=left_out)
    shutil.rmtree(tmp_path / "first")
    moved = Walk(tmp_path / "second", {})
    assert moved.take(Step("build elsewhere")) == []
    assert moved.take(author.step()) == []
    moved.close()


def test_nothing_runs_elsewhere(tmp_path: Path) -> None:
    """The copy of an unchanged site need not think again."""
    walk = Walk(tmp_path / "first", {"site.yaml": "title: A", "content/a.md": "# A"})
    walk.take(Step("build"))
    walk.close()
    shutil.copytree(tmp_path / "first", tmp_path / "second", symlinks=True)
    moved = Walk(tmp_path / "second", {})
    assert moved.project().build(moved.out).ran == {}
    moved.close()
