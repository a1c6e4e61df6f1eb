"""A page as somebody is writing it: the version they opened, with what they changed in the form and in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.base.diagnostics import Edit
from sitegen.editing.differences import Difference, Piece, differences
from sitegen.editing.fields import FieldEdit, Plain, with_fields
from sitegen.editing.held import is_text
from sitegen.editing.mending import Unfit, applied
from sitegen.editing.text import with_text
from sitegen.model.settings import FieldSpec

DraftEdit = FieldEdit
"""One change of a field."""

__all__ = ["Difference", "DraftEdit", "Piece", "Unfit", "differences_of", "drafted"]

_BARE = frozenset({"number", "boolean", "date", "datetime", "moment"})
"""Kinds whose values stand in a file without quotes."""


def drafted(
    data: bytes | None, edits: Sequence[DraftEdit], body: str | None, specs: Sequence[FieldSpec] = ()
) -> bytes | Unfit:
    """The bytes of a page (None: there is none yet) with edits of its fields, and with another text if one is given.

    A form gives texts for whatever is typed; ``specs``, the declared fields, say what they are meant to be. What
    nobody changed stays as it is, byte for byte.
    """
    by_name = {spec.name: spec for spec in specs}
    typed = [edit if edit.remove else _typed(edit, by_name.get(str(edit.at[0]))) for edit in edits]
    made = with_fields(data or b"", typed) if typed else (data or b"")
    if isinstance(made, Unfit) or body is None:
        return made
    return with_text(made, body)


def _typed(edit: DraftEdit, spec: FieldSpec | None) -> DraftEdit:
    for part in edit.at[1:]:
        spec = _inside(spec, part)
    return FieldEdit(edit.at, _meant(edit.value, spec))


def _inside(spec: FieldSpec | None, part: str | int) -> FieldSpec | None:
    if spec is None or isinstance(part, int):
        return spec.of if spec is not None else None
    return next((one for one in spec.fields if one.name == part), None)


def _meant(value: Any, spec: FieldSpec | None) -> Any:
    """A value with each text that is meant as something else marked so."""
    if isinstance(value, list):
        return [_meant(item, spec.of if spec is not None else None) for item in value]
    if isinstance(value, dict):
        return {name: _meant(item, _inside(spec, name)) for name, item in value.items()}
    if not isinstance(value, str):
        return value
    if spec is None or spec.kind == "any":  # nobody declared it: as an author would have typed it
        return value if is_text(value) else Plain(value)
    return Plain(value) if spec.kind in _BARE and not is_text(value) else value


def mended(data: bytes, edits: Sequence[Edit]) -> bytes | Unfit:
    """The bytes of a page with the edits of a fix."""
    try:
        return applied(data, edits)
    except Unfit as error:
        return error


def differences_of(old: bytes | None, new: bytes | None, path: str) -> tuple[Difference, ...]:
    """What differs between two versions of a source."""
    return differences(old, new, page=path.startswith("content/") and path.endswith(".md"))
