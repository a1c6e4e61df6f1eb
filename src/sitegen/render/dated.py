"""How a language writes a day: what Babel knows of it, kept, so that a build of few pages need not import Babel."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

from sitegen.base.data import noun
from sitegen.engine.database import Database
from sitegen.engine.query import query

STYLES: tuple[Literal["short", "medium", "long", "full"], ...] = ("short", "medium", "long", "full")

Piece = tuple[str, int]
"""A field of Unicode TR 35 and how often its letter stands there; or a text, and 0."""

_FIELDS = {"y": 8, "M": 4, "d": 2, "E": 4}
"""The fields that are written here, and the most letters of each."""


@noun
class DateWords:
    """Styles that consist of these fields alone, and names. Months and days of the week begin with the first one; the
    week with Monday. Names are (abbreviated, wide)."""

    styles: dict[str, tuple[Piece, ...]]
    months: tuple[tuple[str, ...], tuple[str, ...]]
    days: tuple[tuple[str, ...], tuple[str, ...]]


@query(lazy=True)
def date_words(db: Database, language: str) -> DateWords:
    """How a language writes a day."""
    from babel.dates import get_date_format, get_day_names, get_month_names, tokenize_pattern

    locale = locale_name(language)
    styles: dict[str, tuple[Piece, ...]] = {}
    for style in STYLES:
        tokens = tokenize_pattern(get_date_format(style, locale).pattern)
        pieces = tuple((one, 0) if isinstance(one, str) else one for _, one in tokens)
        if all(count <= _FIELDS.get(letter, -1) for letter, count in pieces if count):
            styles[style] = pieces
    months = [get_month_names(width, locale=locale) for width in ("abbreviated", "wide")]
    days = [get_day_names(width, locale=locale) for width in ("abbreviated", "wide")]
    return DateWords(
        styles,
        tuple(tuple(str(names[number]) for number in range(1, 13)) for names in months),  # type: ignore[arg-type]
        tuple(tuple(str(names[number]) for number in range(7)) for names in days),  # type: ignore[arg-type]
    )


def written(day: date, style: str, words: DateWords) -> str | None:
    """A day in a style, as Babel writes it; None if the style has other fields than are written here."""
    pieces = words.styles.get(style)
    return None if pieces is None else "".join([_piece(day, *piece, words) for piece in pieces])


def _piece(day: date, letter: str, count: int, words: DateWords) -> str:
    if not count:
        return letter
    if letter == "y":
        year = f"{day.year:0{count}d}"
        return year[-2:] if count == 2 else year
    if letter == "d":
        return f"{day.day:0{count}d}"
    if letter == "M":
        return f"{day.month:0{count}d}" if count < 3 else words.months[count - 3][day.month - 1]
    return words.days[max(count, 3) - 3][day.weekday()]


@lru_cache(maxsize=64)
def locale_name(language: str) -> str:
    """A language tag as Babel has it; the nearest that it knows, else English."""
    from babel.core import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return str(Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"
