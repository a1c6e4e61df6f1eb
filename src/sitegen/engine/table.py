"""Tables: values by name, of which readers may depend on single entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.base.data import Fingerprint, fingerprint
from sitegen.engine.node import ABSENT, Frame, Memos, Node, Read

Parts = dict[str, Fingerprint]


def parts_of(packed: dict[str, bytes]) -> Parts:
    """Fingerprints of packed entries."""
    return {name: fingerprint(data) for name, data in packed.items()}


def combine(parts: Parts) -> Fingerprint:
    """Fingerprint of a whole table; never empty."""
    names = sorted(parts)
    # Joined at once rather than name by name: it is done at every keystroke in a title, for all pages.
    return fingerprint(
        b"%d\0%b\0%b" % (len(names), "\0".join(names).encode(), b"".join([parts[name] for name in names]))
    )


def gathered(db: Memos, node: Node, frame: Frame, old_reads: list[Read]) -> set[str] | None:
    """Bring a gathered table up to date: only rows that changed, came or went are looked at.

    Returns the names of the entries that changed, None if none did.
    """
    query = node.query
    assert query.rows is not None and query.keys is not None
    keys_query, rows_query = query.keys, query.rows
    first = not node.fp
    names: tuple[str, ...] = db.run_frame(frame, lambda: db.get(keys_query))
    before = db.parts(node) if not first else {}
    touched = set(db.rows_touched(node))
    looked_at = [name for name in names if name not in before or name in touched]
    changed: dict[str, Node] = {}
    if first:
        db.have_all_of(rows_query.name)
    for name in looked_at:
        row = db.current((rows_query.name, name), rows_query)
        if before.get(name) != row.fp:
            changed[name] = row
        frame.rank = max(frame.rank, row.rank + 1)
    wanted = before.keys() if before.keys() == set(names) else set(names)
    gone = [name for name in before if name not in wanted]
    if not changed and not gone and not first:
        db.take_gathered(node, frame, old_reads, [])
        return None
    node.parts = {n: fp for n, fp in before.items() if n in wanted} if gone else dict(before)
    node.parts.update((name, row.fp) for name, row in changed.items())
    node.fp = combine(node.parts)
    _patch_value(db, node, changed)
    rows: list[Any] = [(node.id, name, row.fp, row.id, None) for name, row in changed.items()]
    rows.extend((node.id, name, None, None, None) for name in gone)
    added = [row.id for name, row in changed.items() if name not in before]
    removed = [db.current((rows_query.name, name), rows_query).id for name in gone]
    db.take_gathered(node, frame, old_reads, rows)
    db.link_rows(node, added, removed)
    return {*changed, *gone}


def _patch_value(db: Memos, node: Node, changed: dict[str, Node]) -> None:
    """Keep a table that is in memory in step, without reading its other rows again."""
    if node.value is ABSENT:
        return
    before, parts = node.value, node.parts or {}
    patched = dict(before) if before.keys() <= parts.keys() else {n: one for n, one in before.items() if n in parts}
    patched.update({name: db.value_of(row) for name, row in changed.items()})
    node.value = patched if patched.keys() == before.keys() else dict(sorted(patched.items()))


def changed_names(before: Parts, now: Parts) -> set[str]:
    """Names of the entries that are new, gone or different."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def rows_of(id: int, before: Parts, now: Parts, packed: Mapping[str, bytes]) -> list[Any]:
    """What the store has to write for a table: entries that are new or different, and those that are gone."""
    rows: list[Any] = [(id, name, fp, None, packed[name]) for name, fp in now.items() if before.get(name) != fp]
    rows.extend((id, name, None, None, None) for name in before if name not in now)
    return rows
