"""The audit trail: who did what, when. Lines are added, in the transaction of what they tell of, and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sitegen.office.person import Entry
from sitegen.office.premises import Premises
from sitegen.office.tables import AuditRow, PersonRow
from sitegen.office.tidying import plain

MOST = 200
"""Lines told at once."""
_LONGEST_VERB = 60
_LONGEST_SUBJECT = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines. What is empty does not matter."""

    person: int | None = None
    verb: str = ""
    """The beginning of it, up to a dot or the end: ``session`` also means ``session.begun``."""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """Before this moment."""


def note(
    transaction: Session,
    when: datetime,
    person: int | None,
    verb: str,
    subject: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add a line within a transaction. ``detail`` is what JSON can hold, and holds no secrets."""
    row = AuditRow(
        when=when,
        person=person,
        verb=plain(verb, _LONGEST_VERB),
        subject=plain(subject, _LONGEST_SUBJECT),
        detail=dict(detail or {}),
    )
    transaction.add(row)


def audit(premises: Premises, verb: str, person: int | None, subject: str, detail: Mapping[str, object] | None) -> None:
    """Add a line about something that was done elsewhere, such as in git."""
    with premises.database.writing() as transaction:
        note(transaction, premises.clock(), person, verb, subject, detail)


def entries(premises: Premises, wanted: Wanted, before: int | None, most: int) -> tuple[Entry, ...]:
    """The lines wanted, newest first. For the next page ``before`` is the id of the last line seen."""
    question = select(AuditRow, PersonRow.name).outerjoin(PersonRow, AuditRow.person == PersonRow.id)
    if wanted.person is not None:
        question = question.where(AuditRow.person == wanted.person)
    if wanted.verb:
        inner = AuditRow.verb.startswith(wanted.verb + ".", autoescape=True)
        question = question.where((AuditRow.verb == wanted.verb) | inner)
    if wanted.subject:
        question = question.where(AuditRow.subject == wanted.subject)
    if wanted.since is not None:
        question = question.where(AuditRow.when >= wanted.since)
    if wanted.until is not None:
        question = question.where(AuditRow.when < wanted.until)
    if before is not None:
        question = question.where(AuditRow.id < before)
    question = question.order_by(AuditRow.id.desc()).limit(max(0, min(most, MOST)))
    with premises.database.reading() as transaction:
        return tuple(_entry(row, name) for row, name in transaction.execute(question))


def _entry(row: AuditRow, name: str | None) -> Entry:
    return Entry(row.id, row.when, row.person, name or "", row.verb, row.subject, row.detail)
