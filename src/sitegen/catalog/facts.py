"""What is counted in a page's body."""

from __future__ import annotations

from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageFacts


@query
def page_facts(db: Database, path: str) -> PageFacts:
    """Words, headings, anchors and the plain summary of a page in content/."""
    parsed = db.get(document, path)
    return PageFacts(parsed.words, parsed.headings, parsed.anchors, parsed.summary)
