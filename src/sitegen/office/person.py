"""The nouns that the office hands out: frozen, plain, without a way back into the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is here for. What each may do stands in ``rights``."""

    OWNER = "owner"
    EDITOR = "editor"
    WRITER = "writer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    id: int
    name: str
    email: str
    """As they wrote it."""
    role: Role
    language: str
    """Of the screens, such as ``fi``; empty: the browser's."""
    created: datetime
    disabled: datetime | None
    """Since when they may not come in."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that somebody is signed in with."""

    id: str
    """The hash of the cookie's value: it names the session and does not open it."""
    person: int
    created: datetime
    last_seen: datetime
    expires: datetime
    agent: str
    """What the browser says of itself."""
    address: str
    """Where from; empty when it is not known."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has just begun. ``token`` is the cookie's value; it is told this once."""

    token: str
    person: Person
    session: Session


class TicketKind(StrEnum):
    """What a one-time link is for."""

    OWNER = "owner"
    INVITATION = "invitation"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A one-time link that still works."""

    id: str
    """The hash of the link's token."""
    kind: TicketKind
    email: str
    """Whose it is; empty in the link of the first owner."""
    name: str
    role: Role
    created: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """A one-time link that has just been made. ``token`` is told this once."""

    token: str
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who has a page open."""

    person: Person
    path: str
    doing: str
    """In a word that the screens know, such as ``editing``."""
    seen: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit trail."""

    id: int
    when: datetime
    person: int | None
    """None: somebody who was not signed in, or sitegen itself."""
    name: str
    """Of the person, as it is now; empty when there is none."""
    verb: str
    subject: str
    detail: dict[str, object]


class ChangeState(StrEnum):
    """Where a change is on its way to the public."""

    OPEN = "open"
    WAITING = "waiting"
    PUBLIC = "public"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """Whose a change is and what it is called. What it holds stands in git alone."""

    id: str
    person: int
    title: str
    state: ChangeState
    created: datetime
    updated: datetime
