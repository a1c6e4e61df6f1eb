"""The theme's interface strings, in the page's language; a site may say each otherwise in data/strings/."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from typing import Any

from sitegen.catalog.assets import THEME
from sitegen.catalog.language import chain_of
from sitegen.catalog.settings import languages
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.markup.decode import decode, too_large
from sitegen.markup.values import guess
from sitegen.markup.yaml import compose_map

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of Unicode CLDR: ``page_count_few`` is what ``page_count`` is for a few."""


@query
def strings(db: Database, language: str) -> dict[str, str]:
    """key → text in a language; what it lacks comes from its fallbacks in their order, at last from English.

    Forms of plurals come from the language that says the word: a language with one form for every number does not
    take the singular of its fallback.
    """
    found: dict[str, str] = {}
    for code in string_codes(db, language):
        above = frozenset(found)
        for path in string_files(code):
            for key, value in db.get(string_texts, path).items():
                if _base_of(key) not in above:
                    found.setdefault(key, str(value))
    return found


def string_codes(db: Database, language: str) -> tuple[str, ...]:
    """Languages whose strings are looked at, in order: with ``pt-BR`` also ``pt``."""
    chain = chain_of(db.get(languages), language)
    return tuple(dict.fromkeys([*(one for code in chain for one in (code, code.partition("-")[0])), "en"]))


def string_files(code: str) -> tuple[str, str]:
    """Where the strings of a language stand: the site's own first."""
    return f"data/strings/{code}.yaml", f"{THEME}data/strings/{code}.yaml"


def said_in(db: Database, language: str, key: str) -> tuple[str, str]:
    """(text, file) of a string in a language, by the same way as :func:`strings`; empty texts if nobody says it."""
    for code in string_codes(db, language):
        for path in string_files(code):
            if key in (found := db.get(string_texts, path)):
                return str(found[key]), path
    return "", ""


def worded(db: Database, language: str, key: str, count: object) -> str:
    """The text of a key; with a number in ``count``, the form that the language has for so many. The key if unknown."""
    known = db.get(strings, language)
    if type(count) is int and any(f"{key}_{form}" in known for form in PLURALS):
        return known.get(f"{key}_{plural(language, count)}") or known.get(key, key)
    return known.get(key, key)


@lru_cache(maxsize=1024)
def plural(language: str, count: int) -> str:
    """The plural category of a number in a language (CLDR); ``other`` where none is known."""
    from babel.core import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return str(Locale.parse(tag, sep="-").plural_form(count))
        except (UnknownLocaleError, ValueError):
            continue
    return "other"


def _base_of(key: str) -> str:
    base, _, form = key.rpartition("_")
    return base if base and form in PLURALS else key


@query
def string_texts(db: Database, path: str) -> dict[str, Any]:
    """What one file of strings says; nothing if it is not there, or broken, which is reported."""
    data = db.get(file, path)
    if data is None:
        return {}
    too_much = too_large(data, path, what="YAML")
    text, _ = decode(b"" if too_much else data, path)
    node, problems = compose_map(text, path, code="SG114", shape_code="SG114")
    for problem in too_much + problems:
        db.report(problem)
    return guess(node, UTC) if node is not None else {}
