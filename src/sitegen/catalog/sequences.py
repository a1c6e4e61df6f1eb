"""All pages of the site in order, once for each order. Lists take theirs from here.

A title that changes without changing the order of pages stops here, so that typing in one does not touch the lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.catalog.heads import heads
from sitegen.catalog.order import newest_first, reading_order
from sitegen.catalog.ordered import Ordered, OrderKey
from sitegen.catalog.rows import row_heads
from sitegen.engine.database import Database
from sitegen.engine.query import Query, query
from sitegen.model.page import PageHead

Sequence = Query[tuple[str, ...]]


@query
def newest_pages(db: Database) -> tuple[str, ...]:
    """Paths of all pages in content/ and all rows, newest first; those that are not shown too."""
    return in_order(db, "newest", newest_first, _written(db))


@query
def reading_pages(db: Database) -> tuple[str, ...]:
    """The same in reading order."""
    return in_order(db, "reading", reading_order, _written(db))


def _written(db: Database) -> Mapping[str, PageHead]:
    return {**db.get(heads), **db.get(row_heads)}


def in_order(db: Database, name: str, key: OrderKey, pages: Mapping[str, PageHead]) -> tuple[str, ...]:
    """Paths of heads in the order of a key that is equal for no two. The last order is kept: it saves time and changes
    nothing.
    """
    ordered: Ordered = db.kept.get(f"order {name}") or Ordered(key)
    db.kept[f"order {name}"] = ordered
    return ordered.show(pages)


def rank_in(db: Database, sequence: Sequence) -> dict[str, int]:
    """path → its number in a sequence."""
    pages = db.get(sequence)
    kept: tuple[tuple[str, ...], dict[str, int]] | None = db.kept.get(f"rank {sequence.name}")
    if kept is None or kept[0] is not pages:
        kept = db.kept[f"rank {sequence.name}"] = (pages, {path: number for number, path in enumerate(pages)})
    return kept[1]
