"""A build that is killed leaves whole files, and the next build is right."""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

import pytest
from author import Author, Step
from lawful import Walk

from sitegen.build.manifest import NAME as MANIFEST
from sitegen.build.writer import STAGING
from sites import files_in, put

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "sqlite3.connect"})


def killed(walk: Walk, after: int, jobs: int) -> bool:
    """Build in a process that is killed at its ``after``-th touch of the disk. False if it was done before."""
    child = os.fork()
    if child == 0:
        touched = 0
        parent = os.getpid()

        def hook(event: str, arguments: object) -> None:
            nonlocal touched
            if event in EVENTS and os.getpid() == parent:
                touched += 1
                if touched == after:
                    os.kill(parent, signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            walk.project(jobs=jobs).build(walk.out, keep_going=True)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def public(folder: Path) -> dict[str, bytes]:
    """The files that a visitor can see."""
    return {path: data for path, data in files_in(folder).items() if not path.startswith((STAGING, MANIFEST))}


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_build(tmp_path: Path, seed: int) -> None:
    """Every file is the old one or the new one; the next build equals a clean one. Again and again."""
    author = Author(seed, theme=False)
    choose = random.Random(seed)
    walk = Walk(tmp_path, author.first())
    assert walk.take(Step("build")) == []
    kills = 0
    for _ in range(8):
        walk.close()
        for _ in range(3):
            walk.happen(author.step())
        old = public(walk.out)
        new = walk.clean()
        after = choose.choice([choose.randint(1, 20), choose.randint(20, 200), choose.randint(1, 400)])
        kills += killed(walk, after, jobs=1 + seed % 2)
        for path, data in public(walk.out).items():
            assert data in (old.get(path), new.get(path)), path
        assert walk.take(Step("build again")) == []
    assert kills > 1
    walk.close()


def test_a_first_build_that_is_killed(tmp_path: Path) -> None:
    """At any moment of the very first build, too."""
    for after in (5, 20, 45, 70, 100, 140):
        walk = Walk(tmp_path / str(after), {f"content/{n}.md": f"# Page {n}" for n in range(9)})
        put(walk.root, {"site.yaml": "title: A", "layouts/page.html": "{{ page.content }}"})
        assert killed(walk, after, jobs=1)
        assert walk.take(Step("build again")) == []
        walk.close()
