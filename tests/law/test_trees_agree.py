"""A site is its files, wherever they come from: disk, a commit, an editor's unsaved text."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from author import Author
from lawful import FIRST_MOMENT
from sites import Content, Link, files_in, put

from sitegen.engine.trees import DiskTree, OverlayTree, Tree
from sitegen.git.tree import CommitTree
from sitegen.project.project import Project


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
    return {path: content for path, content in files.items() if content is not None}


@pytest.mark.parametrize("seed", range(6))
def test_disk_commit_and_unsaved_text_give_one_site(
    tmp_path: Path, committed: Callable[[Path], CommitTree], seed: int
) -> None:
    """Equal files, equal bytes, equal problems."""
    files = some_site(seed)
    root = tmp_path / "site"
    put(root, files)
    lying = {path for path in files if (root / path).is_symlink() or (root / path).is_file()}
    disk = built(root, tmp_path / "disk", None)
    assert built(root, tmp_path / "commit", committed(root)) == disk

    below = tmp_path / "below"
    unsaved: dict[str, bytes | None] = {"content/taken/away.md": None}
    put(below, {"content/taken/away.md": "# Away", "site.yaml": "title: Saved before"})
    for path in sorted(lying):
        content = files[path]
        if isinstance(content, Link) or random.Random(f"{seed}{path}").random() < 0.5:
            put(below, {path: content})
        elif content is not None:
            unsaved[path] = content.encode() if isinstance(content, str) else content
    linked = {path for path in unsaved if any(path.startswith(f"{link}/") for link in files)}
    assert not linked
    if _is_seen_through_a_link(files, unsaved):
        put(below, {path: data for path, data in unsaved.items() if data is not None})
    assert built(below, tmp_path / "overlay", OverlayTree(DiskTree(below), unsaved)) == disk


def _is_seen_through_a_link(files: dict[str, Content], unsaved: dict[str, bytes | None]) -> bool:
    """A link shows the saved text of its file, whatever an editor has of it."""
    return any(isinstance(content, Link) for content in files.values())
