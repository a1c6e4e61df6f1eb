"""The first tables."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column, ForeignKey, Integer, String

from sitegen.office.tables import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _people()
    _guards()
    _work()


def _people() -> None:
    op.create_table(
        "person",
        Column("id", Integer, primary_key=True),
        Column("name", String, nullable=False),
        Column("email", String, nullable=False),
        Column("email_folded", String, nullable=False, unique=True),
        Column("role", String, nullable=False),
        Column("password", String),
        Column("language", String, nullable=False),
        Column("created", Moment, nullable=False),
        Column("disabled", Moment),
    )
    op.create_table(
        "session",
        Column("id", String, primary_key=True),
        Column("person", Integer, ForeignKey("person.id"), nullable=False, index=True),
        Column("created", Moment, nullable=False),
        Column("last_seen", Moment, nullable=False),
        Column("expires", Moment, nullable=False, index=True),
        Column("agent", String, nullable=False),
        Column("address", String, nullable=False),
    )


def _guards() -> None:
    op.create_table(
        "ticket",
        Column("id", String, primary_key=True),
        Column("kind", String, nullable=False),
        Column("person", Integer, ForeignKey("person.id")),
        Column("name", String, nullable=False),
        Column("email", String, nullable=False),
        Column("email_folded", String, nullable=False, index=True),
        Column("role", String, nullable=False),
        Column("created", Moment, nullable=False),
        Column("expires", Moment, nullable=False),
        Column("used", Moment),
    )
    op.create_table(
        "attempt",
        Column("key", String, primary_key=True),
        Column("failures", Integer, nullable=False),
        Column("last", Moment, nullable=False, index=True),
        Column("until", Moment, nullable=False),
    )


def _work() -> None:
    op.create_table(
        "presence",
        Column("person", Integer, ForeignKey("person.id"), primary_key=True),
        Column("path", String, primary_key=True),
        Column("doing", String, nullable=False),
        Column("seen", Moment, nullable=False, index=True),
    )
    op.create_table(
        "audit",
        Column("id", Integer, primary_key=True),
        Column("at", Moment, nullable=False),
        Column("person", Integer, ForeignKey("person.id")),
        Column("verb", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("detail", JSON, nullable=False),
    )
    op.create_index("ix_audit_subject", "audit", ["subject", "id"])
    op.create_index("ix_audit_person", "audit", ["person", "id"])
    op.create_table(
        "change",
        Column("id", String, primary_key=True),
        Column("person", Integer, ForeignKey("person.id"), nullable=False, index=True),
        Column("number", Integer, nullable=False),
        Column("title", String, nullable=False),
        Column("state", String, nullable=False),
        Column("created", Moment, nullable=False),
        Column("updated", Moment, nullable=False),
    )
