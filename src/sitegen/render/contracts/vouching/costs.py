"""What a layout does at most, counted as the sandbox counts it (see :mod:`sitegen.render.counting`), and how much text
comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import nodes

from sitegen.render.contracts.vouching.certain import Certain, Doubt, Many, there
from sitegen.render.limits import MOST_STEPS, MOST_TEXT

CALL, TEMPLATE = 40, 60
"""Steps of a call and of a layout; the sandbox counts fewer."""

_MOST_NODES = 20_000


class Costs:
    """Adds up. What stands in a loop counts for each of its entries."""

    def __init__(self) -> None:
        self.letters = 0
        self._steps = 0
        self._nodes = 0

    def look(self) -> None:
        """One more part of a layout is looked at."""
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise Doubt("the layout is too long to be looked through")

    def spend(self, steps: int) -> None:
        """Some steps."""
        self._steps += steps

    def going_over(self, kind: Certain) -> None:
        """What it costs to go over a value once."""
        kind = there(kind)
        self._steps += CALL + (kind.most if isinstance(kind, Many) else kind.length >> 6)

    @contextmanager
    def times(self, node: nodes.For, most: int) -> Iterator[None]:
        """The body of a loop over so many entries."""
        steps, letters = self._steps, self.letters
        yield
        parts = sum(1 for one in node.body for _ in one.find_all(nodes.Node)) + len(node.body)
        # The sandbox counts a quarter of the parts, when it has made at most four of each.
        self._steps = steps + most * (self._steps - steps + 1 + parts) + CALL
        self.letters = letters + most * (self.letters - letters)

    def check(self) -> None:
        """A Doubt if it may be too much."""
        if self._steps > MOST_STEPS:
            raise Doubt("a large site may make it do too much")
        if self.letters > MOST_TEXT:
            raise Doubt("a large site may make the page too long")
