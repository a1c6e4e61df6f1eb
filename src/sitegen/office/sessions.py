"""Sessions: which browsers are signed in. They end when nobody uses them, after a longest time, or when told to."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from sitegen.office import audit
from sitegen.office.people import GONE, person_of
from sitegen.office.person import Person, Session, SignedIn
from sitegen.office.premises import Premises
from sitegen.office.refused import Refused, Unavailable
from sitegen.office.secret import fingerprint, new_token
from sitegen.office.tables import PersonRow, SessionRow
from sitegen.office.tidying import plain

NOTICED = timedelta(minutes=1)
"""Use is written down so often, and not at every request."""
_LONGEST_AGENT = 300
_LONGEST_ADDRESS = 64


def begin(
    premises: Premises, transaction: Transaction, row: PersonRow, agent: str, address: str, now: datetime
) -> SignedIn:
    """Sign a browser in, within a transaction."""
    transaction.execute(delete(SessionRow).where(SessionRow.expires <= now))
    token = new_token()
    session = SessionRow(
        id=fingerprint(token),
        person=row.id,
        created=now,
        last_seen=now,
        expires=_end(premises, now, now),
        agent=plain(agent, _LONGEST_AGENT),
        address=plain(address, _LONGEST_ADDRESS),
    )
    transaction.add(session)
    audit.note(transaction, now, row.id, "session.begun", detail={"address": session.address})
    return SignedIn(token, person_of(row), session_of(session))


def admit(premises: Premises, person: int, agent: str, address: str) -> SignedIn | Refused:
    """Sign a browser in without a password."""
    with premises.database.writing() as transaction:
        row = transaction.get(PersonRow, person)
        if row is None or row.disabled is not None:
            return GONE
        return begin(premises, transaction, row, agent, address, premises.clock())


def person_behind(premises: Premises, token: str) -> Person | None:
    """Whose session it is; None when it has ended, was never there, or its person may not come in any more."""
    now = premises.clock()
    ident = fingerprint(token)
    question = (
        select(SessionRow.last_seen, PersonRow)
        .join(PersonRow, SessionRow.person == PersonRow.id)
        .where(SessionRow.id == ident, SessionRow.expires > now, PersonRow.disabled.is_(None))
    )
    with premises.database.reading() as transaction:
        found = transaction.execute(question).one_or_none()
    if found is None:
        return None
    last_seen, row = found
    if now - last_seen >= NOTICED:
        # On a full disk people may still look around; at worst the session ends sooner.
        with suppress(Unavailable):
            _notice(premises, ident, now)
    return person_of(row)


def sessions_of(premises: Premises, person: int) -> tuple[Session, ...]:
    """Where somebody is signed in, the latest use first."""
    question = (
        select(SessionRow)
        .where(SessionRow.person == person, SessionRow.expires > premises.clock())
        .order_by(SessionRow.last_seen.desc(), SessionRow.id)
    )
    with premises.database.reading() as transaction:
        return tuple(session_of(row) for row in transaction.scalars(question))


def end(premises: Premises, ident: str, by: int | None) -> bool:
    """End one session, by its id; False if it had ended already."""
    with premises.database.writing() as transaction:
        row = transaction.get(SessionRow, ident)
        if row is None:
            return False
        transaction.delete(row)
        audit.note(transaction, premises.clock(), by, "session.ended", str(row.person), {"address": row.address})
        return True


def end_all(premises: Premises, person: int, by: int | None, keep: str | None) -> int:
    """End the sessions of a person, but for the one with the id ``keep``. Returns how many there were."""
    with premises.database.writing() as transaction:
        ended = drop_all(transaction, person, keep)
        if ended:
            audit.note(transaction, premises.clock(), by, "session.all_ended", str(person), {"count": ended})
        return ended


def drop_all(transaction: Transaction, person: int, keep: str | None = None) -> int:
    """The same within a transaction, without a word in the audit trail."""
    question = delete(SessionRow).where(SessionRow.person == person, SessionRow.id != (keep or ""))
    return len(transaction.scalars(question.returning(SessionRow.id)).all())


def is_known(transaction: Transaction, person: int, address: str, now: datetime) -> bool:
    """True if the person is signed in from this address already."""
    question = select(SessionRow.id).where(
        SessionRow.person == person,
        SessionRow.address == plain(address, _LONGEST_ADDRESS),
        SessionRow.expires > now,
    )
    return bool(address) and transaction.scalars(question.limit(1)).first() is not None


def session_of(row: SessionRow) -> Session:
    """The noun of a row."""
    return Session(row.id, row.person, row.created, row.last_seen, row.expires, row.agent, row.address)


def _notice(premises: Premises, ident: str, now: datetime) -> None:
    """Somebody is there: the session goes on from now."""
    with premises.database.writing() as transaction:
        row = transaction.get(SessionRow, ident)
        if row is not None and row.last_seen < now < row.expires:
            row.last_seen = now
            row.expires = _end(premises, row.created, now)


def _end(premises: Premises, created: datetime, seen: datetime) -> datetime:
    return min(created + premises.terms.longest, seen + premises.terms.idle)
