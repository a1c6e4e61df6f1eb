"""A site on disk: build it, check it, ask it. The only way in for the command line, the server and the editors.

What a build that changes nothing needs is imported here; everything else where it is needed, because importing it
takes longer than such a build.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.base.diagnostics import Diagnostic, Location, with_severities
from sitegen.base.files import Lock
from sitegen.build.folder import Folder
from sitegen.build.unchanged import checked, unchanged
from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved
from sitegen.engine.trees import Tree
from sitegen.model.output import BuildReport
from sitegen.project.memos import CLUSTER, STATE, Memos

if TYPE_CHECKING:
    from sitegen.build.builder import Builder
    from sitegen.engine.executor import Executor
    from sitegen.engine.profile import Profile
    from sitegen.project.mend import Mended
    from sitegen.project.snapshot import Snapshot

SITE_FILE = "site.yaml"
SOURCE_FOLDERS = ("content", "layouts", "data", "static")

R = TypeVar("R")
Progress = Callable[[str, int, int], None]
"""Told of (what is done, how many are, of how many)."""


__all__ = ["BuildReport", "Progress", "Project", "default_jobs", "restless"]


def default_jobs() -> int:
    """As many processes as there are processors that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _silent(what: str, done: int, of: int) -> None:
    """Progress that nobody follows."""


class Project:
    """A site in the folder ``root``.

    drafts
        Show drafts and pages that are too early or too late.
    as_of
        The moment to build for, in the site's time zone if it names none; None is now.
    base_url
        Instead of that in site.yaml.
    tree
        What to ask about; None is what lies on disk.
    cache
        Keep what was found out for the next time.
    view
        A name for memos of one's own, for whoever keeps them open.
    executor
        Does the work of a build where there is much of it; None is ``jobs`` processes.
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
        view: str = "",
        executor: Executor | None = None,
    ) -> None:
        self.root = root.resolve()
        self.jobs = jobs or default_jobs()
        self._executor = executor
        self.profile: Profile | None = None
        """Where the time of a build goes is counted here, if anybody sets it."""
        options: dict[str, Any] = {"drafts": drafts or None, "base_url": _normal(base_url)}
        self._options = options
        if tree is not None:
            view = f"-{tree.name}{view}"
        self.memos = Memos(self.root, options, tree=tree, keep=cache, view=view)
        self.memos.as_of = self._moment(as_of)

    def _moment(self, as_of: datetime | None) -> datetime | None:
        """``as_of`` with an offset: a moment without one is meant in the site's time zone."""
        if as_of is None or as_of.tzinfo is not None:
            return as_of
        from sitegen.markup.dates import zone_of
        from sitegen.markup.settings import parse_settings

        settings, _ = parse_settings(self.text_of(SITE_FILE) or "", SITE_FILE)
        return as_of.replace(tzinfo=zone_of(settings.timezone))

    # the memos

    @property
    def db(self) -> Database:
        """The memos of this site and these options, with every query known."""
        import sitegen.build.builder  # noqa: F401 - registers the queries

        return self.memos.db

    def close(self) -> None:
        """Close the memos."""
        self.memos.close()

    def retried(
        self, action: Callable[[Builder], R], progress: Progress = _silent, on_wait: Callable[[], None] | None = None
    ) -> R:
        """Do ``action``; again when files changed meanwhile, and without the old memos when those are damaged.

        One process at a time works with the memos; ``on_wait`` is told when another is at it.
        """
        from sitegen.build.builder import Builder

        return self.memos.locked(lambda db: action(Builder(db, self.jobs, progress)), on_wait)

    # changes

    def build(
        self,
        out: Path,
        *,
        keep_going: bool = False,
        progress: Progress = _silent,
        on_wait: Callable[[], None] | None = None,
    ) -> BuildReport:
        """Build into ``out``. Problems are in the report; nothing is written if one is an error (see Builder.build)."""
        started = perf_counter()
        out = out if out.is_absolute() else self.root / out
        problem = self.missing() or self._unsuitable(out)
        if problem is None:
            try:
                with self._output_lock(on_wait):
                    self._stop_orphans()
                    return self.memos.locked(lambda db: self._build(db, out, keep_going, progress, started), on_wait)
            except TreeMoved as error:
                problem = restless(error)
            except OSError as error:
                message = f"the output could not be written: {error.strerror or error}"
                problem = Diagnostic("SG503", message, Location(str(out)))
        return BuildReport((), (), 0, tuple(with_severities([problem], {})), {}, perf_counter() - started)

    def _build(self, db: Database, out: Path, keep_going: bool, progress: Progress, started: float) -> BuildReport:
        changed = db.look()
        if not changed and (same := unchanged(db, Folder(out, db.store), started)) is not None:
            return same
        from sitegen.build.builder import Builder
        from sitegen.engine.executor import CannotWork

        db.profile = self.profile
        try:
            with db.timed("build"):
                return Builder(db, self.jobs, progress, self._executor).build(out, keep_going, changed)
        except CannotWork as error:
            db.abandon()
            problem = Diagnostic("SG509", str(error), Location(SITE_FILE))
        return BuildReport((), (), 0, tuple(with_severities([problem], {})), {}, perf_counter() - started)

    def _stop_orphans(self) -> None:
        """Workers of a cluster that a killed build has left at work find that nobody waits for them any more."""
        folder = self.memos.folder / CLUSTER
        if folder.is_dir():
            import shutil

            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _output_lock(self, on_wait: Callable[[], None] | None) -> Iterator[None]:
        """One build of this site at a time, whatever its options: two would write into one folder."""
        if not self.memos.kept:
            yield
            return
        try:
            lock = Lock(self.root / STATE / "lock-build", on_wait=on_wait)
            lock.__enter__()
        except OSError:
            yield  # a site in a folder that cannot be written
            return
        with _held(lock):
            yield

    def _unsuitable(self, out: Path) -> Diagnostic | None:
        """Why a folder cannot take the output."""
        real = Path(out.resolve())
        for name in (*SOURCE_FOLDERS, STATE):
            if real.is_relative_to(self.root / name):
                return Diagnostic("SG502", f"the output folder {out} lies in {name}/", Location(str(out)))
        if self.root.is_relative_to(real):
            return Diagnostic("SG502", f"the output folder {out} holds the site itself", Location(str(out)))
        if out.exists() and not out.is_dir():
            return Diagnostic("SG502", f"{out} is not a folder", Location(str(out)))
        return None

    # questions

    def missing(self) -> Diagnostic | None:
        """The problem that there is no site here, if so; nothing is made in a folder that is none."""
        if self.memos.has_own_tree or os.path.lexists(self.root / SITE_FILE):
            return None
        return Diagnostic("SG008", f"there is no site.yaml in {self.root}", Location(SITE_FILE), severity="error")

    def check(self, progress: Progress = _silent, on_wait: Callable[[], None] | None = None) -> tuple[Diagnostic, ...]:
        """Every problem that a build would find."""
        problem = self.missing()
        if problem is None:
            try:
                return self.memos.locked(lambda db: self._check(db, progress), on_wait)
            except TreeMoved as error:
                problem = restless(error)
        return tuple(with_severities([problem], {}))

    def _check(self, db: Database, progress: Progress) -> tuple[Diagnostic, ...]:
        changed = db.look()
        if not changed and (known := checked(db)) is not None:
            return known
        from sitegen.build.builder import Builder

        return Builder(db, self.jobs, progress).check(changed)

    def mend(self, concerns: Callable[[Diagnostic], bool] = lambda problem: True, write: bool = True) -> Mended:
        """Fix what is safe in the problems that ``concerns`` is true of; without ``write`` no file is changed."""
        from sitegen.project.mend import mend

        return mend(self, concerns, write)

    def over(self, tree: Tree) -> Project:
        """The same site and options over another tree; nothing of it is kept."""
        options = {"drafts": bool(self._options["drafts"]), "base_url": self._options["base_url"]}
        return Project(self.root, **options, as_of=self.memos.as_of, jobs=self.jobs, tree=tree, cache=False)

    def verify(self, out: Path, report: BuildReport, progress: Progress = _silent) -> tuple[Diagnostic, ...]:
        """The difference between what was just built into ``out`` and a clean build, as problems; none is right."""
        from sitegen.project.clean import differences

        out = out if out.is_absolute() else self.root / out
        options = {"drafts": bool(self._options["drafts"]), "base_url": self._options["base_url"]}
        clean = Project(self.root, **options, as_of=self.memos.db.world.now, jobs=self.jobs, cache=False)
        try:
            return differences(out, report, lambda fresh: clean.build(fresh, keep_going=True, progress=progress))
        finally:
            clean.close()

    def snapshot(self, on_wait: Callable[[], None] | None = None) -> Snapshot:
        """The site as it is now, to ask."""
        from sitegen.project.snapshot import Snapshot

        return self.retried(lambda builder: Snapshot(builder, self.text_of), on_wait=on_wait)

    def text_of(self, path: str) -> str | None:
        """The text of a source (``@theme/…`` is the built-in theme's); None if there is none that can be read."""
        from sitegen.markup.decode import decode

        try:
            return decode(self.memos.tree.read(path), path)[0]
        except OSError:
            return None


@contextmanager
def _held(lock: Lock) -> Iterator[None]:
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def restless(error: TreeMoved) -> Diagnostic:
    """The problem that files kept changing while they were read."""
    return Diagnostic("SG506", f"{error} changed again and again while it was read", Location(str(error)))


def _normal(base_url: str | None) -> str | None:
    return base_url.rstrip("/") + "/" if base_url else None
