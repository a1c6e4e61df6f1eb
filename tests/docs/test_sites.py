"""The sites that come with sitegen have no problems: its own, and those that people start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import scratch

from sitegen.project.starter import NAMES, STARTERS

ROOT = Path(__file__).parents[2]
SOURCES = ("site.yaml", "content", "layouts", "data", "static")


@pytest.mark.parametrize("site", [ROOT, *(STARTERS / name for name in NAMES)], ids=["own", *NAMES])
def test_no_problems(site: Path, tmp_path: Path) -> None:
    """Not even a hint."""
    for name in SOURCES:
        if (site / name).is_dir():
            shutil.copytree(site / name, tmp_path / name)
        elif (site / name).exists():
            shutil.copy(site / name, tmp_path / name)
    assert [f"{one.code} {one.location.path}: {one.message}" for one in scratch.check(tmp_path)] == []
