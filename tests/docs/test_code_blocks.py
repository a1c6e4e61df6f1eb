"""Every example of the documentation does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
import scratch
from code_blocks import LANGUAGES, blocks_of, run

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.md"))
GUIDES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]


@pytest.mark.parametrize("page", [*PAGES, *GUIDES])
def test_blocks_say_what_they_are(page: str) -> None:
    """Every block is of a known language, and names its file, or says why it cannot be tried."""
    for block in blocks_of((ROOT / page).read_text("utf-8")):
        where = f"{page}:{block.line}"
        assert block.language in LANGUAGES, where
        assert block.marks.keys() <= {"title", "needs", "wrong", "part", "skip"}, where
        if block.language not in ("sh", "text"):
            assert block.marks.keys() & {"title", "part"}, f"{where} names no file"
        if "skip" in block.marks:
            assert len(block.marks["skip"]) > 8, f"{where} gives no reason"


@pytest.mark.parametrize("page", [*PAGES, *GUIDES])
def test_examples_work(page: str, tmp_path: Path) -> None:
    """The commands of a page succeed, and the files that it shows make a site without problems."""
    blocks = blocks_of((ROOT / page).read_text("utf-8"))
    if not any(block.language != "text" for block in blocks):
        return
    root = run(tmp_path, blocks)
    problems = scratch.check(root)
    assert [f"{one.code} {one.location.path}:{one.location.line} {one.message}" for one in problems] == []
