"""Frozen classes are what ``dataclass(frozen=True, slots=True)`` makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest

from sitegen.base.frozen import frozen, values_of


def _declared() -> type:
    class Thing:
        """A thing."""

        name: str
        size: int = 1
        parts: list[str] = field(default_factory=list)

    return Thing


MINE: Any = frozen(_declared())
THEIRS: Any = dataclass(frozen=True, slots=True)(_declared())


@pytest.mark.parametrize("made", [MINE, THEIRS])
def test_made_shown_compared_and_changed_alike(made: Any) -> None:
    one = made("a", parts=["x"])
    assert repr(one).endswith("Thing(name='a', size=1, parts=['x'])")
    assert one == made("a", 1, ["x"]) != made("a", 2, ["x"])
    assert one != ("a", 1, ["x"])
    assert made("a").parts is not made("a").parts
    assert replace(one, size=3) == made("a", 3, ["x"])
    assert hash(made("a", 1, ())) == hash(made("a", 1, ()))  # type: ignore[arg-type]
    assert not hasattr(one, "__dict__")
    for wrong in ((), ("a", 1, [], 4)):
        with pytest.raises(TypeError):
            made(*wrong)


@pytest.mark.parametrize("made", [MINE, THEIRS])
def test_nothing_is_changed(made: Any) -> None:
    one = made("a")
    with pytest.raises(FrozenInstanceError):
        one.size = 2
    with pytest.raises(FrozenInstanceError):
        del one.size
    assert one.size == 1


def test_values_in_order_and_inherited_fields_first() -> None:
    @frozen
    class More(MINE):  # type: ignore[misc]
        """More of it."""

        size: int = 5
        last: str = "z"

    assert values_of(More)(More("a")) == ("a", 5, [], "z")
    assert More("a") != MINE("a", 5)
