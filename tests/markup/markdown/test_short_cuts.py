"""The short cuts of our parsers change no token."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.markup.markdown import parser as parsers
from sitegen.markup.markdown.typography import quotes_of

_MARKS = "**|](a)|![|https://a.b|a@b.c|www.|&amp;|&#32;|- |1. |> |```\n|{.c}|:box[x]|[^1]|[[A]]|<b>|$x$|~~"
_LINES = "  \n| \n|\n |\n\n|\\\n|text\n: means|::: note\n"
PIECES = st.sampled_from(
    [
        *"abw \n\n\t*_[]()!`<>&:@{}~#-+=|\\'\".0ä字\u00a0\u2028",
        *_MARKS.split("|"),
        *_LINES.split("|"),
        "| a | b |\n|---|---|\n",
    ]
)


def tokens(text: str, flavour: str, math: bool, short: bool) -> list[dict[str, Any]]:
    """What a parser makes of a text, with our short cuts or by the stock rules alone."""
    with pytest.MonkeyPatch.context() as patch:
        if not short:
            patch.setattr(parsers, "shorten", lambda md, more="": more and md.inline.add_terminator_char(more))
            patch.setattr(parsers, "dispatch", lambda md: None)
            patch.setattr(parsers, "plain_paragraph", lambda *args: False)
        md = parsers.parser.__wrapped__(flavour, math, True, "www." in text)
    return [token.as_dict() for token in md.parse(text, {"quotes": quotes_of("en")})]


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["full", "commonmark"]), st.booleans())
@settings(max_examples=400, deadline=None)
@example("a \nb  \nc\n d\n\te", "full", False)
@example("[a\nb](c)", "full", False)
@example("*a\n[b\nc][d]\n\n[d]: e", "full", False)
def test_tokens(text: str, flavour: str, math: bool) -> None:
    assert tokens(text, flavour, math, True) == tokens(text, flavour, math, False)
