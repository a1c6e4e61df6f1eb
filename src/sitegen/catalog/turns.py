"""When the site turns by itself: the moments at which pages go public, or are taken down, because they say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sitegen.catalog.heads import standings
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead


@query(lazy=True)
def turns(db: Database) -> tuple[datetime, ...]:
    """All these moments in their order, those that have passed too."""
    return tuple(sorted({one for head in db.get(standings).values() for one in _turns_of(head)}))


def _turns_of(head: PageHead) -> Iterator[datetime]:
    """What is said of a draft happens to nobody's eyes."""
    for moment in (head.publish_at, head.expires_at):
        if moment is not None and not head.draft:
            yield moment
