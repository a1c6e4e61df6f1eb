"""Where two sides changed the same thing differently, and which of them is taken there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Choice = Literal["theirs", "mine", "before"]


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that was changed differently: what it was, what they made of it, and what I made of it.

    ``place`` is a field's path (``hours.2.opens``), ``text`` (the next ones ``text.2`` and so on), or empty for the
    file as a whole. For a text, ``lines`` are its lines in the joined text: the first, and the one after the last.
    """

    place: str
    lines: tuple[int, int] | None
    before: str
    theirs: str
    mine: str


class Chosen:
    """The clashes met on the way, settled by ``choices`` where those know the place; else mine is taken."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self.choices = choices
        self.clashes: list[Clash] = []
        self.taken: list[str] = []

    def side(self, place: str) -> Choice:
        """Which side is taken at a place."""
        return self.choices.get(place, "mine")

    def clash(self, clash: Clash) -> Choice:
        """Note a clash, unless it is settled; which side is taken."""
        if clash.place not in self.choices:
            self.clashes.append(clash)
        return self.side(clash.place)

    def take(self, place: str) -> None:
        """Note that theirs was taken over at a place where mine is as it was before."""
        if place not in self.taken:
            self.taken.append(place)
