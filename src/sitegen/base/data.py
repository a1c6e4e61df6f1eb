"""Canonical plain data: how values are fingerprinted and kept between runs.

A *noun* is a frozen, slotted dataclass whose fields are plain data or other nouns. ``pack`` turns any
such value into bytes that depend on the value alone (never pickle, no identity, no set order), so equal
values have equal fingerprints in every process and on every machine; ``unpack`` is its inverse.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar, dataclass_transform

from sitegen.base.frozen import frozen, values_of

T = TypeVar("T")

Fingerprint = bytes
"""The first 16 bytes of a SHA-256."""

_PLAIN = frozenset({str, int, float, bool, type(None), bytes})
_NOUNS: dict[str, type] = {}
_FIELDS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}

# marshal version 2 has neither back references nor interning flags, so its bytes depend on the value alone.
_MARSHAL_VERSION = 2


@dataclass_transform(frozen_default=True, kw_only_default=False)
def noun(cls: type[T]) -> type[T]:
    """Make ``cls`` a frozen, slotted dataclass that ``pack`` and ``unpack`` know by its class name."""
    made = frozen(cls)
    name = made.__name__
    if name in _NOUNS and _NOUNS[name].__module__ != made.__module__:
        raise TypeError(f"two nouns are called {name}")
    _NOUNS[name] = made
    _FIELDS[made] = values_of(made)
    return made


class Slowly:
    """A base of nouns with much in them: one that was unpacked thaws a field when somebody asks for it."""

    __slots__ = ("_frozen",)

    def __getattr__(self, name: str) -> Any:
        # Python asks here only for a slot that is not filled.
        names: tuple[str, ...] = type(self).__match_args__  # type: ignore[attr-defined]
        if name not in names:
            raise AttributeError(name)
        item = self._frozen[names.index(name) + 1]
        value = item if type(item) in _PLAIN else thaw(item)
        object.__setattr__(self, name, value)
        return value


def _slowly(made: type, frozen_value: tuple[Any, ...]) -> Any:
    value: Any = object.__new__(made)
    object.__setattr__(value, "_frozen", frozen_value)
    return value


def freeze(value: Any) -> Any:
    """``value`` as data that marshal can write: tuples carry a tag, so a list stays a list.

    The tag of a tuple with nothing but plain values is None: such a one need not be looked at again.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [item if type(item) in _PLAIN else freeze(item) for item in value]
    if kind is dict:
        return {key: freeze(item) for key, item in value.items()}
    if kind is tuple:
        for item in value:
            if type(item) not in _PLAIN:
                return ("", *[item if type(item) in _PLAIN else freeze(item) for item in value])
        return (None, *value)
    fields_of = _FIELDS.get(kind)
    if fields_of is not None:
        return (kind.__name__, *[item if type(item) in _PLAIN else freeze(item) for item in fields_of(value)])
    if kind is datetime:
        return (":datetime", value.isoformat())
    if kind is date:
        return (":date", value.isoformat())
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{kind.__name__} is not canonical data")


def thaw(value: Any) -> Any:
    """The inverse of :func:`freeze`."""
    kind = type(value)
    if kind is tuple:
        tag = value[0]
        if tag is None:
            return value[1:]
        items = [item if type(item) in _PLAIN else thaw(item) for item in value[1:]]
        if tag == "":
            return tuple(items)
        made = _NOUNS.get(tag)
        return made(*items) if made is not None else _SPECIAL[tag](value[1])
    if kind is list:
        return [item if type(item) in _PLAIN else thaw(item) for item in value]
    if kind is dict:
        return {key: thaw(item) for key, item in value.items()}
    return value


_SPECIAL: dict[str, Callable[[str], Any]] = {
    ":datetime": datetime.fromisoformat,
    ":date": date.fromisoformat,
}


def pack(value: Any) -> bytes:
    """``value`` as bytes that depend on nothing but the value. Raises TypeError for what is not canonical data."""
    return marshal.dumps(freeze(value), _MARSHAL_VERSION)


def unpack(data: bytes) -> Any:
    """The value that :func:`pack` was given. ``data`` must come from a store whose integrity was checked."""
    value = marshal.loads(data)
    if type(value) is tuple and (made := _NOUNS.get(value[0])) is not None and issubclass(made, Slowly):
        return _slowly(made, value)
    return thaw(value)


def unpack_some(data: bytes, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Some fields of the noun that :func:`pack` was given, where the others would take long."""
    tag, *items = marshal.loads(data)
    known = dict(zip(_NOUNS[tag].__match_args__, items, strict=True))  # type: ignore[attr-defined]
    return tuple([thaw(known[name]) for name in names])


def fingerprint(data: bytes) -> Fingerprint:
    """Fingerprint of packed bytes."""
    return hashlib.sha256(data).digest()[:16]


def fingerprint_of(value: Any) -> Fingerprint:
    """Fingerprint of a value."""
    return fingerprint(pack(value))
