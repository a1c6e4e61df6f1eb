"""Where a character of a parsed block stands in the file.

markdown-it says of a block only which lines it covers, but the content that it hands to the inline parser is made of
those very lines: each content line is the tail of a source line, with the marks of quotes and lists cut off in front
and blanks cut off behind. So a place is found by arithmetic and never by searching for a text that may occur twice.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS

from sitegen.base.text import Span

_LINE_ENDS = re.compile(r"\r\n?")


class Source:
    """A body with its line ends made LF, and the line and column of the file at which it begins. ``newline`` is how
    the lines of the file end."""

    __slots__ = ("first", "lines", "newline", "shift", "text")

    def __init__(self, text: str, start: int) -> None:
        head, body = text[:start], text[start:]
        self.newline = "\r\n" if "\r\n" in text else "\n"
        if "\r" in text:
            head, body = _LINE_ENDS.sub("\n", head), _LINE_ENDS.sub("\n", body)
        self.text = body.replace("\0", "\ufffd") if "\0" in body else body
        self.lines = self.text.split("\n")
        self.first = head.count("\n") + 1
        self.shift = len(head) - head.rfind("\n") - 1

    def line(self, index: int) -> str:
        """The text of a line, counted from 0 within the body; empty past the end."""
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def place(self, index: int, column: int) -> tuple[int, int]:
        """Line and column in the file of a line and column that count from 0 within the body."""
        return self.first + index, column + 1 + (self.shift if index == 0 else 0)

    def span(self, begin: int, end: int) -> Span:
        """The lines from ``begin`` up to ``end``, without the indent of the first and the blanks after the last."""
        last = max(begin, end - 1)
        while last > begin and not self.line(last).strip():
            last -= 1
        first = self.line(begin)
        indent = len(first) - len(first.lstrip())
        return (*self.place(begin, indent), *self.place(last, len(self.line(last).rstrip())))


class Placer:
    """Turns offsets in the content of one block into places in the file.

    Offsets are mostly asked for in rising order, so the line last found is kept: a block of any length costs as much
    as one walk over it. ``column`` is given where the content is not the tail of its line (table cells, labels).
    """

    __slots__ = ("_begin", "_column", "_content", "_end", "_first", "_line", "_seen", "_shift", "_source")

    def __init__(self, source: Source, content: str, lines: list[int] | None, column: int | None = None) -> None:
        self._source = source
        self._content = content
        self._first, self._end = (lines[0], lines[1]) if lines else (0, 0)
        self._column = column
        self._restart()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in the content."""
        if offset < self._begin:
            self._restart()
        if offset > self._seen:
            self._go_on(offset)
        column = offset - self._begin + self._shift
        if self._column is not None and "|" in self._content and "\\|" in self._source.line(self._line):
            column += self._content.count("|", 0, offset)  # a cell's content has lost the strokes before its pipes
        return self._source.place(self._line, max(column, 0))

    def span(self, begin: int, end: int) -> Span:
        """The span between two offsets in the content."""
        return (*self.place(begin), *self.place(end))

    def is_behind(self, sign: str, offset: int) -> bool:
        """Whether a sign stands right before an offset in the content."""
        return self._content.endswith(sign, 0, offset)

    def _restart(self) -> None:
        self._begin = self._seen = 0
        self._line = self._first
        self._shift = self._column if self._column is not None else self._find_shift()

    def _go_on(self, offset: int) -> None:
        breaks = self._content.count("\n", self._seen, offset)
        if breaks:
            self._line += breaks
            self._begin = self._content.rfind("\n", self._seen, offset) + 1
            self._shift = self._find_shift()
        self._seen = offset

    def _find_shift(self) -> int:
        """How many characters stand before the content on its line; steps over lines that were trimmed away."""
        end = self._content.find("\n", self._begin)
        content = self._content[self._begin : end if end >= 0 else None].rstrip(MD_TRIM_CHARS)
        tail = content.lstrip(" \t")
        for index in range(self._line, max(self._end, self._line + 1)):
            line = self._source.line(index).rstrip(MD_TRIM_CHARS)
            if line.endswith(tail):
                self._line = index
                return len(line) - len(content)
        return max(self._source.line(self._line).rfind(tail), 0) - (len(content) - len(tail))
