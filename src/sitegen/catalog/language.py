"""Which language a page is in: by suffix (``about.fi.md``), by folder (``fi/about.md``), else the site's first."""

from __future__ import annotations

from sitegen.model.settings import Language


def split_language(path: str, languages: tuple[Language, ...]) -> tuple[str, str, str]:
    """(language, key, rest) of a path.

    ``key`` is equal for translations of one another; ``rest`` is the path from content/ without the suffix.
    """
    rest = path.removeprefix("content/")
    codes = [language.code for language in languages]
    if len(codes) > 1:
        stem, dot, suffix = rest.removesuffix(".md").rpartition(".")
        if dot and suffix in codes and stem and not stem.endswith("/"):
            return suffix, stem + ".md", stem + ".md"
        top, slash, inner = rest.partition("/")
        if slash and top in codes:
            return top, inner, rest
    return codes[0], rest, rest


def language_of(languages: tuple[Language, ...], code: str) -> Language:
    """The declared language of that code, else the first."""
    for language in languages:
        if language.code == code:
            return language
    return languages[0]


def chain_of(languages: tuple[Language, ...], code: str) -> tuple[str, ...]:
    """Where something is looked for that a language should say: itself, then its fallbacks and theirs, each once."""
    declared = {language.code: language for language in languages}
    found: dict[str, None] = {}
    ahead = [code]
    while ahead:
        step = ahead.pop(0)
        if step not in found:
            found[step] = None
            ahead = [*(declared[step].fallback if step in declared else ()), *ahead]
    return tuple(found)


def prefix_of(languages: tuple[Language, ...], code: str) -> str:
    """The first part of addresses in a language: empty for the site's first, else ``fi/``."""
    return "" if code == languages[0].code else code + "/"
