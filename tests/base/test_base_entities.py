"""References to characters: what they mean, also where somebody wrote a number that no program can mean."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.entities import shortened, unescape


@pytest.mark.parametrize("digits", [8, 4_300, 4_301, 1_000_000])
@pytest.mark.parametrize("zeros", [0, 5_000])
def test_a_number_beyond_the_last_character_is_the_replacement_character(digits: int, zeros: int) -> None:
    assert unescape(f"a&#{'0' * zeros}{'9' * digits};b&#{'9' * digits} c") == "a\ufffdb\ufffd c"


@given(st.text(alphabet="&#x;0123456789aFltgamp ", max_size=60))
def test_everything_else_is_as_html_says(text: str) -> None:
    assert unescape(text) == html.unescape(text)
    assert html.unescape(shortened(text)) == html.unescape(text)


def test_zeros_before_a_number_mean_nothing() -> None:
    assert unescape("&#" + "0" * 30_000 + "65;") == "A"
