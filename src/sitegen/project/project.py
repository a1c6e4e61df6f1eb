"""A site on disk: build it, check it, list it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import sitegen
from sitegen.base.diagnostics import Diagnostic, Location, with_severities
from sitegen.base.files import Lock
from sitegen.build.builder import Builder, Progress
from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved, World
from sitegen.engine.store import Store, StoreDamaged
from sitegen.engine.trees import DiskTree, MountedTree, Tree
from sitegen.model.output import BuildReport

CACHE = ".sitegen"
THEME = Path(sitegen.__file__).parent / "theme"
_TRIES = 5
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "jinja2", "pyyaml", "pygments", "babel", "anyascii", "pillow", "nh3")

R = TypeVar("R")


@lru_cache(maxsize=1)
def program_version() -> str:
    """What memos depend on beside their keys: this program, its libraries, Python."""
    digest = hashlib.sha256()
    root = Path(sitegen.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)};".encode())
        except PackageNotFoundError:
            continue
    return f"{sitegen.__version__} {sys.version} {digest.hexdigest()}"


def default_jobs() -> int:
    """As many processes as there are processors that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Project:
    """A site in the folder ``root``.

    drafts
        Show drafts and pages that are too early or too late.
    as_of
        The moment to build for; None is now.
    base_url
        Instead of that in site.yaml.
    tree
        What to ask about; None is what lies on disk.
    """

    def __init__(
        self,
        root: Path,
        *,
        drafts: bool = False,
        as_of: datetime | None = None,
        base_url: str | None = None,
        jobs: int | None = None,
        tree: Tree | None = None,
        cache: bool = True,
    ) -> None:
        self.root = root.resolve()
        self.jobs = jobs or default_jobs()
        self._as_of = as_of
        self._options: dict[str, Any] = {"drafts": drafts or None, "base_url": _normal(base_url)}
        self._tree = tree
        self._cache = cache
        self._db: Database | None = None

    # the database

    @property
    def db(self) -> Database:
        """The memos of this site and these options."""
        if self._db is None:
            self._db = Database(self._store(), World(self._sources(), self._now(), self._options))
        return self._db

    def _now(self) -> datetime:
        return self._as_of or datetime.now(UTC)

    def _sources(self) -> Tree:
        site = self._tree or DiskTree(self.root, self.cache / "files" if self._cache else None)
        return MountedTree(site, "@theme/", DiskTree(THEME, self.cache / "theme" if self._cache else None))

    @property
    def cache(self) -> Path:
        """The folder of everything that can be made again."""
        return self.root / CACHE / "cache"

    def _store(self) -> Store:
        if not self._cache:
            return Store(None, program_version())
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            return Store(self.cache / f"memos-{self._view()}.sqlite", program_version())
        except (OSError, sqlite3.Error):
            self._cache = False  # a read-only site is built without a cache
            return Store(None, program_version())

    def _view(self) -> str:
        """Options that change nearly every page have memos of their own, so that they do not push out the others."""
        given = {name: value for name, value in self._options.items() if value is not None}
        return hashlib.sha256(repr(sorted(given.items())).encode()).hexdigest()[:8] if given else "main"

    def _lock(self, on_wait: Callable[[], None] | None) -> Lock | None:
        return Lock(self.root / CACHE / f"lock-{self._view()}", on_wait=on_wait) if self._cache else None

    def close(self) -> None:
        """Close the memos."""
        if self._db is not None:
            self._db.store.close()
            self._db = None

    def retried(self, action: Callable[[Builder], R], progress: Progress, on_wait: Callable[[], None] | None = None) -> R:
        """Do ``action``; again when files changed meanwhile, and without the old memos when those are damaged.

        One process at a time works with the memos; ``on_wait`` is told when another is at it.
        """
        self._probe_cache()
        store_lock = self._lock(on_wait)
        if store_lock is None:
            return self._attempts(action, progress)
        with store_lock:
            return self._attempts(action, progress)

    def _probe_cache(self) -> None:
        if self._cache:
            try:
                self.cache.mkdir(parents=True, exist_ok=True)
            except OSError:
                self._cache = False

    def _attempts(self, action: Callable[[Builder], R], progress: Progress) -> R:
        for attempt in range(_TRIES):
            try:
                self.db.world.now = self._now()
                return action(Builder(self.db, self.jobs, progress))
            except TreeMoved:
                self.db.abandon()
                if attempt == _TRIES - 1:
                    raise
            except (StoreDamaged, sqlite3.DatabaseError):
                if attempt:
                    raise
                self._start_again()
        raise AssertionError("unreachable")

    def _start_again(self) -> None:
        """Throw the memos away."""
        store = self.db.store
        try:
            store.reset()
        except sqlite3.Error:
            self._cache = False
        self._db = None

    # what people ask for

    def build(
        self,
        out: Path,
        *,
        keep_going: bool = False,
        progress: Progress = lambda what, done, of: None,
        on_wait: Callable[[], None] | None = None,
    ) -> BuildReport:
        """Build into ``out``. Problems are in the report; nothing is written if one is an error (see Builder.build)."""
        out = out if out.is_absolute() else self.root / out
        problem = self._unsuitable(out)
        if problem is None:
            try:
                return self.retried(lambda builder: builder.build(out, keep_going), progress, on_wait)
            except TreeMoved as error:
                problem = Diagnostic("SG506", f"{error} changed again and again while it was read", Location(str(error)))
            except OSError as error:
                problem = Diagnostic("SG503", f"the output could not be written: {error.strerror}", Location(str(error.filename or out)))
        return BuildReport((), (), 0, tuple(with_severities([problem], {})), {}, 0.0)

    def _unsuitable(self, out: Path) -> Diagnostic | None:
        """Why a folder cannot take the output."""
        real = Path(out.resolve())
        for name in ("content", "layouts", "data", "static", CACHE):
            if real.is_relative_to(self.root / name):
                return Diagnostic("SG502", f"the output folder {out} lies in {name}/", Location(str(out)))
        if self.root.is_relative_to(real):
            return Diagnostic("SG502", f"the output folder {out} holds the site itself", Location(str(out)))
        if out.exists() and not out.is_dir():
            return Diagnostic("SG502", f"{out} is not a folder", Location(str(out)))
        return None

    def check(self, progress: Progress = lambda what, done, of: None) -> tuple[Diagnostic, ...]:
        """Every problem that a build would find."""
        return self.retried(lambda builder: builder.check(), progress)


def _normal(base_url: str | None) -> str | None:
    return base_url.rstrip("/") + "/" if base_url else None
