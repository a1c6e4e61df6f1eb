"""Days are written as Babel writes them, in every language and style."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from babel.dates import format_date
from babel.localedata import locale_identifiers

from sitegen.engine.database import Database
from sitegen.render.dated import STYLES, DateWords, date_words, written

DAYS = [date(2026, month, day) for month, day in zip(range(1, 13), range(3, 27, 2), strict=True)]
DAYS += [date(1, 1, 1), date(987, 6, 5), date(2009, 12, 31), date(9999, 12, 31)]


def words_of(language: str) -> DateWords:
    """What is kept of a language."""
    return cast(DateWords, date_words.run(cast(Database, None), language))


def test_every_language_and_style() -> None:
    kept = 0
    for locale in locale_identifiers():
        words = words_of(locale.replace("_", "-"))
        for style in STYLES:
            found = [written(day, style, words) for day in DAYS]
            if found[0] is not None:
                kept += 1
                assert found == [format_date(day, style, locale=locale) for day in DAYS], (locale, style)
    assert kept > 3000


@pytest.mark.parametrize("language", ["en", "de", "fi", "zh-Hant", "ar"])
def test_the_usual_languages_need_no_more(language: str) -> None:
    assert words_of(language).styles.keys() >= {"short", "medium", "long"}
