"""How things look on the way to a screen and back, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Edit
from sitegen.model.change import Author
from sitegen.office.person import Person
from sitegen.project.drafting import Difference, DraftEdit
from sitegen.project.sheet import Alterations, Draft, Found, Hit, Linked, Seen, Sheet
from sitegen.project.stopping import Stopping
from sitegen.server.admin.words import Words


class Malformed(ValueError):
    """What a screen sent is not what screens send."""


# from a screen


def edits_in(data: Mapping[str, Any]) -> tuple[DraftEdit, ...]:
    """The edits of fields. Raises :class:`Malformed`."""
    given = data.get("edits", [])
    if not isinstance(given, list):
        raise Malformed("edits")
    return tuple(_edit_in(one) for one in given)


def _edit_in(given: Any) -> DraftEdit:
    at = given.get("at") if isinstance(given, dict) else None
    if not isinstance(at, list) or not at or not all(isinstance(part, str | int) for part in at):
        raise Malformed("at")
    return DraftEdit(tuple(at), given.get("value"), bool(given.get("remove")))


def text_in(data: Mapping[str, Any], name: str) -> str:
    """A text. Raises :class:`Malformed`."""
    found = data.get(name, "")
    if not isinstance(found, str):
        raise Malformed(name)
    return found


def body_in(data: Mapping[str, Any]) -> str | None:
    """The text of the page; None if it stays as it is. Raises :class:`Malformed`."""
    return None if data.get("body") is None else text_in(data, "body")


def file_edits_in(data: Mapping[str, Any]) -> tuple[Edit, ...]:
    """The edits of a fix, as they went out. Raises :class:`Malformed`."""
    try:
        return tuple(_file_edit_in(one) for one in data["edits_of"])
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed("edits_of") from error


def _file_edit_in(one: Any) -> Edit:
    text = str(one["text"])
    text.encode()  # half a character cannot be written into a file
    return Edit(str(one["path"]), int(one["start"]), int(one["end"]), text)


def choices_in(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What was chosen where two people changed the same thing. Raises :class:`Malformed`."""
    given = data.get("choices", {})
    if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
        raise Malformed("choices")
    return {str(path): {str(place): str(way) for place, way in one.items()} for path, one in given.items()}


# to a screen


def author_of(person: Person) -> Author:
    """Who did something, as history names them."""
    return Author(person.name, person.email)


def initials(name: str) -> str:
    """One or two letters for somebody."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def problem(found: Found, body_line: int) -> dict[str, Any]:
    """A problem of a page; ``body_line`` is the line of the file in which its text begins."""
    one = found.problem
    place = one.location
    return {
        "code": one.code,
        "severity": one.severity,
        "message": sentence(one.message),
        "hint": sentence(one.hint) if "\n" not in one.hint else "",
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "field": ".".join(map(str, found.field)) or None,
        "body_line": place.line - body_line + 1 if not found.field and place.line >= body_line else None,
        "fixes": [_fix(fix, place.path) for fix in one.fixes if _is_here(fix, place.path)],
    }


def sentence(text: str) -> str:
    """A problem's words as a sentence on a screen."""
    return text[:1].upper() + text[1:] + ("" if not text or text[-1] in ".?!" else ".")


def _is_here(fix: Any, path: str) -> bool:
    return all(edit.path == path for edit in fix.edits)


def _fix(fix: Any, path: str) -> dict[str, Any]:
    edits = [{"path": edit.path, "start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"label": sentence(fix.label).rstrip("."), "edits": edits}


def links(sheet: Sheet) -> dict[str, Any]:
    """Where a page leads, and what leads to it."""
    return {"out": [_link(one) for one in sheet.links_out], "in": [_link(one) for one in sheet.links_in]}


def _link(one: Linked) -> dict[str, Any]:
    return {"label": one.title or one.url, "path": one.path, "url": one.url, "line": one.line, "broken": one.broken}


def of_sheet(sheet: Sheet) -> dict[str, Any]:
    """What changes on the screen with a draft, as the whole page has it."""
    return {
        "title": sheet.title,
        "url": sheet.url,
        "body_line": sheet.body_line,
        "words": sheet.words,
        "minutes": sheet.minutes,
        "problems": [problem(one, sheet.body_line) for one in sheet.problems],
        "links": links(sheet),
    }


def hit(found: Hit) -> dict[str, Any]:
    """A page that was searched for."""
    return {"label": found.label, "path": found.path, "url": found.url, "kind": found.kind, "detail": found.detail}


def alterations(found: Alterations) -> dict[str, Any]:
    """What a change alters in public."""
    pages = [
        {"title": one.title, "url": one.url, "how": one.how, "why": one.why}
        for one in found.outputs
        if one.path.endswith(".html")
    ]
    return {"count": len(pages), "pages": pages, "complete": found.complete}


def differences(found: Sequence[Difference], labels: Mapping[str, str], words: Words) -> list[dict[str, Any]]:
    """What differs, place by place."""
    return [
        {
            "place": one.place,
            "label": label_of(one.place, labels, words),
            "pieces": [{"kind": piece.kind, "text": piece.text} for piece in one.pieces],
        }
        for one in found
    ]


def label_of(place: str, labels: Mapping[str, str], words: Words) -> str:
    """What a place of a page is called on screens."""
    if place in ("text", ""):
        return words.say("edit.text")
    return labels.get(place) or labels.get(place.partition(".")[0], place)


def why_broken(seen: Seen) -> str:
    """Why a page cannot be shown; empty if it can."""
    if not seen.broken:
        return ""
    return cause(seen.causes[0].problem) if seen.causes else " "


def why_unshown(draft: Draft) -> str:
    """Why a page has no address of its own."""
    errors = (one.problem for one in draft.problems if one.problem.severity == "error")
    return next((sentence(one.message) for one in errors), "")


def cause(problem: Diagnostic) -> str:
    """Why something cannot be shown, with the place where it is: that is another file than the page."""
    place = problem.location
    return f"{sentence(problem.message)} ({place.path}{f':{place.line}' if place.line else ''})"


def of_draft(draft: Draft, sheet: Sheet) -> dict[str, Any]:
    """What a keystroke makes."""
    broken = why_broken(draft.seen) if draft.seen is not None else why_unshown(draft)
    html = draft.seen.data.decode(errors="replace") if draft.seen is not None and not draft.seen.broken else None
    return {**of_sheet(sheet), "html": html, "broken": broken}


def why_stopped(found: Stopping, words: Words) -> str:
    """Why a change cannot go public; empty if it can."""
    own = words.say("publish.stopped", count=len(found.own)) if found.own else ""
    elsewhere = words.say("publish.stopped_elsewhere", count=len(found.elsewhere)) if found.elsewhere else ""
    return " ".join(filter(None, (own, elsewhere)))


def told(problems: Sequence[Diagnostic]) -> int:
    """How many problems stop publishing."""
    return sum(one.severity == "error" for one in problems)
