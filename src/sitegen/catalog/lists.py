"""Lists and their pages: what is on page n of a folder's or a term's list."""

from __future__ import annotations

from sitegen.catalog.index import addresses, is_regular, standing_of
from sitegen.catalog.relations import list_items
from sitegen.catalog.sequences import newest_pages, rank_in
from sitegen.catalog.settings import site_settings
from sitegen.catalog.terms import term_heads, term_items
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead

LISTED = ("home", "folder", "term")


@query
def per_page(db: Database) -> int:
    """How many entries a page of a list has."""
    return max(1, db.get(site_settings).per_page)


def items_of(db: Database, head: PageHead) -> list[str]:
    """Paths of everything in the list of a folder, term or the home page."""
    if head.kind == "term":
        return db.part(term_items, (), head.path) or []
    if is_term_page(db, head):
        return db.part(term_items, (), term_of(db, head)) or []
    return db.part(list_items, (), head.path) or []


def is_term_page(db: Database, head: PageHead) -> bool:
    """True for a page in content/ that is written at a term's address."""
    return "/" in term_of(db, head)


def is_taxonomy_page(db: Database, head: PageHead) -> bool:
    """True for a page in content/ that is written at the address of a taxonomy, where its terms are listed."""
    return term_of(db, head).rpartition("/")[2].startswith("@")


def term_of(db: Database, head: PageHead) -> str:
    """The path of the term or taxonomy whose page this is; empty if it is none."""
    return db.part(written_terms, (), head.path) or ""


@query(table=True)
def written_terms(db: Database) -> dict[str, str]:
    """Path of a page written at the address of a term or a taxonomy → path of that."""
    by_url = db.get(addresses)
    found = {}
    for path, head in db.get(term_heads).items():
        owner = by_url.get(head.url)
        if owner is not None and owner != path:
            found[owner] = path
    return found


def list_pages(db: Database, head: PageHead) -> int:
    """How many pages a list has. The home page has one."""
    if (head.kind not in LISTED and not is_term_page(db, head)) or head.kind == "home":
        return 1
    count = len(items_of(db, head))
    return max(1, -(-count // db.get(per_page)))


def page_url(head: PageHead, number: int) -> str:
    """The address of page ``number`` (from 1) of a list."""
    if number == 1:
        return head.url
    base = head.url if head.url.endswith("/") else head.url.rpartition("/")[0] + "/"
    return f"{base}page/{number}/"


def latest(db: Database, paths: list[str], limit: int) -> list[str]:
    """Paths of the newest dated pages among ``paths``."""
    heads = [head for path in paths if (head := standing_of(db, path)) is not None and head.date is not None]
    rank = rank_in(db, newest_pages)
    return sorted((head.path for head in heads if is_regular(head)), key=rank.__getitem__)[:limit]
