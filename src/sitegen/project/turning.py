"""When the site turns by itself: the moments at which pages go public, or are taken down, because they say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sitegen.catalog.heads import heads
from sitegen.engine.database import Database
from sitegen.model.page import PageHead


def next_turn(now: datetime) -> Callable[[Database], datetime | None]:
    """The question for the first moment after ``now`` that a page waits for; None if none does."""
    return lambda db: min((one for head in db.get(heads).values() for one in _turns(head) if one > now), default=None)


def _turns(head: PageHead) -> Iterator[datetime]:
    """What is said of a draft happens to nobody's eyes."""
    for moment in (head.publish_at, head.expires_at):
        if moment is not None and not head.draft:
            yield moment
