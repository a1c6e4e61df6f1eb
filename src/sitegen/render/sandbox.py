"""Jinja that can do no harm: names are limited by its sandbox, resources by what stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_TEXT = 20_000_000
"""The most characters that one layout may make."""

_MOST_WIDTH = 10_000
_MOST_POWER = 4_000


class TooMuch(SecurityError):
    """A layout wants more than any page needs."""


class Missing(StrictUndefined):
    """A name that is not there. Testing it is allowed (it is false), showing it is a problem."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, Undefined) or other is None

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return not self == other

    __hash__ = Undefined.__hash__  # type: ignore[assignment]


class View:
    """What layouts are meant to see: everything on it but names with an underscore is theirs."""

    __slots__ = ()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of every layout."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``. Views skip the sandbox's look at every access: they have nothing to hide behind names."""
        if isinstance(obj, View):
            if attribute[:1] != "_":
                try:
                    return getattr(obj, attribute)
                except AttributeError:
                    pass
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=Missing,
            cache_size=0,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: "" if value is None else value,
            **options,
        )
        self.globals.pop("lipsum", None)
        self.filters["center"] = _bounded(self.filters["center"])
        self.filters["indent"] = _bounded(self.filters["indent"])
        self.filters.pop("pprint", None)
        self.filters.pop("random", None)  # a page must come out the same twice
        self.filters.pop("format", None)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse arithmetic that would fill the memory."""
        if operator == "%" and isinstance(left, str | bytes):
            raise TooMuch("% on a text is not available; use ~ or a filter")
        if operator == "**" and not _small_power(left, right):
            raise TooMuch("the power is too large")
        if operator == "*" and _repeats(left, right) > MOST_TEXT:
            raise TooMuch("the text is repeated too often")
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: Any) -> bool:
        """Text's own methods that make memory out of a number are not available."""
        if getattr(obj, "__name__", "") in _WIDE and isinstance(getattr(obj, "__self__", None), str | bytes):
            return False
        return super().is_safe_callable(obj)


_WIDE = frozenset({"center", "ljust", "rjust", "zfill", "format", "format_map", "expandtabs", "translate"})


def _small_power(base: Any, exponent: Any) -> bool:
    return (
        isinstance(base, int | float)
        and isinstance(exponent, int | float)
        and abs(exponent) * len(str(base)) < _MOST_POWER
    )


def _repeats(left: Any, right: Any) -> int:
    for text, count in ((left, right), (right, left)):
        if isinstance(text, str | bytes | list | tuple) and isinstance(count, int):
            return len(text) * count
    return 0


def _bounded(filter: Callable[..., Any]) -> Callable[..., Any]:
    def bounded(value: Any, width: Any = 80, *args: Any, **options: Any) -> Any:
        if isinstance(width, int) and width > _MOST_WIDTH:
            raise TooMuch(f"a width of {width} is too large")
        return filter(value, width, *args, **options)

    return bounded


def joined(chunks: Any) -> str:
    """The text that a layout makes, unless it is too long."""
    parts: list[str] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > MOST_TEXT:
            raise TooMuch(f"the layout makes more than {MOST_TEXT:,} characters")
    return "".join(parts)
