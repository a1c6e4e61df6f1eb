"""What an editing screen needs of a page, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.model.settings import FieldSpec

FieldPath = tuple[str | int, ...]
"""The way to a value: names of fields, numbers of items (from 0)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A problem and the field that it is about: ``field`` is empty for one in the text, or of the page as a whole."""

    problem: Diagnostic
    field: FieldPath = ()


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field that the page may have. ``group``: ``type`` (the type declares it), ``page`` (every page may have it),
    ``terms`` (a taxonomy) or ``more`` (it is written, and nobody declared it).

    ``default`` is what folders above give where the page says nothing, as it is written there; None without one.
    """

    spec: FieldSpec
    group: str
    default: Any = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A page on the other side of a link, or an address that leads to no page: then ``path`` is empty.

    ``line`` is where the link stands on this page (0 for one that leads here). ``broken``: nothing is there.
    """

    path: str
    title: str
    url: str
    line: int = 0
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """The page in another language; ``path`` and ``url`` are empty where there is none yet."""

    language: str
    label: str
    path: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page for editing. Of one that does not exist yet, all but its fields is empty.

    path, exists
        The source; whether it is there.
    title, url, output, kind
        As the site has them: ``url`` is within the site, without the path of base_url. Empty for a page that is not
        shown (another has its address).
    type, type_label
        The declared type, or None.
    fields
        Every field that the page may have: the type's in its order, those of every page, the taxonomies, undeclared.
    values
        What is written, by name: texts as they stand in the file, lists and dicts of them. Nothing is converted, and
        what no type declares is there too.
    damaged
        The front matter cannot be read as it was meant; the form must not be trusted to save it.
    body, body_line
        The text with line feeds, and the line of the file in which it begins (from 1).
    language, direction
        Of the page: a BCP 47 tag; ``ltr`` or ``rtl``.
    state
        ``public``, ``draft``, ``planned``, ``expired``; what the public would see at the view's moment.
    words, minutes
        How long the text is, and takes to read; no text takes no time.
    problems
        Those of this file, in its order.
    """

    path: str
    exists: bool
    title: str = ""
    url: str = ""
    output: str = ""
    kind: str = ""
    type: str | None = None
    type_label: str = ""
    fields: tuple[SheetField, ...] = ()
    values: dict[str, Any] | None = None
    damaged: bool = False
    body: str = ""
    body_line: int = 1
    language: str = ""
    direction: str = "ltr"
    state: str = "public"
    words: int = 0
    minutes: int = 0
    problems: tuple[Found, ...] = ()
    links_out: tuple[Linked, ...] = ()
    links_in: tuple[Linked, ...] = ()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """An output as the view has it.

    ``broken``: it is a page and cannot be rendered, and ``data`` is empty: whoever shows it keeps the last good one.
    ``problems`` are those of its source, then, of a broken page, those of what it is made with.
    """

    path: str
    kind: str
    source: str
    data: bytes
    broken: bool = False
    state: str = "public"
    problems: tuple[Found, ...] = ()

    @property
    def causes(self) -> tuple[Found, ...]:
        """Why a page cannot be shown: errors of the layouts and settings that it is made with, or a mistake of ours.
        What is wrong in a text alone never stops its page.
        """
        errors = tuple(one for one in self.problems if one.problem.severity == "error")
        ours = (one for one in errors if one.problem.location.path != self.source or one.problem.code == "SG504")
        return tuple(ours) or errors


@dataclass(frozen=True, slots=True)
class Draft:
    """What a keystroke makes: the page's HTML with its problems, and the little that an editor sees change."""

    seen: Seen | None
    title: str
    url: str
    words: int
    minutes: int
    problems: tuple[Found, ...]
    sheet: Sheet | None = None
    """The page as the draft has it; None where the path can be no page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One page in a table. ``source`` is its file (``data/products.csv#lamp`` for a row of data), empty for what no
    file is written for. ``date`` and ``updated`` are ISO 8601. ``state`` as in :class:`Sheet`.

    ``errors`` and ``warnings`` count what is known to be wrong in the file.
    """

    source: str
    title: str
    url: str
    kind: str
    type: str | None
    language: str
    date: str
    updated: str
    state: str
    terms: dict[str, tuple[str, ...]]
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong. ``complete``: every page has been looked at; until then more may be found.

    ``left`` of ``outputs`` outputs have not been looked at since they changed.
    """

    found: tuple[Diagnostic, ...]
    complete: bool
    left: int = 0
    outputs: int = 0


@dataclass(frozen=True, slots=True)
class Altered:
    """An output that differs from the published one. ``how``: ``new``, ``gone`` or ``different``; ``why`` in words."""

    path: str
    url: str
    title: str
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class Alterations:
    """What a change alters. ``complete``: all was compared; else there may be more than the list has."""

    outputs: tuple[Altered, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was searched for. ``detail`` says where it is: its folder, or the words that were found."""

    label: str
    path: str
    url: str
    kind: str
    detail: str = ""
