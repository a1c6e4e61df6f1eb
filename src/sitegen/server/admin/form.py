"""The form of a page as plain data: every field with its value, what it asks for and what is wrong with it.

Templates in ``screens/fields/`` draw it, ``admin/src/form/`` brings it to life.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.server.admin import fitting

FieldPath = tuple[str | int, ...]
NEW_ROW = "~"
"""Stands in the path of a field that belongs to no row yet."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field, in a sentence; ``fixes`` are the words on its buttons."""

    message: str
    severity: str = "error"
    fixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form.

    kind
        One of the kinds that a field can be declared with, or ``moment`` (a day, perhaps with a time), ``terms`` (a
        list of terms), ``any`` (nobody declared it), ``raw`` (the value does not fit; ``wants`` is the declared kind).
    word
        Of a field that every page may have, its key in the words; its label is then in the editor's language.
    shown
        The text in the control, or its parts by name.
    value
        What the page says, as plain data; None if it says nothing.
    rows, of
        Of a list: its items, and an empty one from which new rows are made.
    fields
        Of a group, what it holds.
    detail
        What the value alone does not say: the title of a page, the address of a picture, the time zone.
    """

    name: str
    at: FieldPath
    kind: str
    label: str
    help: str = ""
    word: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    min: float | None = None
    max: float | None = None
    integer: bool = False
    of: FormField | None = None
    fields: tuple[FormField, ...] = ()
    rows: tuple[FormField, ...] = ()
    taxonomy: str = ""
    closed: bool = False
    to: str = ""
    alt: str = ""
    default: Any = None
    value: Any = None
    shown: fitting.Shown = ""
    wants: str = ""
    detail: str = ""
    problems: tuple[FieldProblem, ...] = ()

    @property
    def id(self) -> str:
        """An HTML id: the same for the same place, different for different ones."""
        return "f-" + "-".join(_letters(str(part)) for part in self.at)

    @property
    def flat(self) -> bool:
        """True for a group whose fields stand side by side in one line of a list."""
        return 0 < len(self.fields) <= _IN_A_LINE and all(one.kind in _NARROW for one in self.fields)

    @property
    def troubled(self) -> bool:
        """True if anything is wrong here or further in."""
        return bool(self.problems) or any(one.troubled for one in (*self.fields, *self.rows))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form that folds: its label, or the key of its words; the lines of fields in it."""

    word: str
    label: str
    lines: tuple[tuple[FormField, ...], ...]
    open: bool
    summary: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form: what always stands open, what the type asks for, what every page may have.

    ``values`` is what the page says, for the browser side.
    """

    head: tuple[tuple[FormField, ...], ...]
    own: tuple[Section, ...]
    general: tuple[Section, ...]
    values: dict[str, Any]


def _nothing(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Around:
    """What a form needs to know of the site.

    ``terms`` has the terms of the closed taxonomies. ``title`` gives the title of a page that a reference names,
    ``picture`` the address of a picture as the page writes it: both empty for what is not there. ``address`` is the
    page's own.
    """

    zone: str = "UTC"
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: Callable[[str], str] = _nothing
    picture: Callable[[str], str] = _nothing
    address: str = ""


_IN_A_LINE = 3
_NARROW = frozenset({"text", "number", "date", "choice", "url", "boolean", "colour", "term", "any", "raw"})


def _letters(text: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else f"_{ord(char):x}_" for char in text)
