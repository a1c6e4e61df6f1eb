"""What a value is when nobody declared it."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from typing import Any

from sitegen.markup import dates
from sitegen.model.yaml import YamlList, YamlNode, YamlScalar

_WORDS: dict[str, bool | None] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WORDS |= {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,30}(?:[eE][-+]?[0-9]{1,2})?|[eE][-+]?[0-9]{1,2})")


def guess(node: YamlNode, zone: tzinfo = UTC) -> Any:
    """The plain data of a value whose kind nobody declared.

    Without quotes: nothing, ``~`` and ``null`` are None; ``true`` and ``false`` are booleans (``yes``, ``no``, ``on``
    and ``off`` stay text); whole numbers without leading zeros, decimals, possible dates and moments are what they
    look like. Everything else is text: ``012``, ``12:30:45``, ``0x10``, ``1_000``, ``.inf``.
    """
    if isinstance(node, YamlScalar):
        return node.text if node.style else guess_text(node.text, zone)
    if isinstance(node, YamlList):
        return [guess(item, zone) for item in node.items]
    return {entry.key.text: guess(entry.value, zone) for entry in node.entries}


def guess_text(text: str, zone: tzinfo = UTC) -> Any:
    """The same for a plain scalar's text."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if not (first.isdecimal() or first in "+-"):
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if dates.looks_like_date(text):
        moment = dates.parse_moment(text, zone)
        return text if isinstance(moment, str) else moment
    return text
