"""Kinds of values, as far as they can be known without rendering anything.

``ANY`` is what nobody can know: everything may be done with it, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sitegen.base.diagnostics import Location
from sitegen.base.frozen import frozen


@frozen
class Kind:
    """What a value is. ``words`` says so in a message."""

    words: str = "a value"


@frozen
class View(Kind):
    """An object of :mod:`sitegen.render`: its names stand in the table of views under ``name``."""

    name: str = ""


@frozen
class Page(Kind):
    """A page of one of ``types`` (the empty name is a page without a type); None is any page of the site.

    ``present`` are the fields that were asked for already (``selectattr("hero")``).
    """

    words: str = "a page"
    types: frozenset[str] | None = None
    present: frozenset[str] = frozenset()


@frozen
class Many(Kind):
    """A list. ``pair`` is True for one that holds ``(value, list)``."""

    words: str = "a list"
    of: Kind = Kind()


@frozen
class Group(Kind):
    """A dict with these names and no others."""

    words: str = "a group of fields"
    fields: tuple[tuple[str, Kind], ...] = ()


@frozen
class Module(Kind):
    """What ``import`` gives: macros and values of another layout."""

    words: str = "the macros"
    fields: tuple[tuple[str, Kind], ...] = ()


@frozen
class Map(Kind):
    """A dict with any names, whose values are ``of``."""

    words: str = "a group of values"
    of: Kind = Kind()


@frozen
class Parts(Kind):
    """A tuple; ``names`` are the names of its parts, if it has such."""

    words: str = "a list"
    items: tuple[Kind, ...] = ()
    names: tuple[str, ...] = ()


NOWHERE = Location("")


@frozen
class Argument:
    """What a call or a filter is given: its kind, and its value if the layout writes it down."""

    kind: Kind
    value: object = None
    at: Location = NOWHERE


@frozen
class Function(Kind):
    """Something to call. ``result`` is what comes of it, or ``call`` works it out from the arguments.

    ``needs`` is True where an argument that is absent makes the page fail.
    """

    words: str = "a function"
    result: Kind = Kind()
    call: Callable[[list[Argument], dict[str, Argument]], Kind] | None = None
    needs: bool = False


@frozen
class Maybe(Kind):
    """``of``, or nothing. ``name`` is the field, ``why`` says when there is nothing.

    ``fails`` is True where asking nothing for a field makes the page fail (None), instead of showing nothing.
    """

    of: Kind = Kind()
    name: str = ""
    why: str = ""
    at: Location | None = None
    fails: bool = False


@frozen
class Missing(Kind):
    """A name that is not there: it may be tested, but not shown.

    ``slip`` is True where it is so near to one that is there that not even a test can have meant it; ``elsewhere``
    where other pages of the site have it.
    """

    name: str = ""
    message: str = ""
    hint: str = ""
    at: Location | None = None
    slip: bool = False
    elsewhere: bool = False


ANY = Kind()
TEXT = Kind("a text")
NUMBER = Kind("a number")
BOOLEAN = Kind("a yes or no")
DATE = Kind("a date")
NOTHING = Kind("nothing")
TEXTS = Many(of=TEXT)

METHODS: dict[Kind, frozenset[str]] = {}


def _names(*owners: Any) -> frozenset[str]:
    return frozenset(name for owner in owners for name in dir(owner) if not name.startswith("_"))


def names_of(kind: Kind) -> frozenset[str] | None:
    """The names that Python's own values have; None for what is no such value."""
    from datetime import datetime

    if not METHODS:
        METHODS.update({TEXT: _names(str), NUMBER: _names(int, float), BOOLEAN: _names(bool), DATE: _names(datetime)})
    if isinstance(kind, Many):
        return _names(list)
    if isinstance(kind, Parts):
        return _names(tuple) | frozenset(kind.names)
    if isinstance(kind, Map | Group):
        return _names(dict)
    return METHODS.get(kind)


def either(one: Kind, other: Kind) -> Kind:
    """What a value is that is one or the other."""
    if one == other:
        return one
    if isinstance(one, Maybe) or isinstance(other, Maybe):
        inner = either(sure(one), sure(other))
        first = one if isinstance(one, Maybe) else other
        return replace(first, of=inner) if isinstance(first, Maybe) and inner != ANY else ANY
    if isinstance(one, Page) and isinstance(other, Page):
        types = one.types | other.types if one.types is not None and other.types is not None else None
        return Page(types=types, present=one.present & other.present)
    if isinstance(one, Many) and isinstance(other, Many):
        if EMPTY in (one, other):
            return one if other == EMPTY else other
        return Many(of=either(one.of, other.of))
    return ANY


EMPTY = Many(of=NOTHING)
"""The list that a layout writes as ``[]``."""


def sure(kind: Kind) -> Kind:
    """The kind of a value that is known to be there."""
    return sure(kind.of) if isinstance(kind, Maybe) else kind
