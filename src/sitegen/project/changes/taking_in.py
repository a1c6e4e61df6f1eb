"""Writing down that a change has taken in what is public."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.git.lookup import tree_of
from sitegen.git.repository import Entry
from sitegen.git.writing import New, Ref, write_commit
from sitegen.project.changes.ground import CHANGES, Ground, own_signature, with_base

_WORDS = "Took in what became public"


def take_in(ground: Ground, change: str, head: str, published: str, files: Mapping[str, New | Entry | None]) -> None:
    """Write down that a change has taken in what is public now, which ``files`` are put over. Raises Moved."""
    commit = write_commit(
        ground.repository,
        files,
        parents=(head, published),
        author=own_signature(),
        committer=own_signature(),
        message=with_base(_WORDS, published),
        tree=tree_of(ground.repository, published),
    )
    ground.move([Ref(CHANGES + change, commit, head)], "caught up")
