"""The page where visitors search: one for each language, made where the site asks for search."""

from __future__ import annotations

from sitegen.catalog.addresses import output_of
from sitegen.catalog.language import prefix_of
from sitegen.catalog.settings import head_settings, languages, search_options
from sitegen.engine.database import Database
from sitegen.model.page import PageHead

SEARCH = "@search:"
"""What the paths of these pages begin with; the code of the language follows."""

INDEX = "search/pagefind/"
"""The folder of the output that holds the indexes: one folder in it for each language."""


def search_url(db: Database, language: str) -> str:
    """The address of the search page in a language, without base_path; empty if visitors cannot search."""
    if not db.get(search_options).on:
        return ""
    return f"/{prefix_of(db.get(languages), language)}search/"


def search_head(db: Database, path: str) -> PageHead | None:
    """The head of a search page. It stands in no list. None if visitors cannot search in that language."""
    code = path.removeprefix(SEARCH)
    url = search_url(db, code)
    if not url or code not in {one.code for one in db.get(languages)}:
        return None
    return PageHead(path, url, output_of(url), "search", "Search", code, SEARCH, "", "search")


def search_pages(db: Database) -> list[PageHead]:
    """The heads of all search pages; none if visitors cannot search."""
    if not db.get(search_options).on:
        return []
    codes = [one.code for one in db.get(head_settings).languages]
    return [head for code in codes if (head := search_head(db, SEARCH + code)) is not None]
