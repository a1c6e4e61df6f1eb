"""Versions of a page: who, when, what they said, and how it looked."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.project.drafting import differences_of
from sitegen.project.stage import View
from sitegen.project.trees import AT
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import labels_of
from sitegen.server.admin.views.drafts import written
from sitegen.server.admin.views.frames import frame_address


def versions(asked: Asked) -> Response:
    """Every version, the newest first."""
    found = asked.office.versions(asked.view().change, asked.query("path"))
    when = asked.moment_words()
    return asked.tell(
        [
            {"id": one.id, "when": when(one.when), "who": one.author.name, "words": one.words, "kind": one.kind}
            for one in found
        ]
    )


def version(asked: Asked) -> Response:
    """One version: what it says, what differs from now, and where it can be seen."""
    path, view, ident = asked.query("path"), asked.view(), asked.query("id")
    changes = asked.office.changes
    data = changes.at(ident, path) if changes.is_shown(view.change, ident) else None
    if not isinstance(data, bytes):
        return asked.refuse("versions.gone", 404)
    now = asked.office.read(view.change, path)
    sheet = asked.office.stage.sheet(View(view.change, {path: data}), path)
    if sheet is None:
        return asked.refuse("pages.none_here", 404)
    labels = labels_of(sheet, asked.words)
    found = differences_of(data, now[0] if now is not None else None, path)
    return asked.tell(
        {
            **written(sheet),
            "differences": wire.differences(found, labels, asked.words),
            "frame": frame_address(asked, AT + ident, sheet.url),
        }
    )
