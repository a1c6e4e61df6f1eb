"""Typographic quotes in the page's language, dashes and ellipses. Nothing else is replaced."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

Quotes = tuple[str, str, str, str]
"""Double quotes that open and close, single quotes that open and close."""

_ENGLISH: Quotes = ("“", "”", "‘", "’")
_NORDIC: Quotes = ("”", "”", "’", "’")
_GERMAN: Quotes = ("„", "“", "‚", "‘")
_ROMANCE: Quotes = ("«", "»", "“", "”")
_RUSSIAN: Quotes = ("«", "»", "„", "“")
_QUOTES: dict[str, Quotes] = {
    "fi": _NORDIC,
    "sv": _NORDIC,
    "de": _GERMAN,
    "de-ch": ("«", "»", "‹", "›"),
    "de-li": ("«", "»", "‹", "›"),
    "cs": _GERMAN,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "bg": _GERMAN,
    "is": _GERMAN,
    "lt": _GERMAN,
    "et": ("„", "“", "„", "“"),
    "fr": ("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"),
    "fr-ch": ("«", "»", "‹", "›"),
    "es": _ROMANCE,
    "ca": _ROMANCE,
    "it": _ROMANCE,
    "el": _ROMANCE,
    "pt-pt": _ROMANCE,
    "nb": ("«", "»", "‘", "’"),
    "nn": ("«", "»", "‘", "’"),
    "no": ("«", "»", "‘", "’"),
    "ru": _RUSSIAN,
    "uk": _RUSSIAN,
    "be": _RUSSIAN,
    "pl": ("„", "”", "‚", "’"),
    "hr": ("„", "”", "‚", "’"),
    "ro": ("„", "”", "«", "»"),
    "hu": ("„", "”", "»", "«"),
    "he": ("”", "”", "’", "’"),
    "fa": ("«", "»", "‹", "›"),
}

APOSTROPHE = "’"

_QUOTE = re.compile(r"['\"]")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_EM_DASH = re.compile(r"(?<!-)---(?!-)")
_EN_DASH = re.compile(r"(?<!\S)--(?!\S)|(?<=[^\s-])--(?=[^\s-])")
_RAW = re.compile(r"<(/?)(?:code|kbd|pre|samp|script|style|textarea|tt|var)\b", re.IGNORECASE)
_MAX_OPEN = 64


class _Open(NamedTuple):
    """A quote that may open: in which token, where, of which kind, how deep."""

    token: int
    at: int
    quote: str
    level: int


def quotes_of(language: str) -> Quotes:
    """The quotes of a language; English ones where none are known."""
    tag = language.lower().replace("_", "-")
    return _QUOTES.get(tag) or _QUOTES.get(tag.split("-", 1)[0], _ENGLISH)


def typography(state: StateCore) -> None:
    """Core rule: make the text of all lines typographic."""
    quotes: Quotes = state.env["quotes"]
    for token in state.tokens:
        if token.type == "inline" and token.children:
            text = token.content
            if "'" in text or '"' in text or "--" in text or "..." in text:
                smarten(token.children, quotes)


def smarten(tokens: list[Token], quotes: Quotes) -> None:
    """Make the text tokens of one line typographic, those in raw code and in bare addresses left alone."""
    texts = _prose(tokens)
    for index in texts:
        content = tokens[index].content
        if "--" in content or "..." in content:
            tokens[index].content = _EN_DASH.sub("–", _EM_DASH.sub("—", _ELLIPSIS.sub("…", content)))
    edits = _match_quotes(tokens, texts, quotes)
    for index, changes in edits.items():
        tokens[index].content = _edited(tokens[index].content, changes)


def _prose(tokens: list[Token]) -> list[int]:
    found: list[int] = []
    raw = 0
    for index, token in enumerate(tokens):
        if token.type == "html_inline":
            match = _RAW.match(token.content)
            if match:
                raw = max(raw + (-1 if match[1] else 1), 0)
        elif token.type == "text" and not raw and token.info != "auto":
            found.append(index)
        elif token.type == "image" and token.children and not raw:
            continue
    return found


def _match_quotes(tokens: list[Token], texts: list[int], quotes: Quotes) -> dict[int, dict[int, str]]:
    """What to put where: by token, by offset."""
    edits: dict[int, dict[int, str]] = {}
    stack: list[_Open] = []
    for index in texts:
        token = tokens[index]
        while stack and stack[-1].level > token.level:
            stack.pop()
        for match in _QUOTE.finditer(token.content):
            _decide(tokens, _Open(index, match.start(), match[0], token.level), stack, edits, quotes)
    return edits


def _decide(
    tokens: list[Token], quote: _Open, stack: list[_Open], edits: dict[int, dict[int, str]], quotes: Quotes
) -> None:
    """Whether a quote opens, closes the one on the stack, or is an apostrophe."""
    opens, closes = _flanks(_before(tokens, quote), _after(tokens, quote), quote.quote)
    here = edits.setdefault(quote.token, {})
    single = quote.quote == "'"
    if not opens and not closes:
        if single:
            here[quote.at] = APOSTROPHE
        return
    if closes:
        for depth in range(len(stack) - 1, -1, -1):
            other = stack[depth]
            if other.level < quote.level:
                break
            if other.quote == quote.quote:
                edits.setdefault(other.token, {})[other.at] = quotes[2 if single else 0]
                here[quote.at] = quotes[3 if single else 1]
                del stack[depth:]
                return
    if opens:
        stack.append(quote)
        if len(stack) > _MAX_OPEN:  # a bound: nobody nests quotes so deep
            del stack[0]
    elif single:
        here[quote.at] = APOSTROPHE


def _before(tokens: list[Token], quote: _Open) -> str:
    """The character before a quote; a blank at the beginning of a line."""
    if quote.at:
        return tokens[quote.token].content[quote.at - 1]
    for index in range(quote.token - 1, -1, -1):
        if tokens[index].type in ("softbreak", "hardbreak"):
            return " "
        if tokens[index].content:
            return tokens[index].content[-1]
    return " "


def _after(tokens: list[Token], quote: _Open) -> str:
    """The character after a quote; a blank at the end of a line."""
    content = tokens[quote.token].content
    if quote.at + 1 < len(content):
        return content[quote.at + 1]
    for index in range(quote.token + 1, len(tokens)):
        if tokens[index].type in ("softbreak", "hardbreak"):
            return " "
        if tokens[index].content:
            return tokens[index].content[0]
    return " "


def _flanks(before: str, after: str, quote: str) -> tuple[bool, bool]:
    """Whether a quote between two characters can open, and whether it can close."""
    if quote == '"' and after == '"' and before.isdigit():
        return False, False  # 1"" is an inch in quotes
    blank_before, blank_after = before.isspace(), after.isspace()
    punct_before, punct_after = category(before)[0] in "PS", category(after)[0] in "PS"
    opens = not (blank_after or (punct_after and not (blank_before or punct_before)))
    closes = not (blank_before or (punct_before and not (blank_after or punct_after)))
    if opens and closes:
        return punct_before, punct_after
    return opens, closes


def _edited(text: str, changes: dict[int, str]) -> str:
    parts: list[str] = []
    last = 0
    for at in sorted(changes):
        parts += (text[last:at], changes[at])
        last = at + 1
    parts.append(text[last:])
    return "".join(parts)
