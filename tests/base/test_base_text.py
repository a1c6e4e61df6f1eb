"""Positions as an editor counts them."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.base.text import Lines

PIECES = ["\n", "\r", "\r\n", "a", "ü", "😀", "\u2028", "\x0c", "\x85"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS)
@example("")
@example("a\r\nb\rc\n")
def test_places_agree_with_the_lines(text: str) -> None:
    lines = Lines(text)
    parts = re.split(r"\r\n|\r|\n", text)
    assert len(lines) == len(parts)
    offset = 0
    for number, part in enumerate(parts, 1):
        for column in range(len(part) + 1):
            assert lines.place(offset + column) == (number, column + 1)
            assert lines.offset(number, column + 1) == offset + column
        offset += len(part) + (2 if text[offset + len(part) :].startswith("\r\n") else 1)


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_span_is_two_places(text: str, start: int, end: int) -> None:
    lines = Lines(text)
    assert lines.span(start, end) == (*lines.place(start), *lines.place(end))


def test_a_line_past_the_end_is_the_last() -> None:
    assert Lines("a\nbc").offset(9) == 2
    assert Lines("").offset(1) == 0
