"""The audit trail: who did what, when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from sitegen.office.audit import Wanted
from sitegen.office.person import Entry, Person
from sitegen.server.admin.asked import Asked

KINDS = ("change", "page", "media", "person", "session", "site")
"""The beginnings of verbs that can be asked for."""

_MOST = 50
_DAY = timedelta(days=1)


def trail(asked: Asked) -> Response:
    """What was done, the newest first; narrowed by person, kind and days."""
    people = asked.office.people.people()
    names = {one.id: one for one in people}
    found = asked.office.people.entries(_wanted(asked), _number(asked.query("before")), _MOST)
    return asked.screen(
        "trail.html",
        lines=[(one, sentence(asked, one, names)) for one in found],
        everybody=people,
        kinds=KINDS,
        chosen={name: asked.query(name) for name in ("person", "kind", "since", "until")},
        older=_older(asked, found),
    )


def sentence(asked: Asked, entry: Entry, names: dict[int, Person]) -> str:
    """A line of the trail in words."""
    words = asked.words
    key = f"office.audit.{entry.verb}"
    values: dict[str, Any] = {
        "name": entry.name or words.say("trail.nobody"),
        "subject": _subject(asked, entry, names),
        "count": entry.detail.get("paths") or entry.detail.get("count") or 0,
    }
    for end in ("from", "to", "role"):
        role = entry.detail.get(end)
        values[end] = words.say(f"roles.{role}") if isinstance(role, str) and words.knows(f"roles.{role}") else ""
    return words.say(key if words.knows(key) else "trail.other", verb=entry.verb, **values)


def _subject(asked: Asked, entry: Entry, names: dict[int, Person]) -> str:
    """Whom or what it was about, as people speak of it."""
    if entry.verb.startswith(("person.", "session.")) and entry.subject.isdigit():
        known = names.get(int(entry.subject))
        return known.name if known is not None else entry.subject
    if entry.verb.startswith("person.") and not entry.subject:
        return str(entry.detail.get("email", ""))
    if entry.verb.startswith("change."):
        card = asked.office.people.change(entry.subject)
        owner = names.get(card.person) if card is not None else None
        return (card.title if card is not None else "") or (owner.name if owner is not None else entry.subject)
    return entry.subject


def _wanted(asked: Asked) -> Wanted:
    kind = asked.query("kind")
    since, until = _day(asked, asked.query("since")), _day(asked, asked.query("until"), _DAY)
    return Wanted(
        person=_number(asked.query("person")),
        verb=kind if kind in KINDS else "",
        since=since,
        until=until,
    )


def _day(asked: Asked, text: str, later: timedelta = timedelta()) -> datetime | None:
    """The moment in which a day begins on the site's clocks, or that much later; None for what is no day."""
    try:
        found = datetime.combine(datetime.fromisoformat(text).date() + later, time(), asked.office.site.zone)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _older(asked: Asked, found: tuple[Entry, ...]) -> str:
    """The address of what was done before; empty if that is all."""
    if len(found) < _MOST:
        return ""
    kept = {name: asked.query(name) for name in ("person", "kind", "since", "until") if asked.query(name)}
    return f"/people/trail?{urlencode({**kept, 'before': found[-1].id})}"
