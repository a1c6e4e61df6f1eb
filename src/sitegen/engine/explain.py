"""Why a memo was made again: the first read that differed, and why that one did, down to the leaf."""

from __future__ import annotations

from sitegen.engine.database import Database
from sitegen.engine.node import CLEAN
from sitegen.engine.query import Key, key_text, text_key


def chain(db: Database, key: Key) -> list[Key]:
    """The memo of ``key``, what made it run last, what made that run, and so on to what changed outside.

    Only the key itself where nothing has changed since it was first asked for; empty if it never was. A memo that
    is marked but has not run again yet is explained by what marked it.
    """
    row = db.store.by_key(key_text(key))
    found: list[Key] = []
    seen: set[int] = set()
    while row is not None and row[0] not in seen:
        seen.add(row[0])
        found.append(text_key(row[1]))
        row = db.store.by_id(row[7]) if row[7] else None
    return found


def state_of(db: Database, key: Key) -> str:
    """``new`` (never asked for), ``stale`` (may differ by now) or ``fresh``."""
    row = db.store.by_key(key_text(key))
    if row is None:
        return "new"
    return "fresh" if row[5] == CLEAN else "stale"
