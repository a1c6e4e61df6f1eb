"""The only way to know anything: ``db.get(query, *args)``.

After :meth:`Database.refresh` every eager memo is true of the tree; lazy ones are marked and looked at again when
somebody asks. While a query runs, everything it reads is recorded with the fingerprint it saw, misses included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from sitegen.base.data import Fingerprint, fingerprint, pack, unpack
from sitegen.base.diagnostics import Diagnostic
from sitegen.engine.inputs import MISSING, PROBES, World
from sitegen.engine.leaves import Change, differing, looked, note_listing
from sitegen.engine.node import ABSENT, CLEAN, MAYBE, STALE, Frame, Node, Read
from sitegen.engine.profile import Profile
from sitegen.engine.query import Key, Query, key_text, text_key
from sitegen.engine.store import Store, StoreDamaged, seal
from sitegen.engine.table import changed_names, combine, gathered, parts_of, rows_of
from sitegen.engine.values import Values
from sitegen.engine.wave import Wave

R = TypeVar("R")

_FEW = 16
"""So few entries of a table are not worth a look at all of them together."""


class CircularQuery(Exception):
    """A query asked for itself: a mistake in the program, never of an author."""


class Database(Values):
    """Memos over one world. Not for several threads at once."""

    def __init__(self, store: Store, world: World) -> None:
        super().__init__(store, world)
        self.ran: Counter[str] = Counter()
        self.wave: Wave | None = None
        self.kept: dict[str, Any] = {}
        """What callers keep for as long as this database lives; nothing that a query's value may depend on."""
        self.profile: Profile | None = None
        """Where the time goes is counted here, if anybody asked for it."""
        self._frames: list[Frame] = []
        self._running: set[Key] = set()

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

    def timed(self, name: str, subject: str | None = None) -> AbstractContextManager[None]:
        """Count what a block takes, if anybody asked where the time goes."""
        return nullcontext() if self.profile is None else self.profile.timed(name, subject)

    def report(self, problem: Diagnostic) -> None:
        """Make a problem part of the memo of the query that is running."""
        self._frames[-1].problems.append(problem)

    def fingerprint(self, query: Query[Any], *args: Any) -> Fingerprint:
        """The fingerprint of a query's value, recorded like a read."""
        node = self.current((query.name, *args), query)
        if self._frames:
            self._note(node, "", node.fp)
        return node.fp

    def prints(self, query: Query[Mapping[str, R]]) -> Mapping[str, Fingerprint]:
        """Fingerprints of a table's entries; whoever reads them depends on all of them."""
        node = self.current((query.name,), query)
        if self._frames:
            self._note(node, "", node.fp)
        return self.parts(node)

    def altered(self, *tables: Query[Mapping[str, Any]]) -> set[str] | None:
        """Names of the entries of these tables that are others than the running query saw when it ran last; None if
        nobody can say. It is recorded as a read of the whole tables.

        For a query whose answer is found sooner from its last one (:meth:`last`). Whichever way it goes, the answer
        must be the same.
        """
        nodes = [self.current((table.name,), table) for table in tables]
        for node in nodes:
            self._note(node, "", node.fp)
        running = self._nodes.get(self._frames[-1].key)
        if self.wave is None or running is None or not running.fp:
            return None
        whole = {id for id, part, _ in self.reads_of(running) if not part}
        found = [self.wave.altered(running.id, node.id) if node.id in whole else None for node in nodes]
        return None if None in found else set().union(*filter(None, found))

    def last(self) -> Any:
        """The answer that the running query gave last."""
        return self.value_of(self._nodes[self._frames[-1].key])

    def entries(self, query: Query[Mapping[str, R]], names: Iterable[str]) -> list[R | None]:
        """Entries of a table, not recorded as read: only for who depends on their fingerprints already."""
        node = self.current((query.name,), query)
        return [node.value.get(name) if node.value is not ABSENT else self._part_of(node, name)[1] for name in names]

    def fetch(self, query: Query[Mapping[str, Any]], names: Sequence[str]) -> None:
        """Have entries of a table at hand that are about to be asked for: one look into the store instead of many.

        Nothing is recorded as read.
        """
        if self.wave is not None or self.journal is not None or query.lazy or len(names) < _FEW:
            return
        node = self.current((query.name,), query)
        if node.value is not ABSENT:
            return
        wanted = [name for name in names if name not in node.fetched]
        for name, fp, data in self.store.some_parts(node.id, wanted):
            if data is None or fingerprint(data) != fp:
                raise StoreDamaged(f"entry {name} of {node.key}")
            node.fetched[name] = fp, unpack(data)

    def _note(self, node: Node, part: str, fp: Fingerprint) -> None:
        frame = self._frames[-1]
        if node.query.lazy and not frame.query.lazy:
            raise TypeError(f"{frame.query.name} is eager and may not read {node.query.name}, which is lazy")
        frame.reads[(node.id, part)] = fp
        if node.rank >= frame.rank:
            frame.rank = node.rank + 1

    # memos that are true of the tree

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

    def ensured(self, id: int) -> Node:
        """The memo of an id, true of the tree."""
        node = self.by_id(id)
        return self.current(node.key, node.query)

    def _make(self, key: Key, query: Query[Any]) -> Node:
        self._last_id += 1
        node = Node(self._last_id, key, query)
        if query.leaf:
            node.fp = PROBES[query.name](self.world, *key[1:])
            self._hold(node)
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

    def pin(self, keys: Iterable[Key], kinds: tuple[str, ...]) -> None:
        """Hold these memos, and let go of the other held ones whose query is among ``kinds``.

        What nothing holds and nothing reads is deleted by :meth:`collect`.
        """
        wanted = {key_text(key) for key in keys}
        held = {text: id for id, text in self.store.pinned() if text_key(text)[0] in kinds}
        self.store.begin()
        gone = [id for text, id in held.items() if text not in wanted]
        new = [self.current(key, self._query(key[0])).id for key in map(text_key, sorted(wanted - held.keys()))]
        for id in gone + new:
            if (node := self._by_id.get(id)) is not None:
                node.pinned = id not in gone
        self.store.set_pinned(gone, False)
        self.store.set_pinned(new, True)
        self._orphans.difference_update(new)
        self._orphans.update(gone)

    def hold(self, key: Key) -> None:
        """Hold one memo more (see :meth:`pin`)."""
        node = self.current(key, self._query(key[0]))
        if not node.pinned:
            self.store.begin()
            node.pinned = True
            self.store.set_pinned([node.id], True)

    # running

    def _call(self, frame: Frame) -> Any:
        if frame.key in self._running:
            raise CircularQuery(" → ".join(map(str, [*[f.key for f in self._frames], frame.key])))
        self._running.add(frame.key)
        self._frames.append(frame)
        try:
            if self.profile is None:
                return frame.query.run(self, *frame.key[1:])
            with self.profile.timed(frame.query.name, str(frame.key[1]) if len(frame.key) > 1 else None):
                return frame.query.run(self, *frame.key[1:])
        finally:
            self._frames.pop()
            self._running.discard(frame.key)

    def run_frame(self, frame: Frame, action: Callable[[], R]) -> R:
        """Run ``action`` with its reads recorded in ``frame``."""
        self._frames.append(frame)
        try:
            return action()
        finally:
            self._frames.pop()

    def is_running(self, name: str) -> bool:
        """True while an answer of this query is being worked out."""
        return any(frame.key[0] == name for frame in self._frames)

    def _run(self, node: Node, old_reads: list[Read]) -> set[str] | None:
        """Run a query and take its value over. Returns what changed: None nothing, an empty set the value as a
        whole, else the names of a table's entries."""
        query = node.query
        frame = Frame(node.key, query)
        if query.rows is not None:
            return gathered(self, node, frame, old_reads)
        value = self._call(frame)
        self.ran[query.name] += 1
        self._hold(node)
        node.fetched = {}
        data: bytes | None = None
        before, before_parts = node.fp, None
        rows: list[Any] = []
        if query.table:
            before_parts = self.parts(node) if node.fp else {}
            value = dict(sorted(value.items()))
            packed = {name: pack(item) for name, item in value.items()}
            node.parts = parts_of(packed)
            node.fp = combine(node.parts)
            rows = rows_of(node.id, before_parts, node.parts, packed)
        elif query.keep:
            data = pack(value)
            node.fp = fingerprint(data)
        else:
            node.fp = fingerprint(value if type(value) is bytes else pack(value))
        node.problems = seal(pack(tuple(frame.problems))) if frame.problems else None
        self._take_reads(node, frame, old_reads)
        node.value = ABSENT
        self._recent.pop(node.id, None)
        self._remember(node, value)
        node.state = CLEAN
        unchanged = before == node.fp and bool(before)
        self._write(node, None if unchanged else data, rows, old_reads)
        if query.lazy:
            node.reads = None  # there are many, and they are seldom asked for again
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

    def take_gathered(self, node: Node, frame: Frame, old_reads: list[Read], rows: list[Any]) -> None:
        """Take over a gathered table whose parts have been brought up to date."""
        node.fetched = {}
        self._hold(node)
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

    # after a change

    def look(self) -> list[Change]:
        """Look at the world again. Returns the leaves that are not as the memos saw them; takes nothing over."""
        return looked(self.store, self.world)

    def differing(self, paths: Collection[str] | None = None) -> list[Change]:
        """The same by the listing that the world has now; see :func:`sitegen.engine.leaves.differing`."""
        return differing(self.store, self.world, paths)

    def refresh(self, changed: list[Change] | None = None) -> list[Key]:
        """Look at the world again and bring every eager memo up to date. Returns the leaves that changed.

        ``changed`` is what :meth:`look` found just now, if it was asked. Raises TreeMoved if a file changes
        meanwhile; then nothing is taken over.
        """
        if changed is None:
            changed = self.look()
        if changed:
            self._propagate([(id, fp) for id, fp, _ in changed])
        else:
            note_listing(self.store, self.world)
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
        note_listing(self.store, self.world)
        self.commit()

    def rows_touched(self, node: Node) -> Iterable[str]:
        """Names of the rows of a gathered table that may have changed: all of them outside of a wave."""
        return self.wave.rows_touched(node.id) if self.wave is not None else self.parts(node)

    def abandon(self) -> None:
        """Forget everything that is not committed, in memory and in the store."""
        super().abandon()
        self._frames.clear()
        self._running.clear()
