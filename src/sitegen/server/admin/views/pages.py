"""The list of all pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal
from starlette.responses import Response

from sitegen.model.change import Altered, Touched
from sitegen.office.rights import Right
from sitegen.project.pages.listed import Listed, Wanted
from sitegen.project.pages.listing import Shelf, listed, paths_of
from sitegen.project.site_facts import SiteFacts
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.page_query import (
    COLUMNS,
    ROWS,
    Addresses,
    columns_of,
    filters_of,
    is_filtered,
    labelled,
    wanted_by,
)


def pages(asked: Asked) -> Response:
    """A tree of folders beside a table of pages. The browser takes parts of it when a filter changes."""
    wanted = wanted_by(asked.request.query_params)
    found = _listed(asked, wanted)
    labels = _labels(asked.office.site)
    return asked.screen(
        "pages.html",
        sections=("pages", "deeds"),
        found=found,
        wanted=wanted,
        filters=filters_of(wanted),
        is_filtered=is_filtered(wanted),
        addresses=Addresses(asked.request.query_params),
        columns=columns_of(asked.request.cookies.get("columns", "")),
        every_column=COLUMNS,
        rows_at_once=ROWS,
        labels=labels,
        label=lambda name, value: labelled(name, value, labels, asked.words.say),
        deeds=_deeds(asked),
        number=lambda value: format_decimal(value, locale=asked.words.locale),
        day=lambda text: format_date(date.fromisoformat(text[:10]), "medium", locale=asked.words.locale),
        taxonomies=asked.office.site.taxonomies,
    )


def paths(asked: Asked) -> Response:
    """The paths of all pages that the filters let through: to choose them all."""
    wanted = wanted_by(asked.request.query_params)
    shelf, altered, touched = _known(asked)
    return asked.tell({"paths": paths_of(shelf, wanted, altered, touched, asked.office.now())})


def _listed(asked: Asked, wanted: Wanted) -> Listed:
    shelf, altered, touched = _known(asked)
    return listed(shelf, wanted, altered, touched, asked.office.now())


def _known(asked: Asked) -> tuple[Shelf, Mapping[str, Altered], Mapping[str, Touched]]:
    """The pages, what the person's change alters of them, and who changed them last."""
    office, view = asked.office, asked.view()
    shelf = office.stage.ask(view, office.shelves.of)
    if not office.is_versioned:
        return shelf, {}, {}
    return shelf, office.altered(view.change), office.changes.touched(view.change)


def _labels(site: SiteFacts) -> dict[str, dict[str, str]]:
    return {
        "type": {one.name: one.label or one.name for one in site.types},
        "language": {one.code: one.label for one in site.languages},
    }


def _deeds(asked: Asked) -> tuple[Mapping[str, str | bool], ...]:
    """What can be done with chosen pages, and whether this person may."""
    rights = (
        ("publish", "up", Right.PAGES_PUBLISH),
        ("offline", "", Right.PAGES_WRITE),
        ("move", "folder", Right.PAGES_WRITE),
        ("tag", "tag", Right.PAGES_WRITE),
        ("delete", "trash", Right.PAGES_DELETE),
    )
    return tuple({"name": name, "sign": sign, "may": asked.may(right)} for name, sign, right in rights)
