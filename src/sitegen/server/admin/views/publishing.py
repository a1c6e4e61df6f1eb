"""Making a change public, and taking that back."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.model.change import Refused
from sitegen.project.changes import Clashed
from sitegen.project.drafting import differences_of
from sitegen.project.stage import View
from sitegen.project.stopping import stopping
from sitegen.project.trees import PUBLIC
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import labels_of
from sitegen.server.admin.views.drafts import clashes
from sitegen.server.admin.views.frames import frame_address


def difference(asked: Asked) -> Response:
    """What differs between a page and the public one, and how many files the change holds."""
    path, view = asked.query("path"), asked.view()
    altered = asked.office.altered(view.change)
    one, data = altered.get(path), asked.office.changes.data
    found = differences_of(data(one.before), data(one.after), path) if one else ()
    sheet = asked.office.stage.sheet(view, path)
    labels = labels_of(sheet, asked.words) if sheet is not None else {}
    return asked.tell({"files": len(altered), "differences": wire.differences(found, labels, asked.words)})


def altered(asked: Asked) -> Response:
    """The public pages that the change alters."""
    view = asked.view()
    if not asked.office.altered(view.change):
        return asked.tell({"count": 0, "pages": [], "complete": True, "stopped": ""})
    found = asked.office.stage.altered(view, View(PUBLIC))
    stopped = wire.why_stopped(stopping(asked.office.stage, view, asked.office.altered(view.change)), asked.words)
    told = wire.alterations(found)
    pages = [one | _both(asked, view, one["url"], one["how"]) for one in told["pages"]]
    return asked.tell({**told, "pages": pages, "stopped": stopped})


def _both(asked: Asked, view: View, url: str, how: str) -> dict[str, str]:
    """Where a page is seen as it would be, and as it is; empty for one that is not there."""
    return {
        "after": "" if how == "gone" else frame_address(asked, view.change, url),
        "before": "" if how == "new" else frame_address(asked, PUBLIC, url),
    }


def publish(asked: Asked) -> Response:
    """Make the change public, if nothing is wrong with the site as it would be."""
    view = asked.view()
    if stopped := wire.why_stopped(stopping(asked.office.stage, view, asked.office.altered(view.change)), asked.words):
        return asked.tell({"refused": stopped}, 422)
    words = wire.text_in(asked.data, "words").strip()
    path = wire.text_in(asked.data, "path")
    sheet = asked.office.stage.sheet(view, path)
    title = sheet.title if sheet is not None else ""
    landed = asked.office.changes.land(view.change, wire.author_of(asked.who), words or title or view.change)
    if isinstance(landed, Refused):
        return asked.refuse_with(landed)
    if isinstance(landed, Clashed):
        return asked.tell(clashes(asked, landed, public=True))
    asked.office.went_public(asked.who, view.change, landed)
    url = frame_address(asked, PUBLIC, sheet.url) if sheet is not None else ""
    address = asked.office.site.base_url.rstrip("/") + sheet.url if sheet is not None and url else ""
    return asked.tell({"landed": landed.commit, "url": url, "address": address, "clashes": []})


def undo(asked: Asked) -> Response:
    """Take back what went public."""
    commit = wire.text_in(asked.data, "landed")
    landed = asked.office.changes.undo(commit, wire.author_of(asked.who))
    if isinstance(landed, Refused):
        return asked.refuse_with(landed)
    if isinstance(landed, Clashed):
        return asked.refuse("publish.cannot_undo")
    asked.office.went_public(asked.who, "", landed)
    return asked.tell({"landed": landed.commit})
