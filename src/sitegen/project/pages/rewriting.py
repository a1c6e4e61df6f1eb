"""A set of files as they are to be, and keeping them in a change: all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitegen.editing.mending import Unfit
from sitegen.model.change import Author, Refused, Saved
from sitegen.project.changes import Changes, Clashed

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Unable:
    """Why something cannot be done with pages. ``code`` names the sentence; ``path`` and ``other`` fill it in."""

    code: str
    path: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Files as they were looked at, and as they are to be; None stands for no file."""

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]


def unfit(path: str, found: Unfit) -> Unable:
    """A file that cannot be changed byte by byte."""
    return Unable("unfit", path, found.reason)


def keep(
    changes: Changes, change: str, make: Callable[[], Rewrite | Unable], author: Author, words: str
) -> dict[str, Saved] | Clashed | Refused | Unable:
    """Save what ``make`` makes of the files as they are now; asked again if they moved on meanwhile."""
    for _ in range(_TRIES):
        made = make()
        if isinstance(made, Unable):
            return made
        found = {path: changes.read(change, path) for path in made.after}
        if all((one[0] if one is not None else None) == made.before.get(path) for path, one in found.items()):
            files = {
                path: (data, one[1] if (one := found[path]) is not None else "") for path, data in made.after.items()
            }
            return changes.save(change, files, author, words)
    return Unable("moved_on")
