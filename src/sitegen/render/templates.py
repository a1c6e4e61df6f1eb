"""Layouts as queries: which file a name means, and its compiled code."""

from __future__ import annotations

import marshal
import re
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.nearest import did_you_mean, nearest
from sitegen.catalog.assets import THEME
from sitegen.engine.database import Database
from sitegen.engine.inputs import exists, file, paths
from sitegen.engine.query import query
from sitegen.markup.decode import MOST_OF_LAYOUT, decode, too_large
from sitegen.render.filters import FILTERS
from sitegen.render.reading import tree_of
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


def layout_text(db: Database, path: str) -> str | None:
    """The text of a layout's file; None if it is too large for one, which is reported where it would be compiled."""
    data = db.get(file, path) or b""
    return None if len(data) > MOST_OF_LAYOUT else decode(data, path)[0]


@query
def layout_code(db: Database, name: str) -> LayoutCode | None:
    """The compiled layout of that name; None if there is no such file."""
    path = db.get(layout_file, name)
    if not path:
        return None
    data = db.get(file, path) or b""
    if too_much := too_large(data, path, MOST_OF_LAYOUT, "a layout"):
        db.report(too_much[0])
        return LayoutCode(path, b"")
    text, problems = decode(data, path)
    for problem in problems:
        db.report(problem)
    try:
        with compiler().allowance():
            source = compiler().compile(text, name, name, raw=True)
        return LayoutCode(path, marshal.dumps(compile(source, name, "exec")))
    except TemplateSyntaxError as error:
        for problem in _unknown_names(text, path) or (_invalid(error, text, path),):
            db.report(problem)
    except (SyntaxError, RecursionError, MemoryError) as error:
        db.report(Diagnostic("SG401", f"the layout is too deeply nested ({type(error).__name__})", Location(path)))
    except ValueError as error:
        db.report(Diagnostic("SG401", f"the layout is not valid: {error}", Location(path)))
    return LayoutCode(path, b"")


def _unknown_names(text: str, path: str) -> list[Diagnostic]:
    """Every filter and test that does not exist: Jinja tells of the first alone, and not where in the line."""
    tree = tree_of(path, text)
    found = []
    for node in tree.body.find_all((nodes.Filter, nodes.Test)) if tree.body is not None else ():
        what, known = ("filter", compiler().filters) if isinstance(node, nodes.Filter) else ("test", compiler().tests)
        if node.name not in known:
            name = str(node.name)
            message = f"no {what} named '{name}'"
            found.append(Diagnostic("SG401", message, tree.place(node, name), did_you_mean(name, known)))
    return found


_TAG = re.compile(r"unknown tag '(\w+)'")
_TAGS = [
    "block",
    "call",
    "else",
    "elif",
    "endblock",
    "endcall",
    "endfilter",
    "endfor",
    "endif",
    "endmacro",
    "endraw",
    "endset",
    "endwith",
    "extends",
    "filter",
    "for",
    "from",
    "if",
    "import",
    "include",
    "macro",
    "raw",
    "set",
    "with",
]


def _invalid(error: TemplateSyntaxError, text: str, path: str) -> Diagnostic:
    message = error.message or "the layout is not valid"
    line = error.lineno or 1
    lines = re.split(r"\r\n|\r|\n", text)
    shown = lines[min(line, len(lines)) - 1]
    column = len(shown) - len(shown.lstrip()) + 1
    end, hint = max(column + 1, len(shown.rstrip()) + 1), ""
    if (tag := _TAG.search(message)) and (found := re.search(rf"{{%[-+]?\s*({tag[1]})\b", shown)):
        column, end, hint = found.start(1) + 1, found.end(1) + 1, did_you_mean(tag[1], _TAGS)
    location = Location(path, line, column, line, end)
    return Diagnostic("SG401", message[0].lower() + message[1:].rstrip("."), location, hint)


@query
def layout_names(db: Database) -> tuple[str, ...]:
    """Names of all layouts, for suggestions."""
    found = {path.removeprefix(prefix) for prefix in (LAYOUTS, THEME + LAYOUTS) for path in db.get(paths, prefix)}
    return tuple(sorted(name for name in found if name.endswith((".html", ".xml", ".txt"))))


def suggest_layout(db: Database, name: str, partials: bool = True) -> str:
    """The nearest layout's name as a hint; without ``partials`` only one that can show a page.

    The end that most names have in common says nothing of how like they are.
    """
    stem, dot, end = name.rpartition(".")
    names = [one for one in db.get(layout_names) if partials or not one.startswith(("_", "components/"))]
    if not dot:
        return did_you_mean(name, names)
    found = nearest(stem, (one.removesuffix(dot + end) for one in names if one.endswith(dot + end)))
    return f'did you mean "{found}.{end}"?' if found else ""
