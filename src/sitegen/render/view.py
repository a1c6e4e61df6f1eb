"""What layouts are handed, and what of it can be shown as text."""

from __future__ import annotations

import re
from datetime import date
from types import GeneratorType
from typing import Any

from jinja2 import ChainableUndefined, Undefined
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from sitegen.render.limits import weight

_SPECIAL = re.compile("[&<>'\"]").search
_PLAIN = frozenset({str, Markup, int, float, bool, date})


class View:
    """What layouts are meant to see: everything on it but names with an underscore is theirs.

    A view that has no text of its own cannot be shown: Python's words for it would differ from run to run.
    """

    __slots__ = ()

    def __str__(self) -> str:
        raise SecurityError(f"{self!r} has no text of its own; show one of its fields")

    def __repr__(self) -> str:
        return f"<{type(self).__name__.removesuffix('View').lower()}>"


class Absent(ChainableUndefined):
    """A field that a page may have and has not: false, shows nothing, and so does whatever is asked of it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Undefined) or other is None

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Undefined.__hash__


def check_shown(value: Any) -> None:
    """Refuse what has no text: functions, and what a filter has yet to go over. Lists may not be too long."""
    if type(value) in _PLAIN or isinstance(value, Undefined | View):
        return
    if isinstance(value, list | tuple | dict):
        weight(value)
    elif callable(value):
        name = getattr(value, "__name__", None) or getattr(value, "name", None) or "this"
        raise SecurityError(f'"{name}" is a function; call it with ( )')
    elif isinstance(value, GeneratorType):
        raise SecurityError("what a filter goes over cannot be shown; add | join or | list")


def written(value: Any) -> str:
    """``{{ value }}`` as HTML. Most values are texts without anything to escape, or HTML already."""
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL(value) is None):
        return value  # type: ignore[no-any-return]
    return escape(finalized(value))


def finalized(value: Any) -> Any:
    """What is shown for ``{{ value }}``: nothing for None."""
    if type(value) in _PLAIN:
        return value
    if value is None:
        return ""
    check_shown(value)
    return value
