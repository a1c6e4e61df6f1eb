"""A page's text as plain blocks, made from its parsed document: what visitors can find in it.

Nothing is rendered, so neither a layout nor another page's title can change what is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from sitegen.base.entities import unescape
from sitegen.model.document import Hole

Block = tuple[int, str, str]
"""(level, anchor, words) of a heading; a paragraph has level 0 and no anchor."""

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_ID = re.compile(r"""\sid=["']([^"']*)["']""")
_WITHOUT_WORDS = frozenset({"script", "style", "template", "svg", "iframe", "noscript", "annotation"})
_WITHIN_A_LINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    }
)


def blocks_of(segments: Iterable[str | Hole], is_component: Callable[[str], bool]) -> tuple[Block, ...]:
    """The headings and paragraphs of a document, without empty ones. ``is_component``: is there one of that name?"""
    return tuple(_Blocks().read(_html(segments, is_component)))


def _html(segments: Iterable[str | Hole], is_component: Callable[[str], bool]) -> str:
    return "".join(one if isinstance(one, str) else _of_hole(one, is_component) for one in segments)


def _of_hole(hole: Hole, is_component: Callable[[str], bool]) -> str:
    """The words of a hole. An inline component that is none is the text that it seems to be."""
    label = _html(hole.label, is_component)
    if hole.kind == "link":
        return ""  # between the quotes of an attribute
    if hole.kind == "image":
        return escape(hole.attributes.get("alt", ""))
    if hole.kind == "wiki":
        return label or escape(hole.target)
    if hole.form == "inline" and not is_component(hole.target):
        return _html(hole.literal, is_component)
    inside = _html(hole.children, is_component)
    return label if hole.form == "inline" else f"<div>{label}</div><div>{inside}</div>"


class _Blocks:
    """Reads HTML that this program wrote, or that an author did: whatever it is, words come out."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._words: list[str] = []
        self._heading = (0, "")
        self._skipped = ""

    def read(self, html: str) -> list[Block]:
        at = 0
        for tag in _TAG.finditer(html):
            self._take(html[at : tag.start()])
            at = tag.end()
            if tag[2]:
                self._meet(tag[2].lower(), bool(tag[1]), tag[3])
        self._take(html[at:])
        self._finish()
        return self._found

    def _take(self, text: str) -> None:
        if not self._skipped:
            self._words.append(text)

    def _meet(self, name: str, closes: bool, rest: str) -> None:
        if self._skipped:
            if closes and name == self._skipped:
                self._skipped = ""
        elif name in _WITHOUT_WORDS and not closes and not rest.endswith("/"):
            self._skipped = name
        elif name not in _WITHIN_A_LINE:
            self._finish()
            if len(name) == 2 and name[0] == "h" and name[1] in "123456" and not closes:
                anchor = _ID.search(rest)
                self._heading = (int(name[1]), unescape(anchor[1]) if anchor else "")

    def _finish(self) -> None:
        words = " ".join(unescape("".join(self._words)).split())
        if words:
            self._found.append((*self._heading, words))
        self._words, self._heading = [], (0, "")
