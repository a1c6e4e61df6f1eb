"""What time it is, for everything that expires. Handed in, so that tests need not wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the moment it is now, with its offset."""


def utc_now() -> datetime:
    """The moment it is now, in UTC."""
    return datetime.now(UTC)
