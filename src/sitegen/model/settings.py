"""What ``site.yaml`` says, as values."""

from __future__ import annotations

from typing import Any

from sitegen.base.data import noun
from sitegen.base.diagnostics import Location


@noun
class Language:
    """A language of the site. ``code`` is a BCP 47 tag; ``direction`` is ``ltr`` or ``rtl``.

    ``fallback``: codes of the languages that stand in where something is not said in this one, the nearest first.
    """

    code: str
    label: str
    direction: str
    fallback: tuple[str, ...] = ()


@noun
class Taxonomy:
    """A way to group pages by terms. ``permalink`` has the placeholder ``{slug}``."""

    name: str
    label: str
    permalink: str
    closed: bool = False
    terms: tuple[str, ...] = ()


@noun
class MenuEntry:
    """An entry of a menu: it leads to a ``page`` (path from content/) or to a ``url``."""

    label: str
    page: str | None
    url: str | None
    children: tuple[MenuEntry, ...]
    at: Location


@noun
class FieldSpec:
    """A field of a content type, or a property of a component.

    ``of`` is what a list holds, ``fields`` what a group holds, ``to`` the type that a reference names,
    ``taxonomy`` that of a term. ``min``/``max`` limit numbers by value, texts and lists by length.
    """

    name: str
    kind: str
    label: str = ""
    help: str = ""
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    min: float | None = None
    max: float | None = None
    integer: bool = False
    of: FieldSpec | None = None
    fields: tuple[FieldSpec, ...] = ()
    to: str | None = None
    taxonomy: str | None = None
    alt: str = ""
    at: Location = Location("")


@noun
class ContentType:
    """A declared kind of page. ``source`` is the data file that the pages are made from, if any (``from:``)."""

    name: str
    label: str
    pages: tuple[str, ...]
    source: str | None
    layout: str | None
    permalink: str | None
    fields: tuple[FieldSpec, ...]
    extra: bool
    at: Location

    def field(self, name: str) -> FieldSpec | None:
        """The field of that name, or None."""
        for spec in self.fields:
            if spec.name == name:
                return spec
        return None


@noun
class MarkdownOptions:
    """How Markdown is read. Part of a document's cache key, so nothing of the site may stand here.

    ``lines``: blocks say where they stand in the file (``data-line="3-5"``), for a preview.
    """

    flavour: str = "full"
    html: str = "allow"
    math: bool = False
    typography: bool = True
    highlight: bool = True
    lines: bool = False


@noun
class Demand:
    """What a check asks: ``has``, ``at_least``, ``at_most``, ``unique`` or ``updated_within`` (``number`` of days)."""

    kind: str
    field: str
    number: float
    at: Location


@noun
class Check:
    """A content test of the pages of a type or folder; pages that have a field of ``unless`` are left out."""

    name: str
    pages: str
    demands: tuple[Demand, ...]
    unless: tuple[str, ...]
    at: Location


MEDIA_KINDS = ("pictures", "drawings", "documents", "texts", "sound", "film")
"""Kinds of files that may be uploaded. A drawing is an SVG: a picture that is a text, and may hold a program."""


@noun
class MediaOptions:
    """What may be uploaded: at most so many bytes, pictures of at most so many points, kinds of files."""

    max_size: int = 100_000_000
    max_points: int = 50_000_000
    kinds: tuple[str, ...] = MEDIA_KINDS


PICTURE_FORMATS = ("avif", "webp")
"""What pictures are made into, the smallest first: a browser takes the first that it knows."""


@noun
class ImageOptions:
    """How pictures are shown: in which widths (pixels) and formats, how good (1 to 100), how wide they stand
    (``sizes`` of HTML), and how many points the largest may have. Without a format they are shown as they are."""

    widths: tuple[int, ...] = (480, 800, 1200, 1800)
    formats: tuple[str, ...] = ("webp",)
    quality: int = 80
    sizes: str = "(min-width: 40rem) 36rem, 100vw"
    max_points: int = 50_000_000


SEARCH_FILTERS = ("section", "type", "language")
"""What results can be narrowed by without a setting; a taxonomy can be named besides."""


@noun
class SearchOptions:
    """Whether visitors can search, what results are narrowed by, and patterns of pages that are not found."""

    on: bool = False
    filters: tuple[str, ...] = SEARCH_FILTERS
    leave_out: tuple[str, ...] = ()
    at: Location = Location("site.yaml")


@noun
class SiteSettings:
    """The settings, complete: what the author left out has its default."""

    title: str
    base_url: str
    description: str
    timezone: str
    language: str
    languages: tuple[Language, ...]
    taxonomies: tuple[Taxonomy, ...]
    menus: dict[str, tuple[MenuEntry, ...]]
    permalinks: dict[str, str]
    per_page: int
    feed_limit: int
    types: tuple[ContentType, ...]
    markdown: MarkdownOptions
    severities: dict[str, str]
    theme: dict[str, Any]
    feed_folders: bool = True
    feed_terms: bool = True
    checks: tuple[Check, ...] = ()
    media: MediaOptions = MediaOptions()
    images: ImageOptions = ImageOptions()
    search: SearchOptions = SearchOptions()
    base_url_refused: bool = False
    """A base address is written, but cannot be used; that is reported."""

    def type(self, name: str | None) -> ContentType | None:
        """The content type of that name, or None."""
        for content_type in self.types:
            if content_type.name == name:
                return content_type
        return None

    @property
    def base_path(self) -> str:
        """The path of ``base_url`` without a closing slash: empty, or ``/docs``."""
        rest = self.base_url.split("://", 1)[-1]
        return "/" + rest.split("/", 1)[1].strip("/") if "/" in rest and rest.split("/", 1)[1].strip("/") else ""
