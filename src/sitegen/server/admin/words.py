"""Everything that the back office says, by language. One folder a language, one file a section."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale

LANGUAGES = {"en": "English", "fi": "Suomi"}
"""Languages of the back office, each by its own name. The first has every sentence."""

_FIRST = "en"

Text = str | dict[str, str]
"""A sentence; or one for each plural form (``one``, ``other`` …)."""


class Words:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _texts(language)
        self._fallback = _texts(_FIRST)
        self._plural = Locale.parse(language).plural_form

    def say(self, key: str, /, **values: Any) -> str:
        """The sentence of ``key`` (``section.name``), with ``{name}`` replaced by values.

        A sentence with plural forms is chosen by ``count``. A key that nobody wrote is said as it is: a test keeps
        every key of every screen in every language.
        """
        text = self._texts.get(key, self._fallback.get(key, key))
        if isinstance(text, dict):
            text = text.get(self._plural(values.get("count", 0)), text["other"])
        return text.format_map(values) if values else text

    def knows(self, key: str) -> bool:
        """True if somebody wrote a sentence for ``key``."""
        return key in self._fallback

    def sections(self, names: tuple[str, ...]) -> dict[str, Text]:
        """The sentences of some sections, for the browser."""
        wanted = tuple(f"{name}." for name in names)
        return {key: self._texts.get(key, text) for key, text in self._fallback.items() if key.startswith(wanted)}


@functools.cache
def words_in(language: str) -> Words:
    """The words of a language; of the first one if there are none of it."""
    return Words(language if language in LANGUAGES else _FIRST)


def language_wanted(accepted: str) -> str:
    """The language of the back office that a browser's ``Accept-Language`` (RFC 9110, section 12.5.4) asks for."""
    wanted = []
    for part in accepted.split(","):
        name, _, quality = part.partition(";q=")
        wanted.append((-_number(quality), name.strip().lower().partition("-")[0]))
    return next((name for _, name in sorted(wanted, key=lambda one: one[0]) if name in LANGUAGES), _FIRST)


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


@functools.cache
def _texts(language: str) -> dict[str, Text]:
    folder = files("sitegen.server.admin").joinpath("words", language)
    found: dict[str, Text] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        section = file.name.removesuffix(".yaml")
        found |= _flat(yaml.safe_load(file.read_text(encoding="utf-8")), section)
    return found


def _flat(texts: Mapping[str, Any], before: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for name, text in texts.items():
        key = f"{before}.{name}"
        if isinstance(text, dict) and "other" not in text:
            found |= _flat(text, key)
        else:
            found[key] = text
    return found
