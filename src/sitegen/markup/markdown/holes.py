"""Holes in the HTML: marked while it is written, cut out afterwards.

While a body is rendered, a hole is a mark between two NUL characters (a text has none: CommonMark replaces them):
``\\0 7 \\0`` is hole 7, ``\\0 <7 \\0 … \\0 > \\0`` is hole 7 with what it holds, ``\\0 | \\0`` ends the leading
heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from markdown_it.common.utils import escapeHtml

from sitegen.model.document import Hole, Segments

LEAD = "\0|\0"
"""The mark after a level-1 heading that opens the body."""

END = "\0>\0"
"""The mark after what a hole holds."""


def mark(number: int) -> str:
    """The mark of a hole that holds nothing."""
    return f"\0{number}\0"


def begin(number: int) -> str:
    """The mark before what a hole holds."""
    return f"\0<{number}\0"


def cut(html: str, holes: list[Hole]) -> tuple[Segments, int]:
    """Segments of the marked HTML, and how many of them make the leading heading."""
    if "\0" not in html:
        return ((html,) if html else ()), 0
    lead = 0
    stack: list[tuple[int, list[str | Hole]]] = [(-1, [])]
    for index, part in enumerate(html.split("\0")):
        into = stack[-1][1]
        if index % 2 == 0:
            if part:
                into.append(part)
        elif part == "|":
            lead = len(into)
        elif part == ">":
            number, inner = stack.pop()
            stack[-1][1].append(_filled(holes[number], tuple(inner)))
        elif part[0] == "<":
            stack.append((int(part[1:]), []))
        else:
            into.append(holes[int(part)])
    return tuple(stack[0][1]), lead


def _filled(hole: Hole, inner: Segments) -> Hole:
    """A component with what it holds: its children, or, of an inline one, its label and its literal text."""
    if hole.form != "inline":
        return replace(hole, children=inner)
    before, after = hole.literal
    return replace(hole, label=inner, literal=(before, *inner, after) if after else (before,))


def join(segments: Iterable[str | Hole], fill: Callable[[Hole], str]) -> str:
    """Segments as HTML, each hole as ``fill`` says."""
    return "".join([part if isinstance(part, str) else fill(part) for part in segments])


def image_tag(address: str, attributes: dict[str, Any], xhtml: bool = False) -> str:
    """An ``<img>`` as Markdown prints it; ``address`` is HTML already, attributes are not."""
    rest = "".join([f' {escapeHtml(key)}="{escapeHtml(str(value))}"' for key, value in attributes.items()])
    return f'<img src="{address}"{rest}{" /" if xhtml else ""}>'


def plain(segments: Iterable[str | Hole], xhtml: bool = False) -> str:
    """Segments as HTML without a site: every address as written, no component known.

    ``xhtml``: close ``<img />`` as the CommonMark flavour does.
    """

    def fill(hole: Hole) -> str:
        if hole.kind == "link":
            return hole.fallback
        if hole.kind == "image":
            return image_tag(hole.fallback, hole.attributes, xhtml)
        if hole.kind == "component":
            return plain(hole.literal if hole.form == "inline" else hole.children, xhtml)
        return hole.fallback

    return join(segments, fill)
