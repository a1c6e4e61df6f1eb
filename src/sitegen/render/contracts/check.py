"""Layout contracts as queries: every layout of the site is read once for each kind of page that comes to it."""

from __future__ import annotations

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.settings import severities
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.render.components import FOLDER, component_spec
from sitegen.render.contracts.expressions import Enough
from sitegen.render.contracts.fields import property_kind
from sitegen.render.contracts.findings import Findings, Notebook, place_key
from sitegen.render.contracts.kinds import ANY, TEXT, Kind, Maybe, Page
from sitegen.render.contracts.layouts import Layouts
from sitegen.render.contracts.scope import Scope
from sitegen.render.contracts.uses import layout_uses, lost_layouts, own_layouts
from sitegen.render.filters import GLOBAL_NAMES
from sitegen.render.templates import LAYOUTS, layout_code, layout_file


@query
def layout_findings(db: Database, name: str) -> Findings:
    """What is found on the way of a page through the layout ``name`` and all that it calls."""
    types = db.part(layout_uses, (), name)
    page = Page(types=frozenset(types)) if types is not None else Page()
    notes = Notebook()
    reading = Layouts(db, page, notes, GLOBAL_NAMES)
    scope = Scope({**reading.globals, "self": ANY}, loose=types is None)
    if name.startswith(FOLDER):
        _declare(db, name, scope)
    try:
        reading.start(name, scope)
    except (Enough, RecursionError):
        notes.guessed = True
    return notes.findings(name)


def _declare(db: Database, name: str, scope: Scope) -> None:
    """What a component sees besides: its properties, and what it is called with."""
    spec = db.get(component_spec, name.removeprefix(FOLDER).removesuffix(".html"))
    scope.loose = spec is None or not spec.declared
    own: dict[str, Kind] = {"content": TEXT, "label": TEXT, "id": ANY, "class": ANY}
    for one in spec.properties if spec is not None else ():
        kind = property_kind(one)
        is_there = one.required or one.default is not None or kind == ANY
        own[one.name] = (
            kind if is_there else Maybe(of=kind, name=one.name, why="is not required", at=one.at, fails=True)
        )
    scope.names.update(own)


@query
def layouts_checked(db: Database) -> bool:
    """Whether the site has layouts of its own. What is wrong with them is reported here, once for each mistake."""
    own = db.get(own_layouts)
    found = _entries(db, own)
    fine = {place for one in found for place in one.fine}
    for one in found:
        for problem in one.wrong:
            db.report(problem)
        for problem in one.here:
            if problem.code != "SG409" or place_key(problem.location) not in fine:
                db.report(problem)
    for name in own:
        db.get(layout_code, name)
    _report_unused(db, own, found)
    return bool(own)


def _entries(db: Database, own: tuple[str, ...]) -> list[Findings]:
    """The findings of every way that leads through a layout of the site: those of pages, then what they leave out."""
    if not own:
        return []
    names = [*db.get(layout_uses), *(name for name in own if name.startswith(FOLDER))]
    found = [db.get(layout_findings, name) for name in names if db.get(layout_file, name)]
    reached = {name for one in found for name in one.reached}
    return [*found, *(db.get(layout_findings, name) for name in own if name not in reached)]


def _report_unused(db: Database, own: tuple[str, ...], found: list[Findings]) -> None:
    """Layouts to which nothing leads. Where a name leads nowhere, or is not known yet, nobody can say."""
    if any(one.guessed or any(problem.code == "SG402" for problem in one.wrong) for one in found):
        return
    if db.get(lost_layouts):
        return
    starts = {*db.get(layout_uses), *(name for name in own if name.startswith(FOLDER))}
    used = {name for one in found if one.name in starts for name in one.reached}
    for name in own:
        if name not in used:
            message = f'no page and no layout uses "{name}"'
            db.report(Diagnostic("SG411", message, Location(LAYOUTS + name)))


@query(table=True)
def failing_lines(db: Database) -> dict[str, bool]:
    """``path:line`` of the lines of layouts whose failure is told already, as an error."""
    given = db.get(severities)
    found: dict[str, bool] = {}
    for one in _entries(db, db.get(own_layouts)):
        errors = [problem for problem in one.wrong if _is_error(problem, given)]
        if errors and len(errors) == len([problem for problem in one.wrong if CODES[problem.code].severity == "error"]):
            found.update(dict.fromkeys(one.lines, True))
    return found


def _is_error(problem: Diagnostic, given: dict[str, str]) -> bool:
    return (given.get(problem.code) or CODES[problem.code].severity) == "error"
