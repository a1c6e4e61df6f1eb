"""Some pages of a change made public, while the rest of it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.change import Author, Landed, Refused
from sitegen.project.changes import Changes, Clashed
from sitegen.project.pages.rewriting import Unable
from sitegen.project.trees import PUBLIC

_LONGEST = 40


def parted(changes: Changes, change: str, paths: Sequence[str], author: Author) -> str | Unable | Refused | Clashed:
    """A change of its own (its id) that holds only what ``change`` does to ``paths``. What was left there goes."""
    altered = changes.altered(change)
    chosen = [path for path in paths if path in altered]
    if not chosen:
        return Unable("nothing_new")
    part = f"{change[: _LONGEST - 5]}-part"
    thrown = changes.discard(part)
    if isinstance(thrown, Refused):
        return thrown
    files = {}
    for path in chosen:
        mine, public = changes.read(change, path), changes.read(PUBLIC, path)
        files[path] = (mine[0] if mine is not None else None, public[1] if public is not None else "")
    saved = changes.save(part, files, author)
    return part if isinstance(saved, dict) else saved


def landed(changes: Changes, change: str, part: str, author: Author, words: str) -> Landed | Clashed | Refused:
    """The part made public; the rest of the change then stands on what is public."""
    found = changes.land(part, author, words)
    if isinstance(found, Landed):
        changes.catch_up(change)
    return found
