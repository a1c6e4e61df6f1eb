"""``site`` and ``data`` as layouts see them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jinja2 import ChainableUndefined

from sitegen.catalog.data import data_file, data_names
from sitegen.catalog.heads import heads
from sitegen.catalog.index import all_standings, is_regular, made, urls
from sitegen.catalog.menus import MenuItem, menus
from sitegen.catalog.relations import children, folder_pages, listed_pages
from sitegen.catalog.search_page import INDEX, search_url
from sitegen.catalog.sequences import rank_in
from sitegen.catalog.settings import (
    base_path,
    base_url,
    languages,
    search_options,
    site_settings,
    site_title,
    taxonomies,
)
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.terms import term_heads
from sitegen.engine.database import Database
from sitegen.engine.inputs import today
from sitegen.engine.query import query
from sitegen.markup.dates import zone_of
from sitegen.model.page import PageHead
from sitegen.model.settings import Taxonomy
from sitegen.render.theme_style import theme_settings
from sitegen.render.view import View
from sitegen.render.views import LanguageView, PageView, TermView, Views, trail


@query
def paths_in(db: Database, name: str) -> tuple[str, ...]:
    """Paths of the pages of a type or a folder (all regular pages for an empty name), in list order."""
    folder = CONTENT + name.strip("/") + "/"
    found = [
        path
        for path, head in all_standings(db).items()
        if is_regular(head) and (not name or head.type == name or head.folder.startswith(folder))
    ]
    rank = rank_in(db, listed_pages)
    return tuple(sorted(found, key=rank.__getitem__))


@query
def pages_in(db: Database, name: str) -> tuple[tuple[str, bytes], ...]:
    """The same pages, each with the fingerprint of its head.

    Who reads this depends on the heads, which are too much to be written down once more for each list.
    """
    written, others = db.prints(heads), db.prints(made)
    return tuple((path, written.get(path) or others[path]) for path in db.get(paths_in, name))


def _heads_in(db: Database, name: str) -> Iterator[tuple[str, PageHead | None]]:
    """(path, head) of each of :func:`pages_in`."""
    found = [path for path, _ in db.get(pages_in, name)]
    for path, head in zip(found, db.entries(heads, found), strict=True):
        yield path, head or db.entries(made, [path])[0]


@query(table=True)
def section_pages(db: Database) -> dict[str, list[str]]:
    """Path of a home page → paths of the folders right below it, in list order."""
    pages = all_standings(db)
    below = db.get(children)
    return {
        path: [child for child in below.get(path, ()) if pages[child].kind == "folder"]
        for path, head in pages.items()
        if head.kind == "home"
    }


_MOST_ADDRESSES, _MOST_LETTERS = 500, 24_000


@query
def short_addresses(db: Database) -> tuple[str, ...]:
    """Addresses of pages, in the order of the alphabet: the shortest, as many as a page can carry (24 kB)."""
    found, room = [], _MOST_LETTERS
    for url in sorted(db.get(urls).values(), key=lambda url: (len(url), url))[:_MOST_ADDRESSES]:
        room -= len(url) + 3
        if room < 0:
            break
        found.append(url)
    return tuple(sorted(found))


@query
def site_facts(db: Database) -> tuple[str, str]:
    """(description, time zone)."""
    settings = db.get(site_settings)
    return settings.description, settings.timezone


class EntryView(View):
    """A menu entry: ``label``, ``url``, ``children``, ``current`` (``page``, ``true`` for one above, or None)."""

    def __init__(self, item: MenuItem, base: str, current: str, above: frozenset[str]) -> None:
        self.label = item.label
        self.url = base + item.url if item.path is not None else item.url
        self.page = item.path
        self.current = "page" if item.path == current else "true" if item.path in above else None
        self.children = [EntryView(child, base, current, above) for child in item.children]


class Menus(View):
    """``site.menus.main``: the entries of a menu in the page's language; an absent menu is empty."""

    def __init__(self, db: Database, page: PageView | None) -> None:
        self._db = db
        self._page = page

    def __getattr__(self, name: str) -> list[EntryView]:
        if name.startswith("_"):
            raise AttributeError(name)
        page = self._page
        language = page._head.language if page is not None else self._db.get(languages)[0].code
        items = self._db.part(menus, (), f"{name}:{language}") or []
        current = page._path if page is not None else ""
        above = frozenset(trail(self._db, page._path)[1:]) if page is not None and items else frozenset()
        base = self._db.get(base_path)
        return [EntryView(item, base, current, above) for item in items]


class TaxonomyView(View):
    """A taxonomy: ``name``, ``title``, ``url``, ``terms``."""

    def __init__(self, views: Views, taxonomy: Taxonomy) -> None:
        self._views = views
        self.name = taxonomy.name
        self.title = taxonomy.label

    @property
    def url(self) -> str:
        """The address of the list of terms; empty if no page has a term."""
        head = self._views.db.part(term_heads, (), f"@{self.name}")
        return self._views.db.get(base_path) + head.url if head is not None else ""

    @property
    def terms(self) -> list[TermView]:
        """The terms that have pages, by title."""
        found = [
            TermView(self._views, self.name, head.title)
            for path, head in self._views.db.get(term_heads).items()
            if path.startswith(f"@{self.name}/")
        ]
        return sorted(found, key=lambda term: term.title.casefold())


class SearchView(View):
    """The search: ``url`` of its page in the page's language, ``index`` (the folder of the indexes), ``filters``."""

    def __init__(self, db: Database, url: str) -> None:
        base = db.get(base_path)
        self.url = base + url
        self.index = f"{base}/{INDEX}"
        self.filters = list(db.get(search_options).filters)


class SiteView(View):
    """The site as layouts see it, from the page ``page``."""

    def __init__(self, views: Views, page: PageView | None) -> None:
        self._views = views
        self._db = views.db
        self._page = page

    @property
    def title(self) -> str:
        """The site's title."""
        return self._db.get(site_title)

    @property
    def description(self) -> str:
        """The site's description."""
        return self._db.get(site_facts)[0]

    @property
    def timezone(self) -> str:
        """The site's time zone."""
        return self._db.get(site_facts)[1]

    @property
    def base_url(self) -> str:
        """The full address of the site; empty if site.yaml has none."""
        return self._db.get(base_url)

    @property
    def url(self) -> str:
        """The address of the home page in the page's language, else in the site's first."""
        return self.language.url or self._db.get(base_path) + "/"

    @property
    def language(self) -> LanguageView:
        """The page's language, else the site's first."""
        if self._page is not None:
            found: LanguageView = self._page.language
            return found
        return LanguageView(self._db, self._db.get(languages)[0])

    @property
    def languages(self) -> list[LanguageView]:
        """All languages, the first being the default."""
        return [LanguageView(self._db, one) for one in self._db.get(languages)]

    @property
    def menus(self) -> Menus:
        """The menus."""
        return Menus(self._db, self._page)

    @property
    def addresses(self) -> list[str]:
        """Addresses of pages for a 404 to choose the nearest of: the first few hundred by length."""
        base = self._db.get(base_path)
        return [base + url for url in self._db.get(short_addresses)]

    @property
    def sections(self) -> list[PageView]:
        """The folders right below the home page, in list order."""
        home = self.home
        return self._views.pages(self._db.part(section_pages, (), home._path) or []) if home is not None else []

    @property
    def home(self) -> PageView | None:
        """The home page in the page's language."""
        known = self._db.get(languages)
        for code in dict.fromkeys((self.language.code, known[0].code)):
            found = self._db.part(folder_pages, (), f"{CONTENT}:{code}")
            if found is not None:
                return self._views.one(found)
        return None

    @property
    def taxonomies(self) -> dict[str, TaxonomyView]:
        """name → taxonomy."""
        return {one.name: TaxonomyView(self._views, one) for one in self._db.get(taxonomies)}

    @property
    def search(self) -> SearchView | None:
        """Where visitors search; None if the site does not ask for it."""
        url = search_url(self._db, self.language.code)
        return SearchView(self._db, url) if url else None

    @property
    def theme(self) -> Any:
        """The theme's settings; absent ones are false."""
        return Settings(self._db.get(theme_settings))

    @property
    def now(self) -> datetime:
        """Midnight at the beginning of today in the site's time zone. A page that shows it is made anew each day."""
        return datetime.fromisoformat(self._db.get(today, self.timezone)).replace(tzinfo=zone_of(self.timezone))

    def pages(self, name: str = "") -> list[PageView]:
        """The pages of a type or folder, else all, in list order."""
        return [PageView(self._views, path, head) for path, head in _heads_in(self._db, name)]

    def page(self, path: str) -> PageView | None:
        """The page of a path from content/."""
        return self._views.one(CONTENT + path.removeprefix("/").removeprefix(CONTENT))

    def absolute(self, address: str) -> str:
        """The full address of one within the site (which has the path of base_url already)."""
        base = self._db.get(base_url)
        if not base or not address.startswith("/") or address.startswith("//"):
            return address
        return base.rstrip("/").removesuffix(self._db.get(base_path)) + address

    def render_markdown(self, text: str, language: str) -> str:
        """Markdown as HTML."""
        return self._views.fragment(self._page._path if self._page is not None else "", text)


class Settings(dict[str, Any]):
    """A dict whose absent names are false instead of wrong."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name] if name in self else ChainableUndefined(name=name)


class DataView(View):
    """``data``: a folder below data/; its files are their values, its folders the same again.

    ``tree`` is None for data/ itself: who asks for one name there depends on that name alone.
    """

    def __init__(self, db: Database, tree: dict[str, Any] | None = None) -> None:
        self._db = db
        self._tree = tree

    def _find(self, name: str) -> Any:
        return self._tree.get(name) if self._tree is not None else self._db.part(data_names, (), name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self:
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return DataView(self._db, found) if isinstance(found, dict) else self._db.get(data_file, found)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._tree if self._tree is not None else self._db.get(data_names)))
