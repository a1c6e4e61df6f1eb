"""A short cut for lines of text: one without markup, or with none but simple markup, needs no rule.

The tokens are those of the stock rules; only the way to them is shorter.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.markup.markdown.simple_lines import SPECIAL, simple
from sitegen.markup.markdown.tokens import new_token

_TRIMMED = re.compile(r"[ \t]\n|\n[ \t]")
"""Where the stock rule for line breaks cuts blanks away, or makes a hard break."""


def short_lines(md: MarkdownIt, www: bool) -> None:
    """Let a parser take simple text without its rules. ``www``: it makes links of words that begin with ``www.``."""
    find_special = re.compile(f"[{re.escape(SPECIAL)}]").search
    md.core.ruler.at("inline", _inline(find_special, "www." if www else ""))


def _inline(find_special: Callable[[str], object], never: str) -> Callable[[StateCore], None]:
    find_trimmed = _TRIMMED.search

    def inline(state: StateCore) -> None:
        """Core rule: the children of every line."""
        parse = state.md.inline.parse
        for token in state.tokens:
            if token.type != "inline":
                continue
            content = token.content
            if never and never in content:
                found = None
            elif find_special(content) or ("\n" in content and find_trimmed(content)):
                found = simple(content)
            else:
                found = _plain(content)
            if found is None:
                found = parse(content, state.md, state.env, [])
            token.children = found

    return inline


def _plain(content: str) -> list[Token]:
    """Text and the soft breaks in it."""
    if "\n" not in content:
        return [new_token("text", "", 0, 0, content)] if content else []
    found: list[Token] = []
    for line in content.split("\n"):
        if found:
            found.append(new_token("softbreak", "br", 0, 0))
        if line:
            found.append(new_token("text", "", 0, 0, line))
    return found
