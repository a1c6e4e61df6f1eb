"""Kinds of values that are known for certain, with how much of them there can be.

The kinds of :mod:`sitegen.render.contracts.kinds` are silent about what they cannot know. Here nothing is unknown: what
has none of these kinds is a :class:`Doubt`, and nobody vouches for a layout that leads to one.
"""

from __future__ import annotations

from dataclasses import replace

from jinja2 import nodes

from sitegen.base.frozen import frozen


class Doubt(Exception):
    """Something in a layout of which nobody can say that it never fails."""

    def __init__(self, reason: str, node: nodes.Node | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = int(node.lineno or 0) if node is not None else 0


@frozen
class Certain:
    """A value whose kind is known. This one itself may be shown and tested; ``length`` is its most characters."""

    length: int = 0


@frozen
class Text(Certain):
    """A text. ``length`` counts what is escaped as it will be in HTML."""


@frozen
class Number(Certain):
    """A number that is no longer than a count or a year."""

    length: int = 20


@frozen
class Boolean(Certain):
    """True or false."""

    length: int = 5


@frozen
class Day(Certain):
    """A day or a moment in a year that has four digits."""

    length: int = 40


@frozen
class Page(Certain):
    """A page. ``own`` is True for the one that is rendered, which is of the type ``type``; empty is none."""

    own: bool = False
    type: str = ""


@frozen
class View(Certain):
    """An object of the layouts; what it has stands in the table under ``name``."""

    name: str = ""


@frozen
class Many(Certain):
    """A list of at most ``most`` entries."""

    of: Certain = Certain()
    most: int = 0


@frozen
class Named(Certain):
    """A dict with these names. Only they may be asked for."""

    fields: tuple[tuple[str, Certain], ...] = ()


@frozen
class Function(Certain):
    """Something to call, by its name in :mod:`sitegen.render.contracts.vouching.calls`."""

    name: str = ""


@frozen
class Maybe(Certain):
    """``of``, or nothing: None, or a field that is absent."""

    of: Certain = Certain()


NUMBER, BOOLEAN, DAY = Number(), Boolean(), Day()
SHOWN = (Text, Number, Boolean, Day)
"""Kinds that may be shown."""


def there(kind: Certain) -> Certain:
    """The kind of a value that has been tested."""
    return there(kind.of) if isinstance(kind, Maybe) else kind


def is_shown(kind: Certain) -> bool:
    """Whether a value can be shown: nothing shows nothing."""
    kind = there(kind)
    return isinstance(kind, SHOWN) or type(kind) is Certain


def either(one: Certain, other: Certain, node: nodes.Node) -> Certain:
    """What a value is that is one or the other."""
    if one == other:
        return one
    if isinstance(one, Maybe) or isinstance(other, Maybe):
        return Maybe(of=either(there(one), there(other), node))
    if type(one) is type(other) and isinstance(one, Text):
        return replace(one, length=max(one.length, other.length))
    if isinstance(one, Page) and isinstance(other, Page):
        return Page()
    if isinstance(one, Many) and isinstance(other, Many) and one.of == other.of:
        return replace(one, most=max(one.most, other.most))
    if is_shown(one) and is_shown(other):
        return Certain(max(one.length, other.length))
    raise Doubt("it may be one thing or another", node)
