"""Jinja that can do no harm: names are limited by its sandbox, work by a count of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.render.bounded import Filter, builtin_filters, counted, shown
from sitegen.render.counting import count_steps
from sitegen.render.limits import (
    MOST_STEPS,
    TooMuch,
    check_joined,
    check_operation,
    check_replaced,
    joined,
    steps_of,
    weight,
)
from sitegen.render.view import View, finalized, written

_CALL = 8
_LOOP = 4
_MACRO = 20
_TEMPLATE = 20


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


class _Generator(CodeGenerator):
    """Has values escaped by ``environment.written`` instead of ``escape(environment.finalize(…))``."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written((")  # two are closed: that of finalize too


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of every layout. ``filters`` are ours, besides Jinja's.

    Compiled layouts call ``going_round``, ``going_over``, ``texts``, ``holding`` (see :mod:`sitegen.render.counting`).
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})
    code_generator_class = _Generator
    written = staticmethod(written)
    concat = staticmethod(joined)  # what macros and {% set %} blocks make

    def __init__(self, filters: Mapping[str, Filter], **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=Missing,
            cache_size=0,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=finalized,
            **options,
        )
        self._left = MOST_STEPS
        self.globals.pop("lipsum", None)
        self.filters = {name: counted(name, one, self.spend) for name, one in {**builtin_filters(), **filters}.items()}

    @contextmanager
    def allowance(self) -> Iterator[None]:
        """A layout's own count of steps: what it renders inside of another's counts for itself."""
        before, self._left = self._left, MOST_STEPS
        try:
            yield
        finally:
            self._left = before

    def spend(self, steps: int) -> None:
        """Count steps, and refuse to go on when there were too many."""
        self._left -= steps
        if self._left < 0:
            raise TooMuch(f"the layout takes more than {MOST_STEPS:,} steps; is there a loop in a loop?")

    # names

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

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``format`` stays what it is, so that :meth:`is_safe_callable` refuses it."""
        return None

    def is_safe_callable(self, obj: Any) -> bool:
        """Methods that make memory out of a number, or tell the time or place of this machine, are not available."""
        owner = getattr(obj, "__self__", None)
        if owner is None or isinstance(owner, View):
            return super().is_safe_callable(obj)
        name = getattr(obj, "__name__", "")
        if isinstance(owner, type) or (name in _LOCAL and isinstance(owner, date)):
            return False
        return name not in _WIDE and super().is_safe_callable(obj)

    # work

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """``obj(…)``: counted, and refused where it would fill the memory."""
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f'"{getattr(__obj, "__name__", "this")}" is not available in layouts')
        owner = getattr(__obj, "__self__", None)
        __self.spend(_MACRO if isinstance(__obj, Macro) else _CALL)
        if isinstance(owner, str | list | dict):
            __self.spend(steps_of(owner))
        if isinstance(owner, str) and args:
            args = _checked(owner, __obj.__name__, args)
        if isinstance(__obj, LoopContext):
            __self.spend(sum(map(steps_of, args)) * _LOOP)
        made = __context.call(__obj, *args, **kwargs)
        if __obj is dict:
            __self.spend(weight(made))
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse arithmetic that would fill the memory."""
        self.spend(check_operation(operator, left, right))
        return super().call_binop(context, operator, left, right)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """A layout, as ``extends``, ``include`` and ``import`` ask for it."""
        self.spend(_TEMPLATE)
        return super().get_template(name, parent, globals)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(count_steps(source), name, filename, defer_init)

    def going_round(self, value: Any, each: int) -> Any:
        """What a loop goes over, one character after the other if it is a text; ``each`` is what one round costs."""
        self.spend((1 + len(value) if isinstance(value, str | bytes) else steps_of(value)) * each)
        return value

    def going_over(self, value: Any) -> Any:
        """What is cut, or looked for something in."""
        self.spend(steps_of(value))
        return value

    def texts(self, *parts: Any) -> str:
        """``part ~ part``."""
        found = check_joined(map(shown, parts), "")
        self.spend(sum(map(steps_of, found)))
        return markup_join(found)

    def holding(self, value: Any) -> Any:
        """A list, tuple or dict that a layout writes down."""
        self.spend(weight(value))
        return value


_WIDE = frozenset(
    {
        "center",
        "expandtabs",
        "format",
        "format_map",
        "from_bytes",
        "fromkeys",
        "ljust",
        "rjust",
        "to_bytes",
        "translate",
        "zfill",
    }
)
_LOCAL = frozenset({"astimezone", "timestamp"})


def _checked(text: str, name: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments of a text's method, unless too long a text would come of them."""
    if name == "replace" and len(args) > 1:
        check_replaced(text, str(args[0]), str(args[1]))
    if name == "join" and isinstance(args[0], Iterable):
        return (check_joined(map(shown, args[0]), text), *args[1:])
    return args
