"""What a worker found out: rows for the store of whoever sent it, written down by the store's own verbs.

A worker has a block of ids to itself, so its rows can be taken as they stand. Only where two workers worked out the
same memo, the second one's id is replaced by the first one's.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sitegen.engine.store import Link, PartRow, Row, seal, unseal


class Found(NamedTuple):
    """Rows of the store that are new or different, and those that are gone; plain data once it is a tuple."""

    memos: list[Row]
    values: list[tuple[int, bytes]]
    parts: list[PartRow]
    gone_parts: list[tuple[int, str]]
    reads: list[Link]
    gone_reads: list[Link]

    def renamed(self, ids: Mapping[int, int]) -> Found:
        """The same with ids replaced, without the memos whose ids are: they are there already."""
        touched = {reader for dep, _, reader in self.reads if dep in ids}
        return Found(
            [_renamed(row, ids) if row[0] in touched else row for row in self.memos if row[0] not in ids],
            [row for row in self.values if row[0] not in ids],
            [
                (table, name, fp, ids.get(row, row) if row is not None else None, data)
                for table, name, fp, row, data in self.parts
                if table not in ids
            ],
            [row for row in self.gone_parts if row[0] not in ids],
            [(ids.get(dep, dep), part, reader) for dep, part, reader in self.reads if reader not in ids],
            [row for row in self.gone_reads if row[2] not in ids],
        )


def _renamed(row: Row, ids: Mapping[int, int]) -> Row:
    id, key, kind, fp, rank, state, pinned, cause, reads, problems = row
    if reads is not None:
        seen = marshal.loads(unseal(reads))
        reads = sealed_reads([(ids.get(dep, dep), part, print_) for dep, part, print_ in seen])
    return id, key, kind, fp, rank, state, pinned, ids.get(cause, cause), reads, problems


def sealed_reads(reads: list[Any]) -> bytes:
    """What a memo read, as it is stored."""
    return seal(marshal.dumps(reads, 2))


class Journal:
    """Takes what a worker writes, in place of the store."""

    def __init__(self) -> None:
        self._found = Found([], [], [], [], [], [])

    def take(self) -> Found:
        """What was written since the last call."""
        found, self._found = self._found, Found([], [], [], [], [], [])
        return found

    def begin(self) -> None:
        """Nothing is to be begun."""

    def put(self, row: Row) -> None:
        """Write a memo."""
        self._found.memos.append(row)

    def put_value(self, id: int, data: bytes) -> None:
        """Write a memo's value."""
        self._found.values.append((id, data))

    def put_parts(self, rows: Iterable[PartRow]) -> None:
        """Write entries of tables."""
        self._found.parts.extend(rows)

    def drop_parts(self, node: int, names: Iterable[str]) -> None:
        """Take entries away."""
        self._found.gone_parts.extend((node, name) for name in names)

    def add_reads(self, rows: Iterable[Link]) -> None:
        """Write who reads what."""
        self._found.reads.extend(rows)

    def drop_reads(self, rows: Iterable[Link]) -> None:
        """Take that away."""
        self._found.gone_reads.extend(rows)
