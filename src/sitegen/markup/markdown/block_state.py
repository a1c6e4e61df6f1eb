"""The lines of a text, as the block rules see them, found by the line and not by the character."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from sitegen.markup.markdown.tokens import new_token

_TAB = 4


class BlockState(StateBlock):
    """The stock state, made ready sooner."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        self._code_enabled = True
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            del lines[-1]  # what stands behind the last line break is a line only if it holds something
        self.lineMax = count = len(lines)
        behind = list(accumulate([len(line) + 1 for line in lines], initial=0))
        self.eMarks = [begin - 1 for begin in behind[1:]]
        self.eMarks.append(len(src))
        behind[-1] = len(src)
        self.bMarks = behind
        self.tShift = [0] * (count + 1)
        self.sCount = [0] * (count + 1)
        self.bsCount = [0] * (count + 1)
        for number, line in enumerate(lines):
            if line and line[0] in " \t":
                self._indent(number, line)

    def _indent(self, number: int, line: str) -> None:
        blanks = line[: len(line) - len(line.lstrip(" \t"))]
        self.tShift[number] = len(blanks)
        self.sCount[number] = len(blanks.expandtabs(_TAB))

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """As the stock one."""
        if nesting < 0:
            self.level -= 1
        token = new_token(ttype, tag, nesting, self.level)
        token.block = True
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:
        """As the stock one, which fails if the text ends within the indent of its last line."""
        try:
            return super().getLines(begin, end, indent, keepLastLF)
        except IndexError:
            src = self.src
            self.src = src + "\n"
            try:
                return super().getLines(begin, end, indent, keepLastLF)[:-1]
            finally:
                self.src = src
