"""Everything that is wrong with the site, as the person's change has it; and mending what can be mended safely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import Response

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import Diagnostic
from sitegen.base.paths import is_source
from sitegen.model.change import Refused
from sitegen.office.rights import Right
from sitegen.project.ailing import Ailing, Mended, ailing, looked, mended_all, mended_one
from sitegen.project.changes import Clashed
from sitegen.project.drafting import Unfit
from sitegen.server.admin import wire
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.problem_lines import Line, line_of

_PATIENCE = 0.3
_MENDING = 20.0
"""Seconds for which somebody waits for everything to be mended."""
_SHOWN = 20
"""Problems of a group on the first look."""
_MOST = 1000
_RANKS = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind or of one page; ``left_off`` more are not shown."""

    name: str
    title: str
    about: str
    severity: str
    count: int
    lines: tuple[Line, ...]
    left_off: int


def health(asked: Asked) -> Response:
    """What is wrong."""
    return _screen(asked)


def progress(asked: Asked) -> Response:
    """How much has been looked at."""
    found = looked(asked.office.stage, asked.view(), _PATIENCE)
    return asked.tell(
        {
            "complete": found.complete,
            "count": len(found.found),
            "words": asked.words.say("health.looking", done=found.outputs - found.left, count=found.outputs),
        }
    )


def mend(asked: Asked) -> Response:
    """Mend one problem in the way that was chosen, or all that can be mended safely."""
    made = _mended_all(asked) if asked.field("which") == "all" else _mended_one(asked)
    if isinstance(made, Unfit):
        return _screen(asked, 409, asked.words.say("edit.unfit", why=str(made)))
    if made is None or not made.files:
        return _screen(asked, 409, asked.words.say("health.mended_meanwhile"))
    saved = _saved(asked, made)
    return saved if saved is not None else asked.done("/health", "mended", by=asked.query("by"))


def _mended_all(asked: Asked) -> Mended:
    return mended_all(
        asked.office.stage, asked.view(), lambda one: _may_mend(asked, one), lambda path: _bytes(asked, path), _MENDING
    )


def _mended_one(asked: Asked) -> Mended | Unfit | None:
    wanted, number = asked.field("key"), asked.field("fix")
    for one in asked.office.stage.problems(asked.view()).found:
        if Ailing(one).key == wanted and number.isdigit() and int(number) < len(one.fixes) and _may_mend(asked, one):
            return mended_one(one.fixes[int(number)], lambda path: _bytes(asked, path))
    return None


def _saved(asked: Asked, made: Mended) -> Response | None:
    """Keep what mending made in the person's change; None if all went well."""
    change = asked.office.change_of(asked.who)
    versions = {path: asked.office.read(change, path) for path in made.files}
    files = {path: (data, found[1] if (found := versions[path]) else "") for path, data in made.files.items()}
    done = asked.office.changes.save(change, files, wire.author_of(asked.who), asked.words.say("problems.mended"))
    if isinstance(done, Refused):
        return _screen(asked, 409, done.reason)
    return _screen(asked, 409, asked.words.say("health.mended_meanwhile")) if isinstance(done, Clashed) else None


def _bytes(asked: Asked, path: str) -> bytes:
    found = asked.office.read(asked.view().change, path)
    return found[0] if found is not None else b""


def _may_mend(asked: Asked, problem: Diagnostic) -> bool:
    """Pages are everybody's to write; layouts and settings are for those who look after the site."""
    paths = {edit.path for fix in problem.fixes for edit in fix.edits}
    return (
        asked.office.is_versioned
        and bool(paths)
        and all(is_source(path) and (path.startswith("content/") or asked.may(Right.SITE_MANAGE)) for path in paths)
        and asked.may(Right.PAGES_WRITE, problem.location.path)
    )


def _screen(asked: Asked, status: int = 200, problem: str = "") -> Response:
    view, by = asked.view(), "page" if asked.query("by") == "page" else "code"
    problems = looked(asked.office.stage, view, _PATIENCE)
    found = asked.office.stage.ask(view, ailing(problems.found))
    safe = sum(_may_mend(asked, one) and any(fix.safe for fix in one.fixes) for one in problems.found)
    return asked.screen(
        "health.html",
        status=status,
        notice=asked.notice("health"),
        problem=problem,
        by=by,
        only=asked.query("only"),
        groups=_groups(asked, found, by),
        count=len(found),
        pages=len({one.problem.location.path for one in found}),
        stopping=wire.told(problems.found),
        safe=safe,
        problems=problems,
    )


def _groups(asked: Asked, found: Iterable[Ailing], by: str) -> list[Group]:
    sorted_out: dict[str, list[Ailing]] = {}
    for one in found:
        sorted_out.setdefault(one.problem.code if by == "code" else one.problem.location.path, []).append(one)
    only = asked.query("only")
    groups = [_group(asked, name, some, by) for name, some in sorted_out.items() if only in ("", name)]
    wide = {name for name, some in sorted_out.items() if any(_is_wide(one.problem.location.path) for one in some)}
    return sorted(groups, key=lambda one: (_RANKS.get(one.severity, 3), one.name not in wide, -one.count, one.name))


def _is_wide(path: str) -> bool:
    """True for what many pages stand on: a mistake there is mended before those of single pages."""
    return path == "site.yaml" or path.startswith("layouts/")


def _group(asked: Asked, name: str, found: list[Ailing], by: str) -> Group:
    most = _MOST if asked.query("only") else _SHOWN
    severity = min((one.problem.severity for one in found), key=lambda one: _RANKS.get(one, 3))
    lines = tuple(
        line_of(one, asked.words, one.problem.fixes if _may_mend(asked, one.problem) else ()) for one in found[:most]
    )
    code = CODES.get(name) if by == "code" else None
    title = code.name if code is not None else found[0].title or name
    about = code.advice if code is not None else (name if found[0].title else "")
    return Group(name, title, about, severity, len(found), lines, max(0, len(found) - most))
