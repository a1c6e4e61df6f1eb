"""What may be named from outside: versions by which somebody can say what they mean, and no other object of git.

A repository holds more than the site: what was removed from its history, other people's drafts, files that are no
sources. A name alone must not open them.
"""

from __future__ import annotations

from sitegen.git.blobs import OBJECT_ID
from sitegen.git.command import GitError
from sitegen.git.history import has_held
from sitegen.git.writing import own_name_in
from sitegen.project.changes.ground import DISCARDED, DISK, LANDED, Ground, checked_id, checked_path, version_of

_MOST_KNOWN = 4096
_ENDED = (f"{LANDED}*", f"{DISCARDED}*")


def is_version(ground: Ground, change: str, path: str, version: str) -> bool:
    """True if the source at ``path`` is or was so in a change, in public, or in work that has ended; "" is no file."""
    if version == "":
        return True
    name = (change, checked_path(path), version)
    if name in ground.known:
        return True
    if not OBJECT_ID.fullmatch(version) or not _was_there(ground, change, path, version):
        return False
    if len(ground.known) >= _MOST_KNOWN:
        ground.known.clear()
    ground.known.add(name)  # what was so once stays so
    return True


def _was_there(ground: Ground, change: str, path: str, version: str) -> bool:
    commits = _seen_from(ground, change)
    if any(version_of(ground.entry(commit, path)) == version for commit in commits):
        return True
    try:
        return has_held(ground.repository, path, version, commits, _ENDED)
    except GitError:  # there is no such object
        return False


def is_shown(ground: Ground, change: str, commit: str) -> bool:
    """True if a version of the whole site is or was public, or belongs to the change."""
    if not OBJECT_ID.fullmatch(commit) or ground.repository.resolve(commit) != commit:
        return False
    return any(ground.is_ancestor(commit, one) for one in _seen_from(ground, change))


def is_landing(ground: Ground, commit: str) -> bool:
    """True if a public commit was made by us for an editor, and not by an author."""
    return own_name_in(ground.repository.blobs.read(commit, "commit"))


def _seen_from(ground: Ground, change: str) -> list[str]:
    head = ground.head(checked_id(change)) if change != DISK else None
    return [one for one in (head, ground.published()) if one is not None]
