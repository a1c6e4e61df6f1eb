"""Things that go wrong around a back office, for as long as a block lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from office_at_work import AtWork


@contextmanager
def at_another_time(work: AtWork, later: timedelta) -> Iterator[None]:
    """The office's clock goes wrong by so much."""
    people = work.office.people
    premises = people._premises
    people._premises = replace(premises, clock=lambda: premises.clock() + later)
    try:
        yield
    finally:
        people._premises = premises
