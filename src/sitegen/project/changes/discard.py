"""Throwing a change away, whole or some of its files. What was saved stays in the history."""

from __future__ import annotations

from collections.abc import Collection

from sitegen.git.writing import Moved, Ref, ref, write_commit
from sitegen.model.change import Author
from sitegen.project.changes.ground import (
    CHANGES,
    DISCARDED,
    DISK,
    MOST_TRIES,
    Ground,
    checked_id,
    checked_path,
    own_signature,
    signature,
    with_base,
)
from sitegen.project.changes.refusals import declined


def discard(ground: Ground, change: str, paths: Collection[str] | None, author: Author | None) -> tuple[str, ...]:
    """Throw away; returns the paths that are as in public again. A change that does not exist is thrown away."""
    if checked_id(change) == DISK:
        raise declined("disk-save")
    chosen = None if paths is None else {checked_path(path) for path in paths}
    for _ in range(MOST_TRIES):
        try:
            with ground.changing(change):
                return _attempt(ground, change, chosen, author)
        except Moved:
            continue
    raise declined("busy")


def _attempt(ground: Ground, change: str, chosen: set[str] | None, author: Author | None) -> tuple[str, ...]:
    head = ground.head(change)
    if head is None:
        return ()
    base = ground.base(head, ground.need_published())
    files = {path: old for path, (old, _) in ground.altered(base, head).items() if chosen is None or path in chosen}
    if chosen is None:
        ground.move(_farewell(ground, change, head), "thrown away")
    elif files:
        commit = write_commit(
            ground.repository,
            files,
            parents=(head,),
            author=signature(author) if author is not None else own_signature(),
            committer=own_signature(),
            message=with_base(f"Threw away the draft of {', '.join(sorted(files))}"[:200], base),
        )
        ground.move([Ref(CHANGES + change, commit, head)], "thrown away")
    return tuple(sorted(files))


def _farewell(ground: Ground, change: str, head: str) -> list[Ref]:
    kept = f"{DISCARDED}{change}/{head[:16]}"
    return [Ref(CHANGES + change, None, head), Ref(kept, head, ref(ground.repository, kept))]
