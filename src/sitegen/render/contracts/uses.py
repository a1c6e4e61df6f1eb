"""Which pages come to which layouts."""

from __future__ import annotations

from sitegen.catalog.index import all_standings
from sitegen.catalog.settings import content_types, search_options
from sitegen.engine.database import Database
from sitegen.engine.inputs import paths
from sitegen.engine.query import query
from sitegen.render.lookup import BY_KIND, candidates, with_suffix
from sitegen.render.templates import LAYOUTS, layout_file

_GENERAL = "page.html"
_SUFFIXES = (".html", ".xml", ".txt")
_NO_LAYOUTS = (LAYOUTS + "assets/",)


@query
def own_layouts(db: Database) -> tuple[str, ...]:
    """Names of the layouts that the site itself brings, components too."""
    found = [path for path in db.get(paths, LAYOUTS) if path.endswith(_SUFFIXES) and not path.startswith(_NO_LAYOUTS)]
    return tuple(sorted(path.removeprefix(LAYOUTS) for path in found))


@query(table=True)
def layout_uses(db: Database) -> dict[str, tuple[str, ...]]:
    """Layout → the types of the pages that it is for, by name; an empty name for pages without a type.

    A type that no page has yet counts, and so do the layouts that every site needs.
    """
    found: dict[str, set[str]] = {}
    seen = {(head.layout, head.type, head.kind): head for head in all_standings(db).values()}
    for head in seen.values():
        name = next((name for name, _ in candidates(db, head) if db.get(layout_file, name)), _GENERAL)
        found.setdefault(name, set()).add(head.type or "")
    for one in db.get(content_types):
        name = with_suffix(one.layout) if one.layout else _GENERAL
        if db.get(layout_file, name):
            found.setdefault(name, set()).add(one.name)
    searches = db.get(search_options).on
    for name in (*(name for kind, name in BY_KIND.items() if searches or kind != "search"), _GENERAL):
        found.setdefault(name, {""})
    return {name: tuple(sorted(types)) for name, types in sorted(found.items())}


@query
def lost_layouts(db: Database) -> bool:
    """Whether some page or type names a layout that is not there."""
    named = {head.layout for head in all_standings(db).values()} | {one.layout for one in db.get(content_types)}
    return any(not db.get(layout_file, with_suffix(name)) for name in named if name)
