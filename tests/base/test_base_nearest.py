"""What somebody probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.nearest import did_you_mean, nearest

FIELDS = ["title", "date", "summary", "tags", "publish_at"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("titel", "title"), ("Title", "title"), ("DATE", "date"), ("sumary", "summary"), ("publish-at", "publish_at")],
)
def test_a_slip_finds_the_name(name: str, meant: str) -> None:
    assert nearest(name, FIELDS) == meant
    assert did_you_mean(name, FIELDS) == f'did you mean "{meant}"?'


@pytest.mark.parametrize("name", ["", "qqq", "zzzzzzzzzz"])
def test_nothing_alike(name: str) -> None:
    assert nearest(name, FIELDS) is None
    assert did_you_mean(name, FIELDS) == ""


@given(st.text(max_size=6), st.lists(st.text(max_size=6)))
def test_the_answer_is_a_known_name_in_any_order(name: str, names: list[str]) -> None:
    found = nearest(name, names)
    assert found is None or found in names
    assert nearest(name, reversed(names)) == found


@given(st.lists(st.text(max_size=6), min_size=1), st.data())
def test_a_known_name_is_nearest_to_itself(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    found = nearest(name, names)
    assert found is not None and found.casefold() == name.casefold()
