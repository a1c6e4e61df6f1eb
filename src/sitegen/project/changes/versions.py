"""The versions of a file: what was public, and what was saved in a change."""

from __future__ import annotations

from sitegen.git.blobs import OBJECT_ID
from sitegen.git.history import Step, public_line, steps
from sitegen.git.lookup import entry_at
from sitegen.git.repository import Entry
from sitegen.git.tree import CommitTree
from sitegen.model.change import Author, Publication, Version
from sitegen.project.changes.ground import DISK, Ground, checked_id, checked_path, without_base


def versions(ground: Ground, change: str, path: str) -> list[Version]:
    """The newest first: drafts of the change, then what is public. Nothing for what is no source."""
    checked_path(path)
    published = ground.published()
    if published is None:
        return []
    head = ground.head(checked_id(change)) if change != DISK else None
    drafts = steps(ground.repository, path, head, without=published) if head is not None else []
    public = steps(ground.repository, path, published)
    return [_version(step, "draft") for step in drafts] + [_version(step, "public") for step in public]


def _version(step: Step, kind: str) -> Version:
    return Version(step.commit, step.when, Author(step.name, step.email), without_base(step.words), kind, step.path)


def publications(ground: Ground, most: int, email: str) -> list[Publication]:
    """What went public last, the newest first; by one author, if named."""
    published = ground.published()
    if published is None:
        return []
    found = public_line(ground.repository, published, most, email)
    return [
        Publication(one.commit, one.when, Author(one.name, one.email), without_base(one.words), one.paths)
        for one in found
    ]


def at(ground: Ground, version: str, path: str) -> bytes | None:
    """What a file held in a version; None if there was none."""
    checked_path(path)
    if not OBJECT_ID.fullmatch(version) or ground.repository.resolve(version) != version:
        return None
    found = entry_at(ground.repository, version, path)
    return ground.data(found.blob) if isinstance(found, Entry) and not found.is_link else None


def tree_at(ground: Ground, version: str) -> CommitTree:
    """The whole site as it was in a version. Raises FileNotFoundError if there is none."""
    if not OBJECT_ID.fullmatch(version) or ground.repository.resolve(version) != version:
        raise FileNotFoundError(version)
    return ground.tree(version)
