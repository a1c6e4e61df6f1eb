"""The front matter of a page of a type, as a schema."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sitegen.markup.builtin_fields import page_fields
from sitegen.markup.schemas.values import object_schema
from sitegen.model.settings import ContentType, SiteSettings

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ELSEWHERE = frozenset({"title", "date"})
"""A page's first heading may be its title, and its file's name may hold its date."""


def page_schema(
    settings: SiteSettings, content_type: ContentType | None, elsewhere: Collection[str] = ()
) -> dict[str, Any]:
    """The schema of a type's front matter, or of pages without a type.

    ``elsewhere`` are fields that a folder may give (``defaults:``), so that a page need not.
    """
    extra = content_type is None or content_type.extra
    specs = page_fields(settings, content_type)
    schema = object_schema(specs, extra, _ELSEWHERE.union(elsewhere))
    if settings.types:
        schema["properties"]["type"] = _type(schema["properties"]["type"], settings)
    for name, examples in _examples(settings).items():
        schema["properties"][name] = {**schema["properties"][name], "examples": examples}
    if "required" not in schema:
        schema["type"] = ["object", "null"]  # a page may have no front matter at all
    label = content_type.label if content_type is not None else "Page"
    return {"$schema": DIALECT, "title": label, **schema}


def _type(given: dict[str, Any], settings: SiteSettings) -> dict[str, Any]:
    names: list[Any] = [one.name for one in settings.types]
    return {"title": given.get("title", ""), "description": given.get("description", ""), "enum": [*names, "", None]}


def _examples(settings: SiteSettings) -> dict[str, list[Any]]:
    """What editors offer, though other values are right as well: terms as one list, languages by their codes."""
    terms: dict[str, list[Any]] = {one.name: [list(one.terms)] for one in settings.taxonomies if one.terms}
    return {**terms, "language": [language.code for language in settings.languages]}
