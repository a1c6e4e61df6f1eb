"""The editing screen."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from sitegen.project.sheet import Sheet
from sitegen.project.site_facts import components
from sitegen.project.stage import View
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import form_for, labels_of
from sitegen.server.admin.states import state_of
from sitegen.server.admin.views.drafts import clashing_with
from sitegen.server.admin.views.frames import page_address


def edit(asked: Asked) -> Response:
    """A page, to be written."""
    path = asked.part("path")
    view = asked.view()
    clashing = asked.office.catch_up(view.change)
    sheet = asked.office.stage.sheet(view, path)
    if sheet is None or not sheet.exists:
        return asked.screen("refused.html", status=404, sentence=asked.words.say("pages.none_here"))
    asked.office.declared.seen(view, sheet)
    form = form_for(sheet, asked)
    return asked.screen(
        "edit.html",
        sections=("edit", "writing", "fields", "publish", "clash", "versions", "states", "moving", "problems"),
        sheet=sheet,
        sheet_form=form,
        zone=asked.office.site.timezone,
        condition=state_of(asked, view, sheet),
        collection=_collection(sheet, asked),
        back=f"/pages?folder={quote(_folder(path))}",
        frame=page_address(asked, view.change, sheet),
        strip=_strip(sheet, len(asked.office.versions(view.change, path))),
        island_sheet=island(asked, view, sheet) | {"values": form.values, "clashing": clashing_with(asked, clashing)},
    )


def island(asked: Asked, view: View, sheet: Sheet) -> dict[str, Any]:
    """What the browser side has to know of the page."""
    found = asked.office.read(view.change, sheet.path)
    return {
        **wire.of_sheet(sheet),
        "path": sheet.path,
        "change": view.change,
        "version": found[1] if found is not None else "",
        "body": sheet.body,
        "body_line": sheet.body_line,
        "language": sheet.language,
        "direction": sheet.direction,
        "labels": labels_of(sheet, asked.words),
        "components": asked.office.stage.ask(view, components),
        "state": state_of(asked, view, sheet),
    }


def _strip(sheet: Sheet, versions: int) -> tuple[tuple[str, int], ...]:
    return (
        ("problems", len(sheet.problems)),
        ("links", len(sheet.links_in) + len(sheet.links_out)),
        ("versions", versions),
    )


def _folder(path: str) -> str:
    return path.removeprefix("content/").rpartition("/")[0]


def _collection(sheet: Sheet, asked: Asked) -> str:
    return sheet.type_label or _folder(sheet.path).rpartition("/")[2] or asked.words.say("menu.pages")
