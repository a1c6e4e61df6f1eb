"""What is being written: shown at once, saved, joined with what others did meanwhile."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from sitegen.model.change import Refused, Saved
from sitegen.project.changes import Clashed
from sitegen.project.drafting import Unfit, chosen, drafted, joined, mended
from sitegen.project.sheet import Sheet
from sitegen.project.stage import View
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import labels_of, values_of
from sitegen.server.admin.states import state_of
from sitegen.server.admin.views.frames import framed


def draft(asked: Asked) -> Response:
    """The page as a draft would have it; nothing is kept."""
    mine = _mine(asked)
    if isinstance(mine, Unfit):
        return asked.refuse("edit.unfit", why=str(mine))
    path = wire.text_in(asked.data, "path")
    view = View(_change(asked), {path: mine}, asked.as_of(wire.text_in(asked.data, "as_of")))
    found = asked.office.stage.draft(view, path, who=asked.session)
    if found is None:
        return asked.tell(None)
    sheet = _sheet(asked, view, path)
    answer = wire.of_draft(found, sheet)
    if answer["html"]:
        answer["html"] = framed(asked, view, answer["html"])
    return asked.tell(answer | written(sheet) if asked.data.get("whole") else answer)


def save(asked: Asked) -> Response:
    """Keep a draft, joined with what others did meanwhile."""
    mine = _mine(asked)
    if isinstance(mine, Unfit):
        return asked.refuse("edit.unfit", why=str(mine))
    path, version = wire.text_in(asked.data, "path"), wire.text_in(asked.data, "version")
    return _saved(asked, path, mine, version)


def settle(asked: Asked) -> Response:
    """Save what was chosen where two people had changed the same thing."""
    mine = _mine(asked)
    if isinstance(mine, Unfit):
        return asked.refuse("edit.unfit", why=str(mine))
    office = asked.office
    path, theirs = wire.text_in(asked.data, "path"), wire.text_in(asked.data, "theirs")
    found = joined(office.data(wire.text_in(asked.data, "version")), office.data(theirs), mine)
    choices = asked.data.get("choices")
    whole = chosen(found, choices if isinstance(choices, dict) else {})
    return _saved(asked, path, whole, theirs)


def mend(asked: Asked) -> Response:
    """A draft with a fix of one of its problems; nothing is kept."""
    mine = _mine(asked)
    whole = mended(mine, wire.file_edits_in(asked.data)) if not isinstance(mine, Unfit) else mine
    if isinstance(whole, Unfit):
        return asked.refuse("edit.unfit", why=str(whole))
    path = wire.text_in(asked.data, "path")
    return asked.tell(written(_sheet(asked, View(_change(asked), {path: whole}), path)))


def page(asked: Asked) -> Response:
    """What is known of a page now."""
    path, view = asked.query("path"), asked.view()
    sheet = asked.office.stage.sheet(view, path)
    if sheet is None:
        return asked.refuse("pages.none_here", 404)
    found = asked.office.read(view.change, path)
    version = found[1] if found is not None else ""
    return asked.tell({**wire.of_sheet(sheet), "version": version, "state": state_of(asked, view, sheet)})


def _mine(asked: Asked) -> bytes | Unfit:
    """The draft that was sent: a version, and what differs from it."""
    before = asked.office.data(wire.text_in(asked.data, "version"))
    edits = wire.edits_in(asked.data)
    fields = _sheet(asked, asked.view(), wire.text_in(asked.data, "path")).fields if edits else ()
    return drafted(before, edits, wire.body_in(asked.data), [one.spec for one in fields])


def _change(asked: Asked) -> str:
    """The change that is being written in: one's own. Another screen of the same person may have begun a new one."""
    return asked.office.change_of(asked.who)


def _saved(asked: Asked, path: str, data: bytes, version: str) -> Response:
    change = _change(asked)
    if asked.data.get("catch_up"):
        asked.office.catch_up(change)
        if asked.office.changes.get(change) is None and data == asked.office.data(version):
            return _as_public(asked, path)  # nothing is being written here: it is as the public has it
    found = asked.office.changes.save(change, {path: (data, version)}, wire.author_of(asked.who))
    if isinstance(found, Refused):
        return asked.refuse_with(found)
    if isinstance(found, Clashed):
        return asked.tell(clashes(asked, found, path))
    return asked.tell(_done(asked, View(change), path, found[path]))


def _as_public(asked: Asked, path: str) -> Response:
    view = asked.view()
    found = asked.office.read(view.change, path)
    if found is None:
        return asked.refuse("pages.none_here", 404)
    return asked.tell(_done(asked, view, path, Saved(found[1], found[0], ("",))) | {"as_public": True})


def _done(asked: Asked, view: View, path: str, saved: Saved) -> dict[str, Any]:
    sheet = _sheet(asked, view, path)
    return {
        "version": saved.version,
        "joined": list(saved.joined),
        **written(sheet),
        "clashes": [],
        "state": state_of(asked, view, sheet),
    }


def _sheet(asked: Asked, view: View, path: str) -> Sheet:
    sheet = asked.office.stage.sheet(view, path)
    if sheet is None:
        raise wire.Malformed("path")
    return sheet


def written(sheet: Sheet) -> dict[str, Any]:
    """What a page says, in the shape that the form has."""
    return {"values": values_of(sheet), "body": sheet.body, "body_line": sheet.body_line}


def clashes(asked: Asked, found: Clashed, path: str) -> dict[str, Any]:
    """What two people changed differently, for the one who is asked."""
    file = next((one for one in found.files if one.path == path), found.files[0])
    sheet = asked.office.stage.sheet(asked.view(), file.path)
    labels = labels_of(sheet, asked.words) if sheet is not None else {}
    return {
        "path": file.path,
        "theirs": file.version,
        "joined": list(file.joined.joined),
        "clashes": [
            {
                "place": one.place,
                "label": wire.label_of(one.place, labels, asked.words),
                "before": one.before,
                "theirs": one.theirs,
                "mine": one.mine,
            }
            for one in file.joined.clashes
        ],
    }
