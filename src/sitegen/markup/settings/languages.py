"""The languages of the site."""

from __future__ import annotations

import re

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration, as_map, section
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import Language
from sitegen.model.yaml import YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar

_CODE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "ug", "ur", "yi"})
_OWN_NAMES = {
    "ar": "العربية",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "et": "Eesti",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "ja": "日本語",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


def read_languages(node: YamlNode | None, reading: Declaration) -> tuple[str, tuple[Language, ...]]:
    """The code of the default language, and the languages in order, the default one first; English if none."""
    found = as_map(node, "languages", reading)
    if found is None:
        return "en", (_language("en"),)
    entries = [entry for entry in found.entries if entry.key.text != "default"]
    made = {entry.key.text: language for entry in entries if (language := _read(entry, reading)) is not None}
    default = _default(found, tuple(made), reading)
    made = {default: made.get(default) or _language(default), **made}  # it comes first, wherever it is written
    return default, _with_fallbacks(made, found, reading)


def _default(found: YamlMap, codes: tuple[str, ...], reading: Declaration) -> str:
    """The default language: the one named, else the first."""
    first = codes[0] if codes else "en"
    node = found.get("default")
    if node is None or is_broken(node):
        return first
    code = node.text if isinstance(node, YamlScalar) else ""
    if _CODE.fullmatch(code) is None:
        reading.refuse('"default" asks for the code of a language', node.at, "write default: en")
        return first
    if codes and code not in codes:
        hint = did_you_mean(code, codes) or f"the languages are {', '.join(codes)}"
        reading.refuse(f'the default language "{code}" is not among the languages', node.at, hint)
        return first
    return code


def _read(entry: YamlEntry, reading: Declaration) -> Language | None:
    code = entry.key.text
    if _CODE.fullmatch(code) is None:
        reading.refuse(f'"{code}" is not the code of a language', entry.key.at, "codes look like en, fi or pt-BR")
        return None
    if isinstance(entry.value, YamlScalar):
        return _language(code, entry.value.text)
    found = section(entry.value, "languages.*", code, reading)
    return _language(code, found["label"], found["direction"], _fallbacks(found["fallback"], reading))


def _language(
    code: str, label: str | None = None, direction: str | None = None, fallback: tuple[str, ...] = ()
) -> Language:
    return Language(code, label or _own_name(code), direction or direction_of(code), fallback)


def direction_of(code: str) -> str:
    """``rtl`` for languages that are written from right to left, else ``ltr``."""
    parts = code.casefold().split("-")
    if "latn" in parts or "cyrl" in parts:
        return "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT or "arab" in parts or "hebr" in parts else "ltr"


def _own_name(code: str) -> str:
    if (known := _OWN_NAMES.get(code)) is not None:
        return known
    # Babel takes tens of milliseconds to import: only for a language that is neither labelled nor known here.
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError, TypeError):
        return code
    return name[:1].upper() + name[1:] if name else code


def _fallbacks(node: YamlNode | None, reading: Declaration) -> tuple[str, ...]:
    """One code or a list of them, as written."""
    if node is None or is_empty(node) or is_broken(node):
        return ()
    made = []
    for item in node.items if isinstance(node, YamlList) else (node,):
        if isinstance(item, YamlScalar) and not is_empty(item):
            made.append(item.text)
        elif not is_broken(item):
            reading.refuse(f'"fallback" asks for codes of languages, not for {shown(item)}', item.at, "write [sv, en]")
    return tuple(dict.fromkeys(made))


def _with_fallbacks(made: dict[str, Language], found: YamlMap, reading: Declaration) -> tuple[Language, ...]:
    """The languages; a fallback that is none of them, or that leads back, is reported and left out."""
    kept: dict[str, Language] = {}
    for code, language in made.items():
        usable = []
        for fallback in language.fallback:
            wrong = _wrong_fallback(code, fallback, made)
            if wrong:
                at = next(entry.key.at for entry in found.entries if entry.key.text == code)
                message = f'the fallback "{fallback}" of "{code}" {wrong}'
                reading.refuse(message, at, did_you_mean(fallback, made))
            else:
                usable.append(fallback)
        kept[code] = Language(code, language.label, language.direction, tuple(usable))
    return tuple(kept.values())


def _wrong_fallback(code: str, fallback: str, made: dict[str, Language]) -> str:
    """Why a fallback cannot be used: each has to be a language, and no way may lead round to its beginning."""
    if fallback not in made:
        return "is not among the languages"
    return "leads back to where it started" if code in _reached(fallback, made) else ""


def _reached(code: str, made: dict[str, Language]) -> set[str]:
    """A language and everything its fallbacks lead to."""
    seen: set[str] = set()
    ahead = [code]
    while ahead:
        step = ahead.pop()
        if step in made and step not in seen:
            seen.add(step)
            ahead += made[step].fallback
    return seen
