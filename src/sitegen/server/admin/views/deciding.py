"""What becomes of a change: made public, sent for review, handed back, thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from sitegen.model.change import Altered, Author, Refused
from sitegen.office.audit import Wanted
from sitegen.office.person import ChangeState, Entry
from sitegen.project.changes import Clashed
from sitegen.project.stage import View
from sitegen.project.stopping import stopping
from sitegen.project.thrown_away import put_back, throw_away
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.views.changes import listed, shown
from sitegen.server.admin.working import Work, work

_FILE = "file:"
"""Before the path of each chosen file, in the names of a form's fields."""


def publish(asked: Asked) -> Response:
    """Make a change public, if nothing is wrong with the site as it would be. History names whose work it is."""
    found = _work(asked, lambda one: one.may_publish)
    if isinstance(found, Response):
        return found
    if stops := stopping(asked.office.stage, View(found.id), asked.office.altered(found.id)):
        return shown(asked, found, 409, wire.why_stopped(stops, asked.words))
    landed = asked.office.changes.land(found.id, _author(asked, found), asked.field("words") or found.title)
    if isinstance(landed, Refused):
        return shown(asked, found, 409, landed.reason)
    if isinstance(landed, Clashed):
        return shown(asked, found, 409, _clashed(asked, found, landed))
    asked.office.went_public(asked.who, found.id, landed)
    return asked.done("/changes", "published", landed=landed.commit, id=found.id)


def undo(asked: Asked) -> Response:
    """Take back what went public."""
    landed = asked.office.changes.undo(asked.field("landed"), wire.author_of(asked.who))
    if isinstance(landed, Refused):
        return listed(asked, 409, landed.reason)
    if isinstance(landed, Clashed):
        return listed(asked, 409, asked.words.say("publish.cannot_undo"))
    asked.office.went_public(asked.who, "", landed)
    return asked.done("/changes", "undone")


def send(asked: Asked) -> Response:
    """Send one's change for review. What is written next belongs to a new one."""
    found = _work(asked, lambda one: one.may_send)
    if isinstance(found, Response):
        return found
    if not found.pieces:
        return shown(asked, found, 409, asked.words.say("changes.nothing_to_send"))
    asked.office.people.mark(found.id, ChangeState.WAITING, asked.field("words") or None)
    asked.office.people.audit("change.sent", asked.who.id, found.id)
    asked.office.streams.publish("site", "review", {})
    return asked.done("/changes", "sent")


def take_back(asked: Asked) -> Response:
    """Go on with what one has sent."""
    return _reopened(asked, lambda one: one.may_take_back, "change.taken_back", "taken_back")


def hand_back(asked: Asked) -> Response:
    """Give a change back to whoever sent it, with a note."""
    return _reopened(asked, lambda one: one.may_hand_back, "change.handed_back", "handed_back")


def _reopened(asked: Asked, may: Callable[[Work], bool], verb: str, done: str) -> Response:
    found = _work(asked, may)
    if isinstance(found, Response):
        return found
    asked.office.people.mark(found.id, ChangeState.OPEN)
    note = asked.field("note")[:2000]
    asked.office.people.audit(verb, asked.who.id, found.id, {"note": note} if note else {})
    return asked.done("/changes", done)


def work_on(asked: Asked) -> Response:
    """Be at this change from now: what is saved next goes into it."""
    found = _work(asked, lambda one: one.is_mine)
    if isinstance(found, Response):
        return found
    asked.office.people.mark(found.id)
    return asked.done("/changes", "turned")


def discard(asked: Asked) -> Response:
    """Throw a change away, or some of its files."""
    found = _work(asked, lambda one: one.may_discard)
    if isinstance(found, Response):
        return found
    chosen = [piece.path for piece in found.pieces if _FILE + piece.path in asked.form]
    is_whole = asked.field("which") == "all" or len(chosen) == len(found.pieces)
    if not is_whole and not chosen:
        return shown(asked, found, 422, asked.words.say("changes.none_chosen"))
    thrown = throw_away(asked.office.changes, found.id, None if is_whole else chosen, wire.author_of(asked.who))
    if isinstance(thrown, Refused):
        return shown(asked, found, 409, thrown.reason)
    if is_whole:
        asked.office.people.mark(found.id, ChangeState.DISCARDED)
    files = {path: [both.before, both.after] for path, both in thrown.items()}
    detail = {"files": files, "title": found.title, "paths": len(files)}
    asked.office.people.audit("change.discarded", asked.who.id, found.id, detail)
    return asked.done("/changes", "discarded")


def restore(asked: Asked) -> Response:
    """Put back what one has thrown away."""
    ident = asked.part("id")
    entry = _thrown(asked, ident)
    if entry is None:
        return listed(asked, 404, asked.words.say("changes.gone"))
    card = asked.office.people.change(ident)
    target = ident if card is not None and card.state is not ChangeState.PUBLIC else asked.office.change_of(asked.who)
    done = put_back(asked.office.changes, target, _files(entry), wire.author_of(asked.who))
    if isinstance(done, Refused):
        return listed(asked, 409, done.reason)
    if isinstance(done, Clashed):
        return listed(asked, 409, asked.words.say("changes.put_back_clash"))
    if card is not None and card.state is ChangeState.DISCARDED:
        asked.office.people.mark(ident, ChangeState.OPEN)
    asked.office.people.audit("change.restored", asked.who.id, ident, {"entry": entry.id, "paths": len(done)})
    return asked.done("/changes", "restored")


def _thrown(asked: Asked, change: str) -> Entry | None:
    """What this person wrote down when they threw it away."""
    wanted = Wanted(person=asked.who.id, verb="change.discarded", subject=change)
    return next((one for one in asked.office.people.entries(wanted) if str(one.id) == asked.field("entry")), None)


def _files(entry: Entry) -> Mapping[str, Altered]:
    files = entry.detail.get("files")
    return {path: Altered(*both) for path, both in files.items()} if isinstance(files, dict) else {}


def _author(asked: Asked, found: Work) -> Author:
    return wire.author_of(found.owner or asked.who)


def _clashed(asked: Asked, found: Work, clashed: Clashed) -> str:
    titles = {one.path: one.title for one in found.pieces}
    named = ", ".join(titles.get(file.path, file.path) for file in clashed.files)
    return asked.words.say("changes.clashed_mine" if found.is_mine else "changes.clashed_others", pages=named)


def _work(asked: Asked, may: Callable[[Work], bool]) -> Work | Response:
    """The change that is meant; or why nothing can be done with it."""
    found = work(asked, asked.part("id"))
    if found is None or not found.may_look:
        return listed(asked, 404, asked.words.say("changes.gone"))
    if not may(found):
        return listed(asked, 403, asked.words.say("guard.may_not"))
    return found
