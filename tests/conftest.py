"""A test shows its whole disk: ``site = project({"site.yaml": …, "content/a.md": …})``."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from browsers import chromium
from sitegen.git.repository import Repository
from sitegen.git.tree import CommitTree
from sites import Content, Site, git

# The machine may be busy: how long anything takes is measured in benchmarks/, and proves nothing here.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background of a shell, we would hand on to every program under test that Ctrl-C means nothing.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Site]:
    """``project(files)``: a site of these files that has been built once. ``options`` are those of Project."""

    def make(files: Mapping[str, Content], *, build: bool = True, **options: Any) -> Site:
        site = Site(tmp_path / "site", options)
        site.root.mkdir(exist_ok=True)
        site.write(files)
        if build:
            site.build()
        return site

    return make


@pytest.fixture
def committed() -> Iterator[Callable[[Path], CommitTree]]:
    """``committed(root)``: commit everything in ``root`` and return the commit's tree."""
    repositories: list[Repository] = []

    def make(root: Path) -> CommitTree:
        if not (root / ".git").exists():
            git(root, "init", "--quiet", "--initial-branch=main")
        git(root, "add", "--all", "--force")
        git(root, "commit", "--quiet", "--allow-empty", "--message", "A change")
        repository = Repository.find(root)
        assert repository is not None
        repositories.append(repository)
        return CommitTree(repository, git(root, "rev-parse", "HEAD"))

    yield make
    for repository in repositories:
        repository.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium. The only place that starts it: its driver runs once in a process, and lets nobody else run a loop."""
    with chromium() as found:
        yield found
