"""Whole sites, compared file by file with what was found right once.

Each folder here has a ``site/``, what is ``expected/`` of it, and ``problems.txt``. After a change that is meant,
``UPDATE_GOLDEN=1 pytest tests/golden`` writes them anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.build.manifest import NAME as MANIFEST
from sitegen.project.memos import THEME
from sites import Site, files_in

HERE = Path(__file__).parent
NAMES = sorted(folder.parent.name for folder in HERE.glob("*/site"))
MOMENT = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


@pytest.fixture
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """The site of that name, built."""
    site = Site(tmp_path / "site", {"cache": False, "as_of": MOMENT})
    shutil.copytree(HERE / request.param / "site", site.root)
    site.build()
    return site


@pytest.mark.parametrize(("name", "built"), [(name, name) for name in NAMES], indirect=["built"], ids=NAMES)
def test_golden(name: str, built: Site) -> None:
    """Every output and every problem is as it was."""
    folder = HERE / name
    found = {path: data for path, data in files_in(built.root / "public").items() if _is_its_own(path)}
    problems = "".join(f"{problem}\n" for problem in built.problems)
    if os.environ.get("UPDATE_GOLDEN"):
        _keep(folder, found, problems)
    expected = files_in(folder / "expected")
    assert sorted(found) == sorted(expected)
    for path, data in expected.items():
        assert found[path].decode() == data.decode(), f"{name}: {path} differs"
    assert problems == (folder / "problems.txt").read_text("utf-8")


def test_no_golden_is_forgotten() -> None:
    """Every folder here is a site."""
    assert sorted(one.name for one in HERE.iterdir() if one.is_dir() and one.name != "__pycache__") == NAMES


def _is_its_own(path: str) -> bool:
    """False for the files that every site has: those of the theme, and the manifest."""
    plain = re.sub(r"\.[0-9a-f]{12}(?=\.(?:css|js)$)", "", path)
    return path != MANIFEST and not (path.startswith("assets/") and (THEME / "layouts" / plain).exists())


def _keep(folder: Path, found: dict[str, bytes], problems: str) -> None:
    shutil.rmtree(folder / "expected", ignore_errors=True)
    for path, data in found.items():
        place = folder / "expected" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (folder / "problems.txt").write_text(problems, "utf-8")
