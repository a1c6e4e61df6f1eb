"""The parser of blocks, which looks at what a line begins with before it asks a rule."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from sitegen.markup.markdown.block_state import BlockState
from sitegen.markup.markdown.dispatch import by_first, terminators
from sitegen.markup.markdown.paragraphs import paragraph
from sitegen.markup.markdown.plain_lists import plain_list
from sitegen.markup.markdown.plain_tables import plain_table


class BlockParser(ParserBlock):
    """The stock parser with the rules of another, of which only those are asked that can react to a line."""

    def __init__(self, rules: ParserBlock, limit: int) -> None:
        super().__init__()
        rules.ruler.before("table", "plain_paragraph", paragraph)
        rules.ruler.before("list", "plain_list", plain_list)
        if "table" in rules.ruler.get_active_rules():
            rules.ruler.before("table", "plain_table", plain_table)
        self._first, self._other = by_first(rules.ruler)
        self.ruler = terminators(rules.ruler)
        self._limit = limit

    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token] | None:
        """Put the blocks of a text into ``outTokens``."""
        if not src:
            return None
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, 0, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Make the tokens of some lines."""
        begins, shifts, ends = state.bMarks, state.tShift, state.eMarks
        line, blank = startLine, False
        while line < endLine:
            while line < state.lineMax and begins[line] + shifts[line] >= ends[line]:
                line += 1
            state.line = line
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= self._limit:
                state.line = endLine
                break
            for rule in self._first.get(state.src[begins[line] + shifts[line]], self._other):
                if rule(state, line, endLine, False):
                    break
            state.tight = not blank
            line = state.line
            if line - 1 < endLine and begins[line - 1] + shifts[line - 1] >= ends[line - 1]:
                blank = True
            if line < endLine and begins[line] + shifts[line] >= ends[line]:
                blank = True
                line += 1
                state.line = line


def by_line(md: MarkdownIt) -> None:
    """Let a parser ask fewer rules about each line. Call it after all rules have been added."""
    md.block = BlockParser(md.block, md.options["maxNesting"])
