"""The office of a site: the one object that entrances speak to about people. Every verb has a module of its own.

All methods may be called from any thread, and wait for the database; :class:`Unavailable` says that it did not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen.office import audit, changes, people, presence, sessions, signing_in, tickets
from sitegen.office.audit import Wanted
from sitegen.office.clock import Clock, utc_now
from sitegen.office.opening import open_database
from sitegen.office.passwords import Passwords
from sitegen.office.person import (
    ChangeCard,
    ChangeState,
    Entry,
    Issued,
    Person,
    Presence,
    Role,
    Session,
    SignedIn,
    Ticket,
)
from sitegen.office.premises import Premises, Terms
from sitegen.office.refused import Refused
from sitegen.office.secret import fingerprint

_EVERYTHING = Wanted()


class Office:
    """Accounts, sessions, one-time links, presence, the audit trail, and whose a change is."""

    def __init__(self, premises: Premises) -> None:
        self._premises = premises

    @classmethod
    def open(
        cls,
        root: Path,
        url: str | None = None,
        *,
        clock: Clock = utc_now,
        passwords: Passwords | None = None,
        terms: Terms | None = None,
        site: str = "",
    ) -> Office | Refused:
        """The office of the site in ``root``; a database by ``url``, or else the file ``.sitegen/office.sqlite``.

        ``site`` is the site's name, ``passwords`` says how dear hashes are, ``terms`` how long things hold.
        """
        database = open_database(root, url)
        if isinstance(database, Refused):
            return database
        return cls(Premises(database, clock, passwords or Passwords(), terms or Terms(), site))

    def close(self) -> None:
        """Let go of the database."""
        self._premises.database.close()

    # One-time links

    def first_link(self) -> str | None:
        """The token of a link for the first owner; None if there is somebody. A new one replaces older ones."""
        return tickets.first_link(self._premises)

    def ticket(self, token: str) -> Ticket | None:
        """What a link is for; None when it does not work (any more)."""
        return tickets.ticket(self._premises, token)

    def use_ticket(self, token: str, name: str, email: str, password: str) -> Person | Refused:
        """Make the account of a link, or set the new password. Nobody is signed in by it: see :meth:`begin`."""
        return tickets.use_ticket(self._premises, token, name, email, password)

    def invite(self, by: int, email: str, name: str, role: Role) -> Issued | Refused:
        """A link for somebody new."""
        return tickets.invite(self._premises, by, email, name, role)

    def invitations(self) -> tuple[Ticket, ...]:
        """Those that nobody has taken up yet."""
        return tickets.invitations(self._premises)

    def withdraw(self, by: int, invitation: str) -> bool:
        """Make an invitation useless, by its id."""
        return tickets.withdraw(self._premises, by, invitation)

    def reset_link(self, by: int | None, person: int) -> Issued | Refused:
        """A link for a forgotten password."""
        return tickets.reset_link(self._premises, by, person)

    # Sessions

    def sign_in(self, email: str, password: str, agent: str, address: str) -> SignedIn | Refused:
        """Sign a browser in. ``address`` is where the request came from, ``agent`` what the browser calls itself."""
        return signing_in.sign_in(self._premises, email, password, agent, address)

    def begin(self, person: int, agent: str, address: str) -> SignedIn | Refused:
        """Sign a browser in without a password, right after its one-time link was used."""
        return sessions.admit(self._premises, person, agent, address)

    def session(self, token: str) -> Person | None:
        """Whose session a cookie's value opens; None: nobody's (any more)."""
        return sessions.person_behind(self._premises, token)

    def sign_out(self, token: str) -> bool:
        """End the session that a cookie's value opens; False if it had ended."""
        person = self.session(token)
        return self.end(fingerprint(token), person.id if person is not None else None)

    @staticmethod
    def session_id(token: str) -> str:
        """The id of the session that a cookie's value opens."""
        return fingerprint(token)

    def sessions_of(self, person: int) -> tuple[Session, ...]:
        """Where somebody is signed in."""
        return sessions.sessions_of(self._premises, person)

    def end(self, session: str, by: int | None = None) -> bool:
        """End a session, by its id; False if it had ended. Whose it is should be looked at first."""
        return sessions.end(self._premises, session, by)

    def end_all(self, person: int, by: int | None = None, keep: str | None = None) -> int:
        """End all sessions of somebody, but for the one with the id ``keep``; returns how many."""
        return sessions.end_all(self._premises, person, by, keep)

    def change_password(self, person: int, old: str, new: str, keep: str) -> Person | Refused:
        """Set a new password and end the other sessions. ``keep`` is the id of the session that asks."""
        return signing_in.change_password(self._premises, person, old, new, keep)

    # People

    def people(self) -> tuple[Person, ...]:
        """Everybody, by name, those who are disabled too."""
        return people.people(self._premises)

    def has_people(self) -> bool:
        """False until the first owner has come."""
        return people.has_people(self._premises)

    def person(self, ident: int) -> Person | None:
        """The person with this id."""
        return people.person(self._premises, ident)

    def change_role(self, by: int | None, person: int, role: Role) -> Person | Refused:
        """Make somebody something else; the last owner stays one."""
        return people.change_role(self._premises, by, person, role)

    def disable(self, by: int | None, person: int) -> Person | Refused:
        """Let somebody in no more; not the last owner."""
        return people.disable(self._premises, by, person)

    def enable(self, by: int | None, person: int) -> Person | Refused:
        """Let somebody in again."""
        return people.enable(self._premises, by, person)

    def describe(
        self,
        by: int | None,
        person: int,
        *,
        name: str | None = None,
        email: str | None = None,
        language: str | None = None,
    ) -> Person | Refused:
        """Change what is known of somebody; what is None stays."""
        return people.describe(self._premises, by, person, name, email, language)

    # Presence

    def here(self, person: int, path: str, doing: str = "editing") -> None:
        """Somebody has a page open; to be said every 15 seconds."""
        presence.here(self._premises, person, path, doing)

    def left(self, person: int, path: str) -> None:
        """Somebody has closed a page."""
        presence.left(self._premises, person, path)

    def who_is_at(self, path: str | None, other_than: int | None = None) -> tuple[Presence, ...]:
        """Who has a page open, or with None any page."""
        return presence.who_is_at(self._premises, path, other_than)

    # The audit trail

    def audit(
        self, verb: str, person: int | None = None, subject: str = "", detail: Mapping[str, object] | None = None
    ) -> None:
        """Write down something that was done elsewhere, such as ``page.published``."""
        audit.audit(self._premises, verb, person, subject, detail)

    def entries(self, wanted: Wanted = _EVERYTHING, before: int | None = None, most: int = 50) -> tuple[Entry, ...]:
        """What was done, newest first. For the next page ``before`` is the id of the last line seen."""
        return audit.entries(self._premises, wanted, before, most)

    # Changes

    def change_of(self, person: int, is_taken: Callable[[str], bool] = lambda ident: False) -> ChangeCard:
        """The change that somebody is at, made when there is none. ``is_taken``: git knows this id already."""
        return changes.change_of(self._premises, person, is_taken)

    def another_change(
        self, person: int, title: str = "", is_taken: Callable[[str], bool] = lambda ident: False
    ) -> ChangeCard:
        """A further change of somebody, which is the one they are at from now."""
        return changes.another(self._premises, person, title, is_taken)

    def change(self, ident: str) -> ChangeCard | None:
        """The change with this id."""
        return changes.change(self._premises, ident)

    def changes(self, state: ChangeState | None = None, person: int | None = None) -> tuple[ChangeCard, ...]:
        """Changes, the latest first."""
        return changes.changes(self._premises, state, person)

    def mark(self, ident: str, state: ChangeState | None = None, title: str | None = None) -> ChangeCard | None:
        """Say how far a change has come, or what it is called; None if there is no such change."""
        return changes.mark(self._premises, ident, state, title)
