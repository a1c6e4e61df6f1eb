"""Bare addresses become links, as on GitHub: ``https://…``, ``www.…`` and ``name@example.org``.

Two rules only, started by the ``:`` of ``://`` and by ``@``; both look back at the text before them, so ordinary text
is not slowed down. ``www.`` has no such character: it is looked for only in a body that holds it (see parser.py).
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from sitegen.base.entities import unescape

_SCHEME = re.compile(r"(?:^|.)(https?)\Z", re.DOTALL | re.IGNORECASE)
_HOST = re.compile(r"[^\s<>/?#\[\]()*~\"'`,;!|{}\\^:@]+")
_REST = re.compile(r"[^\s<]*")
_TRAILING_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LOCAL = re.compile(r"[A-Za-z0-9.+_-]+\Z")
_MAIL_HOST = re.compile(r"@([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)")
_BEFORE = frozenset(" \t\n*_~(\"'“‘«")
_MAX_LOCAL = 256


def bare_url(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``https://example.org/path``."""
    pos = state.pos
    if state.src[pos] != ":" or silent or state.linkLevel > 0 or not state.src.startswith("://", pos):
        return False
    match = _SCHEME.search(state.pending[-6:])
    if match is None or not _may_follow(state, pos - len(match[1])):
        return False
    end = _end_of_url(state, pos + 3, short=True)
    if end < 0:
        return False
    begin = pos - len(match[1])
    state.pending = state.pending[: -len(match[1])]
    return _push(state, begin, end, state.src[begin:end])


def bare_www(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``www.example.org/path``."""
    pos = state.pos
    if state.src[pos] != "w" or silent or state.linkLevel > 0 or not state.src.startswith("www.", pos):
        return False
    if not _may_follow(state, pos):
        return False
    end = _end_of_url(state, pos, short=False)
    return end > 0 and _push(state, pos, end, "http://" + state.src[pos:end])


def bare_mail(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``name@example.org``."""
    pos = state.pos
    if state.src[pos] != "@" or silent or state.linkLevel > 0:
        return False
    local = _LOCAL.search(state.pending[-_MAX_LOCAL:])
    host = _MAIL_HOST.match(state.src, pos, state.posMax)
    if local is None or host is None:
        return False
    end = host.end()
    if state.src[end - 1] in "-_" or state.src.startswith("@", end):
        return False
    begin = pos - len(local[0])
    if begin and (state.src[begin - 1].isalnum() or state.src[begin - 1] in "/@"):
        return False
    state.pending = state.pending[: -len(local[0])]
    return _push(state, begin, end, "mailto:" + state.src[begin:end])


def _may_follow(state: StateInline, begin: int) -> bool:
    """True if a link may begin after the character before ``begin``."""
    return begin <= 0 or state.src[begin - 1] in _BEFORE


def _end_of_url(state: StateInline, begin: int, short: bool) -> int:
    """The end of an address whose host begins at ``begin``, or -1. ``short``: a host without a dot will do."""
    host = _HOST.match(state.src, begin, state.posMax)
    if host is None:
        return -1
    name = host[0].rstrip("._-")
    if not name or not (short or "." in name[4:]) or "_" in "".join(name.split(".")[-2:]):
        return -1
    rest = _REST.match(state.src, begin, state.posMax)
    return _trim(state.src, begin, rest.end() if rest else begin)


def _trim(text: str, begin: int, end: int) -> int:
    """Leave out what ends the sentence rather than the address."""
    opening, closing = text.count("(", begin, end), text.count(")", begin, end)
    while end > begin:
        last = text[end - 1]
        if last == ")":
            if closing <= opening:
                break
            closing -= 1
            end -= 1
        elif last == ";":
            entity = _TRAILING_ENTITY.search(text[max(begin, end - 34) : end])
            end -= len(entity[0]) if entity else 1
        elif last in "?!.,:*_~\"'”’»":
            end -= 1
        else:
            break
    return end


def _decoded(text: str) -> str:
    """Entities as characters (only whole ones: ``&copy=1`` is a parameter)."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _push(state: StateInline, begin: int, end: int, url: str) -> bool:
    address = state.md.normalizeLink(_decoded(url))
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": address}
    token.info = "auto"
    token.meta["at"] = (begin, end, -1)
    text = state.push("text", "", 0)
    text.content = _decoded(state.src[begin:end])
    text.info = "auto"
    token = state.push("link_close", "a", -1)
    token.info = "auto"
    state.pos = end
    return True
