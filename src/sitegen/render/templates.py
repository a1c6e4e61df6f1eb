"""Layouts as queries: which file a name means, and its compiled code."""

from __future__ import annotations

import marshal
from functools import lru_cache

from jinja2 import TemplateSyntaxError

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.assets import THEME
from sitegen.engine.database import Database
from sitegen.engine.inputs import exists, file, paths
from sitegen.engine.query import query
from sitegen.markup.decode import decode
from sitegen.render.filters import FILTERS
from sitegen.render.sandbox import Sandbox

LAYOUTS = "layouts/"


@lru_cache(maxsize=1)
def compiler() -> Sandbox:
    """An environment that only compiles; it knows every filter, so that an unknown one is found."""
    return Sandbox(FILTERS)


@noun
class LayoutCode:
    """A compiled layout. ``code`` is empty where the file is not valid; that is reported once, here."""

    path: str
    code: bytes


@query
def layout_file(db: Database, name: str) -> str:
    """The file that a layout's name means: the site's own, else the built-in theme's; empty if there is none."""
    for path in (LAYOUTS + name, THEME + LAYOUTS + name):
        if db.get(exists, path):
            return path
    return ""


@query
def layout_code(db: Database, name: str) -> LayoutCode | None:
    """The compiled layout of that name; None if there is no such file."""
    path = db.get(layout_file, name)
    if not path:
        return None
    text, problems = decode(db.get(file, path) or b"", path)
    for problem in problems:
        db.report(problem)
    try:
        with compiler().allowance():
            source = compiler().compile(text, name, name, raw=True)
        return LayoutCode(path, marshal.dumps(compile(source, name, "exec")))
    except TemplateSyntaxError as error:
        db.report(_invalid(error, text, path))
    except (SyntaxError, RecursionError, MemoryError) as error:
        db.report(Diagnostic("SG401", f"the layout is too deeply nested ({type(error).__name__})", Location(path)))
    except ValueError as error:
        db.report(Diagnostic("SG401", f"the layout is not valid: {error}", Location(path)))
    return LayoutCode(path, b"")


def _invalid(error: TemplateSyntaxError, text: str, path: str) -> Diagnostic:
    message = error.message or "the layout is not valid"
    line = error.lineno or 1
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    column = len(shown) - len(shown.lstrip()) + 1
    location = Location(path, line, column, line, max(column + 1, len(shown.rstrip()) + 1))
    return Diagnostic("SG401", message[0].lower() + message[1:].rstrip("."), location)


@query
def layout_names(db: Database) -> tuple[str, ...]:
    """Names of all layouts, for suggestions."""
    found = {path.removeprefix(prefix) for prefix in (LAYOUTS, THEME + LAYOUTS) for path in db.get(paths, prefix)}
    return tuple(sorted(name for name in found if name.endswith((".html", ".xml", ".txt"))))


def suggest_layout(db: Database, name: str) -> str:
    """The nearest layout's name as a hint."""
    return did_you_mean(name, db.get(layout_names))
