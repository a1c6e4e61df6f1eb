"""Memos between runs, in SQLite. Only a cache: whatever is wrong with it, it is deleted and made again."""

from __future__ import annotations

import errno
import marshal
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sitegen.engine.schema import PUT_MEMO, SCHEMA

LEAF, EAGER, LAZY = 0, 1, 2

_PAGES_BEFORE_CHECKPOINT = 1000
"""SQLite's own number."""

_MANY = 1 << 14
_FEW = 64
_MOST_NAMES = 500
"""So many are looked up at once."""

Row = tuple[int, str, int, bytes, int, int, int, int, bytes | None, bytes | None]
"""id, key, kind, fp, rank, state, pinned, cause, reads, problems."""

Link = tuple[int, str, int]
"""(memo read, name of the entry or empty, reader)."""

PartRow = tuple[int, str, bytes, "int | None", "bytes | None"]
"""(table, name, fingerprint, id of the row's memo, packed value)."""


class StoreDamaged(Exception):
    """The stored cache cannot be trusted; it must be thrown away."""


def seal(data: bytes) -> bytes:
    """``data`` with a checksum before it."""
    return zlib.crc32(data).to_bytes(4, "big") + data


def unseal(data: bytes) -> bytes:
    """The inverse of :func:`seal`. Raises StoreDamaged where the checksum is wrong."""
    if len(data) < 4 or zlib.crc32(memoryview(data)[4:]) != int.from_bytes(data[:4], "big"):
        raise StoreDamaged("checksum")
    return data[4:]


class Store:
    """The memos of one tree. ``path`` None keeps them in memory only.

    ``version`` is whatever the memos depend on beside their keys (program, libraries, Python): a store of another
    version is deleted.
    """

    def __init__(self, path: Path | None, version: str) -> None:
        self.path = path
        self.version = version
        self.fresh = False
        self.is_new = False
        """True if it was empty when it was opened: everything in it was put there by its owner since."""
        self._new_reads: list[tuple[int, str, int]] = []
        self._open()

    def _open(self) -> None:
        if self.path is None or not self.path.exists():
            self._begin()
            return
        try:
            self._connect(str(self.path))
            row = self.db.execute("SELECT data FROM meta WHERE name = 'version'").fetchone()
            if row is not None and row[0] == self.version:
                return
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise
        except sqlite3.DatabaseError:
            pass
        self.reset()

    def _connect(self, name: str) -> None:
        self.db = sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=30)
        self.db.execute("PRAGMA synchronous = OFF")  # first: the next line would wait for the disk
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA cache_size = -65536")
        self.db.execute("PRAGMA temp_store = MEMORY")

    def _begin(self) -> None:
        """Make the store anew, whatever is there of an old one."""
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for suffix in ("", "-wal", "-shm"):
                Path(str(self.path) + suffix).unlink(missing_ok=True)
        self._connect(str(self.path or ":memory:"))
        self.db.executescript("BEGIN;" + SCHEMA + "COMMIT;")
        self.db.execute("INSERT INTO meta VALUES ('version', ?)", (self.version,))
        self.fresh = self.is_new = True

    def reset(self) -> None:
        """Throw everything away and begin again."""
        self.db.close()
        self._begin()

    def reopen(self) -> None:
        """Connect again, in a process that was forked."""
        if self.path is not None:
            self._connect(str(self.path))
            self.db.execute("PRAGMA query_only = ON")

    @contextmanager
    def still(self) -> Iterator[Path]:
        """The file with all that was committed, whole and unchanged during the block: see
        :class:`sitegen.engine.still.StillStore`.

        What is written meanwhile stays in the file beside it. Only for a store that has a path.
        """
        if self.path is None:
            raise ValueError("memos that are kept in memory are nowhere else")
        self.commit()
        if self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise OSError(errno.EBUSY, "another program reads the memos", str(self.path))
        descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)  # so that other machines see it through a shared folder
        finally:
            os.close(descriptor)
        self.db.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
        try:
            yield self.path
        finally:
            self.db.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_BEFORE_CHECKPOINT}").fetchone()

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def begin(self) -> None:
        """Open a transaction if none is open."""
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make everything since :meth:`begin` permanent at once."""
        self._write_reads()
        if self.db.in_transaction:
            self.db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget everything since :meth:`begin`."""
        self._new_reads.clear()
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    # memos

    def last_id(self) -> int:
        """The greatest id in use."""
        return int(self.db.execute("SELECT coalesce(max(id), 0) FROM memo").fetchone()[0])

    def by_key(self, key: str) -> Row | None:
        """The memo of a key."""
        row: Row | None = self.db.execute("SELECT * FROM memo WHERE key = ?", (key,)).fetchone()
        return row

    def by_id(self, id: int) -> Row | None:
        """The memo of an id."""
        row: Row | None = self.db.execute("SELECT * FROM memo WHERE id = ?", (id,)).fetchone()
        return row

    def put(self, row: Row) -> None:
        """Write a memo."""
        self.db.execute(PUT_MEMO, row)

    def put_value(self, id: int, data: bytes) -> None:
        """Write a memo's value."""
        self.db.execute("INSERT OR REPLACE INTO value VALUES (?, ?)", (id, data))

    def take(
        self,
        memos: list[Row],
        values: list[tuple[int, bytes]],
        parts: list[PartRow],
        gone_parts: list[tuple[int, str]],
        reads: list[Link],
        gone_reads: list[Link],
    ) -> None:
        """Write many things at once, and take others away."""
        self.begin()
        self.db.executemany(PUT_MEMO, memos)
        self.db.executemany("INSERT OR REPLACE INTO value VALUES (?, ?)", values)
        self.put_parts(parts)
        self.db.executemany("DELETE FROM part WHERE node = ? AND name = ?", gone_parts)
        self.add_reads(reads)
        if gone_reads:
            self.drop_reads(gone_reads)

    def of_query(self, name: str) -> list[Row]:
        """The memos of a query."""
        return self.db.execute(
            "SELECT * FROM memo WHERE key >= ? AND key < ?", (name + "\x1f", name + "\x20")
        ).fetchall()

    def value(self, id: int) -> bytes | None:
        """A memo's packed value."""
        row = self.db.execute("SELECT data FROM value WHERE id = ?", (id,)).fetchone()
        return None if row is None else row[0]

    def delete(self, id: int) -> None:
        """Take a memo away with all that hangs on it. Its reads are the caller's business."""
        self.db.execute("DELETE FROM memo WHERE id = ?", (id,))
        self.db.execute("DELETE FROM value WHERE id = ?", (id,))
        self.db.execute("DELETE FROM part WHERE node = ?", (id,))

    def leaves(self) -> Iterator[tuple[int, str, bytes]]:
        """(id, key, fingerprint) of every leaf."""
        return self.db.execute("SELECT id, key, fp FROM memo WHERE kind = 0")

    def leaf(self, key: str) -> tuple[int, str, bytes] | None:
        """(id, key, fingerprint) of the leaf of a key."""
        row: tuple[int, str, bytes] | None = self.db.execute(
            "SELECT id, key, fp FROM memo WHERE key = ? AND kind = 0", (key,)
        ).fetchone()
        return row

    def leaves_named(self, name: str) -> Iterator[tuple[int, str, bytes]]:
        """(id, key, fingerprint) of every leaf of a query."""
        return self.db.execute(  # the plus keeps SQLite from the index of all leaves
            "SELECT id, key, fp FROM memo WHERE key >= ? AND key < ? AND +kind = 0", (name + "\x1f", name + "\x20")
        )

    def problems(self) -> Iterator[bytes]:
        """The packed problems of every memo that has any and is known to be true of the tree."""
        found = self.db.execute("SELECT problems FROM memo WHERE problems IS NOT NULL AND state = 0 ORDER BY id")
        return (row[0] for row in found)

    def problems_with(self, part: bytes) -> Iterator[bytes]:
        """Those of :meth:`problems` that have these bytes somewhere."""
        found = self.db.execute(
            "SELECT problems FROM memo WHERE problems IS NOT NULL AND state = 0 AND instr(problems, ?) ORDER BY id",
            (part,),
        )
        return (row[0] for row in found)

    def unsettled(self) -> list[str]:
        """Keys of the pinned memos that are not known to be true of the tree."""
        found = self.db.execute(  # the plus signs keep SQLite from a look at all memos
            "SELECT key FROM memo WHERE state > 0 AND +pinned > 0 ORDER BY +id"
        )
        return [row[0] for row in found]

    def keys_below(self, start: str, pinned: bool = False) -> list[str]:
        """Keys that begin so, of the memos that are true of the tree, or of those that are ``pinned``."""
        after = start[:-1] + chr(ord(start[-1]) + 1)
        which = "+pinned > 0" if pinned else "+state = 0"
        found = self.db.execute(
            f"SELECT key FROM memo WHERE key >= ? AND key < ? AND {which} ORDER BY key", (start, after)
        )
        return [row[0] for row in found]

    def clean_keys(self) -> dict[str, bytes]:
        """key → fingerprint of the lazy memos that are true of the tree."""
        return dict(self.db.execute("SELECT key, fp FROM memo WHERE kind = 2 AND state = 0").fetchall())

    def pinned(self) -> list[tuple[int, str]]:
        """(id, key) of the pinned memos."""
        return self.db.execute("SELECT id, key FROM memo WHERE pinned > 0 ORDER BY id").fetchall()

    def set_state(self, id: int, state: int, cause: int) -> None:
        """Mark a lazy memo."""
        self.db.execute("UPDATE memo SET state = ?, cause = ? WHERE id = ?", (state, cause, id))

    def set_pinned(self, ids: Iterable[int], pinned: bool) -> None:
        """Pin memos, or let them go."""
        self.db.executemany("UPDATE memo SET pinned = ? WHERE id = ?", [(int(pinned), id) for id in ids])

    # reads

    def add_reads(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """(dep, part, reader), … They are written together when there are many, or when somebody asks."""
        self._new_reads += rows
        if len(self._new_reads) > _MANY:
            self._write_reads()

    def _write_reads(self) -> None:
        if not self._new_reads:
            return
        self._new_reads.sort()  # in the order in which they are stored: pages of the table are touched once
        self.db.executemany("INSERT OR IGNORE INTO read VALUES (?, ?, ?)", self._new_reads)
        self._new_reads.clear()

    def drop_reads(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """(dep, part, reader), …"""
        self._write_reads()
        self.db.executemany("DELETE FROM read WHERE dep = ? AND part = ? AND reader = ?", rows)

    def readers(self, dep: int, parts: Collection[str] = ()) -> list[tuple[int, str, int, int, int]]:
        """(reader, part, rank, kind, state) of every memo that read ``dep`` or an entry of it.

        Where few ``parts`` are given, those are left out that read other entries alone.
        """
        self._write_reads()
        few = ("", *parts) if 0 < len(parts) <= _FEW else ()
        only = f" AND r.part IN ({', '.join('?' * len(few))})" if few else ""
        return self.db.execute(
            "SELECT m.id, r.part, m.rank, m.kind, m.state FROM read r JOIN memo m ON m.id = r.reader"
            f" WHERE r.dep = ?{only}",
            (dep, *few),
        ).fetchall()

    def is_read(self, dep: int) -> bool:
        """True if any memo reads ``dep``."""
        self._write_reads()
        return self.db.execute("SELECT 1 FROM read WHERE dep = ? LIMIT 1", (dep,)).fetchone() is not None

    # parts of tables

    def parts(self, node: int) -> dict[str, bytes]:
        """Fingerprints of a table's entries."""
        return dict(self.db.execute("SELECT name, fp FROM part WHERE node = ? ORDER BY name", (node,)).fetchall())

    def part(self, node: int, name: str) -> tuple[bytes, bytes | None, int | None] | None:
        """(fingerprint, packed value, id of the row's memo) of one entry."""
        row: tuple[bytes, bytes | None, int | None] | None = self.db.execute(
            "SELECT fp, data, row FROM part WHERE node = ? AND name = ?", (node, name)
        ).fetchone()
        return row

    def some_parts(self, node: int, names: Sequence[str]) -> Iterator[tuple[str, bytes, bytes | None]]:
        """(name, fingerprint, packed value) of those of the entries that there are."""
        for at in range(0, len(names), _MOST_NAMES):
            some = names[at : at + _MOST_NAMES]
            yield from self.db.execute(
                "SELECT p.name, p.fp, coalesce(p.data, v.data) FROM part p LEFT JOIN value v ON v.id = p.row"
                f" WHERE p.node = ? AND p.name IN ({', '.join('?' * len(some))})",
                (node, *some),
            )

    def part_values(self, node: int) -> list[tuple[str, bytes]]:
        """(name, packed value) of every entry, those of gathered rows included."""
        return self.db.execute(
            "SELECT p.name, coalesce(p.data, v.data) FROM part p LEFT JOIN value v ON v.id = p.row"
            " WHERE p.node = ? ORDER BY p.name",
            (node,),
        ).fetchall()

    def part_rows(self, node: int) -> list[int]:
        """Ids of the memos that are the rows of a gathered table."""
        return [row[0] for row in self.db.execute("SELECT row FROM part WHERE node = ? AND row IS NOT NULL", (node,))]

    def put_parts(self, rows: Iterable[tuple[int, str, bytes, int | None, bytes | None]]) -> None:
        """(node, name, fp, row, data), …"""
        self.db.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", rows)

    def drop_parts(self, node: int, names: Iterable[str]) -> None:
        """Take entries away."""
        self.db.executemany("DELETE FROM part WHERE node = ? AND name = ?", [(node, name) for name in names])

    # what the memos are true of

    def revision(self) -> int:
        """Counts the changes of the world that were taken over. Whoever worked at the same count saw the same."""
        return int(self.note("revision") or 0)

    def next_revision(self) -> None:
        """Count one more."""
        self.set_note("revision", self.revision() + 1)

    # whatever a caller keeps beside

    def note(self, name: str) -> Any:
        """A small value kept by :meth:`set_note`; None if there is none."""
        row = self.db.execute("SELECT data FROM meta WHERE name = ?", ("note:" + name,)).fetchone()
        return None if row is None else marshal.loads(unseal(row[0]))

    def set_note(self, name: str, value: Any) -> None:
        """Keep a small plain value."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", ("note:" + name, seal(marshal.dumps(value, 2))))
