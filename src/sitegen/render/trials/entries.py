"""Which layouts are tried, and in the place of which pages."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.catalog.index import NOT_FOUND, all_standings, head_of, is_regular
from sitegen.catalog.settings import content_types
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead
from sitegen.render.components import FOLDER
from sitegen.render.contracts.check import layout_findings
from sitegen.render.contracts.uses import own_layouts
from sitegen.render.lookup import candidates, with_suffix
from sitegen.render.templates import layout_file

_GENERAL = "page.html"


@noun
class Entry:
    """A kind of page that gets a layout: its type (empty: none), and a real page in whose place it is tried."""

    type: str
    sample: str


@query(table=True)
def trial_entries(db: Database) -> dict[str, tuple[Entry, ...]]:
    """Layout → the kinds of pages that get it. Layouts that lead to none of the site's own are left out.

    A kind of page that the site does not have is not tried, but for types: a layout may rely on what else a site has
    when it has such pages. Components are tried in the place of the site's first page.
    """
    own = db.get(own_layouts)
    heads = _heads(db) if own else []
    if not heads:
        return {}
    found: dict[str, list[Entry]] = {}
    for head in {(head.layout, head.type, head.kind): head for head in reversed(heads)}.values():
        name = next((name for name, _ in candidates(db, head) if db.get(layout_file, name)), "")
        found.setdefault(name, []).append(Entry(head.type or "", head.path))
    place = next((head.path for head in heads if is_regular(head)), heads[0].path)
    for one in db.get(content_types):
        name = with_suffix(one.layout) if one.layout else _GENERAL
        if all(entry.type != one.name for entry in found.get(name, ())):
            found.setdefault(name, []).append(Entry(one.name, place))
    found |= {name: [Entry("", place)] for name in own if name.startswith(FOLDER)}
    return {
        name: tuple(sorted(entries, key=lambda entry: (entry.type, entry.sample)))
        for name, entries in found.items()
        if name in own or _leads_to(db, name, set(own))
    }


def _heads(db: Database) -> list[PageHead]:
    """All pages by path, and the one that is shown where there is none."""
    missing = head_of(db, NOT_FOUND)
    return [*all_standings(db).values(), *([missing] if missing is not None else [])]


def _leads_to(db: Database, name: str, own: set[str]) -> bool:
    return bool(db.get(layout_file, name)) and not own.isdisjoint(db.get(layout_findings, name).reached)
