"""What the engine remembers of one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from sitegen.base.data import Fingerprint
from sitegen.engine.query import Key, Query
from sitegen.engine.store import Store

R = TypeVar("R")

ABSENT: Any = object()
"""In place of a value that is not in memory."""

CLEAN, MAYBE, STALE = 0, 1, 2
"""States of a lazy memo: true of the tree; something below it changed; something it read changed."""

Read = tuple[int, str, Fingerprint]
"""(id of the memo read, name of the entry or empty for the whole, the fingerprint seen)."""


class Node:
    """A memo: a key, the fingerprint of its value, what was read to make it, and its problems.

    ``parts`` are the fingerprints of a table's entries, or None where they are not in memory; ``asked`` counts how
    often one of them was looked up in the store.
    """

    __slots__ = (
        "asked",
        "cause",
        "fp",
        "id",
        "key",
        "parts",
        "pinned",
        "problems",
        "query",
        "rank",
        "reads",
        "state",
        "value",
    )

    def __init__(self, id: int, key: Key, query: Query[Any]) -> None:
        self.id = id
        self.key = key
        self.query = query
        self.fp: Fingerprint = b""
        self.value: Any = ABSENT
        self.reads: list[Read] | None = None
        self.rank = 0
        self.problems: bytes | None = None
        self.state = CLEAN
        self.pinned = False
        self.cause = 0
        self.parts: dict[str, Fingerprint] | None = None
        self.asked = 0


class Frame:
    """A query while it runs: what it has read so far, and what it has reported."""

    __slots__ = ("key", "problems", "query", "rank", "reads")

    def __init__(self, key: Key, query: Query[Any]) -> None:
        self.key = key
        self.query = query
        self.reads: dict[tuple[int, str], Fingerprint] = {}
        self.problems: list[Any] = []
        self.rank = 0


class Memos(Protocol):
    """What the parts of the engine ask of the database that they serve."""

    store: Store

    def get(self, query: Query[R], *args: Any) -> R:
        """The value of a query, recorded as read."""

    def current(self, key: Key, query: Query[Any]) -> Node:
        """The memo of a key, true of the tree."""

    def ensured(self, id: int) -> Node:
        """The memo of an id, true of the tree."""

    def by_id(self, id: int) -> Node:
        """The memo of an id, as it stands."""

    def loaded(self, id: int) -> Node | None:
        """The memo of an id if it is in memory."""

    def value_of(self, node: Node) -> Any:
        """The value of a memo that is true of the tree."""

    def parts(self, node: Node) -> dict[str, Fingerprint]:
        """Fingerprints of a table's entries."""

    def reads_of(self, node: Node) -> list[Read]:
        """What a memo read, in order."""

    def rerun(self, node: Node) -> set[str] | None:
        """Run a memo's query again; what changed."""

    def set_leaf(self, id: int, fp: Fingerprint) -> Node:
        """Take over what a leaf is now."""

    def run_frame(self, frame: Frame, action: Callable[[], R]) -> R:
        """Run an action with its reads recorded in a frame."""

    def have_all_of(self, name: str) -> None:
        """Have the memos of a query at hand."""

    def take_gathered(self, node: Node, frame: Frame, old_reads: list[Read], rows: list[Any]) -> None:
        """Take over a gathered table whose parts are up to date."""

    def link_rows(self, node: Node, added: Iterable[int], removed: Iterable[int]) -> None:
        """Record which rows a gathered table reads."""

    def rows_touched(self, node: Node) -> Iterable[str]:
        """Names of the rows of a gathered table that may have changed."""
