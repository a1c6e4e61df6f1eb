"""A site is its files, wherever they come from: disk, a commit, an editor's unsaved text."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from author import Author
from lawful import FIRST_MOMENT

from sitegen.engine.trees import DiskTree, OverlayTree, Tree
from sitegen.git.tree import CommitTree
from sitegen.project.project import Project
from sites import Content, Link, files_in, put

SEEDS = range(int(os.environ.get("STEPS", "0")) // 50 or 6)


def built(root: Path, out: Path, tree: Tree | None) -> tuple[dict[str, bytes], list[str]]:
    """The outputs and the problems of a site seen as ``tree``."""
    project = Project(root, tree=tree, cache=False, jobs=1, as_of=datetime.fromisoformat(FIRST_MOMENT))
    try:
        report = project.build(out, keep_going=True)
    finally:
        project.close()
    return files_in(out), [repr(problem) for problem in report.problems]


def some_site(seed: int) -> dict[str, Content]:
    """The files of a random site after some edits."""
    author = Author(seed, theme=False)
    files = author.first()
    for _ in range(15):
        files.update(author.step().files)
    files["site.yaml"] = files["site.yaml"] or "title: A"
    return {path: content for path, content in files.items() if content is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_disk_and_commit_give_one_site(tmp_path: Path, committed: Callable[[Path], CommitTree], seed: int) -> None:
    """Equal files and links, equal bytes, equal problems."""
    root = tmp_path / "site"
    put(root, some_site(seed))
    disk = built(root, tmp_path / "disk", None)
    assert built(root, tmp_path / "commit", committed(root)) == disk


@pytest.mark.parametrize("seed", SEEDS)
def test_unsaved_text_gives_the_site_that_saving_it_would(tmp_path: Path, seed: int) -> None:
    """Half of the files are only in an editor, others are there and have been taken away in it.

    Without links: a link shows the saved text of its file, whatever an editor has of it.
    """
    choose = random.Random(seed)
    root, below = tmp_path / "site", tmp_path / "below"
    files = {path: content for path, content in some_site(seed).items() if not isinstance(content, Link)}
    put(root, files)
    saved: dict[str, Content] = {"content/taken/away.md": "# Away", "site.yaml": "title: Saved before"}
    unsaved: dict[str, bytes | None] = {"content/taken/away.md": None}
    for path in sorted(files_in(root)):
        if choose.random() < 0.5:
            saved[path] = files[path]
        else:
            unsaved[path] = (root / path).read_bytes()
    put(below, saved)
    disk = built(root, tmp_path / "disk", None)
    assert built(below, tmp_path / "overlay", OverlayTree(DiskTree(below), unsaved)) == disk
