"""Throwing away what a change holds, in a way that can be taken back while its versions are still kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sitegen.model.change import Altered, Author, Refused, Saved
from sitegen.project.changes import Changes, Clashed
from sitegen.project.changes.refusals import refused

Thrown = Mapping[str, Altered]
"""What was thrown away: path → its versions in public and in the change."""


def throw_away(changes: Changes, change: str, paths: Collection[str] | None, author: Author) -> Thrown | Refused:
    """Have these files of a change (None: all) as they are in public. Returns what :func:`put_back` needs."""
    before = changes.altered(change)
    found = changes.discard(change, paths, author)
    return found if isinstance(found, Refused) else {path: before[path] for path in found if path in before}


def put_back(changes: Changes, change: str, thrown: Thrown, author: Author) -> dict[str, Saved] | Clashed | Refused:
    """Put what was thrown away into a change again, joined with what was written there since."""
    files: dict[str, tuple[bytes | None, str]] = {}
    for path, both in thrown.items():
        data = changes.data(both.after) if both.after else None
        if both.after and data is None:
            return refused("gone", path)
        files[path] = (data, both.before)
    return changes.save(change, files, author)
