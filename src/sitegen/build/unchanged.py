"""A build that has nothing to do: found out before anything heavy is imported, for it is the one that runs most."""

from __future__ import annotations

from time import perf_counter

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
