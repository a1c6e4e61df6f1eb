"""Which files a site has, as somebody has it: what is public, what a change makes of it, what lies on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sitegen.engine.trees import DiskTree, Tree
from sitegen.project.changes import DISK, Changes, NotVersioned

__all__ = ["AT", "PUBLIC", "Tree", "committed", "trees_of"]

PUBLIC = "public"
"""The id by which what is public is asked for."""

AT = "at-"
"""Stands before the id of a version where the whole site as it was then is asked for."""


def trees_of(root: Path, changes: Callable[[], Changes | None]) -> Callable[[str], Tree]:
    """The files by the id of a change. Of a site that keeps no versions (``changes`` gives None) there is the disk."""
    disk = DiskTree(root)

    def tree(ident: str) -> Tree:
        found = changes()
        if found is None or ident == DISK:
            return disk
        if ident.startswith(AT):
            return found.tree_at(ident.removeprefix(AT))
        return found.tree(ident)  # no change has the name of what is public, which is then what it gives

    return tree


def committed(root: Path) -> tuple[Tree, Changes] | str:
    """What is public of the site in ``root``, and what keeps it readable (to be closed); or why there is nothing."""
    changes = Changes.find(root)
    if isinstance(changes, NotVersioned):
        return changes.detail or f"{root} keeps no history"
    if changes.published is None:
        changes.close()
        return f"nothing has been committed in {root} yet"
    return changes.tree(PUBLIC), changes
