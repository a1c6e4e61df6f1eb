"""How much a layout may do. Work is counted, not timed, so that the same layout fails on every machine or on none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from jinja2.exceptions import SecurityError

MOST_TEXT = 20_000_000
"""The most characters of any one text that a layout makes."""

MOST_ITEMS = 500_000
"""The most items of any one list that a layout makes, lists in it included."""

MOST_STEPS = 5_000_000
"""The most steps of one layout for one page: what loops, calls and filters go over. Some seconds of work."""

_MOST_BITS = 50_000
_MOST_POWER = 4_000
_AT_ONCE = 16
_CONTAINERS = (list, tuple, dict)
_SIZED = (*_CONTAINERS, range, set, frozenset)


class TooMuch(SecurityError):
    """A layout wants more than any page needs."""


def steps_of(value: Any) -> int:
    """What it costs to go over a value once."""
    if isinstance(value, str | bytes):
        return 1 + (len(value) >> 6)
    return 1 + len(value) if isinstance(value, _SIZED) else 1


def check_text(length: int) -> None:
    """Refuse a text of that many characters if they are too many."""
    if length > MOST_TEXT:
        raise TooMuch(f"the layout makes more than {MOST_TEXT:,} characters")


def check_items(count: int) -> None:
    """Refuse a list of that many items if they are too many."""
    if count > MOST_ITEMS:
        raise TooMuch(f"the layout makes a list of more than {MOST_ITEMS:,} items")


def weight(value: Any) -> int:
    """How many items a list holds, those of lists in it included. Refuses one that holds too many."""
    count = 0
    todo = [value]
    while todo:
        inner = todo.pop()
        items = inner.values() if isinstance(inner, dict) else inner
        count += len(inner)
        check_items(count)
        todo += [item for item in items if isinstance(item, _CONTAINERS)]
    return count


def check_operation(operator: str, left: Any, right: Any) -> int:
    """Refuse arithmetic that would fill the memory; else what it costs."""
    if operator == "%" and isinstance(left, str | bytes):
        raise TooMuch("% on a text is not available; use ~ or a filter")
    if operator == "**" and not _small_power(left, right):
        raise TooMuch("the power is too large")
    if operator == "*":
        return _check_product(left, right)
    if (
        operator == "+"
        and isinstance(left, str | bytes | list | tuple)
        and isinstance(right, str | bytes | list | tuple)
    ):
        total = len(left) + len(right)
        (check_text if isinstance(left, str | bytes) else check_items)(total)
        return 1 + (total >> 6)
    return 1


def _check_product(left: Any, right: Any) -> int:
    if isinstance(left, int) and isinstance(right, int):
        if left.bit_length() + right.bit_length() > _MOST_BITS:
            raise TooMuch("the number is too large")
        return 1
    for thing, count in ((left, right), (right, left)):
        if isinstance(thing, str | bytes | list | tuple) and isinstance(count, int):
            total = len(thing) * count
            (check_text if isinstance(thing, str | bytes) else check_items)(total)
            return 1 + (max(total, 0) >> 6)
    return 1


def _small_power(base: Any, exponent: Any) -> bool:
    if not isinstance(base, int | float) or not isinstance(exponent, int | float):
        return False
    if isinstance(base, int) and base.bit_length() > _MOST_BITS:
        return False
    return abs(exponent) * len(str(base)) < _MOST_POWER


def check_replaced(text: str, old: str, new: str) -> None:
    """Refuse to replace if too long a text would come of it."""
    if len(new) > len(old):
        check_text(len(text) + text.count(old) * (len(new) - len(old)))


def check_joined(parts: Iterable[str], between: str) -> list[str]:
    """The parts, unless joined they would be too long."""
    found: list[str] = []
    size = 0
    left = iter(parts)
    while some := list(islice(left, _AT_ONCE)):
        found += some
        size += sum(map(len, some)) + len(between) * len(some)
        check_text(size)
    return found


def joined(chunks: Iterable[str]) -> str:
    """The text that a layout makes, unless it is too long."""
    return "".join(check_joined(chunks, ""))
