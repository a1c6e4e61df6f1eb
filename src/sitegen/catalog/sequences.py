"""All pages of the site in order, once for each order. Lists take theirs from here.

A title that changes without changing the order of pages stops here, so that typing in one does not touch the lists.
"""

from __future__ import annotations

from typing import Any

from sitegen.catalog.heads import heads
from sitegen.catalog.order import newest_first, reading_order
from sitegen.catalog.ordered import FEW, Ordered, OrderKey, moved
from sitegen.catalog.rows import row_heads
from sitegen.engine.database import Database
from sitegen.engine.query import Query, query
from sitegen.model.page import PageHead

Sequence = Query[tuple[str, ...]]
Table = Query[dict[str, Any]]
Tables = tuple[Query[dict[str, PageHead]], ...]


@query
def newest_pages(db: Database) -> tuple[str, ...]:
    """Paths of all pages in content/ and all rows, newest first; those that are not shown too."""
    return in_order(db, "newest", newest_first, (heads, row_heads))


@query
def reading_pages(db: Database) -> tuple[str, ...]:
    """The same in reading order."""
    return in_order(db, "reading", reading_order, (heads, row_heads))


def in_order(db: Database, name: str, key: OrderKey, tables: Tables, shown: Table | None = None) -> tuple[str, ...]:
    """Paths of the heads in ``tables`` in the order of a key that is equal for no two; of those alone that are in
    ``shown``, if it is given.

    Where few heads are others than before, these are moved in the last order, and no other head is looked at but
    those that they are compared with.
    """
    altered = db.altered(*tables, *([shown] if shown is not None else []))
    if altered is not None and len(altered) <= FEW:
        return moved(db.last(), altered, lambda path: _head(db, path, tables, shown), key)
    pages = {path: head for table in tables for path, head in db.get(table).items()}
    if shown is not None:
        pages = {path: pages[path] for path in db.get(shown) if path in pages}
    ordered: Ordered = db.kept.get(f"order {name}") or Ordered(key)
    db.kept[f"order {name}"] = ordered  # it saves time and changes nothing
    return ordered.show(pages)


def _head(db: Database, path: str, tables: Tables, shown: Table | None) -> PageHead | None:
    if shown is not None and db.entries(shown, [path])[0] is None:
        return None
    return next((head for table in tables if (head := db.entries(table, [path])[0]) is not None), None)


def rank_in(db: Database, sequence: Sequence) -> dict[str, int]:
    """path → its number in a sequence."""
    pages = db.get(sequence)
    kept: tuple[tuple[str, ...], dict[str, int]] | None = db.kept.get(f"rank {sequence.name}")
    if kept is None or kept[0] is not pages:
        kept = db.kept[f"rank {sequence.name}"] = (pages, {path: number for number, path in enumerate(pages)})
    return kept[1]
