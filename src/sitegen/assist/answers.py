"""What is answered about a cursor: plain data. Offsets count the characters of the file's text."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.base.diagnostics import Edit, Location


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may stand at a cursor: ``text`` takes the place of the characters from ``start`` up to ``end``.

    ``kind`` is what it is: field, value, setting, page, file, anchor, component, property, layout, block, name, filter.
    """

    label: str
    text: str
    start: int
    end: int
    kind: str
    detail: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What something means: Markdown, about the characters from ``start`` up to ``end``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Leap:
    """Where the characters from ``start`` up to ``end`` lead."""

    to: Location
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A heading: its words, its level, where it stands, and where its section ends (an offset)."""

    name: str
    level: int
    start: int
    end: int
    section_end: int


@dataclass(frozen=True, slots=True)
class Renaming:
    """What renaming changes. ``alias`` is one more edit that keeps the old address alive, or None."""

    edits: tuple[Edit, ...]
    alias: Edit | None = None
