"""A site in a real repository, an editor's change of it, and the stage that shows it."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sitegen.catalog.index import urls
from sitegen.catalog.redirects import redirects
from sitegen.engine.database import Database
from sitegen.model.change import Author
from sitegen.project.changes import Changes
from sitegen.project.pages.moving import Move, MoveWanted, planned
from sitegen.project.pages.rewriting import Rewrite, Unable, keep
from sitegen.project.project import Project
from sitegen.project.stage import Stage, View
from sitegen.project.trees import trees_of
from sites import Content, put

T = TypeVar("T")
ONE = Author("One editor", "one@example.org")
CHANGE = "desk-1"
SOURCES = ("content", "data", "layouts", "static", "site.yaml")


@dataclass
class AtWork:
    """An editor at work."""

    root: Path
    changes: Changes
    stage: Stage

    @property
    def view(self) -> View:
        """The site as the change has it."""
        return View(CHANGE)

    def ask(self, question: Callable[[Database], T]) -> T:
        """What the site says, as the change has it."""
        return self.stage.ask(self.view, question)

    def keep(self, make: Callable[[], Rewrite | Unable]) -> object:
        """Save into the change."""
        return keep(self.changes, CHANGE, make, ONE, "words")

    def keep_of(self, question: Callable[[Database], Rewrite | Unable]) -> object:
        """Save what a verb makes of the site."""
        return self.keep(lambda: self.ask(question))

    def move(self, wanted: MoveWanted) -> Move | Unable:
        """Move pages."""
        found: list[Move | Unable] = []

        def make() -> Rewrite | Unable:
            found.append(planned(self.stage, self.view, wanted))
            last = found[-1]
            return last if isinstance(last, Unable) else last.rewrite

        kept = self.keep(make)
        assert isinstance(kept, dict | Unable), kept
        return found[-1]

    def files(self) -> dict[str, bytes]:
        """Every source, as the change has it."""
        tree = self.changes.tree(CHANGE)
        return {path: tree.read(path) for path in tree.listing()}

    def text(self, path: str) -> str | None:
        """A source, as the change has it."""
        found = self.changes.read(CHANGE, path)
        return found[0].decode() if found is not None else None

    def urls(self) -> Mapping[str, str]:
        """Path → address."""
        return self.ask(lambda db: dict(db.get(urls)))

    def leads(self) -> Mapping[str, str]:
        """Old address → path."""
        return self.ask(lambda db: dict(db.get(redirects)))

    def problems(self, place: Path) -> Counter[str]:
        """What ``check`` finds: code → how often."""
        put(place, self.files())
        site = Project(place, cache=False, jobs=1)
        try:
            return Counter(one.code for one in site.check())
        finally:
            site.close()


def git(root: Path, *words: str) -> str:
    """What git prints."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _WHO}
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1", **who}
    return subprocess.run(("git", *words), cwd=root, env=environment, check=True, capture_output=True, text=True).stdout


_WHO = (("NAME", "Author"), ("EMAIL", "author@example.org"))


def commit(root: Path, files: Mapping[str, Content]) -> None:
    """What an author does."""
    put(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "By an author")


@contextmanager
def at_work(root: Path, files: Mapping[str, Content]) -> Iterator[AtWork]:
    """An editor of a new site with these files."""
    put(root, {".gitignore": ".sitegen/\npublic/\n", **files})
    git(root, "init", "-q", "-b", "main")
    commit(root, {})
    changes = Changes.find(root)
    assert isinstance(changes, Changes)
    stage = Stage(root, trees_of(root, lambda: changes), cache=False, jobs=1)
    stage.open(View(CHANGE))
    try:
        yield AtWork(root, changes, stage)
    finally:
        stage.close()
        changes.close()
