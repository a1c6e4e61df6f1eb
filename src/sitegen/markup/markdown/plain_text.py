"""The words of a body without its markup: for the title, the summary and the count of words."""

from __future__ import annotations

import re

from markdown_it.token import Token

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)


class PlainText:
    """Gathers the text of a body, block by block, while it is written."""

    __slots__ = ("_paragraphs", "_summary_end", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._paragraphs: list[tuple[int, int, int]] = []  # begin, end, how little it suits as a summary
        self._summary_end = -1

    def end_block(self, begin: int) -> str:
        """The text of a block whose parts begin at ``begin``, on one line."""
        text = "".join(self.parts[begin:])
        self.parts.append("\n")
        return " ".join(text.split())

    def end_paragraph(self, begin: int, token: Token) -> None:
        """A paragraph has been written; its parts begin at ``begin``."""
        if begin < len(self.parts):
            rank = 2 if token.hidden else 1 if token.level else 0
            self._paragraphs.append((begin, len(self.parts), rank))
        self.parts.append("\n")

    def add_html(self, html: str) -> None:
        """Raw HTML counts with its words only."""
        self.parts.append(_TAG.sub(" ", html))
        self.parts.append("\n")

    def end_summary(self) -> None:
        """Here the author ended the summary."""
        if self._summary_end < 0:
            self._summary_end = len(self.parts)

    def summary(self) -> str:
        """What stands in paragraphs before the mark, else the first paragraph that has words.

        A paragraph of the body itself goes before one in a quote or component, and that before a line of a list.
        """
        if self._summary_end >= 0:
            found = [self._text(begin, min(end, self._summary_end)) for begin, end, _ in self._before_mark()]
            return " ".join([text for text in found if text])
        for rank in (0, 1, 2):
            for begin, end, own in self._paragraphs:
                if own == rank and (text := self._text(begin, end)):
                    return text
        return ""

    def whole(self) -> str:
        """The text of the whole body."""
        return "".join(self.parts)

    def _before_mark(self) -> list[tuple[int, int, int]]:
        return [paragraph for paragraph in self._paragraphs if paragraph[0] < self._summary_end]

    def _text(self, begin: int, end: int) -> str:
        return " ".join("".join(self.parts[begin:end]).split())


def text_of(tokens: list[Token]) -> str:
    """The text of inline tokens as CommonMark wants it in ``alt``: raw HTML as it stands, pictures by their text."""
    out: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline", "html_inline", "math_inline", "wiki"):
            out.append(token.content)
        elif token.type == "image":
            out.append(text_of(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
    return "".join(out)
