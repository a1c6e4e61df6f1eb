"""Which entries stand on page n of a list, and the way to the other pages."""

from __future__ import annotations

from sitegen.catalog.lists import items_of, list_pages, page_url, per_page
from sitegen.catalog.settings import base_path
from sitegen.engine.database import Database
from sitegen.model.page import PageHead
from sitegen.render.sandbox import View


def page_items(db: Database, head: PageHead, number: int) -> list[str]:
    """Paths of the entries on page ``number`` (from 1) of a list."""
    size = db.get(per_page)
    return items_of(db, head)[(number - 1) * size : number * size]


class PageLink(View):
    """A page of a list: ``number``, ``url``, ``current``."""

    def __init__(self, number: int, url: str, current: bool) -> None:
        self.number = number
        self.url = url
        self.current = current


class Pagination(View):
    """Where one is in a list: ``number`` of ``total`` pages, ``count`` entries, ``pages``, ``first``, ``last``,
    ``previous_url``, ``next_url``."""

    def __init__(self, db: Database, head: PageHead, number: int) -> None:
        base = db.get(base_path)
        self.number = number
        self.count = len(items_of(db, head))
        self.total = list_pages(db, head)
        self.pages = [PageLink(one, base + page_url(head, one), one == number) for one in range(1, self.total + 1)]
        self.first = self.pages[0]
        self.last = self.pages[-1]
        self.previous_url = self.pages[number - 2].url if number > 1 else None
        self.next_url = self.pages[number].url if number < self.total else None
