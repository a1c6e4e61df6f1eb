"""Running a layout, and what an author is told when it fails."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from types import TracebackType
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from markupsafe import Markup

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.assets import known_files
from sitegen.catalog.fields import known_fields
from sitegen.catalog.settings import base_path, content_types
from sitegen.engine.database import CircularQuery, Database
from sitegen.engine.inputs import TreeMoved, file
from sitegen.engine.store import StoreDamaged
from sitegen.render.assets import asset_address, asset_integrity, asset_text
from sitegen.render.environment import BrokenLayout, environment_of
from sitegen.render.limits import TooMuch, joined
from sitegen.render.sandbox import Sandbox
from sitegen.render.site_view import DataView, SiteView
from sitegen.render.strings import worded
from sitegen.render.templates import layout_file, suggest_layout
from sitegen.render.views import PAGE, PageView, Views

OURS = (TreeMoved, StoreDamaged, CircularQuery, sqlite3.Error)
"""Exceptions that are never a layout's doing."""


def render_layout(views: Views, name: str, page: PageView, environment: Sandbox | None = None) -> str:
    """The layout ``name`` for a page. Raises whatever the layout does; see :func:`guarded`."""
    environment = environment or environment_of(views.db)
    with environment.allowance(), views.db.timed(f"layout {name}"):
        template = environment.get_template(name, globals=_globals(views, page))
        return joined(template.root_render_func(template.new_context({}, False, None)))


def render_component(
    views: Views, path: str, name: str, values: dict[str, Any], environment: Sandbox | None = None
) -> str:
    """A component with its values, for the page ``path``."""
    environment = environment or environment_of(views.db)
    page = views.one(path)
    with environment.allowance(), views.db.timed(f"component {name}"):
        template = environment.get_template(f"components/{name}.html", globals={**_globals(views, page), **values})
        return joined(template.root_render_func(template.new_context({}, False, None))).strip("\n")


def _globals(views: Views, page: PageView | None) -> dict[str, Any]:
    db = views.db
    language = page._head.language if page is not None else "en"

    def t(key: str, **values: Any) -> str:
        text = worded(db, language, key, values.get("count"))
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)

    def place(name: str) -> str:
        url = "/assets/" + name.removeprefix("/")
        if db.part(known_files, (), url) is None:
            raise UndefinedError(f"there is no file layouts/assets/{name}")
        return url

    def asset(name: str) -> str:
        return db.get(base_path) + asset_address(db, place(name))

    def integrity(name: str) -> str:
        return asset_integrity(db, place(name))

    def style(name: str) -> Markup:
        return Markup(asset_text(db, place(name)))

    return {
        "site": SiteView(views, page), "page": page, "data": DataView(db), "t": t,
        "asset": asset, "integrity": integrity, "style": style,
    }  # fmt: skip


def guarded(db: Database, path: str, action: Callable[[], str]) -> str:
    """What ``action`` renders for a page; what goes wrong in a layout is reported, and the text is empty."""
    try:
        return action()
    except OURS:
        raise
    except BrokenLayout:
        return ""  # reported where it was compiled
    except Exception as error:
        from sitegen.render.contracts.check import failing_lines  # here, because layouts seldom fail

        problem = explain_failure(db, error, path)
        place = problem.location
        if db.part(failing_lines, (), f"{place.path}:{place.line}") is None:
            db.report(problem)  # else it is told already, once for all pages
        return ""


def explain_failure(db: Database, error: Exception, path: str) -> Diagnostic:
    """A layout's failure as a problem at the line of the layout where it happened."""
    frames = list(_frames(error.__traceback__))
    if isinstance(error, RecursionError):
        return Diagnostic("SG405", _circle(frames), _location(db, frames[0] if frames else None, ""))
    frame = frames[-1] if frames else None
    code, message, hint, name = _words(db, error)
    location = _location(db, frame, name)
    notes = tuple(Note("called from here", _location(db, one, "")) for one in _callers(frames))
    if not location.path:
        location = Location(path)
    return Diagnostic(code, message, location, hint, notes)


Frame = tuple[str, int]


def _frames(traceback: TracebackType | None) -> list[Frame]:
    found: list[Frame] = []
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found.append((template.name or "", template.get_corresponding_lineno(traceback.tb_lineno)))
        traceback = traceback.tb_next
    return found


def _callers(frames: list[Frame]) -> list[Frame]:
    names = dict(frames[:-1])
    return [(name, line) for name, line in names.items() if frames and name != frames[-1][0]][::-1][:3]


def _circle(frames: list[Frame]) -> str:
    names = list(dict.fromkeys(name for name, _ in frames))
    return "layouts include each other in a circle: " + " → ".join(
        [*names[-4:], names[-1] if len(names) < 2 else names[0]]
    )


def _words(db: Database, error: Exception) -> tuple[str, str, str, str]:
    """(code, message, hint, the name to look for in the line)."""
    if isinstance(error, TemplateNotFound):
        name = str(error.name or error)
        return "SG402", f'there is no layout "{name}"', suggest_layout(db, name), name
    if isinstance(error, TooMuch | OverflowError | MemoryError):
        return "SG406", str(error), "", ""
    if isinstance(error, UndefinedError):
        return _undefined(db, str(error))
    if isinstance(error, TemplateSyntaxError):
        return "SG401", error.message or "the layout is not valid", "", ""
    if isinstance(error, SecurityError | TemplateRuntimeError):
        return "SG403", str(error), "", ""
    return "SG403", f"the layout failed: {error or type(error).__name__}", "", ""


_ATTRIBUTE = re.compile(r"'(?:[\w.]*\.)?(\w+)(?: object)?' has no attribute '([^']+)'")
_NAME = re.compile(r"'([^']+)' is undefined")
_TOP = (
    "page",
    "site",
    "data",
    "t",
    "asset",
    "integrity",
    "style",
    "range",
    "dict",
    "loop",
    "content",
    "label",
    "namespace",
    "cycler",
)
_OWNERS = {"PageView": "page", "SiteView": "site", "DataView": "data"}


def _undefined(db: Database, message: str) -> tuple[str, str, str, str]:
    if (found := _ATTRIBUTE.search(message)) is not None:
        owner = _OWNERS.get(found[1], found[1])
        names = (*PAGE, *_fields(db)) if owner == "page" else tuple(n for n in dir(SiteView) if n[0] != "_")
        hint = did_you_mean(found[2], names) if owner in ("page", "site") else ""
        return "SG404", f'"{owner}" has no "{found[2]}"', hint, found[2]
    if (found := _NAME.search(message)) is not None:
        return "SG404", f'there is nothing called "{found[1]}"', did_you_mean(found[1], _TOP), found[1]
    return "SG404", message, "", ""


def _fields(db: Database) -> list[str]:
    """The names that pages have besides the built-in ones."""
    return [*(spec.name for one in db.get(content_types) for spec in one.fields), *db.get(known_fields)]


def _location(db: Database, frame: Frame | None, name: str) -> Location:
    if frame is None:
        return Location("")
    path = db.get(layout_file, frame[0])
    line = max(frame[1], 1)
    column, end = _columns(db, path, line, name)
    return Location(path, line, column, line, end)


def _columns(db: Database, path: str, line: int, name: str) -> tuple[int, int]:
    lines = (db.get(file, path) or b"").decode("utf-8", "replace").splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    found = re.search(rf"\b{re.escape(name)}\b", text) if name else None
    if found is not None:
        return found.start() + 1, found.end() + 1
    start = len(text) - len(text.lstrip())
    return start + 1, max(len(text.rstrip()), start + 1) + 1
