"""What is known of a file of media beside what it holds."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.engine.database import Database


@noun
class Record:
    """Words that say what a picture shows, and the place in it that matters (fractions of its width and height)."""

    alt: str = ""
    focal: tuple[float, float] | None = None


def record_of(db: Database, path: str) -> Record:
    """What is known of the file with a source path (``content/news/a.jpg``); an empty record if nothing is."""
    return Record()
