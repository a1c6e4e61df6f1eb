"""From the sheet of a page to its form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.project.sheet import Sheet
from sitegen.project.site_facts import title_of
from sitegen.server.admin import fitting, wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.form import Around, Form
from sitegen.server.admin.form_sections import form_of
from sitegen.server.admin.words import Words


def form_for(sheet: Sheet, asked: Asked) -> Form:
    """The form of a page."""
    own = [one.spec for one in sheet.fields if one.group in ("type", "terms")]
    general = [one.spec for one in sheet.fields if one.group == "page"]
    site, view = asked.office.site, asked.view()
    around = Around(
        zone=site.timezone,
        terms=site.closed_terms,
        title=lambda path: asked.office.stage.ask(view, lambda db: title_of(db, path)),
        picture=lambda path: asked.picture(sheet.path, path),
        address=sheet.url,
    )
    problems = [wire.problem(one, sheet.body_line) for one in sheet.problems]
    return form_of(own, general, sheet.values or {}, around, problems)


def values_of(sheet: Sheet) -> dict[str, Any]:
    """What a page says, as the browser side has it."""
    return fitting.plain(sheet.values or {})  # type: ignore[no-any-return]


def labels_of(sheet: Sheet, words: Words) -> dict[str, str]:
    """The label of each declared place (``hours.opens``), in the words of the screen where every page has it."""
    return dict(_labels(sheet, words))


def _labels(sheet: Sheet, words: Words) -> Iterator[tuple[str, str]]:
    for one in sheet.fields:
        spec = one.spec
        builtin = words.say(f"fields.of.{spec.name}") if one.group == "page" else ""
        yield spec.name, builtin or spec.label or spec.name.replace("_", " ").capitalize()
