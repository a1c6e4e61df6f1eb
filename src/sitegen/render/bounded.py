"""Jinja's own filters, held to what a page needs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from jinja2 import pass_eval_context
from jinja2.filters import FILTERS as JINJA
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from markupsafe import Markup, soft_str

from sitegen.base.entities import shortened
from sitegen.render.limits import TooMuch, check_joined, check_replaced, steps_of
from sitegen.render.view import check_shown

_LEFT_OUT = ("format", "pprint", "random")  # memory out of a number; insides of objects; a page that differs each time
_MOST = {"batch": 10_000, "center": 10_000, "indent": 10_000, "round": 100, "slice": 10_000, "urlize": 10_000}
_MOST |= {"wordwrap": 10_000, "truncate": 1_000_000}
_OF_TEXTS = {
    "capitalize",
    "center",
    "e",
    "escape",
    "excerpt",
    "forceescape",
    "indent",
    "lower",
    "markdown",
    "plain",
    "replace",
    "safe",
    "slug",
    "string",
    "striptags",
    "title",
    "trim",
    "truncate",
    "upper",
    "urlencode",
    "urlize",
    "wordcount",
    "wordwrap",
}

Filter = Callable[..., Any]


def builtin_filters() -> dict[str, Filter]:
    """The filters of Jinja that layouts have."""
    found = {name: filter_ for name, filter_ in JINJA.items() if name not in _LEFT_OUT}
    found |= {name: _narrow(found[name], most) for name, most in _MOST.items()}
    return {**found, "join": join, "replace": replace, "striptags": without_tags}


def _narrow(filter_: Filter, most: int) -> Filter:
    """A filter whose arguments are no larger numbers, and no longer texts, than ``most``."""

    @functools.wraps(filter_)
    def narrow(*given: Any, **named: Any) -> Any:
        for one in (*given[1:], *named.values()):
            if (isinstance(one, int | float) and abs(one) > most) or (isinstance(one, str) and len(one) > most):
                raise TooMuch(f"more than {most:,} is too much here")
        return filter_(*given, **named)

    return narrow


@pass_eval_context
def replace(eval_ctx: EvalContext, text: Any, old: str, new: str, count: int | None = None) -> str:
    """``text`` with ``new`` in place of ``old``."""
    check_replaced(soft_str(text), soft_str(old), soft_str(new))
    made: str = JINJA["replace"](eval_ctx, text, old, new, count)
    return made


@pass_eval_context
def join(eval_ctx: EvalContext, value: Any, d: Any = "", attribute: str | int | None = None) -> str:
    """The items (or a field of each) as one text with ``d`` between them."""
    if attribute is not None:
        value = map(make_attrgetter(eval_ctx.environment, attribute), value)
    made: str = JINJA["join"](eval_ctx, check_joined(map(shown, value), soft_str(d)), d)
    return made


def without_tags(html: Any) -> str:
    """HTML as plain text on one line."""
    return str(Markup(shortened(str(html))).striptags())


def shown(value: Any) -> str:
    """A value as text, HTML as HTML; what has no text is refused."""
    if isinstance(value, Markup):
        return value
    check_shown(value)
    return soft_str(value) if value is not None else ""


def counted(name: str, filter_: Filter, spend: Callable[[int], None]) -> Filter:
    """A filter that spends what it costs to go over its value."""
    at = 1 if getattr(filter_, "jinja_pass_arg", None) is not None else 0
    is_of_texts = name in _OF_TEXTS

    @functools.wraps(filter_)
    def counting(*given: Any, **named: Any) -> Any:
        if len(given) > at:
            if is_of_texts:
                check_shown(given[at])
                given = (*given[:at], "", *given[at + 1 :]) if given[at] is None else given
            spend(steps_of(given[at]))
        return filter_(*given, **named)

    return counting
