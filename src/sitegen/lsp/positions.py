"""Places in a text, as the protocol counts them: lines and columns from 0, columns in units of an encoding."""

from __future__ import annotations

from lsprotocol import types

from sitegen.base.diagnostics import Location
from sitegen.base.text import Lines


class Positions:
    """Turns places of one text into positions of the protocol, and back.

    ``encoding`` is ``utf-8``, ``utf-16`` or ``utf-32``: how many units a character has.
    """

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._encoding = encoding

    def position(self, offset: int) -> types.Position:
        """The position of an offset in characters; one past the end is the end."""
        offset = max(0, min(offset, len(self._text)))
        line, column = self._lines.place(offset)
        return types.Position(line - 1, self._units(self._text[offset - column + 1 : offset]))

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(max(start, end)))

    def whole(self) -> types.Range:
        """The range of the whole text."""
        return self.range(0, len(self._text))

    def of(self, place: Location) -> types.Range:
        """The range of a place. The file as a whole is its first line; a place without an end is its line's rest."""
        start = self._offset(max(place.line, 1), max(place.column, 1))
        if place.line and place.end_line:
            return self.range(start, self._offset(place.end_line, place.end_column))
        return self.range(start, self._line_end(start))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one that is not in the text is the nearest before it."""
        if position.line >= len(self._lines):
            return len(self._text)
        start = self._lines.offset(position.line + 1)
        end = self._line_end(start)
        units = 0
        for at in range(start, end):
            units += self._units(self._text[at])
            if units > position.character:
                return at
        return end

    def _offset(self, line: int, column: int) -> int:
        if line > len(self._lines):
            return len(self._text)
        start = self._lines.offset(line)
        return min(start + column - 1, self._line_end(start))

    def _line_end(self, start: int) -> int:
        found = [at for mark in "\r\n" if (at := self._text.find(mark, start)) >= 0]
        return min(found, default=len(self._text))

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == "utf-32":
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(char > "\uffff" for char in text)
