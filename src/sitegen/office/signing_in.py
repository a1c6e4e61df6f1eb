"""Signing in with e-mail and password, and changing the password. Both are slow to guess at."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.office import audit, sessions, throttling
from sitegen.office.passwords import unfit
from sitegen.office.people import GONE, by_email, person_of
from sitegen.office.person import Person, SignedIn
from sitegen.office.premises import Premises
from sitegen.office.refused import Refused
from sitegen.office.tables import PersonRow
from sitegen.office.throttling import Gate
from sitegen.office.tidying import LONGEST_EMAIL, folded

WRONG = Refused("signin.wrong")
"""The same for an unknown address, a wrong password and a disabled account: nobody learns who has one."""


class _Guess(NamedTuple):
    """What is compared with the password, and what the guess was counted by."""

    person: int | None
    kept: str | None
    gates: tuple[Gate, ...]


def sign_in(premises: Premises, email: str, password: str, agent: str, address: str) -> SignedIn | Refused:
    """Sign a browser in. ``Refused.wait`` says for how many seconds nothing is looked at."""
    guess = _counted(premises, email, address)
    if isinstance(guess, Refused):
        return guess
    if not premises.passwords.right(guess.kept, password) or guess.person is None:
        return _failed(premises, guess.person, address)
    renewed = _renewed(premises, guess.kept, password)
    with premises.database.writing() as transaction:
        row = transaction.get(PersonRow, guess.person)
        # Meanwhile somebody may have been shut out, or have another password.
        if row is None or row.disabled is not None or row.password != guess.kept:
            return WRONG
        row.password = renewed
        throttling.passed(transaction, guess.gates)
        return sessions.begin(premises, transaction, row, agent, address, premises.clock())


def change_password(premises: Premises, ident: int, old: str, new: str, keep: str) -> Person | Refused:
    """Set a new password, if the old one is right. The person's sessions end, but for the one with the id ``keep``."""
    found = _counted_in_session(premises, ident, keep)
    if isinstance(found, Refused):
        return found
    email, guess = found
    if not premises.passwords.right(guess.kept, old):
        return Refused("password.old_wrong")
    refused = unfit(new, email=email, site=premises.site)
    hashed = premises.passwords.hashed(new) if refused is None else None
    with premises.database.writing() as transaction:
        throttling.passed(transaction, guess.gates)
        row = transaction.get(PersonRow, ident)
        if refused is not None:
            return refused
        if row is None or row.password != guess.kept:
            return GONE
        row.password = hashed
        sessions.drop_all(transaction, ident, keep)
        audit.note(transaction, premises.clock(), ident, "person.password", str(ident))
        return person_of(row)


def _counted(premises: Premises, email: str, address: str) -> _Guess | Refused:
    """The account that is guessed at, after the guess was counted; or how long to wait."""
    now = premises.clock()
    account = folded(email) if len(email) <= LONGEST_EMAIL else ""
    with premises.database.writing() as transaction:
        row = by_email(transaction, account)
        if row is not None and row.disabled is not None:
            row = None
        if row is not None and sessions.is_known(transaction, row.id, address, now):
            gates: tuple[Gate, ...] = (throttling.by_known(account, address),)
        else:
            gates = (throttling.by_account(account), throttling.by_address(address))
        wait = throttling.attempt(transaction, gates, now)
        if wait:
            return waiting(wait)
        return _Guess(row.id, row.password, gates) if row is not None else _Guess(None, None, gates)


def _counted_in_session(premises: Premises, ident: int, session: str) -> tuple[str, _Guess] | Refused:
    gates = (throttling.by_session(session),)
    with premises.database.writing() as transaction:
        row = transaction.get(PersonRow, ident)
        if row is None:
            return GONE
        wait = throttling.attempt(transaction, gates, premises.clock())
        return waiting(wait) if wait else (row.email, _Guess(ident, row.password, gates))


def waiting(seconds: int) -> Refused:
    """Too many guesses: in seconds, or in minutes where those are easier to read."""
    if seconds < 90:
        return Refused("signin.wait_seconds", {"count": seconds}, seconds)
    return Refused("signin.wait_minutes", {"count": -(-seconds // 60)}, seconds)


def _failed(premises: Premises, person: int | None, address: str) -> Refused:
    """What was typed as a name is not written down: now and then it is the password."""
    with premises.database.writing() as transaction:
        subject = "" if person is None else str(person)
        audit.note(transaction, premises.clock(), None, "session.refused", subject, {"address": address[:64]})
    return WRONG


def _renewed(premises: Premises, kept: str | None, password: str) -> str | None:
    """The hash as dear as hashes are by now."""
    if kept is not None and premises.passwords.outdated(kept):
        return premises.passwords.hashed(password)
    return kept
