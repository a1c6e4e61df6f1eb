"""Packing what many small saves have left, as git does by itself after an author's commits."""

from __future__ import annotations

from sitegen.git.command import run
from sitegen.project.changes.ground import Ground

_MOST_LOOSE = 6700
"""Objects in files of their own before packing is worth it: git's own measure."""

_PATIENCE = 1800.0


def tidy(ground: Ground, most_loose: int = _MOST_LOOSE) -> None:
    """Pack, if there is enough to pack. Nothing that a reference or the last two weeks know of is lost."""
    settings = ("-c", f"gc.auto={most_loose}", "-c", "gc.autoDetach=false", "-c", "core.fsync=all")
    with ground.leftovers.trace():
        run(*settings, "gc", "--auto", "--quiet", git_dir=ground.repository.git_dir, timeout=_PATIENCE)
