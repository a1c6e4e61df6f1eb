"""Versions of a page: who, when, what they said, and how it looked."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.project.drafting import differences_of, written
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import labels_of, values_of
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
    data = asked.office.changes.at(ident, path)
    if not isinstance(data, bytes):
        return asked.refuse("versions.gone", 404)
    now = asked.office.read(view.change, path)
    sheet = asked.office.stage.sheet(view, path)
    labels = labels_of(sheet, asked.words) if sheet is not None else {}
    found = differences_of(data, now.data if now is not None else None, path)
    said = written(data)
    return asked.tell(
        {
            "values": values_of(said.values),
            "body": said.body,
            "differences": wire.differences(found, labels, asked.words),
            "frame": frame_address(asked, f"at-{ident}", sheet.url if sheet is not None else "/"),
        }
    )
