"""The filters that somebody vouches for: on which kinds they never fail, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sitegen.catalog.settings import languages
from sitegen.engine.database import Database
from sitegen.render.contracts.vouching.certain import (
    NUMBER,
    Certain,
    Day,
    Doubt,
    Many,
    Page,
    Text,
    there,
)
from sitegen.render.filters import formatted

Constants = list[Any]

_STYLES = ("short", "medium", "long", "full", "month", "month_day", "weekday", "time")
_ORDERS = frozenset({"date", "title", "updated", "url"})
_LONGEST = 128
"""Characters of a date in words."""

_WIDER = 6
"""A letter may become three, a sign an entity."""

_SAMPLES = [date(2024, month, 1) for month in range(1, 13)] + [datetime(2024, 2, 29, 23, 59, tzinfo=UTC)]
"""Every month and every day of the week."""


def filtered(db: Database, name: str, kind: Certain, given: Constants) -> Certain:
    """What a filter makes of a value, with arguments that stand in the layout; a Doubt where it may fail."""
    found = _FILTERS.get(name)
    if found is None:
        raise Doubt(f'nobody vouches for the filter "{name}"')
    return found(db, kind, given)


def _date(db: Database, kind: Certain, given: Constants) -> Certain:
    form = given[0] if given else "medium"
    if not isinstance(there(kind), Day) or len(given) > 1:
        raise Doubt("what is no date cannot be shown as one")
    if form not in ("iso", "year") and not (form in _STYLES and can_be_said(db, form)):
        raise Doubt(f'nobody vouches for the form "{form}" of dates')
    return Text(_LONGEST)


def can_be_said(db: Database, form: str) -> bool:
    """Whether every language of the site has the words for dates of this form."""
    try:
        said = [formatted(day, form, one.code) for one in db.get(languages) for day in _SAMPLES]
    except Exception:
        return False
    return max(map(len, said)) < _LONGEST // 2


def _text(db: Database, kind: Certain, given: Constants) -> Certain:
    """``upper``, ``trim`` and others that make a text of a text."""
    inner = there(kind)
    if not isinstance(inner, Text) or given:
        raise Doubt("only a text can be made another text")
    return Text(inner.length * _WIDER)


def _excerpt(db: Database, kind: Certain, given: Constants) -> Certain:
    if not isinstance(there(kind), Text) or len(given) > 1 or not all(_is_count(one) for one in given):
        raise Doubt("only the beginning of a text can be shown")
    return Text((given[0] if given else 160) * _WIDER + _WIDER)


def _limit(db: Database, kind: Certain, given: Constants) -> Certain:
    if not isinstance(kind, Many) or not 1 <= len(given) <= 2 or not all(_is_count(one) for one in given):
        raise Doubt("only a list has first entries")
    return replace(kind, most=min(kind.most, given[0]))


def _sorted(db: Database, kind: Certain, given: Constants) -> Certain:
    if (
        not isinstance(kind, Many)
        or not isinstance(kind.of, Page)
        or not {str(one).lstrip("-") for one in given} <= _ORDERS
    ):
        raise Doubt("nobody vouches for this order")
    return kind


def _length(db: Database, kind: Certain, given: Constants) -> Certain:
    if not isinstance(kind, Many | Text) or given:
        raise Doubt("only a list or a text has a length")
    return NUMBER


def _same(db: Database, kind: Certain, given: Constants) -> Certain:
    if not isinstance(kind, Many) or given:
        raise Doubt("only a list can be gone through")
    return kind


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 < value <= 10_000


_FILTERS: dict[str, Callable[[Database, Certain, Constants], Certain]] = {
    "count": _length,
    "date": _date,
    "e": _text,
    "escape": _text,
    "excerpt": _excerpt,
    "length": _length,
    "limit": _limit,
    "list": _same,
    "lower": _text,
    "sort_by": _sorted,
    "trim": _text,
    "upper": _text,
}
