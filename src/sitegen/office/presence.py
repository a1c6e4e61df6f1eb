"""Who has which page open. A browser says so now and then; who says nothing for a while is gone."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from sitegen.office.people import person_of
from sitegen.office.person import Presence
from sitegen.office.premises import Premises
from sitegen.office.tables import PersonRow, PresenceRow

GONE_AFTER = timedelta(seconds=45)
"""Browsers should say that somebody is there three times as often."""
_LONGEST_DOING = 100


def here(premises: Premises, person: int, path: str, doing: str) -> None:
    """Somebody has a page open; ``doing`` is a word that the screens know."""
    now = premises.clock()
    with premises.database.writing() as transaction:
        transaction.execute(delete(PresenceRow).where(PresenceRow.seen <= now - GONE_AFTER))
        row = PresenceRow(person=person, path=_kept(path), doing=_kept(doing)[:_LONGEST_DOING], seen=now)
        transaction.merge(row)


def left(premises: Premises, person: int, path: str) -> None:
    """Somebody has closed a page."""
    with premises.database.writing() as transaction:
        same = (PresenceRow.person == person, PresenceRow.path == _kept(path))
        transaction.execute(delete(PresenceRow).where(*same))


def who_is_at(premises: Premises, path: str | None, other_than: int | None) -> tuple[Presence, ...]:
    """Who has a page open, by name; with None for the path, who has any open."""
    question = (
        select(PresenceRow, PersonRow)
        .join(PersonRow, PresenceRow.person == PersonRow.id)
        .where(PresenceRow.seen > premises.clock() - GONE_AFTER, PersonRow.disabled.is_(None))
        .order_by(PersonRow.name, PersonRow.id, PresenceRow.path)
    )
    if path is not None:
        question = question.where(PresenceRow.path == _kept(path))
    if other_than is not None:
        question = question.where(PresenceRow.person != other_than)
    with premises.database.reading() as transaction:
        found = transaction.execute(question).all()
        return tuple(Presence(person_of(person), row.path, row.doing, row.seen) for row, person in found)


def _kept(path: str) -> str:
    """Paths as they are, but for what a database cannot hold."""
    return path.replace("\0", "").encode("utf-8", "backslashreplace").decode("utf-8")
