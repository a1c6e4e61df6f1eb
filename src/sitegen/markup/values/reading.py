"""What the conversion of one value needs to know, and where its problems go."""

from __future__ import annotations

from datetime import UTC, tzinfo

from sitegen.base.diagnostics import Change, Diagnostic, Location, Note
from sitegen.base.text import Span
from sitegen.model.yaml import BROKEN, YamlList, YamlNode, YamlScalar

_EMPTY = ("", "~", "null")
_SHOWN = 60


class Reading:
    """One file being read: its path, the site's zone, and the problems found so far."""

    __slots__ = ("path", "problems", "zone")

    def __init__(self, path: str, zone: tzinfo = UTC) -> None:
        self.path = path
        self.zone = zone
        self.problems: list[Diagnostic] = []

    def wrong(
        self,
        code: str,
        message: str,
        at: Span,
        hint: str = "",
        notes: tuple[Note, ...] = (),
        change: Change | None = None,
    ) -> None:
        """Note a problem, and the change that mends it, if one is sure to."""
        self.problems.append(Diagnostic(code, message, Location(self.path, *at), hint, notes, change=change))


def is_empty(node: YamlNode) -> bool:
    """True for a value that is not there: nothing, ``~`` or ``null`` without quotes."""
    return isinstance(node, YamlScalar) and not node.style and node.text in _EMPTY


def is_broken(node: YamlNode) -> bool:
    """True for a value that could not be read; its problem is reported already."""
    return isinstance(node, YamlScalar) and node.style == BROKEN


def shown(node: YamlNode) -> str:
    """A value in a message: in quotes and not too long, or what it is."""
    if isinstance(node, YamlScalar):
        text = " ".join(node.text.split())
        return f'"{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"}"'
    return "a list" if isinstance(node, YamlList) else "a group"
