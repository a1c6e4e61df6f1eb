"""Formulas: TeX as MathML, which browsers show without any script.

latex2mathml reads the TeX. It is forgiving where an author would rather be told, and hands on attributes and texts that
could be HTML; so what it made is looked through here, and written anew with what MathML Core knows.
It is imported when the first formula needs it: a site without formulas never pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

from sitegen.base.entities import unescape

LIMIT = 2_000
"""Characters; no formula of a page is longer."""

_DEEPEST = 40
_CHAIN = re.compile(rf"(?:\\[A-Za-z]+\s*){{{_DEEPEST},}}")
_BRACE = re.compile(r"\\.|([{}])", re.DOTALL)
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_ATTRIBUTES = frozenset(
    re.findall(
        r"\w+",
        "accent accentunder columnalign columnlines columnspacing columnspan depth displaystyle fence form height "
        "largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rowspan "
        "rspace scriptlevel separator stretchy symmetric voffset width",
    )
)
_COLOURS = ("mathcolor", "mathbackground")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]+")


class Unreadable(Exception):
    """Why a formula cannot be read, as the end of a sentence."""


def formulas(md: MarkdownIt) -> None:
    """Formulas between dollar signs; those in a line note where they stand. ``$5 and $6`` are sums of money."""
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    found = math_inline_dollar(False, False, True)

    def placed(state: StateInline, silent: bool) -> bool:
        begin, known = state.pos, len(state.tokens)
        if not found(state, silent):
            return False
        for token in state.tokens[known:]:
            token.meta["at"] = (begin, state.pos)
        return True

    md.inline.ruler.at("math_inline", placed)


@lru_cache(maxsize=1024)
def mathml(tex: str, display: bool) -> str:
    """A formula as MathML; ``display`` is one that stands by itself. Raises Unreadable."""
    _check(tex)
    from latex2mathml.converter import convert_to_element

    try:
        made = convert_to_element(tex)
    except RecursionError:
        raise Unreadable("it is nested too deep") from None
    except Exception as error:
        raise Unreadable(_reason(error)) from None
    inner = "".join(_written(part) for part in made)
    block = ' display="block"' if display else ""
    return f'<math{block} alttext="{escape(tex)}">{inner}</math>'


def _check(tex: str) -> None:
    """What latex2mathml would pass over in silence, or not survive."""
    if not tex:
        raise Unreadable("it is empty")
    if len(tex) > LIMIT:
        raise Unreadable(f"it is longer than {LIMIT:,} characters")
    depth = 0
    for brace in _BRACE.findall(tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            raise Unreadable("a } has no {")
        if depth > _DEEPEST:
            raise Unreadable("it is nested too deep")
    if depth:
        raise Unreadable("a { is not closed")
    if _CHAIN.search(tex):
        raise Unreadable("it is nested too deep")


def _reason(error: Exception) -> str:
    """The name of latex2mathml's exception says what is missing: ``MissingEndError``."""
    name = re.sub(r"(?<!^)(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
    return "something is missing at its end" if "token" in name or not name.startswith(_KNOWN) else name


_KNOWN = ("missing", "extra", "double", "invalid", "denominator", "numerator")


def _written(part: Any) -> str:
    """An element of MathML, with what is harmless."""
    name = str(part.tag)
    inner = [_written(one) for one in part]
    if len(inner) < _PARTS.get(name, 0):
        raise Unreadable("something is missing at its end")
    text = unescape(part.text or "")
    if name in ("mi", "mo") and text[:1] == "\\" and len(text) > 1:
        raise Unreadable(f"there is no {text}")
    return f"<{name}{''.join(_attributes(part.attrib.items()))}>{escape(text, quote=False)}{''.join(inner)}</{name}>"


def _attributes(given: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, value in given:
        if name in _ATTRIBUTES or (name in _COLOURS and _COLOUR.fullmatch(value)):
            yield f' {name}="{escape(value)}"'
