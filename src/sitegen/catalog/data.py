"""data/: tables and trees of values, as ``data.…`` in layouts and as rows of pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.settings import content_types
from sitegen.catalog.sources import TROUBLES
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths, troubles
from sitegen.engine.query import query
from sitegen.model.settings import ContentType

DATA = "data/"
_ENDINGS = (".yaml", ".yml", ".json", ".csv")


@query
def data_file(db: Database, path: str) -> Any:
    """The value of a data file; None if it is broken."""
    from sitegen.markup.tables import parse_data  # here, because data seldom change

    value, problems = parse_data(db.get(file, path) or b"", path)
    for problem in problems:
        db.report(problem)
    return value


@query(table=True)
def data_names(db: Database) -> dict[str, Any]:
    """The tree of names below data/: folder → {…}, file → its path. Files that cannot be read are reported."""
    bad = db.get(troubles, DATA)
    for path, reason in bad.items():
        code, message = TROUBLES.get(reason, TROUBLES["unreadable"])
        db.report(Diagnostic(code, message, Location(path)))
    tree: dict[str, Any] = {}
    for path in db.get(paths, DATA):
        stem, dot, ending = path.rpartition(".")
        if dot + ending in _ENDINGS and path not in bad:
            *parts, name = stem.removeprefix(DATA).split("/")
            place = tree
            for part in parts:
                inner = place.setdefault(part, {})
                place = inner if isinstance(inner, dict) else {}
            place.setdefault(name, path)
    return tree


@query
def data_checked(db: Database) -> int:
    """How many data files there are besides those that pages are made from; what is wrong with them is reported."""
    sources = {content_type.source for content_type in db.get(content_types)}
    files = [path for path in _files(db.get(data_names)) if path not in sources]
    for path in files:
        db.get(data_file, path)
    return len(files)


def _files(tree: dict[str, Any]) -> Iterator[str]:
    for inner in tree.values():
        yield from _files(inner) if isinstance(inner, dict) else (inner,)


def data_rows(db: Database, content_type: ContentType, zone: tzinfo) -> list[tuple[dict[str, Any], Location]]:
    """(values, place) of every row of a type's data file, converted by the type's fields."""
    source = content_type.source or ""
    from sitegen.markup.tables import parse_rows

    rows, problems = parse_rows(db.get(file, source) or b"", source, content_type, zone)
    for problem in problems:
        db.report(problem)
    return rows
