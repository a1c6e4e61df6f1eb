"""Every change that is being worked on: what it holds, and the whole site as it would be."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from sitegen.office.audit import Wanted
from sitegen.office.person import Entry
from sitegen.office.rights import Right
from sitegen.project.ailing import ailing, looked
from sitegen.project.drafting import differences_of
from sitegen.project.stage import View
from sitegen.project.stopping import stopping
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.forms import labels_of
from sitegen.server.admin.problem_lines import line_of
from sitegen.server.admin.views.frames import frame_address
from sitegen.server.admin.working import Work, own, work, works

_LATELY = 5
_MOST_TOLD = 20
"""Problems that are named where a change cannot go public."""
_PATIENCE = 0.5
"""Seconds for which a screen waits for problems that nobody has looked for yet."""


def changes(asked: Asked) -> Response:
    """Everything that is being worked on."""
    return listed(asked)


def listed(asked: Asked, status: int = 200, problem: str = "") -> Response:
    """The list, perhaps with why something was not done."""
    found = works(asked)
    return asked.screen(
        "changes.html",
        status=status,
        notice=asked.notice("changes"),
        problem=problem,
        landed=asked.query("landed") if asked.query("done") == "published" else "",
        landed_id=asked.query("id"),
        groups=_groups(found),
        thrown=thrown_lately(asked),
    )


def _groups(found: list[Work]) -> list[tuple[str, list[Work]]]:
    """(name, changes), those with something in them."""
    groups = {
        "mine": [one for one in found if one.is_mine],
        "waiting": [one for one in found if one.is_waiting and not one.is_mine],
        "others": [one for one in found if not one.is_waiting and not one.is_mine and not one.is_disk],
        "disk": [one for one in found if one.is_disk],
    }
    return [(name, works) for name, works in groups.items() if works]


def mine(asked: Asked) -> Response:
    """The change that one is at."""
    return asked.go(f"/changes/{own(asked).id}")


def change(asked: Asked) -> Response:
    """What one change holds, and what can be done with it."""
    found = work(asked, asked.part("id"))
    if found is None or not found.may_look:
        return _none(asked)
    return shown(asked, found)


def shown(asked: Asked, found: Work, status: int = 200, problem: str = "") -> Response:
    """The screen of a change, perhaps with why something was not done."""
    stage, view = asked.office.stage, View(found.id)
    looked(stage, view, _PATIENCE)
    stops = stopping(stage, view, asked.office.altered(found.id))
    ails = stage.ask(view, ailing(stops.own[:_MOST_TOLD]))
    return asked.screen(
        "change.html",
        status=status,
        sections=("edit",),
        notice=asked.notice("changes"),
        problem=problem,
        work=found,
        stopping=wire.why_stopped(stops, asked.words),
        problems=[line_of(one, asked.words) for one in ails],
        note=note_on(asked, found.id) if found.is_mine else None,
    )


def site(asked: Asked) -> Response:
    """The whole site as it would be."""
    found = work(asked, asked.part("id"))
    if found is None or not found.may_look:
        return _none(asked)
    return asked.screen("site.html", work=found, frame=frame_address(asked, found.id, "/"))


def difference(asked: Asked) -> Response:
    """What differs in one file of a change."""
    found = work(asked, asked.part("id"))
    if found is None or not found.may_look:
        return asked.refuse("changes.gone", 404)
    path = asked.query("path")
    both = asked.office.altered(found.id).get(path)
    if both is None:
        return asked.tell({"differences": []})
    before = asked.office.changes.data(both.before)
    after = asked.office.read(found.id, path) if both.after else None
    sheet = asked.office.stage.sheet(View(found.id), path)
    labels: dict[str, Any] = labels_of(sheet, asked.words) if sheet is not None else {}
    differing = differences_of(before, after[0] if after is not None else None, path)
    return asked.tell({"differences": wire.differences(differing, labels, asked.words)})


def note_on(asked: Asked, change: str) -> str | None:
    """What an editor said when they handed a change back, if that is the last thing that happened to it."""
    last = asked.office.people.entries(Wanted(subject=change, verb="change"), most=1)
    return str(last[0].detail.get("note", "")) if last and last[0].verb == "change.handed_back" else None


def thrown_lately(asked: Asked) -> list[Entry]:
    """What this person threw away last and has not put back."""
    if not asked.may(Right.PAGES_WRITE):
        return []
    people, who = asked.office.people, asked.who.id
    back = {one.detail.get("entry") for one in people.entries(Wanted(person=who, verb="change.restored"))}
    return [one for one in people.entries(Wanted(person=who, verb="change.discarded")) if one.id not in back][:_LATELY]


def _none(asked: Asked) -> Response:
    return asked.screen("refused.html", status=404, sentence=asked.words.say("changes.gone"))
