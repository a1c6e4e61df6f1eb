"""Markdown inside raw HTML, where an element asks for it with ``markdown="1"``, or barely with ``markdown``.

The agreement is that of kramdown, PHP Markdown Extra and Python-Markdown, so that texts written for them read as they
were meant. CommonMark ends raw HTML at a blank line only, and would show the rest as it is typed. The attribute itself
is left out when the tag is written (``raw_html.py``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock, html_block

_INLINE = "p|h[1-6]|dt|figcaption|summary|caption"
_BLOCKS = "address|article|aside|blockquote|center|details|div|dd|dl|fieldset|figure|footer|header|li|main|nav|section"
_OPEN = re.compile(rf"""<({_BLOCKS}|{_INLINE})((?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?)>""", re.IGNORECASE)
_CLOSE = re.compile(rf"</({_BLOCKS}|{_INLINE})\s*>\Z", re.IGNORECASE)
_ASKS = re.compile(r"""\smarkdown\s*=\s*(["']?)(?:1|block|span)\1(?=\s|\Z)""")
_ASKS_BARELY = re.compile(r"\smarkdown(?=\s|\Z)")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_HOLDS_TEXT = re.compile(rf"(?:{_INLINE})\Z", re.IGNORECASE)
_TAG_OF_BLOCK = re.compile(rf"</?(?:{'|'.join(block_names)}|pre|script|style|textarea)\b|<!|<\?", re.IGNORECASE)


class _Element(NamedTuple):
    """An element that begins on a line: its name, where its tag ends, and whether it asks for Markdown."""

    name: str
    end: int
    asks: bool


def markdown_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: an element of raw HTML that asks for Markdown, up to the line that closes it."""
    begin, limit = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if not state.src.startswith("<", begin) or state.is_code_block(start):
        return False
    if state.src.find("markdown", begin, limit) < 0:
        return False
    element = _opened(state.src[begin:limit].rstrip())
    if element is None or not element.asks:
        return False
    return _on_one_line(state, start, element, silent) or _on_lines(state, start, end, element, silent)


def html_of_blocks(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The stock rule. Inside of an element that asks for Markdown, a line that begins with a picture is a paragraph,
    and other HTML ends with its own element instead of at a blank line."""
    if state.env.get("markdown_html"):
        begin = state.bMarks[start] + state.tShift[start]
        if state.src.startswith("<", begin) and not _TAG_OF_BLOCK.match(state.src, begin):
            return False
        end = _end_of_element(state, start, end)
    return html_block(state, start, end, silent)


def _end_of_element(state: StateBlock, start: int, end: int) -> int:
    """The line after an element that begins on a line, if it is closed at the end of a line; else the end given."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    element, close = _opened(line), _CLOSE.search(line)
    if element and close and close[1].lower() == element.name:
        return start + 1
    return min(end, _closing_lines(state).get(start, end) + 1)


def _opened(line: str) -> _Element | None:
    match = _OPEN.match(line)
    return None if match is None else _Element(match[1].lower(), match.end(), _asks(match[2]))


def _asks(attributes: str) -> bool:
    if "markdown" not in attributes:
        return False
    return bool(_ASKS.search(attributes) or _ASKS_BARELY.search(_QUOTED.sub('""', attributes)))


def _on_one_line(state: StateBlock, start: int, element: _Element, silent: bool) -> bool:
    """``<p markdown="1">Some *words*</p>``."""
    begin = state.bMarks[start] + state.tShift[start]
    line = state.src[begin : state.eMarks[start]].rstrip()
    close = _CLOSE.search(line)
    if close is None or close[1].lower() != element.name or line.lower().count(f"<{element.name}") != 1:
        return False
    if not silent:
        _push_html(state, start, line[: element.end])
        _push_text(state, start, start + 1, line[element.end : close.start()], element.end + begin)
        _push_html(state, start, close[0])
        state.line = start + 1
    return True


def _on_lines(state: StateBlock, start: int, end: int, element: _Element, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    line = state.src[begin : state.eMarks[start]].rstrip()
    close = _closing_lines(state).get(start, -1)
    if len(line) != element.end or not start < close < end:
        return False
    last = state.src[state.bMarks[close] + state.tShift[close] : state.eMarks[close]].rstrip()
    if not _CLOSE.fullmatch(last):  # the mark of a quote or a list stands before it
        return False
    text = _HOLDS_TEXT.match(element.name)
    if text and any(state.isEmpty(one) for one in range(start + 1, close)):
        return False
    if not silent:
        _push_html(state, start, line)
        if text:
            _push_text(state, start + 1, close, state.getLines(start + 1, close, state.blkIndent, False).strip())
        else:
            _parse_blocks(state, start + 1, close)
        _push_html(state, close, last)
        state.line = close + 1
    return True


def _parse_blocks(state: StateBlock, start: int, close: int) -> None:
    """The blocks between two lines. HTML is indented as one likes, so no line there is code by its indent."""
    outer = (state.parentType, state.lineMax, state.blkIndent, state._code_enabled)
    state.parentType, state.lineMax = "markdown_html", close
    state.blkIndent = min((state.sCount[one] for one in range(start, close) if not state.isEmpty(one)), default=0)
    state._code_enabled = False
    state.level += 1
    state.env["markdown_html"] = state.env.get("markdown_html", 0) + 1
    state.md.block.tokenize(state, start, close)
    state.env["markdown_html"] -= 1
    state.level -= 1
    state.parentType, state.lineMax, state.blkIndent, state._code_enabled = outer


def _push_html(state: StateBlock, line: int, content: str) -> None:
    token = state.push("html_block", "", 0)
    token.map = [line, line + 1]
    token.content = content + "\n"


def _push_text(state: StateBlock, start: int, end: int, content: str, at: int = -1) -> None:
    """Text, as the hidden paragraph of a tight list; ``at``: where it begins, if it is not the tail of a line."""
    opening = state.push("paragraph_open", "p", 1)
    opening.map, opening.hidden = [start, end], True
    token = state.push("inline", "", 0)
    token.map, token.content, token.children = [start, end], content, []
    if at >= 0:
        token.meta = {"column": at - (state.src.rfind("\n", 0, at) + 1)}
    state.push("paragraph_close", "p", -1).hidden = True


def _closing_lines(state: StateBlock) -> dict[int, int]:
    """Line of an opening tag → line of the tag that closes it, both alone on their lines. Looked for once a text."""
    found: dict[int, int] | None = state.env.get("markdown_html_lines")
    if found is None:
        found = state.env["markdown_html_lines"] = _pairs(state.src.split("\n"))
    return found


def _pairs(lines: list[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    open_ones: dict[str, list[int]] = {}
    fence = ""
    for number, line in enumerate(lines):
        text = line.lstrip("> \t").rstrip()  # it may stand in a quote
        mark = _FENCE.match(text)
        if fence:
            if mark and mark[1].startswith(fence) and text == mark[1]:
                fence = ""
        elif mark:
            fence = mark[1]
        elif close := _CLOSE.fullmatch(text):
            waiting = open_ones.get(close[1].lower())
            if waiting:
                found[waiting.pop()] = number
        elif (element := _opened(text)) and f"</{element.name}" not in text.lower():
            open_ones.setdefault(element.name, []).append(number)
    return found
