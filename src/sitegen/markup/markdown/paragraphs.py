"""A short cut for paragraphs.

Most of a page is paragraphs whose lines begin with a letter. No block rule reacts to such a line, so it need not be
asked of them all. Of the other lines, many cannot be anything but text either; about the rest, the rules that could
end the paragraph are asked. A paragraph with a line that could be part of a table, a heading or a definition is left
to the stock rules, so the result cannot differ.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_REACTS = frozenset("#>-+*=_`~<[|:${\\0123456789")
"""What the first character of a line is if a block rule could react to the line.

``-=`` underline a heading, ``-|:`` part a table's head from its rows, ``:~`` open a definition.
"""

_TEXT = re.compile(r"`{1,2}[^`]|\*{1,2}[^\s*]|_{1,2}[^\s_]|\d+(?:[^\d.)\n]|[.)][^\s])|\[(?!\^)")
"""The beginning of a line that is text, although a rule reacts to its first character."""

BEGINS_TEXT = rf"(?:[^\s{re.escape(''.join(sorted(_REACTS)))}]|{_TEXT.pattern})"
"""The beginning of a line that is text."""

_ITEM = re.compile(r"-[ \t]+[^\s-]")
"""The one beginning with a hyphen that neither underlines a heading nor parts a table."""


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule, put first: a paragraph that cannot be a heading, a table, a definition or a reference."""
    src, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    at = begins[start] + shifts[start]
    first = src[at]
    if silent or (first in _REACTS and not _TEXT.match(src, at)) or state.is_code_block(start):
        return False
    line, last = start + 1, state.lineMax
    while line < last:
        at = begins[line] + shifts[line]
        if at >= ends[line]:
            break
        if src[at] in _REACTS and not _TEXT.match(src, at):
            goes_on = _goes_on(state, line, at)
            if goes_on is None:
                return False
            if not goes_on:
                break
        line += 1
    if line == start + 1 and _definition_follows(state, line):
        return False
    if first == "[" and "]:" in src[begins[start] : ends[line - 1]]:
        return False
    _push(state, start, line)
    return True


def _goes_on(state: StateBlock, line: int, at: int) -> bool | None:
    """Whether a line that a rule reacts to is one more of the paragraph; None if the stock rules have to say."""
    char = state.src[at]
    if char in "|:~=" or (char == "-" and not _ITEM.match(state.src, at)):
        return None
    if state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0:
        return True
    state.parentType = "paragraph"
    return not any(rule(state, line, state.lineMax, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _definition_follows(state: StateBlock, blank: int) -> bool:
    """True if the line after a blank one could open a definition of the term above."""
    line = blank + 1
    if line >= state.lineMax:
        return False
    at = state.bMarks[line] + state.tShift[line]
    return at < state.eMarks[line] and state.src[at] in ":~"


def _push(state: StateBlock, start: int, end: int) -> None:
    if end == start + 1 and "\t" not in state.src:
        content = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    elif state.level == 0:  # no quote or list has moved the beginnings of the lines
        content = state.src[state.bMarks[start] : state.eMarks[end - 1]]
    else:
        content = state.getLines(start, end, state.blkIndent, False)
    state.line = end
    state.parentType = "paragraph"  # the stock rules leave it so
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, end]
    token = state.push("inline", "", 0)
    token.content = mdTrim(content)
    token.map = [start, end]
    token.children = []
    state.push("paragraph_close", "p", -1)
