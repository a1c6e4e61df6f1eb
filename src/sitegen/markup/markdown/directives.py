"""Components called from Markdown.

``:::name[label]{key=value}`` … ``:::`` holds blocks, ``::name[label]{…}`` stands alone on its line, and
``:name[label]{…}`` stands in a line of text. A container ends at the line of as many colons; one with fewer colons
inside ends first. The end is found while the content is parsed, so colons within code or a quote end nothing.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.markup.markdown.attributes import read_attributes
from sitegen.markup.markdown.labels import label_end

MAX_INLINE = 4
"""How deep inline components may stand in one another; what is deeper stays text.

It must be few: each holds what stands in it twice, as its label and as the text that it would otherwise be.
"""

MAX_CONTAINERS = 50
"""How deep containers may stand in one another; what is deeper stays text, and is a problem."""

_OPEN = re.compile(r"(:{2,})[ \t]*([A-Za-z][\w-]*)(?=[\[{ \t]|\Z)")
_CLOSE = re.compile(r"(:{3,})[ \t]*\Z")
_INLINE = re.compile(r":([A-Za-z][\w-]*)(?=[\[{])")


class _Frame:
    """A container that is being parsed."""

    __slots__ = ("closed", "colons", "level")

    def __init__(self, colons: int, level: int) -> None:
        self.colons = colons
        self.level = level
        self.closed = -1  # the line that closes it


def _read_opening(text: str) -> tuple[int, str, tuple[int, int] | None, dict[str, str]] | None:
    """Colons, name, where the label stands, and properties of a line that calls a component."""
    match = _OPEN.match(text)
    if match is None or (len(match[1]) == 2 and match.start(2) != 2):
        return None
    at = match.end()
    label: tuple[int, int] | None = None
    properties: dict[str, str] = {}
    if text.startswith("[", at):
        end = _plain_label_end(text, at)
        if end < 0:
            return None
        label, at = (at + 1, end), end + 1
    if text.startswith("{", at):
        read = read_attributes(text, at, len(text), flags=True)
        if read is None:
            return None
        properties, at = read
    return None if text[at:].strip() else (len(match[1]), match[2], label, properties)


def _plain_label_end(text: str, begin: int) -> int:
    """The bracket that closes the one at ``begin``, escaped brackets left out."""
    depth, at = 0, begin
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1


def component_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a line that calls a component, with what it holds."""
    begin = state.bMarks[start] + state.tShift[start]
    limit = state.eMarks[start]
    if begin >= limit or not state.src.startswith("::", begin, limit) or state.is_code_block(start):
        return False
    read = _read_opening(state.src[begin:limit])
    if read is None:
        return False
    if silent:
        return True
    colons, name, label, properties = read
    if len(state.env.get("components", ())) >= MAX_CONTAINERS:
        _note_too_deep(state, start)
        return False
    token = state.push("component_open", "", 1)
    token.map = [start, start + 1]
    token.info = name
    token.meta = {"form": "leaf" if colons == 2 else "container", "properties": properties, "label": label is not None}
    if label is not None:
        _push_label(state, start, begin, label)
    if colons == 2:
        state.line = start + 1
    else:
        _parse_content(state, token, colons, start, end)
    state.push("component_close", "", -1)
    return True


def _note_too_deep(state: StateBlock, line: int) -> None:
    if not state.env.get("components_too_deep"):
        state.env["components_too_deep"] = True
        token = state.push("problem_block", "", 0)
        token.map, token.info = [line, line + 1], "SG213"
        token.meta = {"message": f"components stand more than {MAX_CONTAINERS} deep in one another"}


def _push_label(state: StateBlock, line: int, begin: int, label: tuple[int, int]) -> None:
    token = state.push("inline", "", 0)
    token.content = state.src[begin + label[0] : begin + label[1]]
    token.map = [line, line + 1]
    token.children = []
    token.meta = {"column": begin + label[0] - (state.src.rfind("\n", 0, begin) + 1)}


def _parse_content(state: StateBlock, token: Token, colons: int, start: int, end: int) -> None:
    """Parse the blocks of a container up to the line that closes it (or to the end of its parent)."""
    frames: list[_Frame] = state.env.setdefault("components", [])
    frame = _Frame(colons, state.level)
    frames.append(frame)
    parent = state.parentType
    state.parentType = "component"
    state.line = start + 1
    state.md.block.tokenize(state, start + 1, end)
    state.parentType = parent
    frames.pop()
    if frame.closed >= 0:
        state.line = frame.closed + 1
    else:
        token.meta["open"] = True
        if any(outer.closed >= 0 for outer in frames):
            state.line = end  # a container further out was closed: leave this one too
    if token.map:
        token.map[1] = state.line


def component_close(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a line of colons that closes an open container of this parent."""
    frames: list[_Frame] | None = state.env.get("components")
    if not frames:
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", begin) or state.is_code_block(start):
        return False
    match = _CLOSE.match(state.src, begin, state.eMarks[start])
    if match is None:
        return False
    colons = len(match[1])
    if silent:
        return any(frame.colons <= colons for frame in frames)
    frame = _closed_by(frames, colons, state.level)
    if frame is None:
        return False
    frame.closed = start
    state.line = end  # leaves the loop over the container's blocks, see _parse_content
    return True


def _closed_by(frames: list[_Frame], colons: int, level: int) -> _Frame | None:
    """The container that a line of so many colons closes: one of as many colons, else the innermost of fewer."""
    innermost: _Frame | None = None
    for frame in reversed(frames):
        if frame.level != level:  # a quote or a list lies between
            break
        if frame.colons == colons:
            return frame
        if innermost is None and frame.colons < colons:
            innermost = frame
        level -= 1
    return innermost


def component_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``:name[label]{key=value}``."""
    begin = state.pos
    src = state.src
    if src[begin] != ":":
        return False
    match = _INLINE.match(src, begin, state.posMax)
    if match is None or (begin and (src[begin - 1] == ":" or src[begin - 1].isalnum() or src[begin - 1] == "_")):
        return False
    if not silent and state.env.get("inline_components", 0) >= MAX_INLINE:
        return False
    label, at = (0, 0), match.end()
    if src[at] == "[":
        end = label_end(state, at)
        if end < 0 or src.startswith(("(", "["), end + 1, state.posMax):
            return False
        label, at = (at + 1, end), end + 1
    properties: dict[str, str] = {}
    if at < state.posMax and src[at] == "{":
        read = read_attributes(src, at, state.posMax, flags=True)
        if read is not None:
            properties, at = read
        elif not label[0]:
            return False
    if not silent:
        _push_inline(state, match, label, at, properties)
    state.pos = at
    return True


def _push_inline(
    state: StateInline, match: re.Match[str], label: tuple[int, int], end: int, properties: dict[str, str]
) -> None:
    begin, limit = match.start(), state.posMax
    token = state.push("component_inline_open", "", 1)
    token.info = match[1]
    before = state.src[begin : label[0]] if label[0] else state.src[begin:end]
    token.meta |= {"at": (begin, end), "properties": properties, "before": before}
    token.meta["after"] = state.src[label[1] : end] if label[0] else ""
    if label[0]:
        depth = state.env.get("inline_components", 0)
        state.env["inline_components"] = depth + 1
        state.pos, state.posMax = label
        state.md.inline.tokenize(state)
        state.env["inline_components"] = depth
    state.posMax = limit
    state.push("component_inline_close", "", -1)
