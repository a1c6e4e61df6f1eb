"""What screens say of the site itself, and of what can be put into its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from sitegen.catalog.index import head_of, urls
from sitegen.catalog.settings import base_path, languages, site_settings
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.engine.inputs import paths
from sitegen.markup.dates import zone_of
from sitegen.model.settings import ContentType, FieldSpec, Language
from sitegen.project.memos import THEME_PREFIX
from sitegen.render.components import component_spec

_COMPONENTS = "layouts/components/"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """The site as its settings have it. ``closed_terms`` are the terms of the taxonomies that allow no others.

    ``taxonomies`` are (name, label).
    """

    title: str
    base_url: str
    timezone: str
    zone: tzinfo
    languages: tuple[Language, ...]
    types: tuple[ContentType, ...]
    closed_terms: Mapping[str, tuple[str, ...]]
    taxonomies: tuple[tuple[str, str], ...] = ()


def site_facts(db: Database) -> SiteFacts:
    """The facts of the site."""
    settings = db.get(site_settings)
    return SiteFacts(
        settings.title,
        settings.base_url,
        settings.timezone,
        zone_of(settings.timezone) or UTC,
        db.get(languages),
        settings.types,
        {one.name: tuple(one.terms) for one in settings.taxonomies if one.closed},
        tuple((one.name, one.label) for one in settings.taxonomies),
    )


def components(db: Database) -> list[dict[str, Any]]:
    """The components that a text may call, by label: name, label, help, properties. The site's hide the theme's."""
    found: dict[str, dict[str, Any]] = {}
    for prefix in (_COMPONENTS, THEME_PREFIX + _COMPONENTS):
        for path in db.get(paths, prefix):
            name = path.removeprefix(prefix).removesuffix(".html")
            if path.endswith(".html") and "/" not in name and name not in found:
                found |= _component(db, name)
    return sorted(found.values(), key=lambda one: str(one["label"]).casefold())


def _component(db: Database, name: str) -> dict[str, dict[str, Any]]:
    spec = db.get(component_spec, name)
    if spec is None:
        return {}
    properties = [_property(one) for one in spec.properties]
    return {name: {"name": name, "label": spec.label or name, "help": spec.help, "properties": properties}}


def _property(spec: FieldSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "kind": spec.kind,
        "label": spec.label or spec.name.replace("_", " ").capitalize(),
        "help": spec.help,
        "required": spec.required,
        "choices": list(spec.choices),
        "default": spec.default if isinstance(spec.default, str | int | float | bool) else None,
    }


def title_of(db: Database, path: str) -> str:
    """The title of the page that a reference names (its path from content/); empty if there is none."""
    head = head_of(db, CONTENT + path.lstrip("/"))
    return head.title if head is not None else ""


def source_at(db: Database, url: str) -> str:
    """The source of the page at an address of the site; empty if there is none that can be written in."""
    inner = url.removeprefix(db.get(base_path))
    wanted = {inner, inner.rstrip("/") + "/"}
    return next((path for path, at in db.get(urls).items() if at in wanted and path.endswith(".md")), "")
