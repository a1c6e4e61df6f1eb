"""Which pages the public may see now."""

from __future__ import annotations

from sitegen.catalog.heads import moment_of, standings
from sitegen.engine.database import Database
from sitegen.engine.inputs import option, passed
from sitegen.engine.query import query
from sitegen.model.page import PageHead


@query
def shown(db: Database) -> tuple[str, ...]:
    """Paths of the pages in content/ that are shown: no drafts, nothing too early or too late."""
    drafts = bool(db.get(option, "drafts"))
    return tuple(path for path, head in db.get(standings).items() if _is_shown(db, head, drafts))


def _is_shown(db: Database, head: PageHead, drafts: bool) -> bool:
    if drafts:
        return True
    if head.draft:
        return False
    if head.publish_at is not None and not db.get(passed, moment_of(head.publish_at)):
        return False
    return head.expires_at is None or not db.get(passed, moment_of(head.expires_at))
