"""How much there can be of anything that layouts are handed: measured, because what a layout may do is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
from datetime import date
from typing import Any, NamedTuple

from markupsafe import escape

from sitegen.catalog.index import all_heads
from sitegen.catalog.lists import per_page
from sitegen.catalog.menus import MenuItem, menus
from sitegen.catalog.relations import children, list_items, translations
from sitegen.catalog.settings import base_path, base_url, languages, site_settings
from sitegen.catalog.terms import term_items
from sitegen.engine.database import Database
from sitegen.model.page import PageHead

_SPECIAL = re.compile("[&<>'\"]").search
_LEAST = 256
_ROOM = 64
"""Characters of what stands beside a word in an address: ``feed.xml``, the number of a page."""


class Bounds(NamedTuple):
    """Powers of two, so that one page more is seldom another answer.

    pages, folders
        Pages of all kinds, and those of folders.
    below
        Pages of any one folder or term.
    items
        Entries on one page of a list, but for that of the home page, which may hold all pages.
    few
        Entries of any list that belongs to one page or to the settings: its terms, what is above it, its translations,
        menus, languages.
    letters
        Characters of the longest text in a head or in the settings, as HTML and with the address of the site before it.
    """

    pages: int
    folders: int
    below: int
    items: int
    few: int
    letters: int

    def of(self, kind: str) -> Bounds:
        """The bounds for pages of a kind."""
        return self._replace(items=self.pages) if kind == "home" else self


def bounds_of(db: Database) -> Bounds | None:
    """The bounds of a site; None where a head holds what nobody vouches for: a year that is not one of ours, a date
    that is none because a type says so, half a character."""
    heads = all_heads(db)
    found = heads.values()
    sizes = [size for head in found if (size := _size(head)) is not None]
    if len(sizes) < len(found) or not is_text(words := _words_of_site(db)):
        return None
    root = len(db.get(base_url)) + len(db.get(base_path)) + _ROOM
    letters = root + max([*sizes, *map(_shown, words)], default=0)
    terms = _longest(db.get(term_items))
    homes = {head.path for head in found if head.kind == "home"}
    lists = {path: one for path, one in db.get(list_items).items() if path not in homes}
    few = [*map(_few, found), *_sizes_of_settings(db), _longest(db.get(translations))]
    return Bounds(
        pages=_power(len(found)),
        folders=_power(sum(1 for head in found if head.kind == "folder")),
        below=_power(max(terms, _longest(db.get(children)))),
        items=_power(min(max(terms, _longest(lists)), db.get(per_page))),
        few=_power(max(few)),
        letters=_power(max(letters, _LEAST)),
    )


def _size(head: PageHead) -> int | None:
    """How many characters the longest text of a head has in HTML; None if something is not what it should be."""
    days = [head.date, head.updated, *(value for value in head.fields.values() if isinstance(value, date))]
    if not all(day is None or (isinstance(day, date) and 1 < day.year < 9999) for day in days):
        return None
    words: list[Any] = [head.path, head.url, head.title, head.description, head.slug, head.layout or ""]
    words += [title for titles in head.terms.values() for title in titles]
    try:
        words += [label for _, label, _ in head.menu]
    except (TypeError, ValueError):
        return None
    words += [value for value in head.fields.values() if isinstance(value, str)]
    return max(map(_shown, words)) if is_text(words) else None


def is_text(words: Iterable[Any]) -> bool:
    """Whether these are texts that can be written to a file: half a character cannot."""
    try:
        "".join(words).encode()
    except (TypeError, UnicodeEncodeError):
        return False
    return True


def _shown(text: str) -> int:
    return len(text) if _SPECIAL(text) is None else len(escape(text))


def _few(head: PageHead) -> int:
    return max(head.path.count("/") + 2, sum(map(len, head.terms.values())))


def _longest(lists: Mapping[str, Sized]) -> int:
    return max(map(len, lists.values()), default=0)


def _words_of_site(db: Database) -> list[str]:
    settings = db.get(site_settings)
    found = [settings.title, settings.description, settings.timezone]
    found += [word for one in db.get(languages) for word in (one.code, one.label, one.direction)]
    found += [word for one in settings.taxonomies for word in (one.name, one.label, one.permalink, *one.terms)]
    return found + [word for items in db.get(menus).values() for one in _every(items) for word in (one.label, one.url)]


def _sizes_of_settings(db: Database) -> list[int]:
    settings = db.get(site_settings)
    entries = [len(_every(items)) for items in db.get(menus).values()]
    return [len(settings.languages), len(settings.taxonomies), *entries]


def _every(items: Iterable[MenuItem]) -> list[MenuItem]:
    """The entries of a menu, those below others included."""
    return [inner for one in items for inner in (one, *_every(one.children))]


def _power(count: int) -> int:
    """The least power of two that is not less."""
    return 1 << max(count - 1, 0).bit_length()
