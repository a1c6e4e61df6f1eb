"""Uploaded files, as they are."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import Response

from sitegen.model.change import Refused
from sitegen.project.media.cleaning import NotTaken, cleaned
from sitegen.project.media.resolving import as_named, named_by, names_in, options
from sitegen.project.media.taking import Taken, take
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.headers import FILE
from sitegen.server.kinds import content_type

_SHOWN = ("image/", "audio/", "video/", "application/pdf")


def file(asked: Asked) -> Response:
    """A file as the person has it, by the name that a page gives it, or by its own."""
    view = asked.view()
    path = asked.office.stage.ask(view, named_by(asked.query("page"), asked.query("path")))
    found = asked.office.read(view.change, path) if path else None
    if found is None:
        return asked.refuse("media.none_here", 404)
    return shown(found[0], content_type(path, "asset"))


def shown(data: bytes, kind: str) -> Response:
    """A file for the browser: what it does not show is offered as a download."""
    headers = dict(FILE)
    if not kind.startswith(_SHOWN):
        headers["Content-Disposition"] = "attachment"
    return Response(data, media_type=kind, headers=headers)


def take_in(asked: Asked) -> Response:
    """Take a file in: beside a page, or into a folder."""
    given = asked.form.get("file")
    if not isinstance(given, UploadFile):
        raise wire.Malformed("file")
    beside, folder = (wire.text_in(asked.form, name) for name in ("beside", "folder"))
    if beside:
        folder = beside.rpartition("/")[0]
    office, view, name = asked.office, asked.view(), given.filename or ""
    found = cleaned(given.file.read(), name, office.stage.ask(view, options))
    if not isinstance(found, NotTaken):
        author = wire.author_of(asked.who)
        taken = take(office.changes, view.change, folder, name, found, lambda at: names(asked, at), author)
        if isinstance(taken, Refused):
            return asked.refuse_with(taken)
        if isinstance(taken, Taken):
            return asked.tell(_taken(asked, taken, beside))
        found = taken
    return not_taken(asked, found, name)


def names(asked: Asked, folder: str) -> frozenset[str]:
    """The names in a folder, as the person has it now."""
    return asked.office.stage.ask(asked.view(), names_in(folder))


def _taken(asked: Asked, taken: Taken, page: str) -> dict[str, str | int]:
    path = as_named(page, taken.path)
    return {
        "path": path,
        "source": taken.path,
        "url": asked.picture(page, path),
        "width": taken.width,
        "height": taken.height,
    }


def not_taken(asked: Asked, why: NotTaken, name: str) -> Response:
    """Why a file was not taken, as a sentence."""
    values = {key: f"{value}" for key, value in why.values.items()}
    if "group" in values:
        values["group"] = asked.words.say(f"media.groups.{values['group']}")
    return asked.tell({"refused": asked.words.say(f"media.not_taken.{why.code}", **{"name": name} | values)}, 422)
