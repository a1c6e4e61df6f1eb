"""A layout rendered for made-up pages: what fails there, and what is wrong with the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup, escape

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.text import Lines
from sitegen.catalog.assets import THEME
from sitegen.catalog.index import head_of
from sitegen.catalog.settings import content_types
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.engine.query import query
from sitegen.markup.decode import decode
from sitegen.markup.html.faults import faults
from sitegen.markup.html.nesting import Fault
from sitegen.render.body import views_of
from sitegen.render.components import FOLDER, component_spec
from sitegen.render.contracts.check import layout_findings
from sitegen.render.environment import BrokenLayout, environment_of
from sitegen.render.reading import tree_of
from sitegen.render.running import OURS, explain_failure, render_component, render_layout
from sitegen.render.templates import LAYOUTS, layout_file
from sitegen.render.trials import FAILS
from sitegen.render.trials.entries import Entry, trial_entries
from sitegen.render.trials.marked import Origin, file_number, marked_code, without_marks
from sitegen.render.trials.pages import MadeUpViews
from sitegen.render.trials.variants import FULL, OF_TYPES, OTHERS, Variant, fields_of

_NAME = re.compile(r"</?[A-Za-z][\w:-]*|<!?")


@noun
class Trial:
    """What came of a layout's trials: ``wrong`` with its HTML, ``failed`` where it could not be rendered."""

    wrong: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()


@query(lazy=True)
def layout_tried(db: Database, name: str) -> Trial:
    """What is wrong with the layout ``name`` on made-up pages of every kind that gets it."""
    found = _Found(db, name)
    for entry in db.part(trial_entries, (), name) or ():
        for variant in OF_TYPES if entry.type else OTHERS:
            try:
                text = _rendered(db, name, entry, variant)
            except OURS:
                raise
            except BrokenLayout:
                return Trial()  # told where it was compiled
            except Exception as error:
                found.failed(explain_failure(db, error, entry.sample), entry, variant)
            else:
                found.rendered(text, entry, variant)
    return found.trial()


def _rendered(db: Database, name: str, entry: Entry, variant: Variant) -> str:
    views = MadeUpViews(views_of(db), entry.sample, variant)
    environment = environment_of(db, marked_code)
    if name.startswith(FOLDER):
        return _component(db, views, name, entry, variant)
    head = head_of(db, entry.sample)
    if head is None:
        return ""
    content_type = next((one for one in db.get(content_types) if one.name == entry.type), None)
    return render_layout(views, name, views.made_up(head, content_type), environment)


def _component(db: Database, views: MadeUpViews, name: str, entry: Entry, variant: Variant) -> str:
    """A component with made-up properties. One that does not say what it takes cannot be tried."""
    short = name.removeprefix(FOLDER).removesuffix(".html")
    spec = db.get(component_spec, short)
    if spec is None or not spec.declared:
        return ""
    values = fields_of(spec.properties, variant)
    for one in spec.properties:
        if one.kind == "image" and values[one.name] is not None:
            values[one.name] = views.image(entry.sample, values[one.name])
        if one.kind == "reference":
            values[one.name] = entry.sample
    values |= {"label": escape(variant.text), "content": Markup(f"<p>{escape(variant.text)}</p>")}
    return render_component(views, entry.sample, short, values, environment_of(db, marked_code))


class _Found:
    """Collects what is found on the way through one layout."""

    def __init__(self, db: Database, name: str) -> None:
        self._db = db
        self._places = Places(db, name)
        self._wrong: dict[tuple[str, Location], tuple[Diagnostic, list[Variant]]] = {}
        self._failed: dict[tuple[object, ...], Diagnostic] = {}
        self._hopeless: set[tuple[Entry, str, int]] = set()

    def failed(self, problem: Diagnostic, entry: Entry, variant: Variant) -> None:
        """A layout failed. With everything there that may only say that it asks for another form of a value."""
        place = problem.location
        if variant is FULL:
            self._hopeless.add((entry, place.path, place.line))
            return
        is_new = problem.code in ("SG403", "SG404") and (entry, place.path, place.line) not in self._hopeless
        if is_new and place.path.startswith(LAYOUTS):
            told = replace(problem, code=FAILS, message=f"the layout fails: {problem.message}")
            self._failed.setdefault(told.order(), _seen(told, variant))

    def rendered(self, text: str, entry: Entry, variant: Variant) -> None:
        """The HTML of a made-up page."""
        html, origins = without_marks(text)
        for fault in faults(html):
            problem = self._places.problem(fault, origins)
            if problem is not None:
                self._wrong.setdefault((fault.code, problem.location), (problem, []))[1].append(variant)

    def trial(self) -> Trial:
        """All of it, in order."""
        wrong = [problem if FULL in seen else _seen(problem, seen[0]) for problem, seen in self._wrong.values()]
        return Trial(
            tuple(sorted(wrong, key=Diagnostic.order)), tuple(self._failed[key] for key in sorted(self._failed))
        )


def _seen(problem: Diagnostic, variant: Variant) -> Diagnostic:
    """A problem with the kind of page where it was seen."""
    return replace(problem, hint=f"{problem.hint}; seen {variant.words}".removeprefix("; "))


class Places:
    """Where in the layouts the tags of a text were written."""

    def __init__(self, db: Database, name: str) -> None:
        self._db = db
        self._files = {file_number(path): path for start in (LAYOUTS, THEME + LAYOUTS) for path in db.get(paths, start)}
        self._first = Location(db.get(layout_file, name), 1, 1, 1, 1)

    def problem(self, fault: Fault, origins: dict[int, Origin]) -> Diagnostic | None:
        """A fault at the place that wrote it: a layout of the site. None for what no layout has written."""
        place, other = self._place(fault.begin, origins), self._place(fault.other, origins)
        if place is None and fault.code not in _OF_PAGES:
            return None
        if place is None or place.path.startswith(THEME):
            place = other if other is not None and not other.path.startswith(THEME) else self._first
        notes = (Note(fault.note, other),) if other is not None and other != place and fault.note else ()
        if place.path.startswith(THEME):
            return None
        return Diagnostic(fault.code, fault.message, place, fault.hint, notes)

    def _place(self, at: int, origins: dict[int, Origin]) -> Location | None:
        number, offset = origins.get(at, (0, 0))
        path = self._files.get(number)
        if path is None:
            return None
        text = tree_of(path, decode(self._db.get(file, path) or b"", path)[0]).text
        found = _NAME.match(text, offset)
        return Location(path, *Lines(text).span(offset, found.end() if found is not None else offset + 1))


_OF_PAGES = ("SG415", "SG416", "SG420")
"""Codes of what a page lacks as a whole."""


@query(lazy=True)
def layouts_tried(db: Database) -> int:
    """How many layouts were tried. What is wrong with them is reported here, once for each place.

    What is told of a line already by who has read the layout is not told again.
    """
    names = sorted(db.get(trial_entries))
    known = {place for name in names for place in _told(db, name)}
    seen: set[tuple[str, Location]] = set()
    for name in names:
        trial = db.get(layout_tried, name)
        told = [one for one in trial.failed if f"{one.location.path}:{one.location.line}" not in known]
        for problem in (*trial.wrong, *told):
            if (problem.code, problem.location) not in seen:
                seen.add((problem.code, problem.location))
                db.report(problem)
    return len(names)


def _told(db: Database, name: str) -> Iterator[str]:
    found = db.get(layout_findings, name)
    yield from found.lines
    for problem in (*found.wrong, *found.here):
        yield f"{problem.location.path}:{problem.location.line}"
