"""Fields of pages: which exist at all, and what references mean."""

from __future__ import annotations

from sitegen.catalog.heads import heads
from sitegen.catalog.index import urls
from sitegen.catalog.rows import row_heads
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.engine.query import query


@query(table=True)
def known_fields(db: Database) -> dict[str, bool]:
    """Names of all fields that any page has."""
    found: set[str] = set()
    for head in (*db.get(heads).values(), *db.get(row_heads).values()):
        found.update(head.fields)
    return dict.fromkeys(found, True)


def find_reference(db: Database, value: str) -> str | None:
    """The page that a reference names by its path from content/, with or without ``.md``; None if there is none."""
    path = CONTENT + value.strip().removeprefix("/").removeprefix(CONTENT)
    for candidate in (path, path + ".md", path.rstrip("/") + "/index.md"):
        if db.part(urls, (), candidate) is not None:
            return candidate
    return None
