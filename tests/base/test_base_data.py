"""Canonical data: equal values have equal bytes, and come back as they were."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.data import fingerprint, fingerprint_of, noun, pack, unpack


@noun
class Point:
    """A noun for tests."""

    x: int
    y: int = 0


@noun
class Path2:
    """A noun of nouns."""

    name: str
    points: tuple[Point, ...]
    more: Any = None


ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-3, minutes=-30))])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=[]))
    | st.binary()
    | st.dates()
    | ZONES.flatmap(lambda zone: st.datetimes(timezones=st.just(zone) if zone else st.none()))
)
POINTS = st.builds(Point, st.integers(), st.integers())


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
        | st.builds(Path2, st.text(max_size=5), st.lists(POINTS, max_size=3).map(tuple), inner)
    )


VALUES = st.recursive(SCALARS | POINTS, containers, max_leaves=12)


def same(left: Any, right: Any) -> bool:
    """Equal, types included: 1, 1.0 and True are three values."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return same(list(left.items()), list(right.items()))
    if isinstance(left, Path2):
        return same((left.name, left.points, left.more), (right.name, right.points, right.more))
    if isinstance(left, datetime):
        return left == right and left.utcoffset() == right.utcoffset()
    return bool(left == right)


@given(VALUES)
def test_values_come_back(value: Any) -> None:
    assert same(unpack(pack(value)), value)


@given(VALUES)
def test_bytes_depend_on_the_value_alone(value: Any) -> None:
    again = unpack(pack(value))
    assert pack(again) == pack(value)
    assert pack([value, value]) == pack([value, again])


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(left: Any, right: Any) -> None:
    assert (pack(left) == pack(right)) == same(left, right) or (left == right == 0)


def test_lists_and_tuples_stay_apart() -> None:
    assert unpack(pack([(), [], ("",), ("Point", 1), (":date", "x")])) == [(), [], ("",), ("Point", 1), (":date", "x")]
    assert pack(()) != pack([])


def test_a_kind_of_text_becomes_text() -> None:
    class Colour(StrEnum):
        RED = "red"

    assert pack(Colour.RED) == pack("red")


def test_interned_text_has_the_same_bytes() -> None:
    built = "".join(["na", "me"])
    assert pack(sys.intern(built)) == pack("".join(["n", "ame"]))


@pytest.mark.parametrize("value", [{1}, frozenset(), object(), Decimal(1), 1j, Point, timedelta(1), [object()]])
def test_what_is_not_canonical_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="not canonical data"):
        pack(value)


def test_nouns_are_frozen_and_slotted() -> None:
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    assert not hasattr(point, "__dict__")
    assert point == Point(1, 0) and hash(point) == hash(Point(1, 0))


def test_two_nouns_cannot_share_a_name() -> None:
    stranger = type("Point", (), {"__annotations__": {}, "__module__": "elsewhere"})
    with pytest.raises(TypeError, match="two nouns are called Point"):
        noun(stranger)


def test_fingerprints() -> None:
    assert fingerprint(b"x") == hashlib.sha256(b"x").digest()[:16]
    assert fingerprint_of([1]) == fingerprint(pack([1]))


SCRIPT = """
from sitegen.base.data import fingerprint_of
print(fingerprint_of({'b': [1, 2.5, None], 'a': ('x', b'y')}).hex())
"""


def test_fingerprints_are_the_same_in_every_process() -> None:
    expected = fingerprint_of({"b": [1, 2.5, None], "a": ("x", b"y")}).hex()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, env={"PYTHONHASHSEED": seed}, check=True, text=True
        )
        assert done.stdout.strip() == expected


def test_a_day_is_no_moment() -> None:
    assert type(unpack(pack(date(2026, 11, 21)))) is date
    assert type(unpack(pack(datetime(2026, 11, 21)))) is datetime
