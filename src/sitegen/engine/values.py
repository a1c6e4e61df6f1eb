"""The values of memos: in memory, in the store, or worked out again, whichever is nearest."""

from __future__ import annotations

from typing import Any

from sitegen.base.data import Fingerprint, fingerprint, unpack
from sitegen.engine.inputs import MISSING, World
from sitegen.engine.keeping import Keeping
from sitegen.engine.node import ABSENT, Frame, Node
from sitegen.engine.query import Key, Query
from sitegen.engine.store import Store, StoreDamaged

_RECENT = 256
"""How many values of queries that are not ``cached`` stay in memory."""

_SINGLY = 128
"""So many entries of a table are looked up one by one; then all of it is fetched."""


class Values(Keeping):
    """Memos with their values. Which memos are true of the tree, and how queries are run, is said further up."""

    def __init__(self, store: Store, world: World) -> None:
        super().__init__(store)
        self.world = world
        self._last_bytes = 0

    def current(self, key: Key, query: Query[Any]) -> Node:
        """The memo of a key, true of the tree."""
        raise NotImplementedError

    def _call(self, frame: Frame) -> Any:
        raise NotImplementedError

    def value_of(self, node: Node) -> Any:
        """The value of a memo that is true of the tree."""
        if node.value is not ABSENT:
            return node.value
        if node.id in self._recent:
            self._recent.move_to_end(node.id)
            return self._recent[node.id]
        value = self._find_value(node)
        self._remember(node, value)
        return value

    def _find_value(self, node: Node) -> Any:
        query = node.query
        if query.leaf:
            return query.run(self.world, *node.key[1:])
        if query.rows is not None and (at_hand := self._rows_at_hand(node, query.rows)) is not None:
            return at_hand
        if query.table and node.parts is not None and self._is_own(node):
            return {name: self._row_part(node, name)[1] for name in sorted(node.parts)}  # not in the store yet
        if query.table:
            return {name: unpack(data) for name, data in self.store.part_values(node.id)}
        if query.keep:
            data = self.store.value(node.id)
            if self.journal is not None and (data is None or fingerprint(data) != node.fp):
                return self._call(Frame(node.key, query))  # made in this worker: not in the store yet
            if data is None or fingerprint(data) != node.fp:
                raise StoreDamaged(f"value of {node.key}")
            return unpack(data)
        return self._call(Frame(node.key, query))

    def _rows_at_hand(self, node: Node, rows: Query[Any]) -> dict[str, Any] | None:
        """A gathered table whose rows are all in memory; to read them from the store again takes long."""
        found = {}
        for name, fp in sorted((node.parts or {}).items()):
            row = self._nodes.get((rows.name, name))
            if row is None or row.value is ABSENT or row.state or row.fp != fp:
                return None
            found[name] = row.value
        return found or None

    def _remember(self, node: Node, value: Any) -> None:
        if node.query.cached and not node.query.leaf:
            node.value = value
            return
        if type(value) is bytes:  # files and outputs: any size, and seldom asked for twice
            self._recent.pop(self._last_bytes, None)
            self._last_bytes = node.id
        self._recent[node.id] = value
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)

    def _part_of(self, node: Node, name: str) -> tuple[Fingerprint, Any]:
        if node.value is not ABSENT:
            if name not in node.value:
                return MISSING, None
            return self.parts(node)[name], node.value[name]
        if name in node.fetched:
            return node.fetched[name]
        if node.parts is not None and node.query.rows is not None:
            return self._row_part(node, name)
        node.asked += 1
        if node.asked > _SINGLY and node.query.cached:
            self.parts(node)
            return node.parts.get(name, MISSING), self.value_of(node).get(name)  # type: ignore[union-attr]
        found = self.store.part(node.id, name)
        if found is None:
            return MISSING, None
        fp, data, row = found
        if row is not None:
            return fp, self.value_of(self.by_id(row))
        if data is None or fingerprint(data) != fp:
            raise StoreDamaged(f"entry {name} of {node.key}")
        return fp, unpack(data)

    def _row_part(self, node: Node, name: str) -> tuple[Fingerprint, Any]:
        rows = node.query.rows
        assert rows is not None and node.parts is not None
        if name not in node.parts:
            return MISSING, None
        return node.parts[name], self.value_of(self.current((rows.name, name), rows))
