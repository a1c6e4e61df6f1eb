"""Answers of a snapshot: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page. ``source`` is its file (``data/products.csv#lamp`` for a row), None for what no file is written for.

    ``kind`` is home, folder, page, row, term or taxonomy; ``type`` the declared type; ``date`` is ISO 8601.
    """

    source: str | None
    url: str
    output: str
    type: str | None
    title: str
    date: str | None
    draft: bool
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A layout that was looked for: its name, why, and its file (empty if there is none)."""

    layout: str
    why: str
    file: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody sees in a language: the source that is taken, after looking in ``chain`` (itself first).

    ``text`` is that of an interface string; empty for pages. ``source`` is empty where nothing is found.
    """

    language: str
    chain: tuple[str, ...]
    source: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where an output comes from.

    ``layouts`` are in the order in which they are tried; the first with a file wins. ``causes`` lead from the output
    down to what changed, in words; empty if nothing has changed since it was first rendered. ``state`` is ``fresh``,
    ``stale`` (it will be rendered again) or ``new`` (it has not been rendered yet). ``spoken`` says for each language
    of the site which version of the page menus lead to; empty where there is one language.
    """

    url: str
    output: str
    kind: str
    source: str
    page: PageRow | None
    layouts: tuple[Candidate, ...]
    causes: tuple[str, ...]
    state: str
    spoken: tuple[Spoken, ...] = ()


def day(value: date | None) -> str | None:
    """A date or moment as text."""
    return value.isoformat() if value is not None else None
