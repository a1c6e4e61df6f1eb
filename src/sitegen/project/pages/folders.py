"""The folders of content/ as a tree, with the words that editors know them by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Protocol

from sitegen.catalog.sources import CONTENT
from sitegen.model.page import PageHead
from sitegen.project.pages.listed import Folder


class _Page(Protocol):
    @property
    def head(self) -> PageHead: ...
    @property
    def place(self) -> str: ...


def place_of(path: str) -> str:
    """The folder that a page lies in, from content/."""
    return path.removeprefix(CONTENT).rpartition("/")[0]


def folders_of(pages: Iterable[_Page]) -> Folder:
    """content/ with every folder below it that holds pages, by title."""
    counts: Counter[str] = Counter()
    indexes: dict[str, PageHead] = {}
    for one in pages:
        counts[one.place] += 1
        if one.head.kind in ("folder", "home"):
            known = indexes.get(one.place)
            if known is None or len(one.head.path) < len(known.path):  # index.md before index.fi.md
                indexes[one.place] = one.head
    below: defaultdict[str, set[str]] = defaultdict(set)
    for place in counts:
        while place:
            above = place.rpartition("/")[0]
            below[above].add(place)
            place = above
    return _folder("", counts, indexes, below)


def _folder(place: str, counts: Counter[str], indexes: dict[str, PageHead], below: dict[str, set[str]]) -> Folder:
    children = [_folder(one, counts, indexes, below) for one in below.get(place, ())]
    index = indexes.get(place)
    title = index.title if index is not None else _words(place)
    count = counts[place] + sum(child.count for child in children)
    ordered = tuple(sorted(children, key=lambda child: (child.title.casefold(), child.path)))
    return Folder(place, title, count, index.path if index is not None else "", ordered)


def _words(place: str) -> str:
    words = place.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def folder_at(root: Folder, path: str) -> Folder | None:
    """The folder of that path; None if there is none."""
    found: Folder | None = root
    for depth in range(1, len(path.split("/")) + 1 if path else 1):
        wanted = "/".join(path.split("/")[:depth])
        found = next((one for one in found.children if one.path == wanted), None) if found is not None else None
    return found


def every(folder: Folder) -> Iterable[Folder]:
    """A folder and all below it, each before what lies in it."""
    yield folder
    for child in folder.children:
        yield from every(child)
