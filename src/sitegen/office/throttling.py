"""Guessing is made slow, and nobody is locked out by the guesses of others.

Each guess is counted *before* it is looked at, so that a thousand at once are no more than one after the other; a right
one is taken off again. Whoever comes from where the person is signed in already has a count of their own: strangers who
guess elsewhere do not hold them up. Waits grow to some minutes and no further. All of it is in the database, so a
restart forgets nothing.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from sitegen.office.tables import AttemptRow

FORGOTTEN = timedelta(hours=24)
"""After so long without a wrong guess the count begins anew."""
_NETWORK = 64
"""Bits of an IPv6 address that are given to one household; the rest are theirs to choose."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that guesses are counted by: so many are free, then each doubles the wait up to the longest."""

    key: str
    free: int
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long to wait after so many wrong guesses in a row."""
        if failures < self.free:
            return timedelta(0)
        doubled = min(failures - self.free, 20)
        return min(timedelta(seconds=2**doubled), self.longest)


def by_account(email: str) -> Gate:
    """All guesses at one account, which need not exist."""
    return Gate(_key("account", email), 5, timedelta(minutes=5))


def by_address(address: str) -> Gate:
    """All guesses from one place, at whatever account: a school behind one address may mistype a few times."""
    return Gate(_key("address", _network(address)), 30, timedelta(minutes=15))


def by_known(email: str, address: str) -> Gate:
    """Guesses at an account from where its owner is signed in already."""
    return Gate(_key("known", email, _network(address)), 5, timedelta(minutes=5))


def by_session(session: str) -> Gate:
    """Guesses at the old password by somebody who is signed in."""
    return Gate(_key("session", session), 5, timedelta(minutes=5))


def attempt(transaction: Session, gates: Sequence[Gate], now: datetime) -> int:
    """Count a guess, or say how many seconds to wait; 0: go on. Guesses while waiting do not make it longer."""
    transaction.execute(delete(AttemptRow).where(AttemptRow.last < now - FORGOTTEN))
    rows = [_row(transaction, gate, now) for gate in gates]
    until = max(row.until for row in rows)
    if until > now:
        return -(-(until - now) // timedelta(seconds=1))
    for gate, row in zip(gates, rows, strict=True):
        row.failures += 1
        row.last = now
        row.until = now + gate.wait(row.failures)
    return 0


def passed(transaction: Session, gates: Sequence[Gate]) -> None:
    """The guess was right: what was counted for the account is forgotten, and for the address this one.

    Otherwise somebody with an account could sign in now and then, to go on guessing at others.
    """
    for gate in gates:
        row = transaction.get(AttemptRow, gate.key)
        if row is None:
            continue
        if gate.key.startswith("address:") and row.failures > 1:
            row.failures -= 1
            row.until = row.last
        else:
            transaction.delete(row)


def forget(transaction: Session, gate: Gate) -> None:
    """Begin anew, for instance after a new password was set by a link."""
    transaction.execute(delete(AttemptRow).where(AttemptRow.key == gate.key))


def _row(transaction: Session, gate: Gate, now: datetime) -> AttemptRow:
    row = transaction.get(AttemptRow, gate.key)
    if row is None:
        row = AttemptRow(key=gate.key, failures=0, last=now, until=now)
        transaction.add(row)
    if row.last > now:  # the computer's clock was put back
        row.last, row.until = now, now + gate.wait(row.failures)
    return row


def _key(kind: str, *parts: str) -> str:
    secret = "\0".join(parts).encode("utf-8", "surrogatepass")
    return f"{kind}:{hashlib.sha256(secret).hexdigest()}"


def _network(address: str) -> str:
    """The address as far as it tells one place from another; as it is when it is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), _NETWORK), strict=False))
    return str(found)
