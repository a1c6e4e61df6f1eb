"""Made-up pages: a real page's place in the site, with other words, other fields and another text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from sitegen.base.text import Span
from sitegen.catalog.addresses import slugify
from sitegen.catalog.fields import find_reference
from sitegen.catalog.settings import base_path, content_types, taxonomies
from sitegen.catalog.terms import term_slugs
from sitegen.markup.builtin_fields import BUILTIN_NAMES
from sitegen.model.document import Heading
from sitegen.model.page import PageHead
from sitegen.model.settings import ContentType
from sitegen.render.images import ImageView
from sitegen.render.pagination import PageLink, Pagination
from sitegen.render.trials.variants import BARE, FULL, MADE_UP, Variant, fields_of, text_of
from sitegen.render.views import PageView, TermView, TocEntry, Views, toc_of

_TERMS = 200
_ITEMS = 40
_NOWHERE: Span = (1, 1, 1, 1)


def made_up_head(db: Any, sample: PageHead, content_type: ContentType | None, variant: Variant) -> PageHead:
    """The head of a made-up page in the place of a real one. Of a page without a type, all fields stay."""
    values = fields_of(content_type.fields, variant) if content_type is not None else dict(sample.fields)
    known = {spec.name for spec in content_type.fields} if content_type is not None else set()
    words = text_of(variant) if variant.everything else ""
    names = [one.name for one in db.get(taxonomies)] if variant.everything else []
    many = tuple(f"{number} {MADE_UP}" for number in range(1, _TERMS + 1))
    terms = dict.fromkeys(names, many) if variant is FULL else dict.fromkeys(names, many[:3])
    return replace(
        sample,
        title=str(values["title"] or MADE_UP) if "title" in known else text_of(variant),
        description=str(values["description"] or "") if "description" in known else words,
        date=values["date"] if "date" in known else sample.date,
        updated=values["updated"] if "updated" in known else sample.updated,
        order=values["order"] if "order" in known else sample.order,
        type=content_type.name if content_type is not None else sample.type,
        terms=terms if content_type is not None or variant.everything else sample.terms,
        fields={name: value for name, value in values.items() if name not in BUILTIN_NAMES},
    )


class MadeUpViews(Views):
    """Views of real pages, and of what made-up pages refer to."""

    def __init__(self, views: Views, sample: str, variant: Variant) -> None:
        super().__init__(views.db, views.body, views.fragment)
        self._sample = sample
        self._variant = variant

    def made_up(self, sample: PageHead, content_type: ContentType | None) -> MadeUpPage:
        """A made-up page."""
        return MadeUpPage(self, made_up_head(self.db, sample, content_type, self._variant), self._variant)

    def term(self, taxonomy: str, title: str) -> TermView:
        """A made-up term unless some page has it."""
        if self.db.part(term_slugs, (), f"{taxonomy}\x1f{title}") is None:
            return MadeUpTerm(self, taxonomy, title)
        return super().term(taxonomy, title)

    def image(self, path: str, value: Any) -> ImageView:
        """A made-up picture has a size, as real ones have."""
        given = value.get("src") if isinstance(value, dict) else value
        kind = MadeUpImage if str(given).startswith(MADE_UP) else ImageView
        return kind(self.db, path, value)

    def reference(self, value: str, to: str | None) -> PageView | None:
        """A made-up page of the right type."""
        if not value.startswith(f"{MADE_UP}/"):
            return self.one(find_reference(self.db, value))
        place = self.one(self._sample)
        if place is None:
            return None
        found = next((one for one in self.db.get(content_types) if one.name == to), None)
        return self.made_up(place._head, found)


class MadeUpTerm(TermView):
    """A term that no page has."""

    def __init__(self, views: Views, taxonomy: str, title: str) -> None:
        super().__init__(views, taxonomy, title)
        self.slug = slugify(title)
        self._path = f"@{taxonomy}/{self.slug}"

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self._db.get(base_path)}/{self.taxonomy}/{self.slug}/"

    @property
    def count(self) -> int:
        """How many pages have it."""
        return 1


class MadeUpImage(ImageView):
    """A picture that is not there."""

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self._db.get(base_path)}/{self._src}"

    def _measured(self) -> tuple[int, int]:
        return 1600, 900

    def _source(self) -> str | None:
        return None


class MadeUpPagination(Pagination):
    """The middle of a list of many pages."""

    def __init__(self, page: PageView) -> None:
        self._base, self._head = page._db.get(base_path), page._head
        self.number, self.total, self.count = 7, 40, 400
        self.previous_url: str | None = self._link(6).url
        self.next_url: str | None = self._link(8).url

    def _link(self, number: int) -> PageLink:
        return PageLink(number, f"{self._base}{self._head.url}page/{number}/", number == self.number)


class MadeUpPage(PageView):
    """A page that is not there. What it is beside (its parent, its neighbours) is real."""

    def __init__(self, views: Views, head: PageHead, variant: Variant) -> None:
        super().__init__(views, head.path, head)
        self._variant = variant

    @property
    def _headings(self) -> tuple[Heading, ...]:
        levels = {FULL: [2, 3, 4, 5, 6, 6, 5, 3, 2] * 8, BARE: []}.get(self._variant, [2, 3])
        texts = [text_of(self._variant, number) for number in range(1, len(levels) + 1)]
        return tuple(
            Heading(level, f"{MADE_UP}-heading-{number}", texts[number - 1], _NOWHERE)
            for number, level in enumerate(levels, start=1)
        )

    @property
    def content(self) -> Markup:
        """Headings, each with a paragraph."""
        parts = [
            f'<h{one.level} id="{one.id}">{escape(one.text)}</h{one.level}>\n<p>{escape(one.text)}</p>\n'
            for one in self._headings
        ]
        return Markup("".join(parts))

    @property
    def text(self) -> Markup:
        """The same."""
        return self.content

    @property
    def toc(self) -> list[TocEntry]:
        """The table of contents."""
        return toc_of(self._headings)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.content.split())

    @property
    def reading_time(self) -> int:
        """In minutes."""
        return 1 + self.words // 220

    @property
    def summary(self) -> str:
        """Its description, else its first words."""
        return self._head.description or (text_of(self._variant) if self._variant is not BARE else "")

    @property
    def items(self) -> list[PageView]:
        """The real ones; of a long list, many that are like them."""
        real: list[PageView] = PageView.items.fget(self)  # type: ignore[attr-defined]
        if not real or self._variant is not FULL:
            return real
        heads = [real[number % len(real)]._head for number in range(_ITEMS)]
        return [PageView(self._views, head.path, _like(head, number)) for number, head in enumerate(heads, start=1)]

    @property
    def pagination(self) -> Pagination:
        """The real one; of a long list, its middle."""
        if self._variant is FULL and self._head.kind in ("folder", "term"):
            return MadeUpPagination(self)
        real: Pagination = PageView.pagination.fget(self)  # type: ignore[attr-defined]
        return real


def _like(head: PageHead, number: int) -> PageHead:
    slug = f"{MADE_UP}-{number}"
    return replace(head, title=text_of(FULL, number), slug=slug, url=f"{head.url.rstrip('/')}/{slug}/")
