"""Frozen, slotted dataclasses, made in a tenth of the time, without the module ``dataclasses``.

``dataclass(frozen=True, slots=True)`` compiles six methods for each class, and there are so many classes that it was a
quarter of what starting a build takes. Here only ``__init__`` is compiled; the others are one function for all. Its
module imports ``inspect`` besides, which a build that changes nothing would import for nothing else; what
``dataclasses`` wants to know of a class is made when it asks.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

Values = Callable[[Any], tuple[Any, ...]]

_NONE: Any = object()
"""In place of a default where there is none."""


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """What ``dataclass(frozen=True, slots=True)`` makes of ``cls``, but for pickling."""
    space = dict(vars(cls))
    own = {name: space.pop(name, _NONE) for name in space.get("__annotations__", ())}
    for name in ("__dict__", "__weakref__"):
        space.pop(name, None)
    inherited = [vars(base)["__defaults__"] for base in reversed(cls.__mro__) if "__defaults__" in vars(base)]
    defaults = {name: default for one in (*inherited, own) for name, default in one.items()}
    taken = {name for one in inherited for name in one}
    for name, method in _METHODS.items():
        if name not in space or name == "__hash__":
            space[name] = method
    space |= {
        "__slots__": tuple(name for name in own if name not in taken),
        "__match_args__": tuple(defaults),
        "__defaults__": defaults,
        "__values__": staticmethod(_values(tuple(defaults))),
        "__dataclass_fields__": _Fields(),
    }
    kind: Any = type(cls)
    made = kind(cls.__name__, cls.__bases__, space)
    made.__init__ = _init(made, defaults)
    return made  # type: ignore[no-any-return]


def values_of(cls: type) -> Values:
    """The function that gives the values of an object of ``cls``, in the order of its fields."""
    found: Values = vars(cls)["__values__"].__func__
    return found


def _values(names: tuple[str, ...]) -> Values:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _init(made: Any, defaults: dict[str, Any]) -> Any:
    """``__init__``: it sets each slot directly, past the frozen ``__setattr__``. A default that ``field`` made is a
    factory."""
    known: dict[str, Any] = {"NONE": _NONE}
    given, lines = ["self"], ["    pass"]
    for at, (name, default) in enumerate(defaults.items()):
        known[f"set{at}"] = getattr(made, name).__set__
        value = name
        if hasattr(default, "default_factory"):
            known[f"make{at}"], known[f"default{at}"] = default.default_factory, _NONE
            value = f"make{at}() if {name} is NONE else {name}"
        elif default is not _NONE:
            known[f"default{at}"] = default
        given.append(f"{name}=default{at}" if f"default{at}" in known else name)
        lines.append(f"    set{at}(self, {value})")
    exec(f"def __init__({', '.join(given)}):\n" + "\n".join(lines), known)
    init = known["__init__"]
    init.__qualname__, init.__module__ = f"{made.__qualname__}.__init__", made.__module__
    return init


class _Fields:
    """What ``dataclasses`` reads of a class, made when it is first asked for."""

    def __get__(self, value: Any, cls: Any) -> Any:
        from dataclasses import dataclass

        defaults: dict[str, Any] = cls.__defaults__
        hints = {name: hint for base in reversed(cls.__mro__) for name, hint in _hints(base).items()}
        space: dict[str, Any] = {"__annotations__": {name: hints[name] for name in defaults}}
        space |= {name: default for name, default in defaults.items() if default is not _NONE}
        twin: Any = dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), space))
        cls.__dataclass_fields__ = twin.__dataclass_fields__
        return twin.__dataclass_fields__


def _hints(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = vars(cls).get("__annotations__", {})
    return found


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).__defaults__)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self.__values__(self) == self.__values__(other)


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _setattr(self: Any, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


_METHODS = {"__repr__": _repr, "__eq__": _eq, "__hash__": _hash, "__setattr__": _setattr, "__delattr__": _delattr}
