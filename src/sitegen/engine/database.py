"""The only way to know anything: ``db.get(query, *args)``.

After :meth:`Database.refresh` every eager memo is true of the tree; lazy ones are marked and looked at again when
somebody asks. While a query runs, everything it reads is recorded with the fingerprint it saw, misses included.
"""

from __future__ import annotations

import marshal
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sitegen.base.data import Fingerprint, fingerprint, pack, unpack
from sitegen.base.diagnostics import Diagnostic
from sitegen.engine.inputs import MISSING, PROBES, World
from sitegen.engine.node import ABSENT, CLEAN, MAYBE, STALE, Frame, Node, Read
from sitegen.engine.query import QUERIES, Key, Query, key_text, text_key
from sitegen.engine.store import EAGER, LAZY, LEAF, Row, Store, StoreDamaged, seal, unseal
from sitegen.engine.table import Parts, combine, gathered, parts_of
from sitegen.engine.wave import Wave

R = TypeVar("R")

_RECENT = 256
"""How many values of queries that are not ``cached`` stay in memory."""

_FIRST_OF_WORKERS = 1 << 40
"""Ids from here on are of memos that a worker made; the parent gives them its own."""

Record = tuple[str, int, int, bytes, int, int, "bytes | None", list[Read], "bytes | None", list[Any]]
"""A memo on its way from a worker: key, id, kind, fp, rank, cause, problems, reads, value, parts."""


Change = tuple[int, Fingerprint, Key]
"""A leaf that changed: id, what it is now, key."""


class CircularQuery(Exception):
    """A query asked for itself: a mistake in the program, never of an author."""


class Database:
    """Memos over one world. Not for several threads at once."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.world = world
        self.ran: Counter[str] = Counter()
        self.wave: Wave | None = None
        self.journal: list[Record] | None = None
        self.kept: dict[str, Any] = {}
        """What callers keep for as long as this database lives; nothing that a query's value may depend on."""
        self._nodes: dict[Key, Node] = {}
        self._by_id: dict[int, Node] = {}
        self._frames: list[Frame] = []
        self._running: set[Key] = set()
        self._recent: OrderedDict[int, Any] = OrderedDict()
        self._orphans: set[int] = set()
        self._last_id = store.last_id()

    # asking

    def get(self, query: Query[R], *args: Any) -> R:
        """The value of a query, recorded as read by the query that is running.

        Asked from outside any query, the memo is forgotten at the next :meth:`commit` unless it is pinned or read.
        """
        key = (query.name, *args)
        node = self._nodes.get(key)
        if node is None or node.state or self.wave is not None:
            node = self.current(key, query)
        if self._frames:
            self._note(node, "", node.fp)
        elif not node.pinned:
            self._orphans.add(node.id)
        return self.value_of(node)  # type: ignore[no-any-return]

    def part(self, query: Query[Mapping[str, R]], args: tuple[Any, ...], name: str) -> R | None:
        """One entry of a table, None if it has none; whoever reads it depends on this entry alone."""
        node = self._nodes.get((query.name, *args))
        if node is None or node.state or self.wave is not None:
            node = self.current((query.name, *args), query)
        found: tuple[Fingerprint, R | None]
        if node.value is not ABSENT and node.parts is not None:  # the way of nearly every call
            found = node.parts.get(name, MISSING), node.value.get(name)
        else:
            found = self._part_of(node, name)
        if self._frames:
            self._note(node, name, found[0])
        return found[1]

    def report(self, problem: Diagnostic) -> None:
        """Make a problem part of the memo of the query that is running."""
        self._frames[-1].problems.append(problem)

    def fingerprint(self, query: Query[Any], *args: Any) -> Fingerprint:
        """The fingerprint of a query's value, recorded like a read."""
        node = self.current((query.name, *args), query)
        if self._frames:
            self._note(node, "", node.fp)
        return node.fp

    def _note(self, node: Node, part: str, fp: Fingerprint) -> None:
        frame = self._frames[-1]
        if node.query.lazy and not frame.query.lazy:
            raise TypeError(f"{frame.query.name} is eager and may not read {node.query.name}, which is lazy")
        frame.reads[(node.id, part)] = fp
        if node.rank >= frame.rank:
            frame.rank = node.rank + 1

    # nodes

    def current(self, key: Key, query: Query[Any]) -> Node:
        """The memo of a key, true of the tree."""
        node = self._nodes.get(key)
        if node is None:
            node = self._load_key(key, query)
            if node is None:
                return self._make(key, query)
        if node.state:
            self._settle(node)
        elif self.wave is not None and not query.leaf:
            self.wave.ensure(node)
        return node

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

    def ensured(self, id: int) -> Node:
        """The memo of an id, true of the tree."""
        node = self.by_id(id)
        return self.current(node.key, node.query)

    def reads_of(self, node: Node) -> list[Read]:
        """What a memo read, in the order it did."""
        if node.reads is None:
            row = self.store.by_id(node.id)
            if row is None:
                raise StoreDamaged(f"memo {node.id} is missing")
            node.reads = marshal.loads(unseal(row[8])) if row[8] is not None else []
        return node.reads

    def _load_key(self, key: Key, query: Query[Any]) -> Node | None:
        row = self.store.by_key(key_text(key))
        return None if row is None else self._adopt(row)

    def _adopt(self, row: Row) -> Node:
        key = text_key(row[1])
        query = QUERIES.get(key[0])
        if query is None:
            raise StoreDamaged(f"unknown query {key[0]}")
        node = Node(row[0], key, query)
        node.fp, node.rank, node.state, node.pinned, node.cause = row[3], row[4], row[5], bool(row[6]), row[7]
        node.reads = marshal.loads(unseal(row[8])) if row[8] is not None else []
        node.problems = row[9]
        self._nodes[key] = self._by_id[node.id] = node
        return node

    def _make(self, key: Key, query: Query[Any]) -> Node:
        self._last_id += 1
        node = Node(self._last_id, key, query)
        if query.leaf:
            node.fp = PROBES[query.name](self.world, *key[1:])
            self._nodes[key] = self._by_id[node.id] = node
            self._write(node, None, [])
            return node
        self._run(node, [])
        return node

    def set_leaf(self, id: int, fp: Fingerprint) -> Node:
        """Take over what a leaf is now."""
        node = self.by_id(id)
        node.fp = fp
        self._recent.pop(id, None)
        self._write(node, None, [])
        return node

    # values

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
        if query.table and node.parts is not None and node.id >= _FIRST_OF_WORKERS:
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

    def _remember(self, node: Node, value: Any) -> None:
        if node.query.cached and not node.query.leaf:
            node.value = value
            return
        self._recent[node.id] = value
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)

    def _part_of(self, node: Node, name: str) -> tuple[Fingerprint, Any]:
        if node.value is not ABSENT:
            if name not in node.value:
                return MISSING, None
            return self.parts(node)[name], node.value[name]
        if node.parts is not None and node.query.rows is not None:
            return self._row_part(node, name)
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

    # running

    def _call(self, frame: Frame) -> Any:
        if frame.key in self._running:
            raise CircularQuery(" → ".join(map(str, [*[f.key for f in self._frames], frame.key])))
        self._running.add(frame.key)
        self._frames.append(frame)
        try:
            return frame.query.run(self, *frame.key[1:])
        finally:
            self._frames.pop()
            self._running.discard(frame.key)

    def _run(self, node: Node, old_reads: list[Read]) -> set[str] | None:
        """Run a query and take its value over. Returns what changed: None nothing, an empty set the value as a
        whole, else the names of a table's entries."""
        query = node.query
        frame = Frame(node.key, query)
        if query.rows is not None:
            return gathered(self, node, frame, old_reads)
        value = self._call(frame)
        self.ran[query.name] += 1
        self._nodes[node.key] = self._by_id[node.id] = node
        data: bytes | None = None
        before, before_parts = node.fp, None
        rows: list[Any] = []
        if query.table:
            before_parts = self.parts(node) if node.fp else {}
            value = dict(sorted(value.items()))
            packed = {name: pack(item) for name, item in value.items()}
            node.parts = parts_of(packed)
            node.fp = combine(node.parts)
            rows = self._part_rows(node, before_parts, packed)
        elif query.keep:
            data = pack(value)
            node.fp = fingerprint(data)
        else:
            node.fp = fingerprint(value if type(value) is bytes else pack(value))
        node.problems = seal(pack(tuple(frame.problems))) if frame.problems else None
        self._take_reads(node, frame, old_reads)
        node.value = ABSENT
        self._recent.pop(node.id, None)
        if query.keep or query.cached or type(value) is not bytes:
            self._remember(node, value)
        node.state = CLEAN
        unchanged = before == node.fp and bool(before)
        self._write(node, None if unchanged else data, rows, old_reads)
        if unchanged:
            return None
        if before_parts is None:
            return set()
        return changed_names(before_parts, node.parts or {})

    def _take_reads(self, node: Node, frame: Frame, old_reads: list[Read]) -> None:
        node.reads = [(dep, part, fp) for (dep, part), fp in frame.reads.items()]
        if frame.rank > node.rank:
            node.rank = frame.rank
            if self.wave is not None and old_reads and not node.query.lazy:
                self.wave.raise_rank(node)

    def _part_rows(self, node: Node, before: Parts, packed: dict[str, bytes]) -> list[Any]:
        now = node.parts or {}
        rows: list[Any] = [
            (node.id, name, fp, None, packed[name]) for name, fp in now.items() if before.get(name) != fp
        ]
        rows.extend((node.id, name, None, None, None) for name in before if name not in now)
        return rows

    def run_frame(self, frame: Frame, action: Callable[[], R]) -> R:
        """Run ``action`` with its reads recorded in ``frame``."""
        self._frames.append(frame)
        try:
            return action()
        finally:
            self._frames.pop()

    def take_gathered(self, node: Node, frame: Frame, old_reads: list[Read], rows: list[Any]) -> None:
        """Take over a gathered table whose parts have been brought up to date."""
        self._nodes[node.key] = self._by_id[node.id] = node
        self._take_reads(node, frame, old_reads)
        node.state = CLEAN
        self._write(node, None, rows, old_reads)

    def rerun(self, node: Node) -> set[str] | None:
        """Run a memo's query again. Returns what changed, as :meth:`_run` does."""
        return self._run(node, list(self.reads_of(node)))

    def _settle(self, node: Node) -> None:
        """Bring a lazy memo up to date."""
        if node.state == MAYBE:
            for dep, part, fp in self.reads_of(node):
                if self.current_fp(self.ensured(dep), part) != fp:
                    node.cause = dep
                    node.state = STALE
                    break
            else:
                node.state = CLEAN
                self._write(node, None, [], node.reads, touched=False)
                return
        self.rerun(node)

    # keeping

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
        old = {(dep, part) for dep, part, _ in old_reads}
        new = {(dep, part) for dep, part, _ in node.reads or []}
        self.store.add_reads([(dep, part, node.id) for dep, part in new - old])
        gone = old - new
        self.store.drop_reads([(dep, part, node.id) for dep, part in gone])
        self._orphans.update(dep for dep, _ in gone)

    def rows_touched(self, node: Node) -> Iterable[str]:
        """Names of the rows of a gathered table that may have changed: all of them outside of a wave."""
        return self.wave.rows_touched(node.id) if self.wave is not None else self.parts(node)

    def link_rows(self, node: Node, added: Iterable[int], removed: Iterable[int]) -> None:
        """Record that a gathered table reads these rows, and no longer reads those."""
        if self.journal is not None:
            return  # a worker; see merge
        self.store.begin()
        self.store.add_reads([(row, "", node.id) for row in added])
        gone = list(removed)
        self.store.drop_reads([(row, "", node.id) for row in gone])
        self._orphans.update(gone)

    def merge(self, records: Iterable[Record], ids: dict[int, int]) -> None:
        """Take over the memos that a worker made. ``ids``: its own ids → ours, kept from one answer to the next."""
        self.store.begin()
        for key_, id, _kind, fp, rank, cause, problems, reads, data, parts in records:
            key = text_key(key_)
            query = QUERIES[key[0]]
            node = self._nodes.get(key) or self._load_key(key, query)
            if node is not None and node.state == CLEAN:
                ids[id] = node.id
                continue
            old_reads = self.reads_of(node) if node is not None else []
            if node is None:
                self._last_id += 1
                node = Node(self._last_id, key, query)
                self._nodes[key] = self._by_id[node.id] = node
            ids[id] = node.id
            node.fp, node.rank, node.cause, node.problems, node.state = fp, rank, ids.get(cause, cause), problems, CLEAN
            node.reads = [(ids.get(dep, dep), part, seen) for dep, part, seen in reads]
            node.value, node.parts = ABSENT, None
            self._recent.pop(node.id, None)
            mapped = [(node.id, name, fp, ids.get(row, row), item) for _, name, fp, row, item in parts]
            gone = [name for _, name, fp, _, _ in mapped if fp is None]
            lost = [found[2] for name in gone if (found := self.store.part(node.id, name)) and found[2] is not None]
            self._write(node, data, mapped, old_reads)
            if query.rows is not None:
                self.link_rows(node, [row for _, _, _, row, _ in mapped if row is not None], lost)
            node.reads = None  # they are in the store, and seldom asked for

    # the life of a database

    def look(self) -> list[Change]:
        """Look at the world again. Returns the leaves that are not as the memos saw them; takes nothing over."""
        self.world.look()
        return [
            (id, fp, key)
            for id, text, seen in self.store.leaves()
            if (fp := PROBES[(key := text_key(text))[0]](self.world, *key[1:])) != seen
        ]

    def refresh(self, changed: list[Change] | None = None) -> list[Key]:
        """Look at the world again and bring every eager memo up to date. Returns the leaves that changed.

        ``changed`` is what :meth:`look` found just now, if it was asked. Raises TreeMoved if a file changes
        meanwhile; then nothing is taken over.
        """
        if changed is None:
            changed = self.look()
        if changed:
            self._propagate([(id, fp) for id, fp, _ in changed])
        return [key for _, _, key in changed]

    def _propagate(self, changed: list[tuple[int, Fingerprint]]) -> None:
        self.store.begin()
        self.store.next_revision()
        self.wave = Wave(self)
        try:
            self.wave.run(changed)
        except BaseException:
            self.wave = None
            self.abandon()
            raise
        self.wave = None
        self.commit()

    def abandon(self) -> None:
        """Forget everything that is not committed, in memory and in the store."""
        self.store.rollback()
        self._nodes.clear()
        self._by_id.clear()
        self._recent.clear()
        self._orphans.clear()
        self._frames.clear()
        self._running.clear()
        self._last_id = self.store.last_id()

    def commit(self) -> None:
        """Make what was found out permanent, but for what nobody holds or reads."""
        self.collect()
        self.store.commit()

    def stale(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the keys of lazy memos that are not known to be true of the tree."""
        clean = self.store.clean_keys()
        return [key for key in keys if key_text(key) not in clean]

    def fingerprints(self, query: Query[Any]) -> dict[Key, Fingerprint]:
        """key → fingerprint of every memo of a lazy query that is true of the tree."""
        return {
            text_key(text): fp for text, fp in self.store.clean_keys().items() if text.startswith(query.name + "\x1f")
        }

    def pin(self, keys: Iterable[Key], kinds: tuple[str, ...]) -> None:
        """Hold these memos, and let go of the other held ones whose query is among ``kinds``.

        What nothing holds and nothing reads is deleted by :meth:`collect`.
        """
        wanted = {key_text(key) for key in keys}
        held = {text: id for id, text in self.store.pinned() if text_key(text)[0] in kinds}
        self.store.begin()
        gone = [id for text, id in held.items() if text not in wanted]
        new = [self.current(key, QUERIES[key[0]]).id for key in map(text_key, sorted(wanted - held.keys()))]
        for id in gone + new:
            if (node := self._by_id.get(id)) is not None:
                node.pinned = id not in gone
        self.store.set_pinned(gone, False)
        self.store.set_pinned(new, True)
        self._orphans.update(gone)

    def collect(self) -> None:
        """Delete the memos that nobody reads any more."""
        while self._orphans:
            id = self._orphans.pop()
            row = self.store.by_id(id)
            if row is None or row[6] or self.store.is_read(id):
                continue
            node = self.by_id(id)
            reads = self.reads_of(node)
            self.store.drop_reads([(dep, part, id) for dep, part, _ in reads])
            self._orphans.update(dep for dep, _, _ in reads)
            if node.query.rows is not None:
                self.link_rows(node, (), self.store.part_rows(id))
            self.store.delete(id)
            self._nodes.pop(node.key, None)
            self._by_id.pop(id, None)
            self._recent.pop(id, None)

    def problems(self) -> list[Diagnostic]:
        """The problems of every memo."""
        return [problem for blob in self.store.problems() for problem in unpack(unseal(blob))]

    def become_worker(self, number: int) -> None:
        """Go on in a forked process: read the store, keep what is made in the journal."""
        self.store.reopen()
        self.journal = []
        self._last_id = (number + 1) * _FIRST_OF_WORKERS

    def take_journal(self) -> list[Record]:
        """What a worker made since the last call."""
        made, self.journal = self.journal or [], []
        return made


def changed_names(before: Parts, now: Parts) -> set[str]:
    """Names of the entries that are new, gone or different."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
