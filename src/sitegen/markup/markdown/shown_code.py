"""What of a block's text is code, a formula, an address or a tag: blanked out, for whoever looks at the words alone.

Each step goes over the text once, whatever stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

_TICKS = re.compile("`+")
_OPENING = re.compile(r"<(code|pre|kbd|samp|script|style)\b[^<>]*>", re.IGNORECASE)
_FORMULA = re.compile(r"\$[^$\n]*\$")
_ADDRESS = re.compile(r"\]\([^\s()]*\)|(?<!\{\{)<[A-Za-z/][^<>]*>|<!--.*?(?:-->|\Z)", re.DOTALL)

Part = tuple[int, int]
"""The offsets at which something begins and ends."""


def words_alone(text: str, is_line: bool, math: bool) -> str:
    """The text, of the same length, with NUL for what is no words. ``is_line``: it is Markdown, and no HTML block."""
    if is_line and "`" in text:
        text = _blanked(text, _code_spans(text))
    if "<" in text:
        text = _blanked(text, _elements(text))
    if math:
        text = _blanked(text, (found.span() for found in _FORMULA.finditer(text)))
    return _blanked(text, (found.span() for found in _ADDRESS.finditer(text)))


def _blanked(text: str, parts: Iterable[Part]) -> str:
    out: list[str] = []
    last = 0
    for begin, end in parts:
        out += (text[last:begin], re.sub(r"[^\n]", "\0", text[begin:end]))
        last = end
    return "".join([*out, text[last:]])


def _code_spans(text: str) -> Iterator[Part]:
    """Code between as many backticks as before it. Source: CommonMark 0.31.2, 6.1 Code spans."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    alike: dict[int, list[int]] = {}
    for number, (begin, end) in enumerate(runs):
        alike.setdefault(end - begin, []).append(number)
    number = 0
    while number < len(runs):
        begin, end = runs[number]
        begin += _strokes_before(text, begin) % 2  # the first one is escaped
        closing = alike.get(end - begin, [])
        at = bisect_right(closing, number)
        if begin < end and at < len(closing):
            number = closing[at]
            yield begin, runs[number][1]
        number += 1


def _strokes_before(text: str, at: int) -> int:
    begin = at
    while begin and text[begin - 1] == "\\":
        begin -= 1
    return at - begin


def _elements(text: str) -> Iterator[Part]:
    """Elements of raw HTML whose content is shown as code, or not at all."""
    lower, missing, at = text.lower(), set[str](), 0
    while (found := _OPENING.search(text, at)) is not None:
        name, at = found[1].lower(), found.end()
        end = -1 if name in missing else lower.find(f"</{name}", at)
        if end < 0:
            missing.add(name)
            continue
        yield found.start(), end
        at = end
