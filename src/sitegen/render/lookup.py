"""Which layout a page gets: one short rule."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.lists import is_taxonomy_page, is_term_page
from sitegen.catalog.places import place_of
from sitegen.catalog.settings import content_types
from sitegen.engine.database import Database
from sitegen.model.page import PageHead
from sitegen.render.templates import layout_file, suggest_layout

BY_KIND = {
    "home": "index.html",
    "folder": "list.html",
    "term": "term.html",
    "taxonomy": "taxonomy.html",
    "404": "404.html",
    "search": "search.html",
}


def candidates(db: Database, head: PageHead) -> list[tuple[str, str]]:
    """(layout, why) in the order in which they are tried: the page's own (or its type's), then the general one."""
    found: list[tuple[str, str]] = []
    if head.layout:
        content_type = next((one for one in db.get(content_types) if one.name == head.type), None)
        of_type = content_type is not None and content_type.layout == head.layout
        why = f"the layout of the type {head.type}" if of_type else "the page's own layout"
        found.append((with_suffix(head.layout), why))
        if not of_type and content_type is not None and content_type.layout:
            found.append((with_suffix(content_type.layout), f"the layout of the type {head.type}"))
    if is_term_page(db, head):
        found.append(("term.html", "the layout of terms"))
    elif is_taxonomy_page(db, head):
        found.append(("taxonomy.html", "the layout of taxonomies"))
    elif head.kind in BY_KIND:
        found.append((BY_KIND[head.kind], f"the layout of a {head.kind} page"))
    found.append(("page.html", "the general layout"))
    return found


def layout_of(db: Database, head: PageHead) -> str:
    """The name of the layout that a page gets. One that is named but not there is reported."""
    for name, why in candidates(db, head):
        if db.get(layout_file, name):
            return name
        if "page's own" in why:
            message = f'there is no layout "{head.layout}"'
            hint = suggest_layout(db, name, partials=False)
            db.report(Diagnostic("SG112", message, place_of(db, head.path, ("layout",)), hint))
        elif "type" in why:
            content_type = next(one for one in db.get(content_types) if one.name == head.type)
            message = f'the type "{head.type}" has the layout "{name}", which is not there'
            db.report(Diagnostic("SG112", message, content_type.at, suggest_layout(db, name, partials=False)))
    return "page.html"


def with_suffix(name: str) -> str:
    """The file that ``layout:`` means: ``wide`` is ``wide.html``."""
    return name if "." in name.rpartition("/")[2] else name + ".html"
