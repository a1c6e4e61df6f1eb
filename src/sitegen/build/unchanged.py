"""A build or check that has nothing to do: found out before anything heavy is imported, for it runs most often."""

from __future__ import annotations

from time import perf_counter

from sitegen.base.data import pack, unpack
from sitegen.base.diagnostics import Diagnostic
from sitegen.build.folder import Folder
from sitegen.engine.database import Database
from sitegen.model.output import BuildReport


def unchanged(db: Database, folder: Folder, started: float) -> BuildReport | None:
    """The report of a build that need not run, once the leaves are as the memos saw them; None if it must.

    Nothing waits to be rendered, and the folder is as the last build without errors left it.
    """
    if db.store.fresh or db.store.unsettled():
        return None
    left = folder.left()
    if left is None:
        return None
    return BuildReport((), (), folder.count(), left.problems, {}, perf_counter() - started)


_CHECKED = "checked"
_NOT_CHECKED = "search_files\x1f"
"""What the keys of the memos begin with that a build makes and a check does not."""


def note_checked(db: Database, problems: tuple[Diagnostic, ...]) -> None:
    """Remember what a check found, for as long as nothing changes."""
    db.store.begin()
    db.store.set_note(_CHECKED, [db.store.revision(), pack(problems)])


def checked(db: Database) -> tuple[Diagnostic, ...] | None:
    """What the last check found, where nothing has changed since; else None. The leaves are as the memos saw them."""
    note = db.store.note(_CHECKED)
    waiting = (key for key in db.store.unsettled() if not key.startswith(_NOT_CHECKED))
    if note is None or note[0] != db.store.revision() or any(waiting):
        return None
    problems: tuple[Diagnostic, ...] = unpack(note[1])
    return problems
