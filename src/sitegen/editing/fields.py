"""The fields of a page written into its file: only the lines of the entries that change, every other byte stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitegen.editing.entries import entries
from sitegen.editing.held import Plain, Value
from sitegen.editing.mending import Unfit
from sitegen.editing.placing import Front
from sitegen.editing.steps import FieldPath, changed, without
from sitegen.markup.front_matter import FrontMatter, split

__all__ = ["FieldEdit", "FieldPath", "Plain", "Unfit", "Value", "with_fields", "with_values"]

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field that gets a value (None: it is kept, and empty), or is removed.

    Give what is not text as what it is: a number, a date, a boolean, or as :class:`Plain` what a person typed for
    one. Text is written so that it is read back as text.
    """

    at: FieldPath
    value: Value = None
    remove: bool = False


def with_fields(data: bytes, edits: Sequence[FieldEdit], *, exact: bool = False) -> bytes | Unfit:
    """The bytes of a page with ``edits`` made, one after the other; or :class:`Unfit`, which says why not.

    A page without front matter gets one. What holds its value already stays as it is; without ``exact``, the plain
    ``1.10`` of a file also counts as the text "1.10", because declared fields are read by their kind.
    """
    return _as_bytes(data, lambda text: _edited(text, edits, exact))


def with_values(data: bytes, edits: Sequence[FieldEdit], *, exact: bool = False) -> bytes | Unfit:
    """The same for a file that is nothing but fields, such as settings or the records of pictures."""
    return _as_bytes(data, lambda text: _changed(text, text, edits, exact).text)


def _as_bytes(data: bytes, edited: Callable[[str], str]) -> bytes | Unfit:
    mark = _MARK if data.startswith(_MARK) else b""
    try:
        text = data[len(mark) :].decode()
    except UnicodeDecodeError:
        return Unfit("the file is not UTF-8")
    try:
        return mark + edited(text).encode()
    except UnicodeEncodeError:
        return Unfit("the value holds half of a character")
    except Unfit as unfit:
        return unfit


def _changed(old: str, text: str, edits: Sequence[FieldEdit], exact: bool) -> Front:
    """The fields ``old`` of a file's ``text`` with the edits made."""
    front = Front(old, entries(old), _newline(text))
    for edit in edits:
        if not edit.at or not isinstance(edit.at[0], str):
            raise Unfit("a field has a name", edit.at)
        front = without(front, edit.at) if edit.remove else changed(front, edit.at, edit.value, exact=exact)
    return front


def _edited(text: str, edits: Sequence[FieldEdit], exact: bool) -> str:
    parts = split(text)
    if not parts.closed:
        raise Unfit("the line --- that ends the fields is missing")
    old = parts.front or ""
    front = _changed(old, text, edits, exact)
    if front.text == old:
        return text
    made = _framed(text, parts, front)
    again = split(made)
    if again.front != front.text or not again.closed or made[again.body_start :] != text[parts.body_start :]:
        raise Unfit("the page would be read in another way afterwards")
    return made


def _framed(text: str, parts: FrontMatter, front: Front) -> str:
    if parts.front is None:
        return f"---{front.newline}{front.text}---{front.newline}{text}"
    end = parts.front_start + len(parts.front)
    return text[: parts.front_start] + front.text + text[end:]


def _newline(text: str) -> str:
    """How the first line of a text ends."""
    end = min((at for at in (text.find("\n"), text.find("\r")) if at >= 0), default=-1)
    if end < 0:
        return "\n"
    return "\r\n" if text.startswith("\r\n", end) else text[end]
