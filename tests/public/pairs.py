"""Which kinds of pages are looked at how: all of it is many, so the usual run takes a part that leaves no pair out."""

from __future__ import annotations

from collections.abc import Iterable

SCHEMES = ("light", "dark")
LANGUAGES = ("en", "ar")
ENDS = (390, 1440)


def whole(kinds: Iterable[str], widths: Iterable[int] = ENDS) -> list[tuple[str, str, str, int]]:
    """Every (kind, scheme, language, width)."""
    return [
        (kind, scheme, language, width)
        for kind in kinds
        for scheme in SCHEMES
        for language in LANGUAGES
        for width in widths
    ]


def some(kinds: Iterable[str], widths: tuple[int, int] = ENDS) -> list[tuple[str, str, str, int]]:
    """For each kind one way and its opposite, in turn, so that two of scheme, language and width meet in all ways."""
    chosen = []
    for number, kind in enumerate(kinds):
        dark, right, wide = (number & 1, number >> 1 & 1, number >> 2 & 1)
        for turn in (0, 1):
            chosen.append((kind, SCHEMES[dark ^ turn], LANGUAGES[right ^ turn], widths[wide ^ turn]))
    return chosen
