"""Short cuts for lines of text. Their tokens are those of the stock rules; only the way to them is shorter."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_REACTS = "!$&*:<@[\\]_`{~"
"""Characters to which some inline rule of ours or theirs reacts. The stock parser stops at more, for nothing."""

_TRIMMED = re.compile(r"[ \t]\n|\n[ \t]")
"""Where the stock rule for line breaks cuts blanks away, or makes a hard break."""


def shorten(md: MarkdownIt, more: str = "") -> None:
    """Let a parser stop only where a rule could react, and take text without such a place as it is.

    ``more``: characters to which rules of this parser react besides. Call it after all rules have been added.
    """
    reacts = re.escape(_REACTS + more)
    md.inline.terminator_re = re.compile(f"[\n{reacts}]")
    md.inline.ruler.at("text", text)
    md.core.ruler.at("inline", _inline(re.compile(f"[{reacts}]")))


def text(state: StateInline, silent: bool) -> bool:
    """Inline rule: everything up to where a rule could react, plain soft breaks included."""
    src, begin, end = state.src, state.pos, state.posMax
    search = state.md.inline.terminator_re.search
    at = begin
    while True:
        found = search(src, at)
        stop = found.start() if found else end
        if stop > at and not silent:
            state.append_pending(src[at:stop])
        at = stop
        if silent or at + 1 >= end or src[at] != "\n" or src[at - 1] == " " or src[at + 1] in " \t":
            break
        _push_break(state)
        at += 1
    state.pos = at
    return at > begin


def _push_break(state: StateInline) -> None:
    """What ``state.push("softbreak", "br", 0)`` does."""
    if pending := state.pending:
        state.tokens.append(_token("text", "", pending, state.pendingLevel))
        state.pending = ""
    state.tokens.append(_token("softbreak", "br", "", state.level))
    state.tokens_meta.append(None)
    state.pendingLevel = state.level


def _inline(special: re.Pattern[str]) -> Callable[[StateCore], None]:
    find_special, find_trimmed = special.search, _TRIMMED.search

    def inline(state: StateCore) -> None:
        """Core rule: the children of every line."""
        parse = state.md.inline.parse
        for token in state.tokens:
            if token.type != "inline":
                continue
            if token.children is None:
                token.children = []
            content = token.content
            if find_special(content) or ("\n" in content and find_trimmed(content)):
                parse(content, state.md, state.env, token.children)
            elif content:
                token.children += _plain(content)

    return inline


def _plain(content: str) -> list[Token]:
    """Text and the soft breaks in it."""
    found: list[Token] = []
    for line in content.split("\n"):
        if found:
            found.append(_token("softbreak", "br", "", 0))
        if line:
            found.append(_token("text", "", line, 0))
    return found


def _token(kind: str, tag: str, content: str, level: int) -> Token:
    """``Token(kind, tag, 0, content=content, level=level)``, without its way through defaults and checks."""
    token = Token.__new__(Token)
    token.type = kind
    token.tag = tag
    token.nesting = 0
    token.attrs = {}
    token.map = None
    token.level = level
    token.children = None
    token.content = content
    token.markup = ""
    token.info = ""
    token.meta = {}
    token.block = False
    token.hidden = False
    return token
