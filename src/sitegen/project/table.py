"""The table of all pages."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sitegen.base.diagnostics import with_severities
from sitegen.base.ignoring import without_ignored
from sitegen.catalog.index import all_heads
from sitegen.catalog.settings import severities
from sitegen.engine.database import Database
from sitegen.model.page import PageHead
from sitegen.project.answers import day
from sitegen.project.sheet import Row
from sitegen.project.sheets import state_of


def rows_of(db: Database, now: datetime) -> tuple[Row, ...]:
    """Every page, those with a source first, by path."""
    counts = counts_of(db)
    rows = [_row(head, now, counts) for head in all_heads(db).values()]
    return tuple(sorted(rows, key=lambda row: (not row.source, row.source or row.url)))


def counts_of(db: Database) -> Counter[tuple[str, str]]:
    """(file, severity) → how many problems are known."""
    db.collect()
    kept = without_ignored(db.problems(), lambda path: False)
    return Counter((one.location.path, one.severity) for one in with_severities(kept, db.get(severities)))


def _row(head: PageHead, now: datetime, counts: Counter[tuple[str, str]]) -> Row:
    written = head.path[0] != "@" and not head.path.endswith("/")
    file = head.path.partition("#")[0]
    return Row(
        head.path if written else "",
        head.title,
        head.url,
        head.kind,
        head.type,
        head.language,
        day(head.date) or "",
        day(head.updated) or "",
        state_of(head, now),
        head.terms,
        counts[file, "error"] if written else 0,
        counts[file, "warning"] if written else 0,
    )
