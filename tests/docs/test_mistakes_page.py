"""The 21 everyday mistakes: sitegen tells each once, at its line; and the page with the table says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scratch import check, put_bytes

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))
from mistaken_sites import MISTAKES, Mistake, good  # noqa: E402 - they are not a package

PAGE = (ROOT / "content" / "docs" / "explanation" / "mistakes.md").read_text("utf-8")
CELLS = [[cell.strip() for cell in line.split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
ROWS = {cells[1]: cells[2] for cells in CELLS if len(cells) > 5}
"""mistake → what the table says of sitegen."""


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        put_bytes(root, path, content if isinstance(content, bytes) else content.encode())
    return root


def test_the_good_site_is_good(tmp_path: Path) -> None:
    assert check(write(tmp_path, good("sitegen"))) == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=[one.name for one in MISTAKES])
def test_each_mistake_is_told_once_and_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    """One problem, in the file that is wrong; at its line, unless the table says that only the file is told."""
    planted = mistake.plant("sitegen")
    assert planted is not None
    (problem,) = check(write(tmp_path, {**good("sitegen"), planted.path: planted.content}))
    places = [problem.location, *(note.location for note in problem.notes)]
    assert planted.path in [place.path for place in places]
    at_line = any(place.path == planted.path and place.line in planted.lines for place in places)
    assert ROWS[mistake.name] == ("**line**" if at_line else "told")


def test_the_page_has_all_of_them() -> None:
    assert len(MISTAKES) == 21
    assert [one.name for one in MISTAKES if one.name not in ROWS] == []
