"""``site.pages("news")``: which types the pages are of."""

from __future__ import annotations

from sitegen.catalog.index import all_standings
from sitegen.catalog.settings import content_types
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.render.contracts.kinds import Argument, Kind, Many, Page
from sitegen.render.site_view import paths_in


@query
def types_in(db: Database, name: str) -> tuple[str, ...]:
    """The types of the pages that ``site.pages(name)`` gives, by name; an empty name for those without a type."""
    pages = all_standings(db)
    found = {pages[path].type or "" for path in db.get(paths_in, name)}
    if any(one.name == name for one in db.get(content_types)):
        found.add(name)
    return tuple(sorted(found))


def pages_kind(db: Database, given: list[Argument]) -> Kind:
    """What a call of ``site.pages`` gives."""
    name = given[0].value if given else None
    if not isinstance(name, str) or not name:
        return Many(of=Page())
    types = db.get(types_in, name)
    return Many(of=Page(types=frozenset(types))) if types else Many(of=Page())
