"""Which files a site has, as somebody has it: what is public, what a change makes of it, what lies on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sitegen.engine.trees import DiskTree, Tree
from sitegen.project.changes import DISK, Changes

PUBLIC = "public"
"""The id by which what is public is asked for."""


def trees_of(root: Path, changes: Callable[[], Changes | None]) -> Callable[[str], Tree]:
    """The files by the id of a change. Of a site that keeps no versions (``changes`` gives None) there is the disk."""
    disk = DiskTree(root)

    def tree(ident: str) -> Tree:
        found = changes()
        if found is None or ident == DISK:
            return disk
        return found.published_tree() if ident == PUBLIC else found.tree(ident)

    return tree
