"""The next moment at which the site turns by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sitegen.catalog.turns import turns
from sitegen.engine.database import Database


def next_turn(now: datetime) -> Callable[[Database], datetime | None]:
    """The question for the first moment after ``now`` that a page waits for; None if none does."""
    return lambda db: next((one for one in db.get(turns) if one > now), None)
