"""People: who has an account, and as what. There is always an owner who can come in."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sitegen.office import audit
from sitegen.office.person import Person, Role
from sitegen.office.premises import Premises
from sitegen.office.refused import Refused
from sitegen.office.tables import PersonRow, PresenceRow, SessionRow
from sitegen.office.tidying import LONGEST_NAME, email_of, folded, plain

_LONGEST_LANGUAGE = 35

GONE = Refused("people.gone")
TAKEN = Refused("people.taken")
LAST_OWNER = Refused("people.last_owner")


def people(premises: Premises) -> tuple[Person, ...]:
    """Everybody with an account, by name."""
    with premises.database.reading() as transaction:
        rows = transaction.scalars(select(PersonRow)).all()
    return tuple(sorted(map(person_of, rows), key=lambda person: (person.name.casefold(), person.id)))


def has_people(premises: Premises) -> bool:
    """True if there is an account."""
    with premises.database.reading() as transaction:
        return anybody(transaction)


def person(premises: Premises, ident: int) -> Person | None:
    """The person with this id."""
    with premises.database.reading() as transaction:
        row = transaction.get(PersonRow, ident)
        return person_of(row) if row is not None else None


def change_role(premises: Premises, by: int | None, ident: int, role: Role) -> Person | Refused:
    """Make somebody something else."""
    with premises.database.writing() as transaction:
        row = transaction.get(PersonRow, ident)
        if row is None:
            return GONE
        if role != Role.OWNER and not _another_owner(transaction, ident):
            return LAST_OWNER
        if row.role != role:
            detail = {"from": row.role, "to": role.value}
            row.role = role.value
            audit.note(transaction, premises.clock(), by, "person.role", str(ident), detail)
        return person_of(row)


def disable(premises: Premises, by: int | None, ident: int) -> Person | Refused:
    """Let somebody in no more; whatever they are signed in with ends. Their changes stay."""
    with premises.database.writing() as transaction:
        row = transaction.get(PersonRow, ident)
        if row is None:
            return GONE
        if not _another_owner(transaction, ident):
            return LAST_OWNER
        if row.disabled is None:
            row.disabled = premises.clock()
            transaction.execute(delete(SessionRow).where(SessionRow.person == ident))
            transaction.execute(delete(PresenceRow).where(PresenceRow.person == ident))
            audit.note(transaction, row.disabled, by, "person.disabled", str(ident))
        return person_of(row)


def enable(premises: Premises, by: int | None, ident: int) -> Person | Refused:
    """Let somebody in again, with the password they had."""
    with premises.database.writing() as transaction:
        row = transaction.get(PersonRow, ident)
        if row is None:
            return GONE
        if row.disabled is not None:
            row.disabled = None
            audit.note(transaction, premises.clock(), by, "person.enabled", str(ident))
        return person_of(row)


def describe(
    premises: Premises, by: int | None, ident: int, name: str | None, email: str | None, language: str | None
) -> Person | Refused:
    """Change what is known of somebody. What is None stays."""
    if name is not None and not (name := plain(name, LONGEST_NAME)):
        return Refused("people.no_name")
    if email is not None and (email := email_of(email)) is None:
        return Refused("people.no_email")
    try:
        with premises.database.writing() as transaction:
            row = transaction.get(PersonRow, ident)
            if row is None:
                return GONE
            changed = _set(row, name, email, language)
            if changed:
                audit.note(transaction, premises.clock(), by, "person.described", str(ident), {"changed": changed})
            return person_of(row)
    except IntegrityError:
        return TAKEN


def by_email(transaction: Session, email: str) -> PersonRow | None:
    """The account of an address, however it is spelt."""
    return transaction.scalars(select(PersonRow).where(PersonRow.email_folded == folded(email))).one_or_none()


def anybody(transaction: Session) -> bool:
    """True if there is an account."""
    return transaction.scalar(select(func.count()).select_from(PersonRow)) != 0


def person_of(row: PersonRow) -> Person:
    """The noun of a row."""
    return Person(row.id, row.name, row.email, Role(row.role), row.language, row.created, row.disabled)


def _another_owner(transaction: Session, ident: int) -> bool:
    """True if somebody else is an owner who can come in. Whoever writes is alone, so it stays true until the end."""
    question = select(PersonRow.id).where(
        PersonRow.role == Role.OWNER.value, PersonRow.disabled.is_(None), PersonRow.id != ident
    )
    return transaction.scalars(question.limit(1)).first() is not None


def _set(row: PersonRow, name: str | None, email: str | None, language: str | None) -> list[str]:
    """Returns what is different now."""
    before = (row.name, row.email, row.language)
    if name is not None:
        row.name = name
    if email is not None:
        row.email, row.email_folded = email, folded(email)
    if language is not None:
        row.language = plain(language, _LONGEST_LANGUAGE)
    after = (row.name, row.email, row.language)
    labels = ("name", "email", "language")
    return [label for label, old, new in zip(labels, before, after, strict=True) if old != new]
