"""What the list of pages is asked, and what it answers: plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

SORTS = ("title", "state", "type", "changed", "by", "problems", "address", "date", "language")
"""What rows may be sorted by. A tree has its own order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages to list.

    folder
        Only those below it (from content/, ``news/2026``); empty for all.
    text
        Every word of it is in the title, the address, the path or a term; case and accents do not matter.
    types, states, languages, authors, terms
        Any of these; empty for all. ``""`` is the type of pages without one. A term is ``taxonomy:term``. The author is
        whom the page's field ``author`` names, by a name or by the title of a page; else who changed the page last.
    problems
        Only pages with problems.
    sort, descending, as_tree
        By one of :data:`SORTS`; as a tree they stand by place.
    start, most
        From which row on (0 is the first), and how many.
    """

    folder: str = ""
    text: str = ""
    types: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    problems: bool = False
    sort: str = "changed"
    descending: bool = True
    as_tree: bool = False
    start: int = 0
    most: int = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One page of the list.

    ``condition``: see :mod:`sitegen.project.pages.conditions`. ``changed`` is None where nobody has saved it yet.
    ``depth`` is how many folders it lies in, below the one that is listed. ``date`` is ISO 8601.
    """

    path: str
    title: str
    url: str
    kind: str
    type: str
    language: str
    date: str
    condition: str
    terms: tuple[str, ...]
    changed: datetime | None
    by: str
    errors: int
    warnings: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds pages: ``count`` of them at any depth. ``index`` is its own page, if it has one."""

    path: str
    title: str
    count: int
    index: str = ""
    children: tuple[Folder, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The answer.

    ``total`` counts the rows that fit, ``languages`` and ``troubled`` (with problems) among them. ``choices``: by
    filter (``type``, ``state``, ``language``, ``author``, ``term``), what there is to choose and how many pages of the
    folder have it, the most frequent first. ``root`` is content/ itself. ``folder`` is the one that is listed; None if
    there is no such folder.
    """

    lines: tuple[Line, ...]
    total: int
    languages: int
    troubled: int
    root: Folder
    folder: Folder | None
    choices: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
