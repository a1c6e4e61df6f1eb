"""A problem of the site as one line of a screen: what is wrong, on which page, where, and the way there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from sitegen.base.diagnostics import Fix
from sitegen.project.ailing import Ailing
from sitegen.server.admin import wire
from sitegen.server.admin.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One problem on the screen. ``place`` says where on the page, ``href`` leads there if it can be written here."""

    key: str
    path: str
    title: str
    message: str
    hint: str
    severity: str
    place: str
    href: str
    fixes: tuple[tuple[int, str], ...]


def line_of(one: Ailing, words: Words, fixes: tuple[Fix, ...] = ()) -> Line:
    """A problem in words; ``fixes`` are those that the reader may choose from."""
    problem = one.problem
    return Line(
        one.key,
        problem.location.path,
        one.title or problem.location.path,
        wire.sentence(problem.message),
        wire.sentence(problem.hint) if "\n" not in problem.hint else "",
        problem.severity,
        _place(one, words),
        _address(one),
        tuple((number, wire.sentence(fix.label).rstrip(".")) for number, fix in enumerate(fixes)),
    )


def _place(one: Ailing, words: Words) -> str:
    """Where on the page: the field in words, or the line."""
    if one.field:
        name = str(one.field[0])
        known = f"fields.of.{name}"
        return words.say(known) if words.knows(known) else name.replace("_", " ").capitalize()
    line = one.problem.location.line
    return words.say("health.line", line=line) if line else ""


def _address(one: Ailing) -> str:
    """Where it can be mended by hand: the page in the editing screen, at its field or line."""
    path = one.problem.location.path
    if not one.title or not path.endswith(".md"):
        return ""
    line = one.problem.location.line
    place = "field=" + ".".join(map(str, one.field)) if one.field else f"line={line}" if line else ""
    return f"/pages/edit/{quote(path)}" + (f"#{quote(place, safe='=')}" if place else "")
