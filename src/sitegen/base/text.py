"""Positions in a text, as an editor counts them."""

from __future__ import annotations

from bisect import bisect_right

Span = tuple[int, int, int, int]
"""line, column, end line, end column: from 1, columns in characters, the end exclusive."""


class Lines:
    """Turns offsets in a text into lines and columns. Only LF, CRLF and CR end a line."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        find = text.find
        if "\r" not in text:
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
        else:
            length = len(text)
            for index, char in enumerate(text):
                if char == "\n" or (char == "\r" and not (index + 1 < length and text[index + 1] == "\n")):
                    starts.append(index + 1)
        self._starts = starts

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return (*self.place(start), *self.place(end))

    def offset(self, line: int, column: int = 1) -> int:
        """Offset of a line and column; lines past the end give the last line's start."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def __len__(self) -> int:
        return len(self._starts)
