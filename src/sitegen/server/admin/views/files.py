"""Uploaded files, as they are."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import UploadFile
from starlette.responses import Response

from sitegen.model.change import Author, Refused
from sitegen.model.record import Record
from sitegen.project.changes import Changes
from sitegen.project.media.cleaning import Clean, NotTaken, cleaned
from sitegen.project.media.moving import Moved, move
from sitegen.project.media.names import is_place
from sitegen.project.media.recording import describe
from sitegen.project.media.removing import remove, restore
from sitegen.project.media.replacing import replace
from sitegen.project.media.resolving import as_named, is_file, is_page, named_by, names_in, options, print_of
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
    if isinstance(found, NotTaken):
        return not_taken(asked, found, name)
    author, instead = wire.author_of(asked.who), wire.text_in(asked.form, "replace")
    if instead:
        taken = _instead(asked, instead, found)
    else:
        taken = take(office.changes, view.change, folder, name, found, lambda at: names(asked, at), author)
    if isinstance(taken, Taken):
        return asked.tell(_taken(asked, taken, beside))
    return not_done(asked, taken, name)


def _instead(asked: Asked, path: str, found: Clean) -> Taken | NotTaken | Refused:
    view = asked.view()
    if not asked.office.stage.ask(view, named_by("", path)):
        return NotTaken("gone")
    return replace(asked.office.changes, view.change, path, found, wire.author_of(asked.who))


def move_to(asked: Asked) -> Response:
    """Give a file another name or folder; pages follow."""
    path, folder, name = (wire.text_in(asked.data, one) for one in ("path", "folder", "name"))
    office, view = asked.office, asked.view()
    author = wire.author_of(asked.who)
    moved = move(office.changes, office.stage, view, path, folder or path.rpartition("/")[0], name, author)
    if isinstance(moved, Moved):
        return asked.tell({"path": moved.path, "pages": len(moved.pages), "elsewhere": list(moved.elsewhere)})
    return not_done(asked, moved, path.rpartition("/")[2])


def describe_it(asked: Asked) -> Response:
    """Say what a picture shows, or what stays in view when it is cropped."""
    path, view = wire.text_in(asked.data, "path"), asked.view()
    said: dict[str, str | tuple[float, float] | None] = {}
    if "alt" in asked.data:
        said["alt"] = wire.text_in(asked.data, "alt")
    if "focal" in asked.data:
        said["focal"] = _point(asked.data["focal"])
    if not asked.office.stage.ask(view, named_by("", path)):
        return not_taken(asked, NotTaken("gone"), path.rpartition("/")[2])
    found = describe(asked.office.changes, view.change, path, said, wire.author_of(asked.who))
    if isinstance(found, Record):
        return asked.tell({"alt": found.alt, "focal": found.focal})
    return not_done(asked, found, path.rpartition("/")[2])


def _point(given: object) -> tuple[float, float] | None:
    if given is None:
        return None
    if (
        isinstance(given, list)
        and len(given) == 2
        and all(type(one) in (int, float) and 0 <= one <= 1 for one in given)
    ):
        return float(given[0]), float(given[1])
    raise wire.Malformed("focal")


def delete(asked: Asked) -> Response:
    """Take a file away."""
    path = wire.text_in(asked.data, "path")
    is_there = asked.office.stage.ask(asked.view(), named_by("", path))
    return _taken_away(asked, remove, path) if is_there else not_taken(asked, NotTaken("gone"), path)


def put_back(asked: Asked) -> Response:
    """Put back a file that was taken away."""
    path = wire.text_in(asked.data, "path")
    was_file = is_place(path.rpartition("/")[0]) and not is_page(path)
    return _taken_away(asked, restore, path) if was_file else not_taken(asked, NotTaken("gone"), path)


def _taken_away(
    asked: Asked, verb: Callable[[Changes, str, str, Author], str | NotTaken | Refused], path: str
) -> Response:
    done = verb(asked.office.changes, asked.view().change, path, wire.author_of(asked.who))
    return asked.tell({"path": done}) if isinstance(done, str) else not_done(asked, done, path.rpartition("/")[2])


def thumb(asked: Asked) -> Response:
    """A small picture of a file; of a drawing itself."""
    view, path, mark = asked.view(), asked.query("path"), asked.query("mark")
    width = int(asked.query("width")) if asked.query("width").isdecimal() else 320
    headers = {**FILE} | ({"Cache-Control": "private, max-age=31536000, immutable"} if mark else {})
    kept = asked.office.thumbs.kept(mark, width)
    if kept is None:
        now = asked.office.stage.ask(view, lambda db: print_of(path)(db) if is_file(db, path) else "")
        found = asked.office.read(view.change, path) if now else None
        if found is None:
            return asked.refuse("media.none_here", 404)
        if path.lower().endswith(".svg"):
            return shown(found[0], content_type(path, "asset"))
        kept = asked.office.thumbs.made(found[0], now, width)
        headers = headers if now == mark else {**FILE}
    if kept is None:
        return asked.refuse("media.no_picture", 404)
    return Response(kept, media_type="image/webp", headers=headers)


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


def not_done(asked: Asked, why: NotTaken | Refused, name: str) -> Response:
    """Why something was not done."""
    return asked.refuse_with(why) if isinstance(why, Refused) else not_taken(asked, why, name)


def not_taken(asked: Asked, why: NotTaken, name: str) -> Response:
    """Why a file was not taken, as a sentence."""
    values = {key: f"{value}" for key, value in why.values.items()}
    if "group" in values:
        values["group"] = asked.words.say(f"media.groups.{values['group']}")
    return asked.tell({"refused": asked.words.say(f"media.not_taken.{why.code}", **{"name": name} | values)}, 422)
