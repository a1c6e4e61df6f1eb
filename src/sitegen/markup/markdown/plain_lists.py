"""A short cut for lists of plain text.

Most lists are a line or two of text an item, with nothing between them and a blank line behind. Of such a list is
known at once what each item holds, where it ends and that it is tight; every other list is left to the stock rules.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from sitegen.markup.markdown.paragraphs import BEGINS_TEXT

_ITEM = re.compile(rf"(?:(?P<number>[0-9]{{1,9}})[.)]|[-+*])(?= {{1,4}}(?!\[){BEGINS_TEXT})")
_TEXT = re.compile(BEGINS_TEXT)
_ENDS_LIST = re.compile(r"[^\s+*0-9:~-]")
"""What the first line behind the list begins with: nothing that could go on with it."""


def plain_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule, asked before the stock one: a tight list of paragraphs that stands in nothing else."""
    if silent or state.level or state.sCount[start]:
        return False
    items = _items(state, start, end)
    if not items:
        return False
    behind = state.skipEmptyLines(items[-1][2])
    if behind < end and (state.sCount[behind] or not _ENDS_LIST.match(state.src, state.bMarks[behind])):
        return False
    _push(state, items, behind)
    return True


Item = tuple[re.Match[str], int, int]
"""The sign of an item, and its lines from and to."""


def _items(state: StateBlock, start: int, end: int) -> list[Item]:
    """The items from a line on up to a blank one; none if one of the lines is not plain."""
    src, begins, ends = state.src, state.bMarks, state.eMarks
    first = sign = _ITEM.match(src, begins[start])
    items: list[Item] = []
    line = begun = start
    while sign is not None:
        line += 1
        at = begins[line] + state.tShift[line]
        if line >= end or at >= ends[line]:
            items.append((sign, begun, line))
            return items
        if state.sCount[line] == 0:
            items.append((sign, begun, line))
            begun, sign = line, _ITEM.match(src, at)
            if first is None or sign is None or sign[0][-1] != first[0][-1]:
                return []
        elif not _goes_on(state, line, sign):
            return []
    return []


def _goes_on(state: StateBlock, line: int, sign: re.Match[str]) -> bool:
    """True if a line is one more of an item's paragraph, and stands below its text."""
    at, indent = state.bMarks[line] + state.tShift[line], state.tShift[line]
    return indent == state.sCount[line] == _indent(state, sign) and _TEXT.match(state.src, at) is not None


def _indent(state: StateBlock, sign: re.Match[str]) -> int:
    """The column in which the text of an item begins."""
    at = sign.end()
    while state.src[at] == " ":
        at += 1
    return at - sign.start()


def _push(state: StateBlock, items: list[Item], behind: int) -> None:
    sign, start, _ = items[0]
    ordered, markup = sign["number"] is not None, sign[0][-1]
    token = state.push("ordered_list_open", "ol", 1) if ordered else state.push("bullet_list_open", "ul", 1)
    if ordered and int(sign["number"]) != 1:
        token.attrs = {"start": int(sign["number"])}
    token.map, token.markup = [start, behind], markup
    for sign, begin, end in items:
        token = state.push("list_item_open", "li", 1)
        token.map, token.markup = [begin, behind if begin == items[-1][1] else end], markup
        token.info = sign["number"] or ""
        _push_text(state, sign, begin, end)
        state.push("list_item_close", "li", -1).markup = markup
    token = state.push("ordered_list_close", "ol", -1) if ordered else state.push("bullet_list_close", "ul", -1)
    token.markup = markup
    state.line = behind


def _push_text(state: StateBlock, sign: re.Match[str], begin: int, end: int) -> None:
    content = state.src[sign.end() : state.eMarks[end - 1]]
    if end > begin + 1:
        content = content.replace("\n" + " " * _indent(state, sign), "\n")
    token = state.push("paragraph_open", "p", 1)
    token.map, token.hidden = [begin, end], True
    token = state.push("inline", "", 0)
    token.map, token.content, token.children = [begin, end], mdTrim(content), []
    state.push("paragraph_close", "p", -1).hidden = True
