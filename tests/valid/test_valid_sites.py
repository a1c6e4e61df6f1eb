"""No false alarm: nothing is wrong with random sites in which nothing is wrong. Drafts are built too."""

from __future__ import annotations

from pathlib import Path

import pytest
from growing import Grower

from sitegen.project.project import Project
from sites import put


def problems(root: Path, seed: int) -> list[str]:
    """What check says of the site of a seed."""
    put(root, Grower(seed).grow())
    project = Project(root, jobs=1, drafts=True, cache=False)
    try:
        found = project.check()
    finally:
        project.close()
    return [f"seed {seed}: {one.code} {one.location.path}:{one.location.line} {one.message}" for one in found]


@pytest.mark.parametrize("seed", range(12))
def test_a_valid_site_is_clean(tmp_path: Path, seed: int) -> None:
    assert problems(tmp_path, seed) == []


def test_a_site_that_lost_a_page_is_not_clean(tmp_path: Path) -> None:
    """The pages are linked, so that the silence of the others means something."""
    problems(tmp_path, 3)
    for path in _linked(3)[::2]:
        (tmp_path / path).unlink()
    project = Project(tmp_path, jobs=1, drafts=True, cache=False)
    try:
        assert {one.code for one in project.check()} & {"SG201", "SG307", "SG110"}
    finally:
        project.close()


def _linked(seed: int) -> list[str]:
    grower = Grower(seed)
    grower.grow()
    return [path for path, _ in grower.pages]


@pytest.mark.prove
def test_300_valid_sites_are_clean(tmp_path: Path) -> None:
    told = [line for seed in range(300) for line in problems(tmp_path / str(seed), seed)]
    assert told == []
