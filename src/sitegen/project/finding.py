"""Pages found as somebody types: by title, address and path, in memory, the likeliest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from operator import is_
from typing import NamedTuple
from urllib.parse import unquote

from sitegen.catalog.heads import heads
from sitegen.catalog.index import all_heads, made, urls
from sitegen.engine.database import Database
from sitegen.model.page import PageHead
from sitegen.project.sheet import Hit

_WORD = re.compile(r"\w+")
_TITLE, _WORDS, _INSIDE, _PLACE, _ABOUT = range(5)


def folded(text: str) -> str:
    """A text without letter case and accents, in one width; signs of scripts that have neither stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


class _Entry(NamedTuple):
    head: PageHead
    title: str
    words: str
    place: str
    about: str


class Finder:
    """Finds among the pages that it was shown last. Only heads that are new are taken in again."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._tables: tuple[object, ...] = (None, None, None)

    def find_in(self, db: Database, query: str, limit: int) -> list[Hit]:
        """The same as :meth:`find`, in all pages of a site."""
        tables = (db.get(urls), db.get(heads), db.get(made))
        if not all(map(is_, tables, self._tables)):
            self.show(all_heads(db).values())
            self._tables = tables
        return self.find(query, limit)

    def show(self, pages: Iterable[PageHead]) -> None:
        """Have these pages to search."""
        known = self._entries
        self._entries = {
            head.path: entry if (entry := known.get(head.path)) is not None and entry.head is head else _entry(head)
            for head in pages
        }

    def find(self, query: str, limit: int) -> list[Hit]:
        """The pages that have every word of a query, or of which a word begins with it; none for an empty one."""
        words = folded(query).split()
        if not words:
            return []
        best = nsmallest(limit, self._ranked(words, " ".join(words)))
        return [_hit(self._entries[path].head) for *_, path in best]

    def _ranked(self, words: list[str], whole: str) -> Iterator[tuple[int, int, str, str]]:
        for entry in self._entries.values():
            rank = _rank(entry, words, whole)
            if rank is not None:
                yield rank, len(entry.title), entry.title, entry.head.path


def _rank(entry: _Entry, words: list[str], whole: str) -> int | None:
    title = entry.title
    if whole in title:
        if title.startswith(whole):
            return _TITLE
        return _WORDS if f" {whole}" in entry.words else _INSIDE
    worst = _WORDS
    for word in words:
        if f" {word}" in entry.words:
            continue
        if word in title:
            worst = max(worst, _INSIDE)
        elif word in entry.place:
            worst = max(worst, _PLACE)
        elif word in entry.about:
            worst = _ABOUT
        else:
            return None
    return worst


def _entry(head: PageHead) -> _Entry:
    title = folded(head.title)
    words = " " + " ".join(_WORD.findall(title))
    terms = " ".join(term for found in head.terms.values() for term in found)
    return _Entry(head, title, words, folded(f"{unquote(head.url)} {head.path}"), folded(f"{head.description} {terms}"))


def _hit(head: PageHead) -> Hit:
    return Hit(head.title, head.path, head.url, head.kind, head.folder.removeprefix("content/").rstrip("/"))
