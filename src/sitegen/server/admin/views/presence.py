"""Who else is here, and what happens meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from starlette.responses import Response, StreamingResponse

from sitegen.office.person import Presence
from sitegen.office.refused import Unavailable
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked

_IDLE = timedelta(seconds=30)


_DOINGS = ("editing", "idle", "gone")


def here(asked: Asked) -> Response:
    """Somebody has a page open, does nothing there for a while, or has closed it; who else is there."""
    path, doing = wire.text_in(asked.data, "path"), wire.text_in(asked.data, "doing") or "editing"
    if doing not in _DOINGS:
        raise wire.Malformed("doing")
    people = asked.office.people
    before = {one.person.id: one.doing for one in people.who_is_at(path)}
    if doing == "gone":
        people.left(asked.who.id, path)
    else:
        people.here(asked.who.id, path, doing)
    if before.get(asked.who.id, "gone") != doing:
        asked.office.streams.publish(f"page {path}", "here", {})
    return asked.tell({"people": [_presence(asked, one) for one in people.who_is_at(path, asked.who.id)]})


def _presence(asked: Asked, one: Presence) -> dict[str, Any]:
    name, role = one.person.name, asked.words.say(f"roles.{one.person.role}")
    idle = one.doing == "idle" or asked.office.now() - one.seen > _IDLE
    words = asked.words.say("edit.person_idle" if idle else "edit.person_here", name=name, role=role)
    return {"name": name, "initials": wire.initials(name), "words": words, "idle": idle}


def events(asked: Asked) -> Response:
    """What happens to a page and to the site, as it happens."""
    topics = frozenset({"site", f"page {asked.query('path')}"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = asked.office.streams.listen(asked.session_id, topics, lambda: _is_welcome(asked))
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")


def _is_welcome(asked: Asked) -> bool:
    """True while the session lasts; also while the people's database does not answer."""
    try:
        return asked.office.is_signed_in(asked.who.id, asked.session_id)
    except Unavailable:
        return True
