"""The memos of one site and one set of options: opened, locked, thrown away when damaged."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import sitegen
from sitegen.base.files import Lock
from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved, World
from sitegen.engine.store import Store, StoreDamaged
from sitegen.engine.trees import DiskTree, MountedTree, Tree
from sitegen.project.version import program_version

PICTURES = "pictures"
"""The folder of made pictures, shared by all views; under this name a database has it (``Database.kept``)."""

CLUSTER = "cluster"
"""The folder of what the workers of a cluster have to know, for as long as a build lasts."""

PROGRAM = "program"
"""The file that keeps which version of the program this is."""

STATE = ".sitegen"
"""The folder beside site.yaml that holds what sitegen keeps."""

THEME = Path(sitegen.__file__).parent / "theme"
THEME_PREFIX = "@theme/"
_TRIES = 5

R = TypeVar("R")


class Memos:
    """The database of a site. ``view`` tells apart memos of options that change nearly every page."""

    def __init__(
        self,
        root: Path,
        options: dict[str, Any],
        *,
        tree: Tree | None = None,
        keep: bool = True,
        view: str = "",
    ) -> None:
        self.root = root
        self.folder = root / STATE / "cache"
        self.kept = self._may_keep = keep
        self._options = options
        self.as_of: datetime | None = None
        self._view = _view_of(options) + view
        self._site = tree
        self.has_own_tree = tree is not None
        self._tree: Tree | None = None
        self._db: Database | None = None

    @property
    def tree(self) -> Tree:
        """The site's files, and those of the built-in theme."""
        if self._tree is None:
            site = self._site or DiskTree(self.root, self.folder / "seen-files" if self.kept else None)
            theme = DiskTree(THEME, self.folder / "seen-theme" if self.kept else None)
            self._tree = MountedTree(site, THEME_PREFIX, theme)
        return self._tree

    @property
    def db(self) -> Database:
        """The database; opened when it is first asked for."""
        if self._db is None:
            self._prepare()
            self._db = Database(self._store(), World(self.tree, self.now(), self._options))
            if self._may_keep:
                self._db.kept[PICTURES] = self.folder / PICTURES
        return self._db

    def now(self) -> datetime:
        """The moment to look at the site."""
        return self.as_of or datetime.now(UTC)

    def close(self) -> None:
        """Close the memos."""
        if self._db is not None:
            self._db.store.close()
            self._db = None

    def lock(self, on_wait: Callable[[], object] | None = None, timeout: float | None = None) -> Lock | None:
        """The right to work with the stored memos; None where none are stored."""
        self._prepare()
        if not self.kept:
            return None
        return Lock(self.root / STATE / f"lock-{self._view}", on_wait=on_wait, timeout=timeout)

    def locked(self, action: Callable[[Database], R], on_wait: Callable[[], object] | None = None) -> R:
        """Do ``action`` as the only process that works with these memos (see :meth:`tried`)."""
        lock = self.lock(on_wait)
        if lock is None:
            return self.tried(action)
        with lock:
            return self.tried(action)

    def tried(self, action: Callable[[Database], R]) -> R:
        """Do ``action``; again when files changed meanwhile, and without the old memos when those are damaged."""
        for left in reversed(range(_TRIES)):
            try:
                self.db.world.now = self.now()
                return action(self.db)
            except TreeMoved:
                self.db.abandon()
                if not left:
                    raise
            except (StoreDamaged, sqlite3.DatabaseError):
                if not left:
                    raise
                self.throw_away()
        raise AssertionError("unreachable")

    def throw_away(self) -> None:
        """Begin without memos."""
        db, self._db = self._db, None
        if db is None:
            return
        try:
            db.store.reset()
            db.store.close()
        except (OSError, sqlite3.Error):
            self.kept = False

    def _prepare(self) -> None:
        """A site in a folder that cannot be written is looked at without stored memos."""
        if self.kept:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError:
                self.kept = False

    def _store(self) -> Store:
        if self.kept:
            try:
                version = program_version(self.folder / PROGRAM)
                store = Store(self.folder / f"memos-{self._view}.sqlite", version)
                os.utime(store.path or self.folder)  # so that it is known which have not been used for long
                return store
            except (OSError, sqlite3.Error):
                self.kept = False
        return Store(None, program_version())


def _view_of(options: dict[str, Any]) -> str:
    given = {name: value for name, value in options.items() if value is not None}
    return hashlib.sha256(repr(sorted(given.items())).encode()).hexdigest()[:8] if given else "main"
