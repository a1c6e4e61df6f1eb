"""What may stand at a cursor, in any file of a site."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.assist import body, fields, layouts, settings
from sitegen.assist.answers import Suggestion
from sitegen.engine.database import Database
from sitegen.markup.front_matter import FrontMatter, split

MOST = 300
"""So many suggestions are sent at once; further typing narrows them."""


def complete(db: Database, path: str, text: str, offset: int) -> tuple[list[Suggestion], bool]:
    """(suggestions, whether these are all): those that hold what is written before the cursor."""
    found: list[Suggestion] = []
    for one in _suggestions(db, path, text, offset):
        if _fits(one, text[one.start : offset]):
            if len(found) == MOST:
                return found, False
            found.append(one)
    return found, True


def in_front(front: FrontMatter, offset: int) -> bool:
    """True if a cursor stands between the lines of hyphens."""
    return front.front is not None and front.front_start <= offset <= front.front_start + len(front.front)


def _suggestions(db: Database, path: str, text: str, offset: int) -> Iterator[Suggestion]:
    if path == "site.yaml":
        yield from settings.suggestions(db, text, offset)
    elif path.startswith("layouts/components/") and (head := settings.component_head(text)) and _within(head, offset):
        yield from settings.suggestions(db, text, offset, head, settings.COMPONENT)
    elif path.startswith("layouts/"):
        yield from layouts.suggestions(db, text, offset)
    elif path.startswith("content/") and path.endswith(".md"):
        front = split(text)
        if in_front(front, offset):
            yield from fields.suggestions(db, path, text, front, offset)
        elif offset >= front.body_start:
            yield from body.suggestions(db, path, text, front.body_start, offset)


def _within(place: tuple[int, int], offset: int) -> bool:
    return place[0] <= offset <= place[1]


def _fits(one: Suggestion, written: str) -> bool:
    wanted = written.strip("\"'").casefold()
    return wanted in one.text.casefold() or wanted in one.detail.casefold()
