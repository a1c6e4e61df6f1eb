"""What a query is: a pure, total function that the engine remembers."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Generic, ParamSpec, TypeVar, overload

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Key = tuple[Any, ...]
"""(name of the query, *arguments); arguments are texts and whole numbers."""

QUERIES: dict[str, Query[Any]] = {}


class Query(Generic[R_co]):
    """A remembered function ``run(db, *args)``.

    lazy
        After a change it is looked at again only when somebody asks for it (outputs and rendered bodies). Others
        run at once, from the leaves upward, and stop the wave when their value is equal. An eager query may not
        read a lazy one.
    keep
        The value is stored. Otherwise only its fingerprint is, and the value is made again when it is asked for.
    cached
        The value stays in memory for the life of the database; otherwise only the last few do.
    table
        The value is a ``dict`` by text; readers may depend on single entries (:meth:`Database.part`).
    rows, keys
        Of a gathered table: ``rows`` is the query that makes an entry, ``keys`` the query that lists their names.
    """

    __slots__ = ("cached", "keep", "keys", "lazy", "leaf", "name", "rows", "run", "table")

    def __init__(
        self,
        name: str,
        run: Callable[..., R_co],
        *,
        lazy: bool = False,
        keep: bool = True,
        cached: bool = True,
        table: bool = False,
        rows: Query[Any] | None = None,
        keys: Query[Any] | None = None,
        leaf: bool = False,
    ) -> None:
        self.name = name
        self.run = run
        self.lazy = lazy
        self.keep = keep
        self.cached = cached
        self.table = table
        self.rows = rows
        self.keys = keys
        self.leaf = leaf


def _register(made: Query[R]) -> Query[R]:
    if made.name in QUERIES and QUERIES[made.name].run.__module__ != made.run.__module__:
        raise TypeError(f"two queries are called {made.name}")
    QUERIES[made.name] = made
    return made


@overload
def query(function: Callable[..., R], /) -> Query[R]: ...
@overload
def query(
    *, lazy: bool = False, keep: bool = True, cached: bool = True, table: bool = False
) -> Callable[[Callable[..., R]], Query[R]]: ...
def query(
    function: Callable[..., R] | None = None,
    /,
    *,
    lazy: bool = False,
    keep: bool = True,
    cached: bool = True,
    table: bool = False,
) -> Query[R] | Callable[[Callable[..., R]], Query[R]]:
    """Make a function a query. Its name is the function's; see :class:`Query` for the options."""

    def decorate(run: Callable[..., R]) -> Query[R]:
        return _register(Query(run.__name__, run, lazy=lazy, keep=keep, cached=cached, table=table))

    return decorate(function) if function is not None else decorate


def gather(name: str, rows: Query[R], keys: Query[Any]) -> Query[dict[str, R]]:
    """A table of ``rows(key)`` for each key that ``keys`` lists. When one row changes only that entry is touched."""

    def run(db: Any) -> dict[str, R]:
        raise AssertionError("a gathered table is kept by the engine")

    return _register(Query(name, run, table=True, rows=rows, keys=keys))


_LATE: list[str] = []


def late(*modules: str) -> None:
    """Modules whose queries are seldom asked for: they are imported when a memo of a query turns up that is unknown."""
    _LATE.extend(modules)


def named(name: str) -> Query[Any] | None:
    """The query of a name; None if there is none."""
    if name not in QUERIES:
        while _LATE:
            import_module(_LATE.pop())
    return QUERIES.get(name)


def key_text(key: Key) -> str:
    """A key as text for the store: arguments divided by U+001F, whole numbers marked with ``#``."""
    return "\x1f".join([key[0], *[f"#{arg}" if isinstance(arg, int) else "." + arg for arg in key[1:]]])


def text_key(text: str) -> Key:
    """The inverse of :func:`key_text`."""
    name, *args = text.split("\x1f")
    return (name, *[int(arg[1:]) if arg[0] == "#" else arg[1:] for arg in args])
