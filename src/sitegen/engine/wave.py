"""From the leaves upward: what a change reaches, and where it stops.

Eager memos that read something changed run again in the order of their rank (their distance from the leaves), so
that everything below is settled first; one whose value comes out equal stops the wave. Lazy memos are only marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from sitegen.base.data import Fingerprint
from sitegen.engine.node import CLEAN, MAYBE, STALE, Memos, Node
from sitegen.engine.store import LAZY


class Wave:
    """One pass over what changed."""

    def __init__(self, db: Memos) -> None:
        self._db = db
        self._heap: list[tuple[int, int]] = []
        self._dirty: dict[int, int] = {}
        self._rows: dict[int, set[str]] = {}
        self._altered: dict[tuple[int, int], set[str] | None] = {}
        self._rank = 0
        self._checked: set[int] = set()

    def run(self, changed: Iterable[tuple[int, Fingerprint]]) -> None:
        """Take over the leaves' new fingerprints and settle every eager memo that they reach."""
        for node in [self._db.set_leaf(id, fp) for id, fp in changed]:
            self._touch(node, set())
        while self._heap:
            rank, id = heappop(self._heap)
            if id in self._dirty:
                self._rank = max(self._rank, rank)
                self._settle(self._db.by_id(id))

    def rows_touched(self, id: int) -> set[str]:
        """Names of the rows of a gathered table that may have changed."""
        return self._rows.pop(id, set())

    def altered(self, reader: int, table: int) -> set[str] | None:
        """Names of the entries of a table that are others than ``reader`` saw, which read all of it before the wave.

        None if nobody can say. It may be asked once; then the reader is taken to have seen them.
        """
        return self._altered.pop((reader, table), set())

    def ensure(self, node: Node) -> None:
        """Settle an eager memo that is asked for before its turn."""
        early = node.rank > self._rank
        if early and node.id not in self._checked:
            self._checked.add(node.id)
            if node.query.rows is not None:
                self._drain(node)
            elif node.id not in self._dirty:
                for dep, _, _ in list(self._db.reads_of(node)):
                    self._db.ensured(dep)
        if node.id in self._dirty:
            self._settle(node)

    def _drain(self, table: Node) -> None:
        """Settle what the rows of a gathered table may depend on, and they: they are not among its recorded reads.

        Nothing else: what has nothing to do with the table may ask for what is running just now.
        """
        while below := [id for id in self._dirty if self._leads_to(id, table)]:
            for id in sorted(below, key=lambda id: self._db.by_id(id).rank):
                if id in self._dirty:
                    self._settle(self._db.by_id(id))

    def _leads_to(self, id: int, table: Node) -> bool:
        """True if a memo is a row of the table, or if one of its rows reads it, at whatever distance."""
        seen, waiting = {id}, [id]
        while waiting and id != table.id:
            for reader, _, rank, kind, _ in self._db.store.readers(waiting.pop()):
                if reader == table.id:
                    return True
                if kind != LAZY and rank < table.rank and reader not in seen:
                    seen.add(reader)
                    waiting.append(reader)
        return False

    def raise_rank(self, node: Node) -> None:
        """Keep readers above what they read."""
        for id, _, rank, kind, _ in self._db.store.readers(node.id):
            if kind != LAZY and rank <= node.rank:
                reader = self._db.by_id(id)
                if reader.rank <= node.rank:
                    reader.rank = node.rank + 1
                    self._db.store.db.execute("UPDATE memo SET rank = ? WHERE id = ?", (reader.rank, id))
                    if id in self._dirty:
                        heappush(self._heap, (reader.rank, id))
                    self.raise_rank(reader)

    def _settle(self, node: Node) -> None:
        node.cause = self._dirty.pop(node.id)
        changed = self._db.rerun(node)
        if changed is not None:
            self._touch(node, changed)

    def _touch(self, node: Node, names: set[str]) -> None:
        """Tell the readers of a memo that it changed (its entries ``names``, or as a whole)."""
        for id, part, rank, kind, state in self._db.store.readers(node.id, names):
            if part and names and part not in names:
                continue
            if kind == LAZY:
                if state != STALE:
                    self._mark(id, STALE, node.id)
                    if state == CLEAN:
                        self._warn(id)
                continue
            if id not in self._dirty:
                self._dirty[id] = node.id
                heappush(self._heap, (rank, id))
            if not part:
                before = self._altered.get((id, node.id), set())
                self._altered[id, node.id] = before | names if names and before is not None else None
            if len(node.key) == 2:
                self._rows.setdefault(id, set()).add(node.key[1])

    def _mark(self, id: int, state: int, cause: int) -> None:
        self._db.store.set_state(id, state, cause)
        if (node := self._db.loaded(id)) is not None:
            node.state, node.cause = state, cause

    def _warn(self, id: int) -> None:
        """Mark everything above a lazy memo as possibly changed."""
        waiting = [id]
        while waiting:
            below = waiting.pop()
            for reader, _, _, _, state in self._db.store.readers(below):
                node = self._db.loaded(reader)
                if (node.state if node is not None else state) == CLEAN:
                    self._mark(reader, MAYBE, below)
                    waiting.append(reader)
