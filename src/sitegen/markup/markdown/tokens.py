"""Tokens made the short way: hundreds of them are made for a page."""

from __future__ import annotations

from typing import Literal

from markdown_it.token import Token

_blank = Token.__new__


def new_token(
    kind: str, tag: str, nesting: Literal[-1, 0, 1], level: int, content: str = "", markup: str = ""
) -> Token:
    """``Token(kind, tag, nesting, level=…, content=…, markup=…)``, without its way through defaults and checks."""
    token = _blank(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = None
    token.level = level
    token.children = None
    token.content = content
    token.markup = markup
    token.info = ""
    token.meta = {}
    token.block = False
    token.hidden = False
    return token
