"""The fields that every page may have, whatever its type: declared once, for checks, forms and documentation."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from sitegen.base.diagnostics import Diagnostic
from sitegen.markup.values import read_fields
from sitegen.model.settings import ContentType, FieldSpec, SiteSettings
from sitegen.model.yaml import YamlMap

_TEXT = FieldSpec("", "text")

BUILTIN_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", "text", "Title", "The page's title, in lists and in the browser's tab"),
    FieldSpec("date", "moment", "Date", "When the page is from: a day, or a day and a time"),
    FieldSpec("updated", "moment", "Updated", "When the page was last changed in earnest"),
    FieldSpec("description", "longtext", "Description", "One or two sentences for search engines and lists"),
    FieldSpec("slug", "text", "Short name", "The last part of the page's address"),
    FieldSpec("permalink", "text", "Address", "The whole address within the site, instead of the type's pattern"),
    FieldSpec("aliases", "list", "Old addresses", "Addresses that lead to this page as well", of=_TEXT),
    FieldSpec("draft", "boolean", "Draft", "A draft is not published", default=False),
    FieldSpec("publish_at", "datetime", "Publish at", "Before that moment the page is not published"),
    FieldSpec("expires_at", "datetime", "Expires at", "After that moment the page is not published any more"),
    FieldSpec("layout", "text", "Layout", "A file in layouts/, instead of the type's layout"),
    FieldSpec("type", "text", "Type", "The content type, where the page's place does not say it"),
    FieldSpec("order", "number", "Order", "Where the page stands among its neighbours: small numbers first"),
    FieldSpec("language", "text", "Language", "The page's language, where its place does not say it"),
    FieldSpec(
        "translation_of", "reference", "Translation of", "The page that this one translates: its path from content/"
    ),
    FieldSpec("search", "boolean", "Search", "Whether visitors find the page when they search", default=True),
    FieldSpec("menu", "menu", "Menus", "The menus that show the page", default=()),
    FieldSpec("defaults", "any", "Defaults", "Fields that the pages in this folder have unless they say otherwise"),
)
"""Three kinds occur only here: ``moment`` (a day or a moment), ``menu`` and ``any``."""

BUILTIN_NAMES = frozenset(spec.name for spec in BUILTIN_FIELDS)


def page_fields(settings: SiteSettings | None, content_type: ContentType | None) -> tuple[FieldSpec, ...]:
    """Every field that a page of a type may have: the type's own, the built-in ones, the taxonomies.

    A field that the type declares again is the type's. Keep the answer: it is the same for all pages of the type.
    """
    own = content_type.fields if content_type is not None else ()
    fields = {spec.name: spec for spec in own}
    for spec in BUILTIN_FIELDS:
        fields.setdefault(spec.name, spec)
    for taxonomy in settings.taxonomies if settings is not None else ():
        term = FieldSpec("", "term", taxonomy=taxonomy.name)
        fields.setdefault(taxonomy.name, FieldSpec(taxonomy.name, "list", taxonomy.label, of=term))
    return tuple(fields.values())


def read_page(
    front: YamlMap | None, specs: tuple[FieldSpec, ...], content_type: ContentType | None, path: str, zone: tzinfo
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values of a page's fields and every problem with them; ``specs`` come from :func:`page_fields`.

    A page without a type may have any field besides.
    """
    extra = content_type is None or content_type.extra
    return read_fields(front, specs, path, zone, extra=extra, owner=content_type)
