"""What the engine remembers of one key."""

from __future__ import annotations

from typing import Any

from sitegen.base.data import Fingerprint
from sitegen.engine.query import Key, Query

ABSENT: Any = object()
"""In place of a value that is not in memory."""

CLEAN, MAYBE, STALE = 0, 1, 2
"""States of a lazy memo: true of the tree; something below it changed; something it read changed."""

Read = tuple[int, str, Fingerprint]
"""(id of the memo read, name of the entry or empty for the whole, the fingerprint seen)."""


class Node:
    """A memo: a key, the fingerprint of its value, what was read to make it, and its problems.

    ``parts`` are the fingerprints of a table's entries, or None where they are not in memory.
    """

    __slots__ = ("cause", "fp", "id", "key", "parts", "pinned", "problems", "query", "rank", "reads", "state", "value")

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


class Frame:
    """A query while it runs: what it has read so far, and what it has reported."""

    __slots__ = ("key", "problems", "query", "rank", "reads")

    def __init__(self, key: Key, query: Query[Any]) -> None:
        self.key = key
        self.query = query
        self.reads: dict[tuple[int, str], Fingerprint] = {}
        self.problems: list[Any] = []
        self.rank = 0
