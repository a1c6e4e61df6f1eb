"""One output file: its bytes, by kind."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.catalog.index import head_of
from sitegen.catalog.sources import is_page
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.render.assets import built, is_built
from sitegen.render.body import page_body, views_of
from sitegen.render.feeds import feed
from sitegen.render.lookup import layout_of
from sitegen.render.machines import redirect_page, redirects_file, robots, sitemap
from sitegen.render.running import guarded, render_layout


@query(lazy=True, keep=False, cached=False)
def output(db: Database, path: str, kind: str, subject: str, number: int) -> bytes:
    """The bytes of an output: ``path`` in the output folder, made by the writer ``kind`` of ``subject``."""
    return WRITERS[kind](db, path, subject, number)


def _page(db: Database, path: str, subject: str, number: int) -> bytes:
    views = views_of(db)
    head = head_of(db, subject)
    if head is None:
        return b""
    layout = layout_of(db, head)
    # Nothing at all stands for a page that could not be rendered; a layout may well show nothing.
    html = guarded(db, subject, lambda: render_layout(views, layout, views.page(subject, number)) or "\n")
    if is_page(subject):
        db.get(page_body, subject)  # what is wrong in a text is told even if its layout fails, or does not show it
    return html.encode()


def _asset(db: Database, path: str, subject: str, number: int) -> bytes:
    return db.get(built, subject) if is_built(subject) else db.get(file, subject) or b""


WRITERS: dict[str, Callable[[Database, str, str, int], bytes]] = {
    "asset": _asset,
    "feed": lambda db, path, subject, number: feed(db, subject),
    "page": _page,
    "redirect": lambda db, path, subject, number: redirect_page(db, subject),
    "redirects": lambda db, path, subject, number: redirects_file(db),
    "robots": lambda db, path, subject, number: robots(db),
    "sitemap": lambda db, path, subject, number: sitemap(db, number),
}
