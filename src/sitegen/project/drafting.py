"""A page as somebody is writing it: the version they opened, with what they have changed in the form and in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sitegen.base.diagnostics import Edit
from sitegen.editing.differences import Difference, Piece, differences
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.joining import Clash, Joined, join, settled
from sitegen.editing.mending import Unfit, applied
from sitegen.editing.text import split, with_text

DraftEdit = FieldEdit
"""One change of a field."""

__all__ = ["Clash", "Difference", "DraftEdit", "Joined", "Piece", "Unfit", "Written", "differences_of", "drafted"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a page says: its values by name as they are written, and its text with line feeds."""

    values: Mapping[str, Any]
    body: str


def drafted(data: bytes | None, edits: Sequence[DraftEdit], body: str | None) -> bytes | Unfit:
    """The bytes of a page (None: there is none yet) with edits of its fields, and with another text if one is given.

    What nobody changed stays as it is, byte for byte.
    """
    made = with_fields(data or b"", edits) if edits else (data or b"")
    if isinstance(made, Unfit) or body is None:
        return made
    return with_text(made, body)


def mended(data: bytes, edits: Sequence[Edit]) -> bytes | Unfit:
    """The bytes of a page with the edits of a fix."""
    try:
        return applied(data, edits)
    except Unfit as error:
        return error


def written(data: bytes | None) -> Written:
    """What the bytes of a page say."""
    values, body = split(data or b"")
    return Written(values, body)


def joined(before: bytes | None, theirs: bytes | None, mine: bytes | None) -> Joined:
    """Two people's changes of one page."""
    return join(before, theirs, mine, page=True)


def chosen(found: Joined, choices: Mapping[str, str]) -> bytes:
    """A page with the clashes settled: place → ``theirs``, ``mine`` or ``before``."""
    return settled(found, {place: choice for place, choice in choices.items() if choice in ("theirs", "before")})  # type: ignore[arg-type]


def differences_of(old: bytes | None, new: bytes | None, path: str) -> tuple[Difference, ...]:
    """What differs between two versions of a source."""
    return differences(old, new, page=path.startswith("content/") and path.endswith(".md"))
