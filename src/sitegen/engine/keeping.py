"""What is remembered: memos in memory and in the store, who reads them, and which nobody needs any more."""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Collection, Iterable
from typing import Any

from sitegen.base.data import Fingerprint, unpack
from sitegen.base.diagnostics import Diagnostic
from sitegen.engine.inputs import MISSING
from sitegen.engine.node import ABSENT, CLEAN, Node, Read
from sitegen.engine.query import Key, Query, key_text, named, text_key
from sitegen.engine.store import EAGER, LAZY, LEAF, Row, Store, StoreDamaged, seal, unseal
from sitegen.engine.table import Parts

FIRST_OF_WORKERS = 1 << 40
"""Ids from here on are of memos that a worker made; the parent gives them its own."""

_FEW = 64
"""So few memos are looked up one by one."""

Record = tuple[str, int, int, bytes, int, int, "bytes | None", list[Read], "bytes | None", list[Any]]
"""A memo on its way from a worker: key, id, kind, fp, rank, cause, problems, reads, value, parts."""


class Keeping:
    """The memos of one store. A worker keeps what it makes in ``journal`` instead of the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.journal: list[Record] | None = None
        self._nodes: dict[Key, Node] = {}
        self._by_id: dict[int, Node] = {}
        self._recent: OrderedDict[int, Any] = OrderedDict()
        self._orphans: set[int] = set()
        self._has_forgotten = False
        self._last_id = store.last_id()

    # memos

    def by_id(self, id: int) -> Node:
        """The memo of an id, as it stands (see :meth:`current`)."""
        node = self._by_id.get(id)
        if node is None:
            row = self.store.by_id(id)
            if row is None:
                raise StoreDamaged(f"memo {id} is missing")
            node = self._adopt(row)
        return node

    def loaded(self, id: int) -> Node | None:
        """The memo of an id if it is in memory."""
        return self._by_id.get(id)

    def known(self, key: Key) -> Node | None:
        """The memo of a key, as it stands; None if it was never asked for."""
        return self._nodes.get(key) or self._load_key(key, self._query(key[0]))

    def reads_of(self, node: Node) -> list[Read]:
        """What a memo read, in the order it did."""
        if node.reads is None:
            row = self.store.by_id(node.id)
            if row is None:
                raise StoreDamaged(f"memo {node.id} is missing")
            node.reads = marshal.loads(unseal(row[8])) if row[8] is not None else []
        return node.reads

    def _load_key(self, key: Key, query: Query[Any]) -> Node | None:
        if self.store.is_new and not self._has_forgotten:
            return None  # what is in the store is in memory too
        row = self.store.by_key(key_text(key))
        return None if row is None else self._adopt(row)

    def _adopt(self, row: Row) -> Node:
        key = text_key(row[1])
        node = Node(row[0], key, self._query(key[0]))
        node.fp, node.rank, node.state, node.pinned, node.cause = row[3], row[4], row[5], bool(row[6]), row[7]
        node.reads = marshal.loads(unseal(row[8])) if row[8] is not None else []
        node.problems = row[9]
        self._hold(node)
        return node

    def _query(self, name: str) -> Query[Any]:
        """The query of a memo that is in the store."""
        query = named(name)
        if query is None:
            raise StoreDamaged(f"unknown query {name}")
        return query

    def parts(self, node: Node) -> Parts:
        """Fingerprints of a table's entries."""
        if node.parts is None:
            node.parts = self.store.parts(node.id)
        return node.parts

    def current_fp(self, node: Node, part: str) -> Fingerprint:
        """The fingerprint of a memo, or of one of its entries, as it is now."""
        if not part:
            return node.fp
        if node.parts is not None:
            return node.parts.get(part, MISSING)
        found = self.store.part(node.id, part)
        return MISSING if found is None else found[0]

    def _hold(self, node: Node) -> None:
        """Have a memo at hand by its key and its id."""
        self._nodes[node.key] = self._by_id[node.id] = node

    def _drop(self, node: Node) -> None:
        self._nodes.pop(node.key, None)
        self._by_id.pop(node.id, None)
        self._recent.pop(node.id, None)

    def stale(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the keys of lazy memos that are not known to be true of the tree."""
        wanted = list(keys)
        clean = self.fingerprints(wanted)
        return [key for key in wanted if key not in clean]

    def fingerprints(self, keys: Collection[Key]) -> dict[Key, Fingerprint]:
        """key → fingerprint of those of the keys of lazy memos that are known to be true of the tree."""
        if len(keys) > _FEW:
            clean = self.store.clean_keys()
        else:
            rows = map(self.store.by_key, map(key_text, keys))
            clean = {row[1]: row[3] for row in rows if row is not None and row[5] == CLEAN}
        return {key: fp for key in keys if (fp := clean.get(key_text(key))) is not None}

    def problems(self) -> list[Diagnostic]:
        """The problems of every memo."""
        return [problem for blob in self.store.problems() for problem in unpack(unseal(blob))]

    def problems_naming(self, part: str) -> list[Diagnostic]:
        """The problems of the memos whose problems have this text somewhere, such as the path of a file."""
        blobs = self.store.problems_with(part.encode("utf-8", "surrogatepass"))
        return [problem for blob in blobs for problem in unpack(unseal(blob))]

    # writing

    def _write(
        self,
        node: Node,
        data: bytes | None,
        parts: list[Any],
        old_reads: list[Read] | None = None,
        touched: bool = True,
    ) -> None:
        if self.journal is not None:
            kind = LEAF if node.query.leaf else LAZY if node.query.lazy else EAGER
            self.journal.append(
                (key_text(node.key), node.id, kind, node.fp, node.rank, node.cause, node.problems,
                 node.reads or [], data, parts)
            )  # fmt: skip
            return
        self.store.begin()
        self._write_memo(node)
        if data is not None:
            self.store.put_value(node.id, data)
        if parts:
            gone = [row[1] for row in parts if row[2] is None]
            self.store.put_parts([row for row in parts if row[2] is not None])
            self.store.drop_parts(node.id, gone)
        if touched:
            self._write_reads(node, old_reads or [])

    def _write_memo(self, node: Node) -> None:
        kind = LEAF if node.query.leaf else LAZY if node.query.lazy else EAGER
        reads = None if node.query.leaf else seal(marshal.dumps(node.reads, 2))
        self.store.put(
            (node.id, key_text(node.key), kind, node.fp, node.rank, node.state, int(node.pinned), node.cause, reads,
             node.problems)
        )  # fmt: skip

    def _write_reads(self, node: Node, old_reads: list[Read]) -> None:
        if not old_reads:
            self.store.add_reads([(dep, part, node.id) for dep, part, _ in node.reads or []])
            return
        before, now = [one[:2] for one in old_reads], [one[:2] for one in node.reads or []]
        if before == now:
            return  # the same things, seen otherwise: the most frequent case
        old, new = set(before), set(now)
        self.store.add_reads([(dep, part, node.id) for dep, part in new - old])
        gone = old - new
        if gone:
            self.store.drop_reads([(dep, part, node.id) for dep, part in gone])
        self._orphans.update(dep for dep, _ in gone)

    def link_rows(self, node: Node, added: Iterable[int], removed: Iterable[int]) -> None:
        """Record that a gathered table reads these rows, and no longer reads those."""
        if self.journal is not None:
            return  # a worker; see merge
        self.store.begin()
        self.store.add_reads([(row, "", node.id) for row in added])
        gone = list(removed)
        self.store.drop_reads([(row, "", node.id) for row in gone])
        self._orphans.update(gone)

    # workers

    def become_worker(self, number: int) -> None:
        """Go on in a forked process: read the store, keep what is made in the journal."""
        self.store.reopen()
        self.journal = []
        self._orphans = set()
        self._last_id = (number + 1) * FIRST_OF_WORKERS

    def take_journal(self) -> tuple[list[Record], list[int]]:
        """What a worker made since the last call, and the ids of memos that were asked for from outside any query."""
        made, self.journal = self.journal or [], []
        asked, self._orphans = sorted(self._orphans), set()
        return made, asked

    def merge(self, records: Iterable[Record], asked: Iterable[int], ids: dict[int, int]) -> None:
        """Take over the memos that a worker made. ``ids``: its own ids → ours, kept from one answer to the next.

        Those ``asked`` for from outside are forgotten at the next :meth:`commit` unless they are pinned or read.
        """
        self.store.begin()
        for record in records:
            key = text_key(record[0])
            query = self._query(key[0])
            node = self._nodes.get(key) or self._load_key(key, query)
            if node is not None and node.state == CLEAN:
                ids[record[1]] = node.id
                continue
            old_reads = self.reads_of(node) if node is not None else []
            if node is None:
                self._last_id += 1
                node = Node(self._last_id, key, query)
                self._hold(node)
            ids[record[1]] = node.id
            self._take_over(node, record, ids, old_reads)
        self._orphans.update(ids.get(id, id) for id in asked)

    def _take_over(self, node: Node, record: Record, ids: dict[int, int], old_reads: list[Read]) -> None:
        """Make a memo what a worker found, with its ids replaced by ours."""
        _, _, _, node.fp, node.rank, cause, node.problems, reads, data, parts = record
        node.cause, node.state = ids.get(cause, cause), CLEAN
        node.reads = [(ids.get(dep, dep), part, seen) for dep, part, seen in reads]
        node.value, node.parts = ABSENT, None
        self._recent.pop(node.id, None)
        mapped = [(node.id, name, fp, ids.get(row, row), item) for _, name, fp, row, item in parts]
        gone = [name for _, name, fp, _, _ in mapped if fp is None]
        lost = [found[2] for name in gone if (found := self.store.part(node.id, name)) and found[2] is not None]
        self._write(node, data, mapped, old_reads)
        if node.query.rows is not None:
            self.link_rows(node, [row for _, _, _, row, _ in mapped if row is not None], lost)
        node.reads = None  # they are in the store, and seldom asked for

    # forgetting

    def collect(self) -> None:
        """Delete the memos that nobody reads any more."""
        while self._orphans:
            id = self._orphans.pop()
            if self.store.is_read(id):
                continue
            row = self.store.by_id(id)
            if row is None or row[6]:
                continue
            node = self.by_id(id)
            reads = self.reads_of(node)
            self.store.drop_reads([(dep, part, id) for dep, part, _ in reads])
            self._orphans.update(dep for dep, _, _ in reads)
            if node.query.rows is not None:
                self.link_rows(node, (), self.store.part_rows(id))
            self.store.delete(id)
            self._drop(node)

    def commit(self) -> None:
        """Make what was found out permanent, but for what nobody holds or reads."""
        self.collect()
        self.store.commit()

    def abandon(self) -> None:
        """Forget everything that is not committed, in memory and in the store."""
        self.store.rollback()
        self._nodes.clear()
        self._by_id.clear()
        self._recent.clear()
        self._orphans.clear()
        self._has_forgotten = True
        self._last_id = self.store.last_id()
