"""Words as the index has them, beside the words as they are shown.

Pagefind finds *Đường* for *đường* and *cafe* for *café*, because those differ by marks that Unicode takes off. Letters
such as đ, ø and ł have no such marks, so they are folded here, and in the visitor's query by ``assets/finder.js`` in
the same way. Chinese and Japanese are written without spaces: each character is a word of its own, and a query of
several is a phrase.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LETTERS = {
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "ŧ": "t",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "ـ": "",
}
"""Letter → what it is found by. ``assets/finder.js`` has the same table; a test compares them."""

_LARGE = {"Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L", "Ø": "O", "Ŧ": "T", "Þ": "Th", "Æ": "Ae", "Œ": "Oe", "ẞ": "Ss"}
_FOLDED = str.maketrans(LETTERS | _LARGE)
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_WORD = re.compile(rf"(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)(?:[^\w\s{_UNSPACED}]+)?")
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
JOINT = "\u200b"
"""Stands between words that no space divides; the same that Pagefind's own segmentation writes."""


class Word(NamedTuple):
    """A word as it is shown, with the space behind it, and as it is found."""

    shown: str
    found: str


def words_of(text: str) -> list[Word]:
    """The words of a text. What is only punctuation belongs to the word before it, or stands alone at the beginning."""
    if not _ANY_UNSPACED.search(text):  # the way of nearly every text
        shown, folded = text.split(), text.translate(_FOLDED).split()
        if len(shown) == len(folded):
            last = len(shown) - 1
            return [Word(one if n == last else one + " ", folded[n]) for n, one in enumerate(shown)]
    words = []
    for match in _WORD.finditer(text):
        end = match.end()
        spaced = end < len(text) and text[end].isspace()
        words.append(Word(match[0] + (" " if spaced else ""), fold(match[0])))
    return words


def fold(word: str) -> str:
    """A word without the letters that Pagefind does not fold itself; never empty."""
    return word.translate(_FOLDED) or word


def joined(words: list[str]) -> str:
    """Words as Pagefind's fragments have them: divided by spaces, or by joints where some are not divided at all."""
    if all(word.endswith(" ") for word in words[:-1]):
        return "".join(words).strip()
    return JOINT.join(words).strip()
