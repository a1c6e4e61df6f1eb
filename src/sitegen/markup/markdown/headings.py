"""Anchors of headings, made as GitHub makes them."""

from __future__ import annotations

import re
from unicodedata import category

_NOT_IN_ASCII = re.compile(r"[^a-z0-9_\- ]")


def slug(text: str) -> str:
    """Lower case, blanks as hyphens, punctuation left out; letters, marks and digits of every script stay."""
    text = text.strip().lower()
    if text.isascii():
        kept = _NOT_IN_ASCII.sub("", text)
    else:
        kept = "".join([char for char in text if char in " -_" or category(char)[0] in "LMN"])
    return kept.replace(" ", "-")


class Anchors:
    """The ids of one body, in order. An id that is made is unlike all before it; one that an author gave stays."""

    __slots__ = ("_next", "_taken", "names")

    def __init__(self) -> None:
        self.names: list[str] = []
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def add(self, name: str) -> None:
        """Note an id that the author gave."""
        if name not in self._taken:
            self._taken.add(name)
            self.names.append(name)

    def make(self, text: str) -> str:
        """A new id for a heading of these words."""
        base = slug(text) or "section"
        name, count = base, self._next.get(base, 0)
        while name in self._taken:
            count += 1
            name = f"{base}-{count}"
        self._next[base] = count
        self.add(name)
        return name
