"""Rules that note where links, pictures and raw HTML stand, and what is wrong with them.

Each replaces a stock rule of the same name, calls it, and writes the offsets into the new token's ``meta["at"]``:
``(begin, end, end of the label)`` within the content of the block.
"""

from __future__ import annotations

import re

from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link

from sitegen.markup.markdown.labels import label_end
from sitegen.markup.markdown.simple_lines import PLAIN_ADDRESS
from sitegen.markup.markdown.undefined import undefined

MAX_IMAGES = 5
"""How deep pictures may stand in the alternative texts of pictures."""

_UNSAFE = ("script", "file", "data")

_PLAIN_ADDRESS = re.compile(rf"(?:{PLAIN_ADDRESS})\Z")
_BLANKS = re.compile(r"[ \t\n]*")
_UNSAFE_AUTOLINK = re.compile(r"<((?:javascript|vbscript|file|data):[^<>\s]*)>", re.IGNORECASE)


def looks_unsafe(text: str) -> bool:
    """True if unsafe addresses (``javascript:``, ``vbscript:``, ``file:``, ``data:``) must be looked for in a body."""
    return any(_is_unsafe(text, sign) for sign in ":\\&")


def _is_unsafe(text: str, sign: str) -> bool:
    """True if a sign, as it is or as a code, stands somewhere behind an unsafe scheme."""
    at = text.find(sign)
    while at >= 0:
        if text[max(at - 6, 0) : at].lower().endswith(_UNSAFE):
            return True
        at = text.find(sign, at + 1)
    return False


def note_problem(state: StateInline, code: str, message: str, begin: int, end: int, hint: str = "") -> None:
    """Leave a problem in the token stream; nothing is printed for it."""
    token = state.push("problem", "", 0)
    token.info = code
    token.content = ""
    token.meta = {"at": (begin, end), "message": message, "hint": hint}


def note_undefined(state: StateInline, begin: int, label: int) -> None:
    """The rule said no: was it because ``[words][name]`` has a name that is not defined?"""
    if begin == label and state.src.endswith("!", 0, begin):
        return  # a picture's, which was looked at before
    end = label_end(state, label)
    known = state.env.get("references", {})
    found = undefined(state.src, state.posMax, begin, (label, end), known) if end >= 0 else None
    if found is not None:
        note_problem(state, "SG215", found.message, begin, found.end, found.hint)


def marked_link(state: StateInline, silent: bool) -> bool:
    """``[words](address)`` and ``[words][reference]``."""
    begin = state.pos
    if state.src[begin] != "[":
        return False
    count = len(state.tokens)
    if not link(state, silent):
        if not silent and "unsafe" in state.env and not state.src.endswith("!", 0, begin):
            _note_unsafe(state, begin, label_end(state, begin, True))
        if not silent and "references_checked" in state.env:
            note_undefined(state, begin, begin)
        return False
    if not silent:
        token = state.tokens[count]
        if token.type != "link_open":  # the text before it was flushed first
            token = state.tokens[count + 1]
        token.meta["at"] = (begin, state.pos, label_end(state, begin, True))
    return True


def marked_image(state: StateInline, silent: bool) -> bool:
    """``![words](address)``."""
    begin = state.pos
    if state.src[begin] != "!" or not state.src.startswith("[", begin + 1):
        return False
    if silent:
        return image(state, True)
    depth = state.env.get("image_depth", 0)
    if depth >= MAX_IMAGES:
        return _as_text(state)
    state.env["image_depth"] = depth + 1
    found = image(state, False)
    state.env["image_depth"] = depth
    if found:
        state.tokens[-1].meta["at"] = (begin, state.pos, label_end(state, begin + 1))
        if depth == 0 and state.env.pop("images_too_deep", False):
            message = f"images stand more than {MAX_IMAGES} deep in one another's alternative texts"
            note_problem(state, "SG213", message, begin, state.pos)
    elif "unsafe" in state.env:
        _note_unsafe(state, begin, label_end(state, begin + 1))
    if not found and "references_checked" in state.env:
        note_undefined(state, begin, begin + 1)
    return found


def _as_text(state: StateInline) -> bool:
    """A picture too deep to be one stays as it was written."""
    begin = state.pos
    if not image(state, True):
        return False
    state.env["images_too_deep"] = True
    state.append_pending(state.src[begin : state.pos])
    return True


def marked_autolink(state: StateInline, silent: bool) -> bool:
    """``<https://example.org/>``."""
    if state.src[state.pos] != "<":
        return False
    begin = state.pos
    if autolink(state, silent):
        if not silent:
            state.tokens[-3].meta["at"] = (begin + 1, state.pos - 1, -1)
        return True
    if not silent and "unsafe" in state.env:
        match = _UNSAFE_AUTOLINK.match(state.src, state.pos)
        if match and not state.md.validateLink(match[1]):
            note_problem(state, "SG209", _unsafe(match[1]), match.start(1), match.end(1))
    return False


def marked_html_inline(state: StateInline, silent: bool) -> bool:
    """A tag of raw HTML."""
    begin = state.pos
    if state.src[begin] != "<" or not html_inline(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta["at"] = (begin, state.pos, -1)
    return True


def destination(content: str, at: tuple[int, int, int]) -> tuple[int, int]:
    """The offsets of a link's address; those of the whole link if its address stands elsewhere (a reference)."""
    begin, end, label = at
    if label < 0 or label + 2 >= end or content[label + 1] != "(":
        return begin, end
    plain = _PLAIN_ADDRESS.match(content, label + 2, end - 1)
    if plain is not None:
        return plain.span()
    start = _BLANKS.match(content, label + 2).end()  # type: ignore[union-attr]
    found = parseLinkDestination(content, start, end)
    if not found.ok:  # an empty address
        return begin, end
    if content[start] == "<":
        return start + 1, found.pos - 1
    return start, found.pos


def _note_unsafe(state: StateInline, begin: int, label: int) -> None:
    """The rule said no: was it because of an unsafe address, in a link or in the definition of a reference?"""
    if label < 0 or state.src[label + 1 : label + 2] not in ("(", ":"):
        return
    start = _BLANKS.match(state.src, label + 2).end()  # type: ignore[union-attr]
    found = parseLinkDestination(state.src, start, state.posMax)
    if found.ok and not state.md.validateLink(state.md.normalizeLink(found.str)):
        note_problem(state, "SG209", _unsafe(found.str), start, found.pos)


def _unsafe(address: str) -> str:
    scheme = address.split(":", 1)[0].strip()
    return f'the address starts with "{scheme}:", which could run as a program; it is not made a link'
