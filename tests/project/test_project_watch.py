"""Watching says when sources change, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.build.watch import Watch
from sites import put

DEADLINE = 20.0


class Told:
    """Counts what a watch tells."""

    def __init__(self) -> None:
        self.count = 0
        self._changed = threading.Condition()

    def __call__(self) -> None:
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait(self, count: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.count >= count, DEADLINE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, {"site.yaml": "title: T\n", "content/a.md": "A", "public/index.html": "x"})
    return tmp_path


@contextmanager
def watched(root: Path) -> Iterator[Told]:
    told = Told()
    watch = Watch(root, told)
    watch.start()
    try:
        yield told
    finally:
        watch.stop()


@pytest.mark.parametrize("path", ["content/a.md", "site.yaml", "content/new/folder/b.md", "layouts/page.html"])
def test_a_saved_source_is_told(root: Path, path: str) -> None:
    with watched(root) as told:
        put(root, {path: "new"})
        assert told.wait(1)


def test_a_save_by_renaming_and_a_deletion(root: Path) -> None:
    with watched(root) as told:
        (root / "content/.a.md.part").write_text("B")
        (root / "content/.a.md.part").replace(root / "content/a.md")
        assert told.wait(1)
        before = told.count
        (root / "content/a.md").unlink()
        assert told.wait(before + 1)


def test_a_folder_that_comes_later_is_watched(root: Path) -> None:
    with watched(root) as told:
        (root / "data").mkdir()
        assert told.wait(1)
        before = told.count
        put(root, {"data/x.json": "{}"})
        assert told.wait(before + 1)


def test_what_is_no_source_is_not_told(root: Path) -> None:
    with watched(root) as told:
        put(root, {"public/index.html": "y", ".sitegen/cache/files": "z", "notes.txt": "n"})
        (root / "content/a.md").read_text()
        put(root, {"content/a.md": "last"})
        assert told.wait(1)
        assert told.count == 1


def test_many_events_are_one(root: Path) -> None:
    with watched(root) as told:
        for number in range(50):
            (root / "content/a.md").write_text(str(number))
        assert told.wait(1)
        assert told.count <= 3
