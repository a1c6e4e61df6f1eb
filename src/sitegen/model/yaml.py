"""YAML as it stands in a file: nodes that keep their text and their place.

Nothing is converted here: ``NO``, ``1.10`` and ``012`` stay the text that the author wrote, because only the
declared kind of a field can say what they mean.
"""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.base.text import Span

BROKEN = "!"
"""The ``style`` of a scalar that could not be read; the problem is reported already, so nobody adds another."""

MAX_DEPTH = 64
"""How deep values may stand in one another, in YAML and JSON."""


@noun
class YamlScalar:
    """One value. ``style`` is empty for a plain scalar, else its first mark: ``'``, ``"``, ``|`` or ``>``, or
    :data:`BROKEN`."""

    text: str
    style: str
    at: Span


@noun
class YamlList:
    """A sequence."""

    items: tuple[YamlNode, ...]
    at: Span


@noun
class YamlEntry:
    """A key and its value."""

    key: YamlScalar
    value: YamlNode


@noun
class YamlMap:
    """A mapping, in the order of the file. A key that was given twice is kept once (the first) and reported."""

    entries: tuple[YamlEntry, ...]
    at: Span

    def get(self, name: str) -> YamlNode | None:
        """The value of a key, or None."""
        for entry in self.entries:
            if entry.key.text == name:
                return entry.value
        return None


YamlNode = YamlScalar | YamlList | YamlMap
