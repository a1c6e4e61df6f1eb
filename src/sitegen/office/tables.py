"""The tables of the office. What they hold is personal; what pages say never stands here.

``migrations`` makes them: a change here needs a new step there, and a test holds the two against each other.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its offset. SQLite knows no such type: there it is text that sorts like the time."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text of a fixed width in SQLite, a time with zone elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """A time without an offset is our mistake, whoever calls."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no offset")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """PostgreSQL tells times in the zone of the connection."""
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of the office."""

    type_annotation_map = {datetime: Moment(), dict[str, object]: JSON()}  # noqa: RUF012 (SQLAlchemy's own form)


class PersonRow(Base):
    """An account. It is never deleted, because the audit trail names it; who leaves is disabled."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    email_folded: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password: Mapped[str | None]
    """The argon2 hash; None: this person cannot sign in with a password."""
    language: Mapped[str]
    created: Mapped[datetime]
    disabled: Mapped[datetime | None]


class SessionRow(Base):
    """A browser that is signed in. The id is the hash of the cookie's value, which nobody keeps."""

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created: Mapped[datetime]
    last_seen: Mapped[datetime]
    expires: Mapped[datetime] = mapped_column(index=True)
    agent: Mapped[str]
    address: Mapped[str]


class TicketRow(Base):
    """A one-time link. The id is the hash of its token."""

    __tablename__ = "ticket"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whose password it sets; None while there is no account yet."""
    name: Mapped[str]
    email: Mapped[str]
    email_folded: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    created: Mapped[datetime]
    expires: Mapped[datetime]
    used: Mapped[datetime | None]


class AttemptRow(Base):
    """How often something secret was guessed wrongly of late. The key is a hash: people type passwords as names."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime]
    """No further guess is looked at before."""


class PresenceRow(Base):
    """Who has which page open."""

    __tablename__ = "presence"

    person: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    doing: Mapped[str]
    seen: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    """What was done, by whom. Rows are added and never changed."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "id"), Index("ix_audit_person", "person", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    when: Mapped[datetime] = mapped_column("at")
    person: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verb: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, object]]


class ChangeRow(Base):
    """Whose a change is. The id is also that of its commits in git."""

    __tablename__ = "change"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]
    """The how manieth of this person it is."""
    title: Mapped[str]
    state: Mapped[str]
    created: Mapped[datetime]
    updated: Mapped[datetime]
