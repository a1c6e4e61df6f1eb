"""The first screen: what waits, what one worked on, what went public lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from starlette.responses import Response

from sitegen.model.change import Publication
from sitegen.model.page import PageHead
from sitegen.office.person import ChangeState
from sitegen.office.rights import Right
from sitegen.project.stage import View
from sitegen.project.trees import PUBLIC
from sitegen.project.work import planned, titles_of, written
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.views.changes import note_on
from sitegen.server.admin.views.frames import frame_address
from sitegen.server.admin.working import Work, own, work

_MOST = 6
_LOOKED_THROUGH = 30
_STATES = {"new": "draft", "changed": "public-draft", "gone": "offline"}
_FRESH = 3
"""A site with no more pages than a new one has is told the first steps."""


@dataclass(frozen=True, slots=True)
class Lately:
    """Something that went public: its words, who did it, and the page if it was one."""

    words: str
    who: str
    when: datetime
    href: str
    count: int


def start(asked: Asked) -> Response:
    """The start."""
    stage, view = asked.office.stage, asked.view()
    mine = own(asked)
    waiting = _waiting(asked)
    problems = stage.problems(view)
    return asked.screen(
        "start.html",
        notice=asked.notice("start"),
        not_built=_not_built(asked),
        now=asked.office.now(),
        mine=mine,
        note=note_on(asked, mine.id),
        reviews=[one for one in waiting if one.may_hand_back],
        sent=[one for one in waiting if one.is_mine],
        stopping=wire.told(problems.found),
        problems=problems,
        scheduled=_scheduled(asked, view),
        worked_on=_worked_on(asked, mine),
        lately=_lately(asked),
        site=frame_address(asked, PUBLIC, "/"),
        is_fresh=stage.ask(view, written) <= _FRESH and not mine.pieces,
    )


def _not_built(asked: Asked) -> str:
    """Why the public site could not be made the last time; empty if it was."""
    found = asked.office.builds.last.get("problems", ())
    failed = [one for one in found if one.get("severity", "error") == "error"]
    return asked.words.say("publish.not_built", why=wire.sentence(str(failed[0].get("message", "")))) if failed else ""


def _waiting(asked: Asked) -> list[Work]:
    """Changes that were sent for review: one's own, and those that one may look into."""
    cards = asked.office.people.changes(ChangeState.WAITING)
    wanted = [card for card in cards if card.person == asked.who.id or asked.may(Right.CHANGES_OTHERS)]
    found = [work(asked, card.id) for card in wanted]
    return [one for one in found if one is not None]


def _scheduled(asked: Asked, view: View) -> list[PageHead]:
    return asked.office.stage.ask(view, planned(asked.office.now(), _MOST))


def _worked_on(asked: Asked, mine: Work) -> list[tuple[str, str, str]]:
    """(title, where, state): the pages of one's change, then one's latest public ones."""
    found = {one.path: (one.title, _STATES[one.how]) for one in mine.pieces if one.is_page}
    public = asked.office.changes.publications(_LOOKED_THROUGH, asked.who.email)
    paths = dict.fromkeys(path for one in public for path in one.paths if _is_page(path) and path not in found)
    titles = asked.office.stage.ask(View(PUBLIC), titles_of(list(paths)[: 2 * _MOST]))
    found |= {path: (title, "public") for path, title in titles.items()}
    return [(title, _edit(path), state) for path, (title, state) in found.items()][:_MOST]


def _lately(asked: Asked) -> list[Lately]:
    return [_told(asked, one) for one in asked.office.changes.publications(_MOST)]


def _told(asked: Asked, one: Publication) -> Lately:
    pages = [path for path in one.paths if _is_page(path)]
    page = pages[0] if len(pages) == 1 and asked.may(Right.PAGES_WRITE, pages[0]) else ""
    href = _edit(page) if page and asked.office.read(PUBLIC, page) is not None else ""
    return Lately(one.words.partition("\n")[0], one.author.name, one.when, href, len(one.paths))


def _is_page(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md")


def _edit(path: str) -> str:
    return f"/pages/edit/{quote(path)}"
