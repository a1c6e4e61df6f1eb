"""Alerts as GitHub writes them: a quote whose first line is ``[!NOTE]``, with or without a title of its own."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

KINDS = {"note": "note", "tip": "tip", "important": "important", "warning": "warning", "caution": "danger"}
"""What follows the exclamation mark, and the class of the box."""

_MARK = re.compile(r"\[!([A-Za-z]+)\][ \t]*([^\n]*)(?:\n|\Z)")


def turn_quotes_into_alerts(state: StateCore) -> None:
    """Core rule, before the text in lines is parsed: quotes that are alerts become ``alert`` tokens.

    The token after ``alert_open`` is the title, as an inline token (empty: the kind's own name is the title).
    """
    if "[!" not in state.src:
        return
    tokens, kept = state.tokens, []
    alerts: list[bool] = []
    skip_to = 0
    for index, token in enumerate(tokens):
        if index < skip_to:
            continue
        kept.append(token)
        if token.type == "blockquote_open":
            match = _mark_of(tokens, index)
            alerts.append(match is not None)
            if match:
                token.type, token.info = "alert_open", match[1].lower()
                kept.append(_take_title(token, tokens[index + 2], match))
                skip_to = index + 1 if tokens[index + 2].content else index + 4
        elif token.type == "blockquote_close" and alerts.pop():
            token.type = "alert_close"
    state.tokens[:] = kept


def _mark_of(tokens: list[Token], index: int) -> re.Match[str] | None:
    if tokens[index + 1].type != "paragraph_open":
        return None
    match = _MARK.match(tokens[index + 2].content)
    return match if match and match[1].lower() in KINDS else None


def _take_title(opening: Token, inline: Token, match: re.Match[str]) -> Token:
    """Cut the first line off the paragraph; it is the title."""
    lines = inline.map or [0, 0]
    title = Token("inline", "", 0, content=match[2].strip(), map=[lines[0], lines[0] + 1], children=[])
    title.level = opening.level + 1
    inline.content = inline.content[match.end() :]
    inline.map = [lines[0] + 1, lines[1]]
    return title
