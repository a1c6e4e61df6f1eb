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

from sitegen.render.limits import MOST_ITEMS, TooMuch, check_joined, check_replaced, steps_of

_MOST_WIDTH = 10_000
_MOST_DIGITS = 100
_LEFT_OUT = ("format", "pprint", "random")  # memory out of a number; insides of objects; a page that differs each time

Filter = Callable[..., Any]


def builtin_filters() -> dict[str, Filter]:
    """The filters of Jinja that layouts have."""
    found = {name: filter_ for name, filter_ in JINJA.items() if name not in _LEFT_OUT}
    found |= {name: _narrow(found[name], most) for name, most in _WIDTHS.items()}
    return {**found, "join": join, "replace": replace}


_WIDTHS = {
    "batch": _MOST_WIDTH,
    "center": _MOST_WIDTH,
    "indent": _MOST_WIDTH,
    "round": _MOST_DIGITS,
    "slice": _MOST_WIDTH,
}


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
    check_replaced(str(text), str(old), str(new))
    made: str = JINJA["replace"](eval_ctx, text, old, new, count)
    return made


@pass_eval_context
def join(eval_ctx: EvalContext, value: Any, d: Any = "", attribute: str | int | None = None) -> str:
    """The items (or a field of each) as one text with ``d`` between them."""
    if attribute is not None:
        value = map(make_attrgetter(eval_ctx.environment, attribute), value)
    between = soft_str(d)
    parts = check_joined((one if isinstance(one, Markup) else shown(one) for one in value), between)
    if not eval_ctx.autoescape:
        return between.join(parts)
    if not isinstance(between, Markup) and any(isinstance(part, Markup) for part in parts):
        between = Markup.escape(between)
    return between.join(parts)


def shown(value: Any) -> str:
    """A value as text; what is no value but a part of the machine has none."""
    from sitegen.render.sandbox import check_shown

    check_shown(value)
    return soft_str(value)


def counted(filter_: Filter, spend: Callable[[int], None]) -> Filter:
    """A filter that spends what it costs to go over its value."""
    at = 1 if getattr(filter_, "jinja_pass_arg", None) is not None else 0

    @functools.wraps(filter_)
    def counting(*given: Any, **named: Any) -> Any:
        if len(given) > at:
            spend(steps_of(given[at]))
        return filter_(*given, **named)

    return counting


__all__ = ["MOST_ITEMS", "builtin_filters", "counted", "shown"]
