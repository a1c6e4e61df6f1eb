"""A new page: what kind, what it is called, where it lies."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.project.pages.making import Made, PageWanted, kinds, made
from sitegen.project.pages.rewriting import Rewrite, Unable, keep
from sitegen.server.admin import page_wire, wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.views.page_deeds import edit_address

_LONGEST_TITLE = 1000


def new(asked: Asked) -> Response:
    """The questions that a new page asks."""
    title = asked.query("title")[:_LONGEST_TITLE]
    return _screen(asked, PageWanted(title, asked.query("type"), asked.query("folder").strip("/")), "")


def take_new(asked: Asked) -> Response:
    """Save the page into the person's change, and go to its editing screen."""
    wanted = PageWanted(
        str(asked.form.get("title", ""))[:_LONGEST_TITLE],
        str(asked.form.get("type", "")),
        str(asked.form.get("folder", "")).strip().strip("/"),
        str(asked.form.get("language", "")),
    )
    office, view = asked.office, asked.view()
    found: list[Made] = []

    def make() -> Rewrite | Unable:
        one = made(office.stage, view, wanted, office.now().astimezone(office.site.zone))
        if isinstance(one, Unable):
            return one
        found.append(one)
        return one.rewrite

    words = asked.words.say("making.words", title=wanted.title[:200])
    kept = keep(office.changes, view.change, make, wire.author_of(asked.who), words)
    if isinstance(kept, dict):
        return asked.go(edit_address(found[-1].path))
    why = page_wire.why(asked, kept) if isinstance(kept, Unable) else getattr(kept, "reason", "")
    return _screen(asked, wanted, why or asked.words.say("deeds.why.clashed", path=""), 422)


def _screen(asked: Asked, wanted: PageWanted, wrong: str, status: int = 200) -> Response:
    there = asked.office.stage.ask(asked.view(), kinds)
    fitting = [one.name for one in there if wanted.folder and wanted.folder in one.folders]
    chosen = wanted.type or (fitting[0] if fitting else there[0].name)
    return asked.screen(
        "new-page.html",
        status=status,
        sections=("making",),
        kinds=there,
        chosen=chosen if chosen in {one.name for one in there} else there[-1].name,
        wanted=wanted,
        wrong=wrong,
        languages=asked.office.site.languages,
        folders_by_kind={one.name: list(one.folders) for one in there},
    )
