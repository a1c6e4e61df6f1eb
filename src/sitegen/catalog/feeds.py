"""Which pages have a feed, and what is in it."""

from __future__ import annotations

from sitegen.catalog.index import all_standings, is_regular
from sitegen.catalog.lists import is_term_page, items_of, latest
from sitegen.catalog.sequences import newest_pages, rank_in
from sitegen.catalog.settings import site_settings
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead


@query
def feed_settings(db: Database) -> tuple[bool, int, bool, bool]:
    """(the site has a base_url, entries a feed, feeds of folders, feeds of terms)."""
    settings = db.get(site_settings)
    return bool(settings.base_url), settings.feed_limit, settings.feed_folders, settings.feed_terms


@query
def site_feed(db: Database, language: str) -> list[str]:
    """Paths of the newest dated pages of the whole site in a language."""
    limit = db.get(feed_settings)[1]
    own = [head for head in all_standings(db).values() if head.language == language]
    dated = [head.path for head in own if is_regular(head) and head.date is not None]
    rank = rank_in(db, newest_pages)
    return sorted(dated, key=rank.__getitem__)[:limit]


def feed_items(db: Database, head: PageHead) -> list[str]:
    """Paths of what a page's feed shows, newest first; empty where it has no feed."""
    has_base, limit, folders, terms = db.get(feed_settings)
    if not has_base:
        return []
    if head.kind == "home":
        return db.get(site_feed, head.language)
    of_term = head.kind == "term" or is_term_page(db, head)
    if not (of_term and terms) and not (head.kind == "folder" and folders):
        return []
    return latest(db, items_of(db, head), limit)


def feed_url(db: Database, head: PageHead) -> str | None:
    """The address of a page's feed, without base_path; None if it has none."""
    return head.url + "feed.xml" if head.url.endswith("/") and feed_items(db, head) else None
