"""What a change holds, as its people speak of it: pages by their titles, files by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sitegen.catalog.index import all_heads, head_of
from sitegen.engine.database import Database
from sitegen.model.change import Altered
from sitegen.model.page import PageHead
from sitegen.project.stage import Stage, View
from sitegen.project.trees import PUBLIC


@dataclass(frozen=True, slots=True)
class Piece:
    """One source that a change alters. ``how``: ``new``, ``changed`` or ``gone``; ``is_page``: it can be written in."""

    path: str
    title: str
    how: str
    is_page: bool


def pieces(stage: Stage, view: View, altered: Mapping[str, Altered]) -> tuple[Piece, ...]:
    """What a change alters: pages first, by title; of one that is gone, the title that it has in public."""
    titles = stage.ask(view, titles_of(altered))
    gone = [path for path in altered if path not in titles]
    if gone:
        titles = {**stage.ask(View(PUBLIC), titles_of(gone)), **titles}
    found = [_piece(path, both, titles.get(path, "")) for path, both in altered.items()]
    return tuple(sorted(found, key=lambda one: (not one.is_page, one.title.casefold(), one.path)))


def titles_of(paths: Iterable[str]) -> Callable[[Database], dict[str, str]]:
    """The question for the titles of pages, by source; what is no page is left out."""
    wanted = tuple(paths)

    def asked(db: Database) -> dict[str, str]:
        heads = {path: head_of(db, path) for path in wanted}
        return {path: head.title for path, head in heads.items() if head is not None and head.title}

    return asked


def planned(now: datetime, most: int) -> Callable[[Database], list[PageHead]]:
    """The question for the pages that go public by themselves after ``now``, the soonest first."""

    def asked(db: Database) -> list[PageHead]:
        found = [(head.publish_at, head.path, head) for head in all_heads(db).values() if head.publish_at is not None]
        return [head for when, _, head in sorted(found, key=lambda one: one[:2]) if when > now and not head.draft][
            :most
        ]

    return asked


def written(db: Database) -> int:
    """How many pages somebody has written."""
    return sum(path.endswith(".md") for path in all_heads(db))


def _piece(path: str, both: Altered, title: str) -> Piece:
    how = "gone" if not both.after else "changed" if both.before else "new"
    is_page = path.startswith("content/") and path.endswith(".md")
    return Piece(path, title or path.rpartition("/")[2], how, is_page)
