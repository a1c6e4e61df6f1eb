"""JSON Schemas of what people write in a site: the settings, the front matter of each type, what is known of files."""

from __future__ import annotations

from typing import Any

from sitegen.build.builder import Builder
from sitegen.catalog.folders import folder_defaults, folders
from sitegen.catalog.settings import site_settings
from sitegen.markup.schemas import media_schema, page_schema, site_schema
from sitegen.project.project import Project

SITE = "site"
PAGE = "page"
MEDIA = "media"
"""The names of the schemas of ``site.yaml``, of pages without a type, and of what is known of files."""


def schemas(project: Project) -> dict[str, dict[str, Any]]:
    """name → schema: ``site``, ``media``, ``page`` and each type (a type of one of these names hides it).

    Of a broken site.yaml, what can be read.
    """
    found: dict[str, dict[str, Any]] = project.retried(_schemas)
    return found


def _schemas(builder: Builder) -> dict[str, dict[str, Any]]:
    builder.look()
    db = builder.db
    settings = db.get(site_settings)
    elsewhere = {entry.key.text for folder in db.get(folders) for _, entry in db.get(folder_defaults, folder)}
    made = {PAGE: page_schema(settings, None, elsewhere), SITE: site_schema(), MEDIA: media_schema()}
    return made | {one.name: page_schema(settings, one, elsewhere) for one in settings.types}
