"""How many words a text has."""

from __future__ import annotations

import re

_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_IDEOGRAPH = "\u3040"


def count_words(text: str) -> int:
    """Words between blanks. Scripts that leave no blanks count by the usual length of a word.

    That is two characters in Chinese and Japanese, five in Thai, Lao, Khmer and Burmese.
    """
    if text.isascii():
        return len(text.split())
    count = 0

    def leave_out(match: re.Match[str]) -> str:
        nonlocal count
        length = 2 if match[0][0] >= _IDEOGRAPH else 5
        count += -(-len(match[0]) // length)
        return " "

    return len(_WITHOUT_BLANKS.sub(leave_out, text).split()) + count
