"""The list of pages: filtered, sorted and cut to what a screen shows. Ten thousand pages have to be quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from operator import is_
from typing import Any, NamedTuple
from urllib.parse import unquote

from sitegen.catalog.heads import heads
from sitegen.catalog.index import urls
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.model.change import Altered, Touched
from sitegen.model.page import PageHead
from sitegen.project.answers import day
from sitegen.project.finding import folded
from sitegen.project.pages.conditions import CONDITIONS, condition
from sitegen.project.pages.folders import folder_at, folders_of, place_of
from sitegen.project.pages.listed import Folder, Line, Listed, Wanted
from sitegen.project.sheets import state_of
from sitegen.project.table import counts_of

_MOST_CHOICES = 200


class Standing(NamedTuple):
    """What is known of a page whoever asks. ``author`` is what its field of that name says; empty without one."""

    head: PageHead
    url: str
    place: str
    text: str
    title: str
    terms: tuple[str, ...]
    author: str


class Shelf(NamedTuple):
    """The pages of the site in one view; content/ with its folders; path → (errors, warnings) that are known.

    ``authors``: what a page says of its author, where that is the path of a page → the title of that page.
    """

    pages: tuple[Standing, ...]
    root: Folder
    troubles: Mapping[str, tuple[int, int]]
    authors: Mapping[str, str]


class Shelves:
    """Takes the pages of a view out of the memos. Only heads that are new are taken in again."""

    def __init__(self) -> None:
        self._known: dict[str, Standing] = {}
        self._seen: tuple[object, ...] = (None, None)
        self._pages: tuple[Standing, ...] = ()
        self._root = Folder("", "", 0)
        self._authors: dict[str, str] = {}

    def of(self, db: Database) -> Shelf:
        """To be asked at the desk."""
        tables = (db.get(heads), db.get(urls))
        if not all(map(is_, tables, self._seen)):
            self._take_in(*tables)
            self._seen = tables
        counts = counts_of(db)
        troubles = {path: (counts[path, "error"], counts[path, "warning"]) for path, _ in counts}
        return Shelf(self._pages, self._root, troubles, self._authors)

    def _take_in(self, found: Mapping[str, PageHead], at: Mapping[str, str]) -> None:
        known = self._known
        self._known = {
            path: one
            if (one := known.get(path)) is not None and one.head is head and one.url == at.get(path, "")
            else _standing(head, at.get(path, ""))
            for path, head in found.items()
        }
        self._pages = tuple(self._known.values())
        self._root = folders_of(self._pages)
        self._authors = {one.author: _title_at(one.author, found) for one in self._pages if one.author}


def _standing(head: PageHead, url: str) -> Standing:
    terms = tuple(f"{name}:{term}" for name, found in head.terms.items() for term in found)
    words = " ".join(term for found in head.terms.values() for term in found)
    text = folded(f"{head.title} {head.path.removeprefix(CONTENT)} {unquote(head.url)} {words}")
    author = head.fields.get("author")
    return Standing(
        head, url, place_of(head.path), text, folded(head.title), terms, author if isinstance(author, str) else ""
    )


def _title_at(name: str, found: Mapping[str, PageHead]) -> str:
    """The title of the page that a field names by its path from content/; a name is itself."""
    head = found.get(CONTENT + name.removeprefix("/"))
    return head.title if head is not None else name


class _Row(NamedTuple):
    page: Standing
    condition: str
    touch: Touched | None
    errors: int
    warnings: int
    author: str


def listed(
    shelf: Shelf,
    wanted: Wanted,
    altered: Mapping[str, Altered],
    touched: Mapping[str, Touched],
    now: datetime,
) -> Listed:
    """The pages that are wanted. ``altered`` and ``touched`` are what the editor's change says of them."""
    within = [
        _Row(
            one,
            condition(state_of(one.head, now), altered.get(one.head.path)),
            touched.get(one.head.path),
            *shelf.troubles.get(one.head.path, (0, 0)),
            _author(one, shelf, touched),
        )
        for one in _below(shelf.pages, wanted)
    ]
    found = [row for row in within if _fits(row, wanted)]
    key = _place if wanted.as_tree else _KEYS.get(wanted.sort, _title)
    found.sort(key=key, reverse=wanted.descending and not wanted.as_tree)
    above = wanted.folder.count("/") + 1 if wanted.folder else 0
    return Listed(
        tuple(_line(row, above) for row in found[wanted.start : wanted.start + wanted.most]),
        len(found),
        len({row.page.head.language for row in found}),
        sum(bool(row.errors or row.warnings) for row in found),
        shelf.root,
        folder_at(shelf.root, wanted.folder),
        _choices(within),
    )


def paths_of(
    shelf: Shelf, wanted: Wanted, altered: Mapping[str, Altered], touched: Mapping[str, Touched], now: datetime
) -> list[str]:
    """The paths of all pages that are wanted, however many."""
    found = listed(shelf, replace(wanted, start=0, most=len(shelf.pages)), altered, touched, now)
    return [line.path for line in found.lines]


def _author(one: Standing, shelf: Shelf, touched: Mapping[str, Touched]) -> str:
    """Who the page says has written it; where it says nothing, who changed it last; empty where nobody has saved it."""
    touch = touched.get(one.head.path)
    return shelf.authors.get(one.author, "") or (touch.author.name if touch is not None else "")


def _below(pages: Iterable[Standing], wanted: Wanted) -> Iterator[Standing]:
    words = folded(wanted.text).split()
    folder = wanted.folder + "/" if wanted.folder else ""
    for one in pages:
        if (one.place + "/").startswith(folder) and all(word in one.text for word in words):
            yield one


def _fits(row: _Row, wanted: Wanted) -> bool:
    head = row.page.head
    return (
        (not wanted.types or (head.type or "") in wanted.types)
        and (not wanted.states or row.condition in wanted.states)
        and (not wanted.languages or head.language in wanted.languages)
        and (not wanted.terms or any(term in wanted.terms for term in row.page.terms))
        and (not wanted.authors or row.author in wanted.authors)
        and (not wanted.problems or bool(row.errors or row.warnings))
    )


def _line(row: _Row, above: int) -> Line:
    head, touch = row.page.head, row.touch
    deep = row.page.place.count("/") + 1 if row.page.place else 0
    return Line(
        head.path,
        head.title,
        row.page.url,
        head.kind,
        head.type or "",
        head.language,
        day(head.date) or "",
        row.condition,
        tuple(term.partition(":")[2] for term in row.page.terms),
        touch.when if touch is not None else None,
        touch.author.name if touch is not None else "",
        row.errors,
        row.warnings,
        max(deep - above - (head.kind in ("folder", "home")), 0),
    )


def _choices(rows: Iterable[_Row]) -> dict[str, tuple[tuple[str, int], ...]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("type", "state", "language", "author", "term")}
    for row in rows:
        counts["type"][row.page.head.type or ""] += 1
        counts["state"][row.condition] += 1
        counts["language"][row.page.head.language] += 1
        counts["author"].update((row.author,) if row.author else ())
        counts["term"].update(row.page.terms)
    return {name: tuple(found.most_common(_MOST_CHOICES)) for name, found in counts.items()}


# order


def _title(row: _Row) -> tuple[Any, ...]:
    return (row.page.title, row.page.head.path)


def _changed(row: _Row) -> tuple[Any, ...]:
    return (row.touch.when.timestamp() if row.touch is not None else 0.0, day(row.page.head.date) or "", row.page.title)


_KEYS: dict[str, Callable[[_Row], tuple[Any, ...]]] = {
    "state": lambda row: (CONDITIONS.index(row.condition), row.page.title),
    "type": lambda row: (row.page.head.type or "", row.page.title),
    "changed": _changed,
    "by": lambda row: (row.touch.author.name if row.touch is not None else "", row.page.title),
    "problems": lambda row: (row.errors, row.warnings, row.page.title),
    "address": lambda row: (row.page.url,),
    "date": lambda row: (day(row.page.head.date) or "", row.page.title),
    "language": lambda row: (row.page.head.language, row.page.title),
}


def _place(row: _Row) -> tuple[Any, ...]:
    """By place: a folder's own page stands before what lies in it."""
    folder, _, name = row.page.head.path.rpartition("/")
    return (folder.split("/"), not name.startswith(("index.", "_index.")), name)
