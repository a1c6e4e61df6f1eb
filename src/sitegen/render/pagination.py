"""Which entries stand on page n of a list, and the way to the other pages."""

from __future__ import annotations

from sitegen.catalog.lists import items_of, list_pages, page_url, per_page
from sitegen.catalog.settings import base_path
from sitegen.engine.database import Database
from sitegen.model.page import PageHead
from sitegen.render.view import View


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
        self._base, self._head = base, head
        self.previous_url = self._link(number - 1).url if number > 1 else None
        self.next_url = self._link(number + 1).url if number < self.total else None

    def _link(self, number: int) -> PageLink:
        return PageLink(number, self._base + page_url(self._head, number), number == self.number)

    @property
    def first(self) -> PageLink:
        """The first page."""
        return self._link(1)

    @property
    def last(self) -> PageLink:
        """The last page."""
        return self._link(self.total)

    @property
    def pages(self) -> list[PageLink]:
        """Every page."""
        return [self._link(one) for one in range(1, self.total + 1)]
