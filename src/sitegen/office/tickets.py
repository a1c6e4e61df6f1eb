"""One-time links: the first owner's, invitations, new passwords. Each works once, for a while, and for one thing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sitegen.office import audit, sessions, throttling
from sitegen.office.passwords import unfit
from sitegen.office.people import GONE, TAKEN, anybody, by_email, person_of
from sitegen.office.person import Issued, Person, Role, Ticket, TicketKind
from sitegen.office.premises import Premises
from sitegen.office.refused import Refused
from sitegen.office.secret import fingerprint, new_token
from sitegen.office.tables import PersonRow, TicketRow
from sitegen.office.tidying import LONGEST_NAME, email_of, folded, plain

SPENT = Refused("ticket.spent")
"""The same for a link that is used, too old, replaced or made up."""

_KEPT = timedelta(days=30)
"""Links that are too old are forgotten after so long."""


def first_link(premises: Premises) -> str | None:
    """The token of a link that makes the first owner; None if there is somebody. It replaces an earlier one."""
    with premises.database.writing() as transaction:
        if anybody(transaction):
            return None
        transaction.execute(delete(TicketRow).where(TicketRow.kind == TicketKind.OWNER.value))
        row = TicketRow(kind=TicketKind.OWNER.value, name="", email="", email_folded="", role=Role.OWNER.value)
        return _issued(premises, transaction, row, premises.terms.first_link).token


def invite(premises: Premises, by: int, email: str, name: str, role: Role) -> Issued | Refused:
    """A link by which somebody gets an account. A new one for the same address replaces the old one."""
    address = email_of(email)
    if address is None:
        return Refused("people.no_email")
    with premises.database.writing() as transaction:
        if by_email(transaction, address) is not None:
            return TAKEN
        _withdraw(transaction, TicketKind.INVITATION, folded(address))
        row = TicketRow(
            kind=TicketKind.INVITATION.value,
            name=plain(name, LONGEST_NAME),
            email=address,
            email_folded=folded(address),
            role=role.value,
        )
        detail = {"email": address, "role": role.value}
        audit.note(transaction, premises.clock(), by, "person.invited", row.name, detail)
        return _issued(premises, transaction, row, premises.terms.invitation)


def reset_link(premises: Premises, by: int | None, ident: int) -> Issued | Refused:
    """A link by which somebody sets a new password. The old one works until then."""
    with premises.database.writing() as transaction:
        person = transaction.get(PersonRow, ident)
        if person is None or person.disabled is not None:
            return GONE
        _withdraw(transaction, TicketKind.RESET, person.email_folded)
        row = TicketRow(
            kind=TicketKind.RESET.value,
            person=ident,
            name=person.name,
            email=person.email,
            email_folded=person.email_folded,
            role=person.role,
        )
        audit.note(transaction, premises.clock(), by, "person.reset", str(ident))
        return _issued(premises, transaction, row, premises.terms.reset)


def invitations(premises: Premises) -> tuple[Ticket, ...]:
    """The invitations that nobody has taken up yet, the newest first."""
    question = (
        select(TicketRow)
        .where(
            TicketRow.kind == TicketKind.INVITATION.value,
            TicketRow.used.is_(None),
            TicketRow.expires > premises.clock(),
        )
        .order_by(TicketRow.created.desc(), TicketRow.id)
    )
    with premises.database.reading() as transaction:
        return tuple(_ticket_of(row) for row in transaction.scalars(question))


def withdraw(premises: Premises, by: int, ident: str) -> bool:
    """Make an invitation useless; False if it was already."""
    with premises.database.writing() as transaction:
        row = transaction.get(TicketRow, ident)
        if row is None or row.kind != TicketKind.INVITATION.value or row.used is not None:
            return False
        transaction.delete(row)
        audit.note(transaction, premises.clock(), by, "person.uninvited", row.name, {"email": row.email})
        return True


def ticket(premises: Premises, token: str) -> Ticket | None:
    """What a link is for; None when it does not work. Looking does not use it."""
    with premises.database.reading() as transaction:
        row = _valid(transaction, fingerprint(token), premises.clock())
        return _ticket_of(row) if row is not None else None


def use_ticket(premises: Premises, token: str, name: str, email: str, password: str) -> Person | Refused:
    """Do what the link is for. What it already says (the address of an invitation) goes before what is typed."""
    found = ticket(premises, token)
    if found is None:
        return SPENT
    address = found.email or email_of(email)
    called = plain(name, LONGEST_NAME) or found.name
    if address is None:
        return Refused("people.no_email")
    if not called:
        return Refused("people.no_name")
    refused = unfit(password, email=address, site=premises.site)
    if refused is not None:
        return refused
    hashed = premises.passwords.hashed(password)
    try:
        with premises.database.writing() as transaction:
            return _used(premises, transaction, found.id, (called, address, hashed))
    except IntegrityError:
        return TAKEN


def _used(premises: Premises, transaction: Session, ident: str, given: tuple[str, str, str]) -> Person | Refused:
    """Within the transaction: the link is looked at again, because two may use it at once."""
    now = premises.clock()
    row = _valid(transaction, ident, now)
    if row is None:
        return SPENT
    row.used = now
    if row.kind == TicketKind.RESET.value:
        return _set_password(transaction, row, given[2], now)
    if row.kind == TicketKind.OWNER.value and anybody(transaction):
        return SPENT
    return _welcome(transaction, row, given, now)


def _welcome(transaction: Session, row: TicketRow, given: tuple[str, str, str], now: datetime) -> Person:
    name, email, hashed = given
    person = PersonRow(
        name=name, email=email, email_folded=folded(email), role=row.role, password=hashed, language="", created=now
    )
    transaction.add(person)
    transaction.flush()
    audit.note(transaction, now, person.id, "person.joined", str(person.id), {"role": row.role})
    return person_of(person)


def _set_password(transaction: Session, row: TicketRow, hashed: str, now: datetime) -> Person | Refused:
    """Whoever was signed in with the old password is not any more, and old guesses are forgotten."""
    person = transaction.get(PersonRow, row.person)
    if person is None or person.disabled is not None:
        return SPENT
    person.password = hashed
    sessions.drop_all(transaction, person.id)
    throttling.forget(transaction, throttling.by_account(person.email_folded))
    audit.note(transaction, now, person.id, "person.password", str(person.id), {"by": "link"})
    return person_of(person)


def _issued(premises: Premises, transaction: Session, row: TicketRow, lasting: timedelta) -> Issued:
    now = premises.clock()
    transaction.execute(delete(TicketRow).where(TicketRow.expires < now - _KEPT))
    token = new_token()
    row.id, row.created, row.expires = fingerprint(token), now, now + lasting
    transaction.add(row)
    return Issued(token, _ticket_of(row))


def _withdraw(transaction: Session, kind: TicketKind, email: str) -> None:
    same = (TicketRow.kind == kind.value, TicketRow.email_folded == email, TicketRow.used.is_(None))
    transaction.execute(delete(TicketRow).where(*same))


def _valid(transaction: Session, ident: str, now: datetime) -> TicketRow | None:
    row = transaction.get(TicketRow, ident)
    return row if row is not None and row.used is None and row.expires > now else None


def _ticket_of(row: TicketRow) -> Ticket:
    return Ticket(row.id, TicketKind(row.kind), row.email, row.name, Role(row.role), row.created, row.expires)
