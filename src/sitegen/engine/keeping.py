"""What is remembered: memos in memory and in the store, who reads them, and which nobody needs any more."""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Collection, Iterable
from typing import Any

from sitegen.base.data import Fingerprint, unpack
from sitegen.base.diagnostics import Diagnostic
from sitegen.engine.inputs import MISSING
from sitegen.engine.journal import Found, Journal, sealed_reads
from sitegen.engine.node import CLEAN, Node, Read
from sitegen.engine.query import QUERIES, Key, Query, key_text, text_key
from sitegen.engine.store import EAGER, LAZY, LEAF, Row, Store, StoreDamaged, unseal
from sitegen.engine.table import Parts

_BLOCK = 1 << 32
"""So many ids are set aside for a worker."""

_FEW = 64
"""So few memos are looked up one by one."""


class Keeping:
    """The memos of one store. A worker writes what it makes into ``journal`` instead of the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.journal: Journal | None = None
        self._first_own = 0
        """In a worker: ids from here to the last are of memos that it made, which are not in the store yet."""
        self._made: dict[str, int] = {}
        """Key → id of what workers made: in this round, or ever if nobody else knows all that is in the store."""
        self._nodes: dict[Key, Node] = {}
        self._by_id: dict[int, Node] = {}
        self._recent: OrderedDict[int, Any] = OrderedDict()
        self._orphans: set[int] = set()
        self._has_all = store.is_new
        """True if whatever is in the store is in memory too, or among what workers made."""
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
        return self._nodes.get(key) or self._load_key(key, QUERIES[key[0]])

    def reads_of(self, node: Node) -> list[Read]:
        """What a memo read, in the order it did."""
        if node.reads is None:
            row = self.store.by_id(node.id)
            if row is None:
                raise StoreDamaged(f"memo {node.id} is missing")
            node.reads = marshal.loads(unseal(row[8])) if row[8] is not None else []
        return node.reads

    def _load_key(self, key: Key, query: Query[Any]) -> Node | None:
        if self._has_all and key_text(key) not in self._made:
            return None
        row = self.store.by_key(key_text(key))
        return None if row is None else self._adopt(row)

    def _adopt(self, row: Row) -> Node:
        key = text_key(row[1])
        query = QUERIES.get(key[0])
        if query is None:
            raise StoreDamaged(f"unknown query {key[0]}")
        node = Node(row[0], key, query)
        node.fp, node.rank, node.state, node.pinned, node.cause = row[3], row[4], row[5], bool(row[6]), row[7]
        node.problems = row[9]
        self._hold(node)
        return node

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
        to = self._to
        to.begin()
        self._write_memo(node)
        if data is not None:
            to.put_value(node.id, data)
        if parts:
            gone = [row[1] for row in parts if row[2] is None]
            to.put_parts([row for row in parts if row[2] is not None])
            to.drop_parts(node.id, gone)
        if touched:
            self._write_reads(node, old_reads or [])

    def _write_memo(self, node: Node) -> None:
        kind = LEAF if node.query.leaf else LAZY if node.query.lazy else EAGER
        reads = None if node.query.leaf else sealed_reads(self.reads_of(node))
        self._to.put(
            (node.id, key_text(node.key), kind, node.fp, node.rank, node.state, int(node.pinned), node.cause, reads,
             node.problems)
        )  # fmt: skip

    def _write_reads(self, node: Node, old_reads: list[Read]) -> None:
        if not old_reads:
            self._to.add_reads([(dep, part, node.id) for dep, part, _ in node.reads or []])
            return
        before, now = [one[:2] for one in old_reads], [one[:2] for one in node.reads or []]
        if before == now:
            return  # the same things, seen otherwise: the most frequent case
        old, new = set(before), set(now)
        self._to.add_reads([(dep, part, node.id) for dep, part in new - old])
        gone = old - new
        if gone:
            self._to.drop_reads([(dep, part, node.id) for dep, part in gone])
        self._orphans.update(dep for dep, _ in gone)

    def link_rows(self, node: Node, added: Iterable[int], removed: Iterable[int]) -> None:
        """Record that a gathered table reads these rows, and no longer reads those."""
        self._to.begin()
        new, gone = list(added), list(removed)
        self._to.add_reads([(row, "", node.id) for row in new])
        self._to.drop_reads([(row, "", node.id) for row in gone])
        self._orphans.difference_update(new)
        self._orphans.update(gone)

    @property
    def _to(self) -> Store | Journal:
        """Where to write."""
        return self.store if self.journal is None else self.journal

    # workers

    def begin_round(self) -> None:
        """Workers are about to begin: they see what is permanent, and what they will find out is all new."""
        self.store.commit()
        if not self._has_all:
            self._made = {}

    def reserve(self) -> int:
        """The first of a block of ids that no other worker has."""
        first = self._last_id + 1
        self._last_id += _BLOCK
        return first

    def become_worker(self, first: int) -> None:
        """Go on in a forked process: read the store, write what is made into the journal, with ids from ``first``."""
        self.store.reopen()
        self.journal = Journal()
        self._orphans = set()
        self._first_own = first
        self._last_id = first - 1

    def _is_own(self, node: Node) -> bool:
        """True for what this worker made, which is not in the store yet."""
        return self.journal is not None and self._first_own <= node.id <= self._last_id

    def take_journal(self) -> tuple[Found, list[int]]:
        """What a worker made since the last call, and the ids of memos that were asked for from outside any query."""
        asked, self._orphans = sorted(self._orphans), set()
        assert self.journal is not None
        return self.journal.take(), asked

    def merge(self, found: Found, asked: Iterable[int], ids: dict[int, int]) -> None:
        """Take over what a worker made. ``ids``: those of its ids that others stand for, kept from one answer to the
        next, for a memo that another worker of the round made before.

        Those ``asked`` for from outside are forgotten at the next :meth:`commit` unless they are pinned or read.
        """
        for row in found.memos:
            id = self._made.setdefault(row[1], row[0])
            if id != row[0]:
                ids[row[0]] = id
        if ids:
            found = found.renamed(ids)
        self.store.take(*found)
        for row in found.memos:
            if (node := self._by_id.get(row[0])) is not None:
                self._drop(node)
            if row[2] == EAGER and self._has_all:
                self._adopt(row)
        self._orphans.update(ids.get(id, id) for id in asked)

    def have_all_of(self, name: str) -> None:
        """Have the memos of a query at hand: about to be asked for one by one."""
        if not self._has_all:
            for row in self.store.of_query(name):
                if row[0] not in self._by_id:
                    self._adopt(row)

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
            self._made.pop(row[1], None)
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
        self._has_all = False
        self._last_id = self.store.last_id()
