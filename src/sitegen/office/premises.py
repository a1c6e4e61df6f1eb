"""What every verb of the office works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sitegen.office.clock import Clock
from sitegen.office.database import Database
from sitegen.office.passwords import Passwords


@dataclass(frozen=True, slots=True)
class Terms:
    """How long things hold."""

    idle: timedelta = timedelta(days=14)
    """A session that nobody uses ends after this."""
    longest: timedelta = timedelta(days=60)
    """A session ends after this, however much it is used."""
    first_link: timedelta = timedelta(days=1)
    invitation: timedelta = timedelta(days=7)
    reset: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Premises:
    """The database, the clock, and what was decided for this site."""

    database: Database
    clock: Clock
    passwords: Passwords
    terms: Terms
    site: str
    """The site's name, which is no password."""
