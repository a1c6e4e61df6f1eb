"""Joining what two people did to one file, and what is left for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.editing.joining import Joined, join

_PAGES = "content/"
_PAGE_ENDS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class ClashedFile:
    """A file that two people changed at the same place.

    ``version`` is theirs (""; no such file): the settled bytes are saved, or answered, as starting from it.
    """

    path: str
    joined: Joined
    version: str


@dataclass(frozen=True, slots=True)
class Clashed:
    """Nothing was done: somebody must decide about these files first."""

    files: tuple[ClashedFile, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A file after joining: its bytes (None: no such file), and the places taken over from others."""

    data: bytes | None
    joined: tuple[str, ...] = ()


def joined(path: str, before: bytes | None, theirs: bytes | None, mine: bytes | None) -> Whole | Joined:
    """Both changes in one file; a Joined if they clash. What only one of them changed needs no joining."""
    if mine == theirs or theirs == before:
        return Whole(mine)
    if mine == before:
        return Whole(theirs, ("",))
    found = join(before, theirs, mine, page=is_page(path))
    return found if found.clashes else Whole(found.data, found.joined)


def is_page(path: str) -> bool:
    """True for a text with fields above it."""
    return path.startswith(_PAGES) and path.endswith(_PAGE_ENDS)
