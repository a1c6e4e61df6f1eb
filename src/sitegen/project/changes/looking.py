"""What changes there are, and what is in them."""

from __future__ import annotations

from datetime import datetime

from sitegen.engine.trees import Tree
from sitegen.git.command import run
from sitegen.git.lookup import entry_at
from sitegen.git.repository import Entry
from sitegen.git.writing import refs
from sitegen.model.change import Altered, Change
from sitegen.project.changes.ground import CHANGES, Ground, checked_id, checked_path, version_of
from sitegen.project.changes.refusals import Declined


def ids_of(ground: Ground) -> list[str]:
    """The ids of all changes."""
    return [name.removeprefix(CHANGES) for name in refs(ground.repository, CHANGES)]


def change_of(ground: Ground, change: str) -> Change | None:
    """A change; None if it does not exist, or does not belong to what is public."""
    try:
        head, published = ground.head(checked_id(change)), ground.published()
        if head is None or published is None:
            return None
        base = ground.base(head, published)
    except Declined:
        return None
    times = _times(ground, base, head)
    return Change(change, base, head, times[-1], times[0], tuple(ground.altered(base, head)))


def _times(ground: Ground, base: str, head: str) -> list[datetime]:
    command = ("log", "--format=%aI", "--first-parent", head, f"^{base}")
    lines = run(*command, git_dir=ground.repository.git_dir).decode().split()
    if not lines:
        # The public site has taken it in by itself.
        lines = run("log", "--format=%aI", "--max-count=1", head, git_dir=ground.repository.git_dir).decode().split()
    return [datetime.fromisoformat(line) for line in lines]


def tree_of_change(ground: Ground, change: str) -> Tree:
    """The sources of a change, or of what is public."""
    commit = _commit(ground, change)
    if commit is None:
        raise FileNotFoundError("nothing is public yet")
    return ground.tree(commit)


def read_in(ground: Ground, change: str, path: str) -> tuple[bytes, str] | None:
    """(bytes, version) of a source. One that only stands for another is read there."""
    commit = _commit(ground, change)
    found = entry_at(ground.repository, commit, checked_path(path)) if commit is not None else None
    if isinstance(found, Entry) and not found.is_link:
        return ground.repository.blobs.read(found.blob), found.blob
    if found is None or commit is None:
        return None
    try:
        return ground.tree(commit).read(path), version_of(found) if isinstance(found, Entry) else ""
    except OSError:
        return None


def altered_in(ground: Ground, change: str) -> dict[str, Altered]:
    """What a change does to the public site it knows of."""
    head = ground.head(checked_id(change))
    if head is None:
        return {}
    base = ground.base(head, ground.need_published())
    return {
        path: Altered(version_of(before), version_of(after))
        for path, (before, after) in ground.altered(base, head).items()
    }


def _commit(ground: Ground, change: str) -> str | None:
    return ground.head(checked_id(change)) or ground.published()
