"""Saving: one commit in a change, joined with what others did meanwhile. When it returns, the disk has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sitegen.git.command import GitError
from sitegen.git.repository import Entry
from sitegen.git.worktree import is_blob
from sitegen.git.writing import Moved, New, Ref, blob_id, write_commit
from sitegen.model.change import Author, Saved
from sitegen.project.changes.clashes import Clashed, ClashedFile, Whole, joined
from sitegen.project.changes.ground import (
    CHANGES,
    DISK,
    MOST_TRIES,
    Ground,
    checked_id,
    checked_path,
    own_signature,
    signature,
    version_of,
    with_base,
)
from sitegen.project.changes.naming import is_version
from sitegen.project.changes.refusals import declined

Files = Mapping[str, tuple[bytes | None, str]]
"""Path → (what it shall hold, None for no file; the version that the editor started from)."""


def save(
    ground: Ground, change: str, files: Files, author: Author, words: str, when: datetime | None
) -> dict[str, Saved] | Clashed:
    """Save files into a change, all or none; the change is made if there is none."""
    if checked_id(change) == DISK:
        raise declined("disk-save")
    for path, (_, version) in files.items():
        checked_path(path)
        if version and not is_blob(version):
            raise declined("version", path)
    for _ in range(MOST_TRIES):
        try:
            with ground.changing(change):
                return _attempt(ground, change, files, author, words, when)
        except Moved:
            continue
    raise declined("busy")


def _attempt(
    ground: Ground, change: str, files: Files, author: Author, words: str, when: datetime | None
) -> dict[str, Saved] | Clashed:
    head = ground.head(change)
    start = head or ground.need_published()
    entries = {path: ground.entry(start, path) for path in files}
    saved: dict[str, Saved] = {}
    clashed: list[ClashedFile] = []
    for path, (data, version) in files.items():
        found = _joined(ground, change, path, entries[path], version, data)
        if isinstance(found, ClashedFile):
            clashed.append(found)
        else:
            saved[path] = Saved(blob_id(found.data, start) if found.data is not None else "", found.data, found.joined)
    if clashed:
        return Clashed(tuple(clashed))
    new = {path: _new(one, entries[path]) for path, one in saved.items() if one.version != version_of(entries[path])}
    if new:
        _refuse_overlap(new)
        base = start if head is None else ground.base(head, ground.need_published())
        commit = write_commit(
            ground.repository,
            new,
            parents=(start,),
            author=signature(author, when),
            committer=own_signature(),
            message=with_base(words or f"Draft of {', '.join(sorted(new))}"[:200], base),
        )
        ground.move([Ref(CHANGES + change, commit, head)], "saved")
    return saved


def _joined(
    ground: Ground, change: str, path: str, entry: Entry | None, version: str, data: bytes | None
) -> Whole | ClashedFile:
    if entry is not None and entry.is_link:
        raise declined("linked", path)
    current = version_of(entry)
    if current == version:
        return Whole(data)
    if not is_version(ground, change, path, version):
        raise declined("version", path)
    try:
        before = ground.data(version)
    except GitError as error:
        raise declined("version", path, detail=error.message) from error
    found = joined(path, before, ground.data(current), data)
    return found if isinstance(found, Whole) else ClashedFile(path, found, current)


def _new(saved: Saved, entry: Entry | None) -> New | None:
    if saved.data is None:
        return None
    return New(saved.data, entry.mode) if entry is not None else New(saved.data)


def _refuse_overlap(files: Mapping[str, New | None]) -> None:
    """Decline a file below another file of the same save."""
    there = {path for path, new in files.items() if new is not None}
    for path in there:
        folder = path
        while folder := folder.rpartition("/")[0]:
            if folder in there:
                raise declined("in-the-way", path, folder)
