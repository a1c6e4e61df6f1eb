"""Who changed which page last, and which pages were taken away: in public, and in a change on top of it."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from sitegen.git.lookup import entry_at
from sitegen.git.repository import Entry
from sitegen.git.touched import Touch, removed, touched
from sitegen.model.change import Author, Touched
from sitegen.project.changes.ground import DISK, Ground, checked_id

_FOLDER = "content/"


class Touches:
    """Remembers what history says, which only grows: of each new public commit only what is new is read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._commit = ""
        self._public: dict[str, Touched] = {}

    def of(self, ground: Ground, change: str) -> Mapping[str, Touched]:
        """Path → who changed a source in content/ last, as the change has it."""
        published = ground.published()
        if published is None:
            return {}
        public = self._of_public(ground, published)
        head = ground.head(checked_id(change)) if change != DISK else None
        if head is None:
            return public
        return public | _told(touched(ground.repository, head, _FOLDER, without=published, line=True))

    def _of_public(self, ground: Ground, published: str) -> dict[str, Touched]:
        with self._lock:
            if published != self._commit:
                found = _told(touched(ground.repository, published, _FOLDER, without=self._known(ground)))
                self._public = self._public | found
                self._commit = published
            return self._public

    def _known(self, ground: Ground) -> str:
        return self._commit if self._commit and ground.repository.resolve(self._commit) else ""


def _told(found: Mapping[str, Touch]) -> dict[str, Touched]:
    return {path: Touched(path, one.when, Author(one.name, one.email), one.commit) for path, one in found.items()}


def removed_in(ground: Ground, change: str, most: int) -> list[Touched]:
    """The sources in content/ that were taken away and are not there now, the newest first; each path once."""
    published = ground.published()
    if published is None:
        return []
    head = ground.head(checked_id(change)) if change != DISK else None
    steps = removed(ground.repository, head, _FOLDER, without=published, line=True) if head is not None else []
    steps += removed(ground.repository, published, _FOLDER)
    found: dict[str, Touched] = {}
    for one in steps:
        if len(found) >= most:
            break
        if one.path not in found and entry_at(ground.repository, head or published, one.path) is None:
            found[one.path] = Touched(one.path, one.when, Author(one.name, one.email), one.commit)
    return list(found.values())


def before_removal(ground: Ground, one: Touched) -> bytes | None:
    """What a source held before the commit that took it away; None if that is not to be found."""
    parent = ground.repository.resolve(f"{one.commit}^")
    found = entry_at(ground.repository, parent, one.path) if parent is not None else None
    return ground.data(found.blob) if isinstance(found, Entry) and not found.is_link else None
