"""What is found in a body while its HTML is written."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.base.diagnostics import Change, Diagnostic, Location
from sitegen.base.text import Span
from sitegen.markup.markdown.headings import Anchors
from sitegen.model.document import Heading, Hole


class Findings:
    """Holes by number, and the links among them; headings, anchors and problems in document order.

    ``outward`` are the addresses that lead out of the site, with their places: only collected where somebody asks.
    """

    __slots__ = ("anchors", "headings", "holes", "links", "outward", "problems")

    def __init__(self, outward: bool = False) -> None:
        self.outward: list[tuple[str, Span]] | None = [] if outward else None
        self.holes: list[Hole] = []
        self.links: list[Hole] = []
        self.headings: list[Heading] = []
        self.anchors = Anchors()
        self.problems: list[Diagnostic] = []

    def hole(self, hole: Hole) -> int:
        """Number a hole."""
        self.holes.append(hole)
        if hole.kind != "component":
            self.links.append(hole)
        return len(self.holes) - 1

    def leads_out(self, address: str, at: Callable[[], Span]) -> None:
        """Note an address that leads out of the site; ``at`` finds its place if that is wanted."""
        if self.outward is not None:
            self.outward.append((address, at()))

    def problem(self, code: str, message: str, at: Span, hint: str = "", change: Change | None = None) -> None:
        """Note a problem; which file it is in is known further up."""
        self.problems.append(Diagnostic(code, message, Location("", *at), hint, change=change))
