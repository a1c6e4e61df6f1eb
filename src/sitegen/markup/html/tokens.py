"""The tags of an HTML text, with their offsets. Source: HTML Standard, 13.2.5 Tokenization.

Raw text (``<script>``, ``<style>``, ``<textarea>`` …), comments, and CDATA within SVG and MathML hold no tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.base.entities import unescape
from sitegen.markup.html.elements import FOREIGN, INTEGRATION, RAW_TEXT

_OPENING = re.compile(r"<(?:(/?)([A-Za-z][^\s/>]*)|(!--)|(!\[CDATA\[)|(!|\?|/(?!>))|(/>))")
_COMMENT_END = re.compile(r"--!?>")
_SPACE = re.compile(r"[\s/]*")
_NAME = re.compile(r"=?[^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")


TORN = "x-torn"
"""An attribute of a tag whose other attributes nobody can tell apart."""


class Token(NamedTuple):
    """A start tag, an end tag, a doctype or a text, from ``begin`` up to ``end``.

    kind
        ``start``, ``end``, ``doctype`` or ``text``.
    attributes
        name in lower case → value; of two with one name the first.
    is_closed
        ``<br/>``: the tag ends with a slash.
    trouble
        ``quote`` where a quote is not closed or stands in the wrong place, ``end`` where the text ends in the tag.
    """

    kind: str
    name: str
    begin: int
    end: int
    attributes: dict[str, str]
    is_closed: bool = False
    trouble: str = ""


def tokens(text: str) -> Iterator[Token]:
    """Everything that is not a comment, in order."""
    at, foreign = 0, _Foreign()
    while (found := _OPENING.search(text, at)) is not None:
        if found.start() > at:
            yield Token("text", "", at, found.start(), {})
        if not found[2]:
            at = _passed(text, found, foreign.is_inside)
            if found[4] and foreign.is_inside:
                yield Token("text", "", found.end(), at, {})
            elif found[5] == "!" and text[found.end() : found.end() + 7].lower() == "doctype":
                yield Token("doctype", "", found.start(), at, {})
            continue
        token = _tag(text, found)
        yield token
        at = token.end
        was_inside = foreign.is_inside
        foreign.see(token)
        if token.kind == "start" and token.name in RAW_TEXT and not was_inside:
            close = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            end = close.start() if close is not None else len(text)
            if end > at:
                yield Token("text", "", at, end, {})
            at = end
    if at < len(text):
        yield Token("text", "", at, len(text), {})


class _Foreign:
    """Whether one is inside of SVG or MathML, but not in HTML within them."""

    def __init__(self) -> None:
        self._open: list[str] = []

    @property
    def is_inside(self) -> bool:
        return bool(self._open) and self._open[-1] in FOREIGN

    def see(self, token: Token) -> None:
        if token.kind == "start" and not token.is_closed:
            if token.name in FOREIGN or (self.is_inside and token.name in INTEGRATION):
                self._open.append(token.name)
        elif token.kind == "end" and token.name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(token.name) :]


def _passed(text: str, found: re.Match[str], in_foreign: bool) -> int:
    """The end of a comment, a declaration, or of what browsers read as a comment."""
    at = found.end()
    if found[3]:
        if text.startswith((">", "->"), at):
            return text.index(">", at) + 1
        close = _COMMENT_END.search(text, at)
        return close.end() if close is not None else len(text)
    if found[6]:
        return at
    mark = "]]>" if found[4] and in_foreign else ">"
    end = text.find(mark, at)
    return end + len(mark) if end >= 0 else len(text)


def _tag(text: str, found: re.Match[str]) -> Token:
    """A tag; of one with a quote too few, what stands before the first ``>``, as its author meant it."""
    token = _whole_tag(text, found)
    end = text.find(">", found.end()) + 1
    if not token.trouble or not 0 < end < token.end:
        return token
    return token._replace(end=end, attributes={TORN: ""}, is_closed=False)


def _whole_tag(text: str, found: re.Match[str]) -> Token:
    kind, name = ("end" if found[1] else "start"), found[2].lower()
    attributes: dict[str, str] = {}
    at, trouble = found.end(), ""
    while True:
        space = _SPACE.match(text, at)
        before, at = at, space.end() if space else at
        if at >= len(text):
            return Token(kind, name, found.start(), len(text), attributes, False, trouble or "end")
        if text[at] == ">":
            is_closed = at > before and text[at - 1] == "/"
            return Token(kind, name, found.start(), at + 1, attributes, is_closed, trouble)
        at, key, value, wrong = _attribute(text, at)
        trouble = trouble or wrong
        attributes.setdefault(key.lower(), unescape(value))


def _attribute(text: str, at: int) -> tuple[int, str, str, str]:
    """(where it ends, name, value, trouble) of the attribute at an offset."""
    name = _NAME.match(text, at)
    key = name[0] if name else ""
    at = name.end() if name else at
    trouble = "quote" if re.search("[\"'<]", key) else ""
    equals = _EQUALS.match(text, at)
    if equals is None:
        return at, key, "", trouble
    at = equals.end()
    if text[at : at + 1] in ("'", '"'):
        end = text.find(text[at], at + 1)
        if end < 0:
            return len(text), key, text[at + 1 :], "quote"
        return end + 1, key, text[at + 1 : end], trouble
    bare = _BARE.match(text, at)
    return (bare.end() if bare else at), key, (bare[0] if bare else ""), trouble
