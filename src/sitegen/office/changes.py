"""Whose a change is, what it is called and how far it has come. What it holds stands in git, under the same id."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from sitegen.office.person import ChangeCard, ChangeState
from sitegen.office.premises import Premises
from sitegen.office.tables import ChangeRow
from sitegen.office.tidying import plain

_LONGEST_TITLE = 200


def change_of(premises: Premises, person: int, is_taken: Callable[[str], bool]) -> ChangeCard:
    """The change that somebody is at: the open one that was turned to last, or a new one.

    ``is_taken`` says if git knows an id already: the database may be newer than the repository.
    """
    with premises.database.reading() as transaction:
        # Nearly always there is one; asked at every keystroke, it must not wait for a disk.
        if (row := transaction.scalars(_open(person)).first()) is not None:
            return _card_of(row)
    with premises.database.writing() as transaction:
        row = transaction.scalars(_open(person)).first()
        return _card_of(row if row is not None else _new(premises, transaction, person, is_taken))


def another(premises: Premises, person: int, title: str, is_taken: Callable[[str], bool]) -> ChangeCard:
    """A new change, which is the one that somebody is at from now."""
    with premises.database.writing() as transaction:
        row = _new(premises, transaction, person, is_taken)
        row.title = plain(title, _LONGEST_TITLE)
        return _card_of(row)


def change(premises: Premises, ident: str) -> ChangeCard | None:
    """The change with this id."""
    with premises.database.reading() as transaction:
        row = transaction.get(ChangeRow, ident)
        return _card_of(row) if row is not None else None


def changes(premises: Premises, state: ChangeState | None, person: int | None) -> tuple[ChangeCard, ...]:
    """Changes, the latest first; of one state or one person, if so wanted."""
    question = select(ChangeRow).order_by(ChangeRow.updated.desc(), ChangeRow.id)
    if state is not None:
        question = question.where(ChangeRow.state == state.value)
    if person is not None:
        question = question.where(ChangeRow.person == person)
    with premises.database.reading() as transaction:
        return tuple(_card_of(row) for row in transaction.scalars(question))


def mark(premises: Premises, ident: str, state: ChangeState | None, title: str | None) -> ChangeCard | None:
    """Say how far a change has come, or what it is called; None if there is no such change. What is None stays."""
    with premises.database.writing() as transaction:
        row = transaction.get(ChangeRow, ident)
        if row is None:
            return None
        if state is not None:
            row.state = state.value
        if title is not None:
            row.title = plain(title, _LONGEST_TITLE)
        row.updated = premises.clock()
        return _card_of(row)


def _new(premises: Premises, transaction: Session, person: int, is_taken: Callable[[str], bool]) -> ChangeRow:
    highest = transaction.scalar(select(func.max(ChangeRow.number)).where(ChangeRow.person == person))
    number = (highest or 0) + 1
    while is_taken(f"p{person}-{number}"):
        number += 1
    now = premises.clock()
    row = ChangeRow(
        id=f"p{person}-{number}",
        person=person,
        number=number,
        title="",
        state=ChangeState.OPEN.value,
        created=now,
        updated=now,
    )
    transaction.add(row)
    return row


def _open(person: int) -> Select[ChangeRow]:
    return (
        select(ChangeRow)
        .where(ChangeRow.person == person, ChangeRow.state == ChangeState.OPEN.value)
        .order_by(ChangeRow.updated.desc(), ChangeRow.number.desc())
        .limit(1)
    )


def _card_of(row: ChangeRow) -> ChangeCard:
    return ChangeCard(row.id, row.person, row.title, ChangeState(row.state), row.created, row.updated)
