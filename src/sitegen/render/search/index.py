"""The index of each language, kept until a text that can be found in it changes."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic
from sitegen.catalog.search_page import INDEX
from sitegen.catalog.settings import search_options
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.engine.trees import content_fingerprint
from sitegen.render.search.records import search_record, searched


@query(lazy=True, table=True, cached=False)
def search_index(db: Database, language: str) -> dict[str, bytes]:
    """Path of an output → bytes: the index of the pages in a language. It runs Pagefind, which takes its time."""
    paths = db.part(searched, (), language) or ()
    records = [record for path in paths if (record := db.get(search_record, path)) is not None]
    if not records:
        return {}
    from sitegen.render.search.pagefind import PROGRAM, PagefindFailed, index_files  # here: most sites have no search

    try:
        files = index_files(language, records)
    except PagefindFailed as error:
        options = db.get(search_options)
        db.report(Diagnostic("SG508", f"the index of the search could not be made: {error}", options.at))
        return {}
    folder = f"{INDEX}{language.lower()}/"
    return {(INDEX if name == PROGRAM else folder) + name: data for name, data in files.items()}


@query(lazy=True)
def search_files(db: Database, language: str) -> dict[str, str]:
    """Path of an output → fingerprint of its bytes in hexadecimal digits."""
    return {path: content_fingerprint(data).hex() for path, data in db.get(search_index, language).items()}


def searched_languages(db: Database) -> tuple[str, ...]:
    """The languages that have an index; none if visitors cannot search."""
    return tuple(db.get(searched)) if db.get(search_options).on else ()
