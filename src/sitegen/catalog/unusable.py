"""Files that are there but cannot be used. Their own problem is told; what leads to them is not wrong besides."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.catalog.index import urls
from sitegen.catalog.shown import shown
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.engine.inputs import troubles
from sitegen.engine.query import query


@query(table=True)
def unusable(db: Database) -> dict[str, bool]:
    """Paths in content/ of files that cannot be read, and of pages that lost their address to another."""
    known = db.get(urls)
    lost = (path for path in db.get(shown) if path not in known)
    return dict.fromkeys([*db.get(troubles, CONTENT), *lost], True)


def has_own_trouble(db: Database, candidates: Iterable[str]) -> bool:
    """True if one of these source paths (``.md`` may be left out) is unusable."""
    endings = ("", ".md", "/index.md")
    return any(db.part(unusable, (), path + ending) for path in candidates for ending in endings)
