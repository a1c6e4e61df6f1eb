"""Taking a file into somebody's change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass

from sitegen.model.change import Author, Refused
from sitegen.project.changes import Changes, Clashed
from sitegen.project.media.cleaning import Clean, NotTaken
from sitegen.project.media.names import free_name, is_place, safe_name

_MOST_TRIES = 5
_naming = threading.Lock()
"""From choosing a name until it is used: two files of one name that come at once get two."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file lies in the change now, at ``path`` from the site's folder."""

    path: str
    version: str
    width: int
    height: int


def take(
    changes: Changes,
    change: str,
    folder: str,
    name: str,
    found: Clean,
    names: Callable[[str], Collection[str]],
    author: Author,
) -> Taken | NotTaken | Refused:
    """Save a file into a change, in ``folder``, under ``name`` made safe, or the next that is free.

    ``names`` tells which names there are in a folder of the change.
    """
    if not is_place(folder):
        return NotTaken("folder", {"folder": folder[:200]})
    safe = safe_name(name, found.kind)
    with _naming:
        for _ in range(_MOST_TRIES):
            path = f"{folder}/{free_name(safe, names(folder))}"
            saved = changes.save(change, {path: (found.data, "")}, author, f"Added {path}")
            if isinstance(saved, Refused):
                return saved
            if not isinstance(saved, Clashed):
                return Taken(path, saved[path].version, found.width, found.height)
    return NotTaken("busy")
