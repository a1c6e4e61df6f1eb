"""Everything that the back office says, by language. One folder a language, one file a section."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from babel.localedata import exists

LANGUAGES = {"en": "English", "fi": "Suomi"}
"""Languages of the back office, each by its own name. The first has every sentence."""

_FIRST = "en"
_FORMS = {"en": "en_150"}
"""How dates and numbers are written where the browser says no region: for English as in Europe, with 24 hours."""

Text = str | dict[str, str]
"""A sentence; or one for each plural form (``one``, ``other`` …)."""

_REGION = re.compile(r"[A-Z]{2}|[0-9]{3}")


class Words:
    """The sentences of one language.

    ``locale`` (CLDR) says how dates and numbers are written beside them; ``tag`` is the same for a browser (BCP 47).
    """

    def __init__(self, language: str, region: str = "") -> None:
        self.language = language
        regional = f"{language}_{region}"
        self.locale = regional if region and exists(regional) else _FORMS.get(language, language)
        self.tag = self.locale.replace("_", "-")
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


@functools.lru_cache(64)
def words_in(language: str, region: str = "") -> Words:
    """The words of a language; of the first one if there are none of it. Dates are written as in ``region``."""
    return Words(language if language in LANGUAGES else _FIRST, region)


def words_wanted(accepted: str, chosen: str = "") -> Words:
    """The words that a browser's ``Accept-Language`` (RFC 9110, section 12.5.4) asks for, or of ``chosen``.

    The first region that is named with the language says how dates are written: ``en-US`` is not ``en-GB``.
    """
    wanted = [tag.replace("_", "-").split("-") for tag in _by_quality(accepted)]
    language = chosen or next((parts[0] for parts in wanted if parts[0] in LANGUAGES), _FIRST)
    tags = (part.upper() for parts in wanted if parts[0] == language for part in parts[1:])
    return words_in(language, next((tag for tag in tags if _REGION.fullmatch(tag)), ""))


def _by_quality(accepted: str) -> list[str]:
    wanted = []
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";q=")
        wanted.append((-_number(quality), name.strip()))
    return [name for _, name in sorted(wanted, key=lambda one: one[0])]


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
