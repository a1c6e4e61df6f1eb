"""A short cut for plain paragraphs.

Most of a page is paragraphs whose lines begin with a letter. No block rule reacts to such a line, so the paragraph
can be taken without asking them all, line by line. A paragraph with any other line is left to the stock rules, so
the result cannot differ; ``REACTS`` must hold every character that some block rule of ours or theirs begins with.
"""

from __future__ import annotations

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

REACTS = frozenset("#>-+*=_`~<[|:${\\0123456789")
"""What the first character of a line is if a block rule could react to the line.

``-=`` underline a heading, ``-|:`` part a table's head from its rows, ``:~`` open a definition.
"""


def plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule, put first: a paragraph in which nothing else can begin."""
    src, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    if silent or src[begins[start] + shifts[start]] in REACTS or state.is_code_block(start):
        return False
    line, last = start + 1, state.lineMax
    while line < last:
        at = begins[line] + shifts[line]
        if at >= ends[line]:
            break
        if src[at] in REACTS:
            return False
        line += 1
    if line == start + 1 and _definition_follows(state, line):
        return False
    _push(state, start, line)
    return True


def _definition_follows(state: StateBlock, blank: int) -> bool:
    """True if the line after a blank one could open a definition of the term above."""
    line = blank + 1
    if line >= state.lineMax:
        return False
    at = state.bMarks[line] + state.tShift[line]
    return at < state.eMarks[line] and state.src[at] in ":~"


def _push(state: StateBlock, start: int, end: int) -> None:
    if state.level == 0:  # no quote or list has moved the beginnings of the lines
        content = state.src[state.bMarks[start] : state.eMarks[end - 1]]
    else:
        content = state.getLines(start, end, state.blkIndent, False)
    state.line = end
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, end]
    token = state.push("inline", "", 0)
    token.content = mdTrim(content)
    token.map = [start, end]
    token.children = []
    state.push("paragraph_close", "p", -1)
