"""What lies uncommitted on disk, as one more change: read, looked at, and made public as it is."""

from __future__ import annotations

from collections.abc import Collection

from sitegen.base.paths import SOURCE_FILES, SOURCE_FOLDERS, is_source
from sitegen.git.repository import Entry
from sitegen.git.worktree import blobs_of, read_plain, uncommitted
from sitegen.git.writing import Moved, blob_id
from sitegen.model.change import Altered, Author, Landed
from sitegen.project.changes.ground import MOST_TRIES, Ground, checked_path
from sitegen.project.changes.publishing import Work, able_to_publish, publish, settle
from sitegen.project.changes.refusals import declined

_SHA1 = "0" * 40
_EXECUTABLE = 0o111


def altered(ground: Ground) -> dict[str, Altered]:
    """The sources that differ from what is public: modified, new and deleted ones, without the ignored."""
    work = _work(ground)
    ids = blobs_of(ground.repository, ground.root, work, keep=False) if work else {}
    found = {path: Altered(before, ids[path] or "") for path, before in work.items()}
    return {path: both for path, both in found.items() if both.before != both.after}


def _work(ground: Ground) -> dict[str, str]:
    if ground.places.top is None:
        return {}
    found = uncommitted(ground.repository, ground.root, (*SOURCE_FILES, *SOURCE_FOLDERS))
    return {path: before for path, before in found.items() if is_source(path)}


def read(ground: Ground, path: str) -> tuple[bytes, str] | None:
    """(the bytes on disk, their version), or None if no ordinary file is there."""
    try:
        data = read_plain(ground.root, checked_path(path))
    except OSError:
        return None
    return data, blob_id(data, ground.published() or _SHA1)


def land(ground: Ground, author: Author, words: str, paths: Collection[str] | None) -> Landed:
    """Make public what lies on disk, as it lies there: all of it, or ``paths``."""
    chosen = None if paths is None else {checked_path(path) for path in paths}
    if ground.places.top is None:
        raise declined("nothing")
    for _ in range(MOST_TRIES):
        try:
            with ground.publishing():
                settle(ground)
                return _attempt(ground, author, words, chosen)
        except Moved:
            continue
    raise declined("busy")


def _attempt(ground: Ground, author: Author, words: str, chosen: set[str] | None) -> Landed:
    condition = able_to_publish(ground)
    work = {checked_path(path) for path in _work(ground) if chosen is None or path in chosen}
    ids = blobs_of(ground.repository, ground.root, sorted(work), keep=True)
    files = {}
    for path, blob in ids.items():
        now = ground.entry(condition.commit, path)
        files[path] = (now, Entry(_mode(ground, path, now), blob) if blob else None)
    return publish(ground, condition, Work(files, author, words, on_disk=True))


def _mode(ground: Ground, path: str, now: Entry | None) -> str:
    if now is not None and not now.is_link:
        return now.mode
    try:
        return "100755" if (ground.root / path).stat().st_mode & _EXECUTABLE else "100644"
    except OSError:
        return "100644"
