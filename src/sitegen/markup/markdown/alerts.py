"""Alerts as GitHub writes them: a quote whose first line is ``[!NOTE]``, with or without a title of its own."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

KINDS = {"note": "note", "tip": "tip", "important": "important", "warning": "warning", "caution": "danger"}
"""What follows the exclamation mark, and the class of the box."""

_MARK = re.compile(r"\[!([A-Za-z]+)\][ \t]*([^\n]*)(?:\n|\Z)")


def turn_quotes_into_alerts(state: StateCore) -> None:
    """Core rule, before the text in lines is parsed: quotes that are alerts become ``alert`` tokens."""
    tokens = state.tokens
    quotes = [index for index, token in enumerate(tokens) if token.type == "blockquote_open"]
    for index in reversed(quotes):
        if index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
            match = _MARK.match(tokens[index + 2].content)
            if match and match[1].lower() in KINDS:
                _turn(tokens, index, match)


def _turn(tokens: list[Token], index: int, match: re.Match[str]) -> None:
    opening, paragraph, inline = tokens[index : index + 3]
    opening.type, opening.info = "alert_open", match[1].lower()
    closing = next(
        token for token in tokens[index:] if token.type == "blockquote_close" and token.level == opening.level
    )
    closing.type = "alert_close"
    lines = inline.map or [0, 0]
    title = Token("inline", "", 0, content=match[2].strip(), map=[lines[0], lines[0] + 1], children=[])
    title.level = opening.level + 1
    inline.content = inline.content[match.end() :]
    inline.map = [lines[0] + 1, lines[1]]
    paragraph.map = inline.map
    tokens[index + 1 : index + 1 if inline.content else index + 4] = [title]
