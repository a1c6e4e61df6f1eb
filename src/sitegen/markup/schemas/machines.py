"""What a site says to machines, as schemas: hosts, headers, files of the site, types of schema.org."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.markup.schemas import patterns
from sitegen.markup.schemas.values import NULL, SCALAR, Schema, matching
from sitegen.markup.settings.machines import AUTHORITY, DIRECTIVES, SOURCES
from sitegen.markup.settings.table import Setting
from sitegen.model.machines import HOSTS
from sitegen.model.schema_types import PROPERTIES, SCHEMA_TYPES

_FILE: Schema = {"type": ["string", "null"]} | matching(
    f"^/|{patterns.BLANK}", "write its address, from the first slash: /images/card.png"
)
_ADDRESS = matching(r"^https?://[^\s/]", "write a full address, with https://")

FORMS: dict[str, Schema] = {
    "feed.authority": {
        "type": ["string", "null"],
        **matching(f"^(?:{AUTHORITY}){patterns.END}|^{patterns.END}", "write example.org,2026"),
    },
    "organisation.currency": {
        "type": ["string", "null"],
        **matching(f"^[A-Z]{{3}}{patterns.END}|^{patterns.END}", "write EUR, SEK, VND"),
    },
    "organisation.logo": _FILE,
    "sharing.picture": _FILE,
}
"""What some settings ask for beyond their kind."""


def some(item: Schema) -> Schema:
    """One value, a list of them, or nothing."""
    blank: Schema = {"type": "string", "pattern": patterns.BLANK}
    return {"anyOf": [item, {"type": "array", "items": item}, blank, NULL]}


def _policy() -> Schema:
    sources: Schema = {"type": [*SCALAR, "null"], "pattern": rf"^\s*(?:{SOURCES})?\s*{patterns.END}"}
    known = dict.fromkeys(DIRECTIVES, sources)
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def _schema_type() -> Schema:
    kinds: Schema = {"enum": sorted(SCHEMA_TYPES)}
    fields = {name: {"type": SCALAR} for name in sorted(PROPERTIES)}
    group: Schema = {
        "type": "object",
        "properties": {"type": kinds, **fields},
        "required": ["type"],
        "additionalProperties": False,
    }
    return {"anyOf": [kinds, group, {"type": "string", "pattern": patterns.BLANK}, NULL]}


SHAPES: dict[str, Callable[[Setting], Schema]] = {
    "headers.hosts": lambda setting: some({"enum": list(HOSTS)}),
    "headers.policy": lambda setting: _policy(),
    "organisation.same_as": lambda setting: some({"type": "string", **_ADDRESS}),
    "redirects.hosts": lambda setting: some({"enum": list(HOSTS)}),
    "sharing.fonts": lambda setting: some({"type": "string", "pattern": "^/"}),
    "types.*.schema": lambda setting: _schema_type(),
}
"""How settings look that are no values."""
