"""What somebody has written, without a browser."""

from __future__ import annotations

from office_at_work import AtWork

from sitegen.model.change import Author
from sitegen.office.person import ChangeState

HOURS = "content/news/hours.md"
ABOUT = "content/about.md"
BROKEN = {"content/news/bad.md": "---\ntitle: Winter\ndate: soon\n---\nSee [booking](booking.md).\n"}


def wrote(office: AtWork, role: str, path: str, old: bytes, new: bytes) -> str:
    """Somebody of a role replaces some words of a page, in their change; returns its id."""
    who = office.somebody(role).person
    change = office.office.change_of(who)
    data, version = office.office.read(change, path)
    saved = office.office.changes.save(change, {path: (data.replace(old, new), version)}, Author(who.name, who.email))
    assert isinstance(saved, dict), saved
    return change


def text(office: AtWork, change: str, path: str) -> bytes:
    """A page as a change has it."""
    found = office.office.read(change, path)
    assert found is not None
    return found[0]


def state(office: AtWork, change: str) -> ChangeState:
    """How far a change has come."""
    card = office.office.people.change(change)
    assert card is not None
    return card.state


def form(client: object, **values: str) -> dict[str, str]:
    """A form as a screen of this person would send it."""
    return {"token": client.headers["X-Sitegen-Token"], **values}  # type: ignore[attr-defined]
