"""What layouts see: ``page``, ``site``, ``data``. Every access is a read of the database, so it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from markupsafe import Markup

from sitegen.catalog.facts import page_facts
from sitegen.catalog.feeds import feed_url
from sitegen.catalog.fields import find_reference, known_fields
from sitegen.catalog.index import head_of, heads_of, made, urls
from sitegen.catalog.language import language_of
from sitegen.catalog.relations import backlinks, children, folder_pages, neighbours, parents, related, translations
from sitegen.catalog.settings import base_path, base_url, content_types, languages, taxonomies
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.terms import term_heads, term_items, term_path, term_slugs
from sitegen.engine.database import Database
from sitegen.model.document import Heading
from sitegen.model.page import PageBody, PageHead
from sitegen.model.settings import FieldSpec, Language
from sitegen.render.images import ImageView
from sitegen.render.machines.cards import card_of
from sitegen.render.machines.structured import structured_data
from sitegen.render.pagination import Pagination, page_items
from sitegen.render.view import Absent, View

_WORDS_A_MINUTE = 220


class LanguageView(View):
    """A language: ``code``, ``label``, ``direction``, ``url`` of its home page."""

    def __init__(self, db: Database, language: Language) -> None:
        self._db = db
        self.code = language.code
        self.label = language.label
        self.direction = language.direction

    @property
    def url(self) -> str:
        """The address of the language's home page; empty if it has none."""
        home = self._db.part(folder_pages, (), f"{CONTENT}:{self.code}")
        found = self._db.part(urls, (), home) if home is not None else None
        return self._db.get(base_path) + found if found is not None else ""

    def __eq__(self, other: object) -> bool:
        return str(other) == self.code if isinstance(other, LanguageView | str) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.code


class TocEntry(View):
    """A heading with those below it."""

    def __init__(self, heading: Heading) -> None:
        self.level = heading.level
        self.id = heading.id
        self.text = heading.text
        self.children: list[TocEntry] = []


def toc_of(headings: tuple[Heading, ...]) -> list[TocEntry]:
    """Headings as a tree, without those of level 1."""
    top: list[TocEntry] = []
    path: list[TocEntry] = []
    for heading in headings:
        if heading.level == 1 or not heading.id:
            continue
        entry = TocEntry(heading)
        while path and path[-1].level >= entry.level:
            path.pop()
        (path[-1].children if path else top).append(entry)
        path.append(entry)
    return top


class Views:
    """Makes views over one database. ``body`` renders a page's text, ``fragment`` a Markdown field of a page."""

    def __init__(self, db: Database, body: Callable[[str], PageBody], fragment: Callable[[str, str], str]) -> None:
        self.db = db
        self.body = body
        self.fragment = fragment

    def page(self, path: str, number: int = 1) -> PageView:
        """The view of a page that is shown."""
        return PageView(self, path, None, number)

    def pages(self, paths: Iterable[str]) -> list[PageView]:
        """Views of pages; those that are not shown are left out."""
        return [PageView(self, head.path, head) for head in heads_of(self.db, paths)]

    def one(self, path: str | None) -> PageView | None:
        """The view of one page, or None."""
        found = self.pages([path]) if path else []
        return found[0] if found else None

    def term(self, taxonomy: str, title: str) -> TermView:
        """The view of a term, as a page writes it."""
        return TermView(self, taxonomy, title)

    def image(self, path: str, value: Any) -> ImageView:
        """The view of a picture in a field of the page ``path``."""
        return ImageView(self.db, path, value)

    def reference(self, value: str, to: str | None) -> PageView | None:
        """The page of the type ``to`` that a reference names, or None."""
        return self.one(find_reference(self.db, value))


class TermView(View):
    """A term of a page: ``title``, ``url``, ``slug``, ``count``, ``pages``."""

    def __init__(self, views: Views, taxonomy: str, title: str) -> None:
        self._views = views
        self._db = views.db
        self.taxonomy = taxonomy
        self.slug = self._db.part(term_slugs, (), f"{taxonomy}\x1f{title}") or ""
        self._path = term_path(taxonomy, self.slug)
        self._written = title

    @property
    def _head(self) -> PageHead | None:
        """None where a page that somebody wrote stands at the term's address."""
        return self._db.part(made, (), self._path)

    @property
    def title(self) -> str:
        """The term as its own page has it."""
        head = self._head
        return head.title if head is not None else self._written

    @property
    def url(self) -> str:
        """The address of the term's page."""
        head = self._head or self._db.part(term_heads, (), self._path)
        return self._db.get(base_path) + (head.url if head is not None else "/")

    @property
    def pages(self) -> list[PageView]:
        """The term's pages, newest first."""
        return self._views.pages(self._db.part(term_items, (), self._path) or [])

    @property
    def count(self) -> int:
        """How many pages have the term."""
        return len(self._db.part(term_items, (), self._path) or [])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermView) and other._path == self._path

    def __hash__(self) -> int:
        return hash(self._path)

    def __str__(self) -> str:
        return self.title


class PageView(View):
    """A page as layouts see it."""

    def __init__(self, views: Views, path: str, head: PageHead | None, number: int = 1) -> None:
        self._views = views
        self._db = views.db
        self._path = path
        self._found = head
        self._number = number

    @property
    def _head(self) -> PageHead:
        if self._found is None:
            self._found = head_of(self._db, self._path)
            if self._found is None:
                raise LookupError(self._path)
        return self._found

    @property
    def _standing(self) -> PageHead:
        """What of the head decides where the page stands: all but its title, its description and its fields."""
        return self._head

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._field(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageView) and other._path == self._path

    def __hash__(self) -> int:
        return hash(self._path)

    def __str__(self) -> str:
        return self._head.title

    def _field(self, name: str) -> Any:
        head = self._head
        content_type = next((one for one in self._db.get(content_types) if one.name == head.type), None)
        spec = content_type.field(name) if content_type is not None else None
        taxonomy = _taxonomy_of(self._db, name, spec)
        if taxonomy is not None and (spec is None or spec.kind == "list"):
            titles = head.terms.get(taxonomy, ()) if spec is None else _titles(head.fields.get(name))
            return [self._views.term(taxonomy, title) for title in titles]
        value = head.fields.get(name)
        if value is not None:
            return seen(self._views, self._path, value, spec)
        if spec is not None or self._may_be_absent(name, content_type is not None and not content_type.extra):
            return Absent(name=name, obj=self)
        raise AttributeError(name)

    def _may_be_absent(self, name: str, closed: bool) -> bool:
        """A field that another page has is only absent here; any other name is a mistake of the layout."""
        return self._db.part(known_fields, (), name) is not None or (not closed and not _is_slip(name))


def _is_slip(name: str) -> bool:
    """True for a name that is nearly one of the built-in ones (``titel``)."""
    return name not in PAGE and bool(get_close_matches(name, PAGE, n=1, cutoff=0.75))


def _taxonomy_of(db: Database, name: str, spec: FieldSpec | None) -> str | None:
    if spec is not None:
        inner = spec.of if spec.kind == "list" and spec.of is not None else spec
        return inner.taxonomy if inner.kind == "term" else None
    return name if any(one.name == name for one in db.get(taxonomies)) else None


def _titles(value: Any) -> list[str]:
    """The terms that a list field gives: two fields may be of one taxonomy."""
    given = value if isinstance(value, list) else []
    return [title for one in given if one is not None and (title := str(one).strip())]


def seen(views: Views, path: str, value: Any, spec: FieldSpec | None) -> Any:
    """A field's value as layouts see it: references are pages, terms and images objects, groups their fields."""
    if spec is None:
        return value
    if value is None:
        return Absent(name=spec.name)
    if spec.kind == "list" and isinstance(value, list):
        return [one for item in value if not isinstance(one := seen(views, path, item, spec.of), Absent)]
    if spec.kind == "group" and isinstance(value, dict):
        return {inner.name: seen(views, path, value.get(inner.name), inner) for inner in spec.fields}
    make = _SEEN.get(spec.kind)
    return make(views, path, value, spec) if make is not None else value


def _reference(views: Views, path: str, value: Any, spec: FieldSpec) -> PageView | Absent:
    return views.reference(str(value), spec.to) or Absent(name=spec.name)


_SEEN: dict[str, Callable[[Views, str, Any, FieldSpec], Any]] = {
    "reference": _reference,
    "term": lambda views, path, value, spec: views.term(spec.taxonomy or "tags", str(value)),
    "image": lambda views, path, value, spec: views.image(path, value),
    "file": lambda views, path, value, spec: views.image(path, value).url,
    "markdown": lambda views, path, value, spec: Markup(views.fragment(path, str(value))),
}


def trail(db: Database, path: str) -> list[str]:
    """The paths of the pages above a page, the home page first."""
    found: list[str] = []
    above = db.part(parents, (), path)
    while above is not None and above not in found:
        found.append(above)
        above = db.part(parents, (), above)
    return found[::-1]


def _ancestors(page: PageView) -> list[PageView]:
    return page._views.pages(trail(page._db, page._path))


def _full(page: PageView) -> str | None:
    base = page._db.get(base_url)
    return base.rstrip("/") + page._standing.url if base else None


def _terms(page: PageView) -> dict[str, list[TermView]]:
    return {name: [page._views.term(name, one) for one in titles] for name, titles in page._standing.terms.items()}


def _facts(page: PageView) -> Any:
    return page._db.get(page_facts, page._path) if page._path.endswith(".md") else None


def _words(page: PageView) -> int:
    facts = _facts(page)
    return facts.words if facts is not None else 0


def _summary(page: PageView) -> str:
    if page._head.description:
        return page._head.description
    facts = _facts(page)
    return facts.summary if facts is not None else ""


def _content(page: PageView, whole: bool) -> Markup:
    if not page._path.endswith(".md"):
        return Markup("")
    body = page._views.body(page._path)
    return Markup(body.content if whole else body.text)


def _items(page: PageView) -> list[PageView]:
    return page._views.pages(page_items(page._db, page._head, page._number))


def _pagination(page: PageView) -> Pagination:
    return Pagination(page._db, page._head, page._number)


def _feed(page: PageView) -> str | None:
    url = feed_url(page._db, page._head)
    return page._db.get(base_path) + url if url else None


def _translations(page: PageView) -> list[PageView]:
    return page._views.pages(page._db.part(translations, (), page._path) or [])


PAGE: dict[str, Callable[[PageView], Any]] = {
    "absolute_url": _full,
    "ancestors": _ancestors,
    "backlinks": lambda page: page._views.pages(page._db.part(backlinks, (), page._path) or []),
    "card": lambda page: card_of(page._db, page._head),
    "children": lambda page: page._views.pages(page._db.part(children, (), page._path) or []),
    "content": lambda page: _content(page, True),
    "date": lambda page: page._standing.date,
    "description": lambda page: page._head.description,
    "draft": lambda page: page._standing.draft,
    "feed_url": _feed,
    "items": _items,
    "kind": lambda page: page._standing.kind,
    "language": lambda page: LanguageView(page._db, language_of(page._db.get(languages), page._standing.language)),
    "layout": lambda page: page._standing.layout,
    "next": lambda page: page._views.one((page._db.part(neighbours, (), page._path) or ("", ""))[1]),
    "order": lambda page: page._standing.order,
    "pagination": _pagination,
    "parent": lambda page: page._views.one(page._db.part(parents, (), page._path)),
    "path": lambda page: page._path,
    "previous": lambda page: page._views.one((page._db.part(neighbours, (), page._path) or ("", ""))[0]),
    "reading_time": lambda page: max(1, -(-_words(page) // _WORDS_A_MINUTE)),
    "related": lambda page: page._views.pages(page._db.get(related, page._path)),
    "slug": lambda page: page._standing.slug,
    "structured_data": lambda page: structured_data(page._db, page._head, lambda: _summary(page)),
    "summary": _summary,
    "terms": _terms,
    "text": lambda page: _content(page, False),
    "title": lambda page: page._head.title,
    "toc": lambda page: toc_of(facts.headings) if (facts := _facts(page)) is not None else [],
    "translations": _translations,
    "type": lambda page: page._standing.type,
    "updated": lambda page: page._standing.updated,
    "url": lambda page: page._db.get(base_path) + page._standing.url,
    "words": _words,
}

for _name, _function in PAGE.items():
    setattr(PageView, _name, property(_function))
