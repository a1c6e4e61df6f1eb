"""Moving pages: what follows is shown first, then done."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.project.pages.folders import every
from sitegen.project.pages.move_facts import move_facts
from sitegen.project.pages.moving import Move, MoveWanted, planned
from sitegen.project.pages.rewriting import Rewrite, Unable, keep
from sitegen.server.admin import page_wire, wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.page_wire import not_done

_MOST_TITLES = 50


def move(asked: Asked) -> Response:
    """The questions that a move asks. Which pages is in the address, or the browser keeps it if they are many."""
    root = asked.office.stage.ask(asked.view(), asked.office.shelves.of).root
    folders = [(one.path, one.title) for one in every(root) if one.path]
    return asked.screen("move.html", sections=("movement", "deeds"), folders=folders)


def plan(asked: Asked) -> Response:
    """What a move would do; nothing is kept."""
    wanted, view = page_wire.move_in(asked.data), asked.view()
    facts = asked.office.stage.ask(view, lambda db: move_facts(db, wanted.paths))
    found = planned(asked.office.stage, view, wanted)
    return asked.tell(
        {
            "titles": list(facts.titles[:_MOST_TITLES]),
            "paths": list(facts.paths),
            "name": facts.name,
            "folder": facts.folder,
            "translations": facts.translations,
            "below": facts.below,
            "why": page_wire.why(asked, found) if isinstance(found, Unable) else "",
            "code": found.code if isinstance(found, Unable) else "",
            "plan": page_wire.move(found) if isinstance(found, Move) else None,
        }
    )


def take_move(asked: Asked) -> Response:
    """Move the pages, with all that follows, in one save."""
    wanted, view = page_wire.move_in(asked.data), asked.view()
    found: list[Move] = []

    def make() -> Rewrite | Unable:
        one = planned(asked.office.stage, view, wanted)
        if isinstance(one, Unable):
            return one
        found.append(one)
        return one.rewrite

    words = asked.words.say("movement.words", count=len(wanted.paths))
    kept = keep(asked.office.changes, view.change, make, wire.author_of(asked.who), words)
    return asked.tell(_done(asked, wanted, found[-1])) if isinstance(kept, dict) else not_done(asked, kept)


def _done(asked: Asked, wanted: MoveWanted, found: Move) -> dict[str, object]:
    where = {one.path: one.new_path for one in found.pages}
    first = where.get(wanted.paths[0], "")
    place = first.removeprefix("content/").rpartition("/")[0]
    said = asked.words.say("movement.done", count=len(found.pages))
    return {"said": said, "folder": place, "path": first if len(wanted.paths) == 1 else ""}
