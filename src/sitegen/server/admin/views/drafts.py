"""What is being written: shown at once, saved, joined with what others did meanwhile."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from sitegen.model.change import Refused, Saved
from sitegen.project.changes import Clashed, ClashedFile
from sitegen.project.drafting import Unfit, drafted, mended
from sitegen.project.settling import catch_up_settled, joined_by_itself, save_settled
from sitegen.project.sheet import Sheet
from sitegen.project.stage import View
from sitegen.project.trees import PUBLIC
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.declared import Specs
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
    if (sheet := found.sheet) is None:
        raise wire.Malformed("path")
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
    """Save what was chosen where two people had changed the same thing: in this change, or in public meanwhile."""
    path, choices, change = wire.text_in(asked.data, "path"), wire.choices_in(asked.data), _change(asked)
    changes, author = asked.office.changes, wire.author_of(asked.who)
    if asked.data.get("public"):
        taken = catch_up_settled(changes, change, choices)
        return _as_it_is(asked, path) if isinstance(taken, dict) else _not_done(asked, taken)
    mine = _mine(asked)
    if isinstance(mine, Unfit):
        return asked.refuse("edit.unfit", why=str(mine))
    found = save_settled(changes, change, path, mine, wire.text_in(asked.data, "version"), author, choices)
    return (
        asked.tell(_done(asked, View(change), path, found[path]))
        if isinstance(found, dict)
        else _not_done(asked, found)
    )


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
    path, version = wire.text_in(asked.data, "path"), wire.text_in(asked.data, "version")
    if not (path.startswith("content/") and path.endswith(".md")):
        raise wire.Malformed("path")  # before anything is kept that no screen could show
    before = asked.office.opened(_change(asked), path, version)
    edits = wire.edits_in(asked.data)
    specs = _specs(asked, path) if edits else ()
    return drafted(before, edits, wire.body_in(asked.data), specs)


def _specs(asked: Asked, path: str) -> Specs:
    """What the fields of a page are meant to be."""
    view, declared = asked.view(), asked.office.declared
    known = declared.known(view, path)
    return known if known is not None else declared.seen(view, _sheet(asked, view, path))


def _change(asked: Asked) -> str:
    """The change that is being written in: one's own. Another screen of the same person may have begun a new one."""
    return asked.office.change_of(asked.who)


def _saved(asked: Asked, path: str, data: bytes, version: str) -> Response:
    change, clashing = _change(asked), None
    if asked.data.get("catch_up"):
        clashing = asked.office.catch_up(change)
        if asked.office.changes.get(change) is None and data == asked.office.opened(change, path, version):
            return _as_it_is(asked, path)  # nothing is being written here: it is as the public has it
    found = asked.office.changes.save(change, {path: (data, version)}, wire.author_of(asked.who))
    if not isinstance(found, dict):
        return _not_done(asked, found)
    return asked.tell(_done(asked, View(change), path, found[path]) | {"clashing": clashing_with(asked, clashing)})


def clashing_with(asked: Asked, found: Clashed | None) -> dict[str, Any] | None:
    """What became public meanwhile and clashes with the person's change: it may be settled now, or later."""
    return clashes(asked, found, public=True) if found is not None else None


def _not_done(asked: Asked, found: Clashed | Refused) -> Response:
    return asked.refuse_with(found) if isinstance(found, Refused) else asked.tell(clashes(asked, found))


def _as_it_is(asked: Asked, path: str) -> Response:
    view = asked.view()
    found = asked.office.read(view.change, path)
    if found is None:
        return asked.refuse("pages.none_here", 404)
    return asked.tell(_done(asked, view, path, Saved(found[1], found[0], ("",))) | {"as_it_is": True})


def _done(asked: Asked, view: View, path: str, saved: Saved) -> dict[str, Any]:
    sheet = _sheet(asked, view, path)
    asked.office.declared.seen(view, sheet)
    return {
        "version": saved.version,
        "joined": list(saved.joined),
        **written(sheet),
        "title": sheet.title,
        "url": sheet.url,
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


def clashes(asked: Asked, found: Clashed, *, public: bool = False) -> dict[str, Any]:
    """What two people changed differently, for the one who is asked. ``public``: the other one made it public."""
    asked_for = [one for file in found.files for one in _clashes_of(asked, file, len(found.files) > 1)]
    joined = [one for file in found.files for one in _joined_of(asked, file)]
    me = wire.initials(asked.who.name)
    return {"public": public, "me": me, "who": _others(asked, found, public), "joined": joined, "clashes": asked_for}


def _others(asked: Asked, found: Clashed, public: bool) -> dict[str, str] | None:
    """Who saved one of the files last; None if it was the one who is asked, in another window."""
    change = PUBLIC if public else asked.view().change
    known = [asked.office.versions(change, file.path)[:1] for file in found.files]
    last = max((one for versions in known for one in versions), key=lambda one: one.when, default=None)
    if last is None or last.author.email == asked.who.email:
        return None
    name = last.author.name
    return {"name": name, "initials": wire.initials(name), "when": asked.moment_words()(last.when)}


def _joined_of(asked: Asked, file: ClashedFile) -> list[dict[str, Any]]:
    """What joined by itself, place by place: what differs now from what both began with."""
    sheet = asked.office.stage.sheet(asked.view(), file.path)
    labels = labels_of(sheet, asked.words) if sheet is not None else {}
    found = wire.differences(joined_by_itself(file), labels, asked.words)
    return [{**one, "path": file.path} for one in found]


def _clashes_of(asked: Asked, file: ClashedFile, named: bool) -> list[dict[str, Any]]:
    sheet = asked.office.stage.sheet(asked.view(), file.path)
    labels = labels_of(sheet, asked.words) if sheet is not None else {}
    title = f"{sheet.title if sheet is not None else file.path}: " if named else ""
    return [
        {
            "path": file.path,
            "place": one.place,
            "label": title + wire.label_of(one.place, labels, asked.words),
            "before": one.before,
            "theirs": one.theirs,
            "mine": one.mine,
        }
        for one in file.joined.clashes
    ]
