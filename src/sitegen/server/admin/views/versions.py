"""Versions of a page: who, when, what they said, and how it looked."""

from __future__ import annotations

from typing import Any

from babel.dates import format_time
from starlette.responses import Response

from sitegen.model.change import Version
from sitegen.project.drafting import differences_of
from sitegen.project.stage import View
from sitegen.project.trees import AT
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import labels_of
from sitegen.server.admin.moments import day
from sitegen.server.admin.views.drafts import written
from sitegen.server.admin.views.frames import frame_address


def versions(asked: Asked) -> Response:
    """Every version, the newest first, each with its day in words."""
    found = asked.office.versions(asked.view().change, asked.query("path"))
    return asked.tell([_told(asked, one) for one in found])


def _told(asked: Asked, one: Version) -> dict[str, Any]:
    zone, words, name = asked.office.site.zone, asked.words, one.author.name
    return {
        "id": one.id,
        "path": one.path,
        "day": day(one.when, asked.office.now(), zone, words),
        "time": format_time(one.when.astimezone(zone), "short", locale=words.locale),
        "when": asked.moment_words()(one.when),
        "who": name,
        "initials": wire.initials(name),
        "mine": one.author.email == asked.who.email,
        "words": one.words,
        "kind": one.kind,
    }


def version(asked: Asked) -> Response:
    """One version: what it says, what differs from now, and where it can be seen.

    ``then`` is the path that the page had at that time.
    """
    path, view, ident = asked.query("path"), asked.view(), asked.query("id")
    changes = asked.office.changes
    data = changes.at(ident, asked.query("then") or path) if changes.is_shown(view.change, ident) else None
    if not isinstance(data, bytes):
        return asked.refuse("versions.gone", 404)
    now = asked.office.read(view.change, path)
    sheet = asked.office.stage.sheet(View(view.change, {path: data}), path)
    if sheet is None:
        return asked.refuse("pages.none_here", 404)
    labels = labels_of(sheet, asked.words)
    found = differences_of(now[0] if now is not None else None, data, path)
    return asked.tell(
        {
            **written(sheet),
            "differences": wire.differences(found, labels, asked.words),
            "frame": frame_address(asked, AT + ident, sheet.url),
        }
    )
