"""What an entry holds, as plain data that loses nothing an author wrote: ``1.10`` stays ``1.10``, and is no text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import yaml

from sitegen.editing.entries import LIST, MAP, SCALAR, Node
from sitegen.markup.values.guessing import guess_text

Value = Any
"""None, bool, int, float, str, :class:`Plain`, date, datetime, or a list or dict (keys are text) of these."""

_RESOLVERS: Mapping[str | None, Sequence[tuple[str, Any]]] = yaml.SafeLoader.yaml_implicit_resolvers
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Plain(str):
    """Text that stands in the file as it is, without quotes: a number, a date, yes or no, as a person typed it."""

    __slots__ = ()


class Opaque(str):
    """What is no plain data: a reference to another value, or a value with a tag. Equal if written alike."""

    __slots__ = ()


def held(node: Node) -> Value:
    """What a node holds: text, :class:`Plain`, None, a list or a dict. Of a key given twice, the first."""
    if node.tag is not None or node.kind not in (SCALAR, LIST, MAP):
        return Opaque(f"{node.tag} {node.text} {[held_inside(item) for item in node.items]}")
    if node.kind == LIST:
        return [held(item) for item in node.items]
    if node.kind == MAP:
        found: dict[str, Value] = {}
        for key, item in zip(node.keys, node.items, strict=True):
            if key.text not in found:
                found[key.text] = held(item)
        return found
    if node.style:
        return node.text
    if node.text in _NULLS:
        return None
    return node.text if is_text(node.text) else Plain(node.text)


def held_inside(node: Node) -> Any:
    """The same as something to compare: with what a text or an opaque value is."""
    return canonical(held(node))


def is_text(word: str) -> bool:
    """True for a word that is text without quotes, to this program and to YAML 1.1."""
    if not isinstance(guess_text(word), str):
        return False
    for tag, form in [*_RESOLVERS.get(word[:1], ()), *_RESOLVERS.get(None, ())]:
        if form.match(word):
            return tag == "tag:yaml.org,2002:str"
    return True


def canonical(value: Value) -> Any:
    """``value`` as something that is equal exactly if it is the same in a file (style and order of keys apart)."""
    if isinstance(value, list | tuple):
        return ("list", *[canonical(item) for item in value])
    if isinstance(value, Mapping):
        return ("map", frozenset((key, canonical(item)) for key, item in value.items()))
    if isinstance(value, str):
        return (type(value).__name__, str(value))
    return (type(value).__name__, value)


def agrees(node: Node, value: Value, *, exact: bool) -> bool:
    """True if a node holds ``value`` already.

    Without ``exact``, text is also what looks like something else: the ``1.10`` of a field that is declared as text.
    """
    if node.tag is not None or node.kind not in (SCALAR, LIST, MAP):
        return False
    if isinstance(value, list | tuple):
        return (
            node.kind == LIST
            and len(value) == len(node.items)
            and all(agrees(item, one, exact=exact) for item, one in zip(node.items, value, strict=True))
        )
    if isinstance(value, Mapping):
        names = [key.text for key in node.keys]
        return (
            node.kind == MAP
            and sorted(names) == sorted(value)
            and all(agrees(item, value[name], exact=exact) for name, item in zip(names, node.items, strict=True))
        )
    return node.kind == SCALAR and _scalar_agrees(node, value, exact)


def _scalar_agrees(node: Node, value: Value, exact: bool) -> bool:
    plain = not node.style
    if plain and node.text in _NULLS:
        return value is None or (value == "" and isinstance(value, str) and not exact)
    if isinstance(value, Plain):
        return plain and node.text == value
    if isinstance(value, str):
        return node.text == value and (not plain or not exact or is_text(node.text))
    if not plain or value is None:
        return False
    if isinstance(value, bool):
        return _WORDS.get(node.text.casefold()) is value
    if isinstance(value, datetime):
        return _moment_agrees(node.text, value)
    found = guess_text(node.text)
    if isinstance(value, date):
        return type(found) is date and found == value
    if isinstance(value, int) and node.text.lstrip("-").isdecimal():
        return str(value) == node.text
    return not isinstance(found, bool) and isinstance(found, int | float) and bool(found == value)


def _moment_agrees(text: str, value: datetime) -> bool:
    found = guess_text(text, value.tzinfo or UTC)
    if not isinstance(found, datetime):
        return False
    return found == value if value.tzinfo else found.replace(tzinfo=None) == value
