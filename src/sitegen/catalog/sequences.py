"""All pages of the site in order, once for each order. Lists take theirs from here.

A title that changes without changing the order of pages stops here, so that typing in one does not touch the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sitegen.catalog.heads import heads
from sitegen.catalog.order import newest_first, reading_order
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


def _written(db: Database) -> Iterable[PageHead]:
    return (*db.get(heads).values(), *db.get(row_heads).values())


def in_order(
    db: Database, name: str, key: Callable[[PageHead], tuple[Any, ...]], pages: Iterable[PageHead]
) -> tuple[str, ...]:
    """Paths of heads in the order of a key that is equal for no two.

    Keys are kept for as long as a head is the same object, and sorting begins with the order of the last time: both
    save time and change nothing.
    """
    known: dict[str, tuple[PageHead, tuple[Any, ...]]] = db.kept.get(f"order {name}") or {}
    keyed = {
        head.path: found if (found := known.get(head.path)) is not None and found[0] is head else (head, key(head))
        for head in pages
    }
    begin = [path for path in known if path in keyed]
    begin += [path for path in keyed if path not in known]
    begin.sort(key=lambda path: keyed[path][1])
    db.kept[f"order {name}"] = {path: keyed[path] for path in begin}
    return tuple(begin)


def rank_in(db: Database, sequence: Sequence) -> dict[str, int]:
    """path → its number in a sequence."""
    pages = db.get(sequence)
    kept: tuple[tuple[str, ...], dict[str, int]] | None = db.kept.get(f"rank {sequence.name}")
    if kept is None or kept[0] is not pages:
        kept = db.kept[f"rank {sequence.name}"] = (pages, {path: number for number, path in enumerate(pages)})
    return kept[1]
