"""The end of a ``[label]``, found in linear time.

The stock helper walks over a label once for every bracket that opens in it, and calls itself once a level. A text of
ten thousand ``[`` therefore takes minutes, or ends in a RecursionError. This one gives the same answers, but remembers
where each bracket ends, and looks at a text with very many brackets from its end, where nothing is left to recurse
into.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline import StateInline

_MANY = 32
_OPENERS = re.compile(r"[\[!:]")

_Ends = dict[tuple[int, bool, int], int]


def label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """The offset of the ``]`` that ends the label whose ``[`` stands at ``start``, or -1.

    ``disable_nested``: a label that holds a link is none (links cannot be nested, pictures can).
    """
    ends: _Ends | None = state.__dict__.get("label_ends")
    if ends is None:
        ends = state.__dict__["label_ends"] = {}
        if state.src.count("[") > _MANY:
            _look_from_the_end(state, start)
    key = (start, disable_nested, state.posMax)
    found = ends.get(key)
    if found is None:
        back = state.pos
        found = ends[key] = _walk(state, start, disable_nested, ends)
        state.pos = back
    return found


def _walk(state: StateInline, start: int, disable_nested: bool, ends: _Ends) -> int:
    src, limit, skip = state.src, state.posMax, state.md.inline.skipToken
    level = 1
    state.pos = start + 1
    while state.pos < limit:
        marker = src[state.pos]
        if marker == "]":
            level -= 1
            if level == 0:
                return state.pos
        before = state.pos
        skip(state)
        if marker != "[":
            continue
        if before != state.pos - 1:
            if disable_nested:
                return -1
            continue
        inner = ends.get((before, disable_nested, limit))
        if inner is None:
            level += 1
        elif inner < 0:  # what keeps the inner label from ending keeps this one too
            return -1
        else:
            state.pos = inner + 1
    return -1


def _look_from_the_end(state: StateInline, start: int) -> None:
    """Let every rule that reads labels remember its answer, last label first."""
    back = state.pos
    for found in reversed([match.start() for match in _OPENERS.finditer(state.src, start + 1, state.posMax)]):
        state.pos = found
        state.md.inline.skipToken(state)
    state.pos = back


def helpers() -> Any:
    """What ``MarkdownIt.helpers`` holds, with our way to find the end of a label."""
    return SimpleNamespace(
        parseLinkLabel=label_end, parseLinkDestination=parseLinkDestination, parseLinkTitle=parseLinkTitle
    )
