"""What the tests of the office share: a clock that is moved by hand, and a house with people in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sitegen.office.office import Office
from sitegen.office.passwords import Cost, Passwords
from sitegen.office.person import Issued, Person, Role, SignedIn
from sitegen.office.refused import Refused

QUICK = Cost(rounds=1, memory=8, lanes=1)
PASSWORD = "seven boats on a lake"
HERE = "192.0.2.7"
ELSEWHERE = "198.51.100.9"


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 29, 0, 59, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


@dataclass
class House:
    """An office over a database, with an owner in it as soon as one is asked for."""

    root: Path
    url: str
    watch: Watch
    terms: dict[str, Any] = field(default_factory=dict)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self, **changed: Any) -> None:
        """Open it, again too, as after a restart."""
        given = {"clock": self.watch, "passwords": Passwords(QUICK), "site": "Boat House"} | self.terms | changed
        office = Office.open(self.root, self.url, **given)
        assert isinstance(office, Office), office
        self.office = office

    def close(self) -> None:
        """As at the end of the server."""
        self.office.close()

    def owner(self, email: str = "owner@example.org") -> Person:
        """The first owner."""
        token = self.office.first_link()
        assert token is not None
        return sure(self.office.use_ticket(token, "Owner", email, PASSWORD))

    def another(self, by: Person, role: Role, email: str) -> Person:
        """Somebody who was invited and has come."""
        issued = self.office.invite(by.id, email, email.partition("@")[0], role)
        assert isinstance(issued, Issued), issued
        return sure(self.office.use_ticket(issued.token, "", "", PASSWORD))

    def signed_in(self, email: str = "owner@example.org", address: str = HERE) -> SignedIn:
        """A browser that has just signed in."""
        signed = self.office.sign_in(email, PASSWORD, "a browser", address)
        assert isinstance(signed, SignedIn), signed
        return signed

    def guess(self, email: str = "owner@example.org", address: str = ELSEWHERE, password: str = "wrong") -> Refused:
        """An attempt that must fail."""
        answer = self.office.sign_in(email, password, "a browser", address)
        assert isinstance(answer, Refused)
        return answer


def sure(answer: Person | Refused) -> Person:
    """The person; a refusal fails the test."""
    assert isinstance(answer, Person), answer
    return answer
