"""What a site says to machines: ``redirects``, ``headers``, ``sharing``, ``organisation``, ``llms``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration, as_map, entries_of, section
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.machines import HOSTS, MachineOptions, Organisation, Schema, SiteFile
from sitegen.model.schema_types import PROPERTIES, SCHEMA_TYPES
from sitegen.model.settings import ContentType
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

DIRECTIVES = (
    "default-src",
    "base-uri",
    "child-src",
    "connect-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
)
"""Directives of Content Security Policy Level 3 that say where something may come from."""

AUTHORITY = r"[A-Za-z0-9.-]+(?:@[A-Za-z0-9.-]+)?,[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_SOURCE = r"[!-+\--:<-~]+"
SOURCES = f"{_SOURCE}(?: +{_SOURCE})*"
"""Sources of a directive: visible ASCII without the comma and the semicolon that end one."""
_BUILTIN = ("title", "date", "updated", "description")


def read_machines(
    found: dict[str, Any], authority: str, types: tuple[ContentType, ...], node: YamlMap | None, reading: Declaration
) -> MachineOptions:
    """The options. ``found`` are the site's settings, ``node`` site.yaml itself."""
    redirects = section(found["redirects"], "redirects", "redirects", reading)
    headers = section(found["headers"], "headers", "headers", reading)
    sharing = section(found["sharing"], "sharing", "sharing", reading)
    hosts = tuple(_hosts(redirects["hosts"], reading))
    return MachineOptions(
        authority,
        hosts if redirects["hosts"] is not None else ("netlify",),
        bool(redirects["pages"]),
        tuple(_hosts(headers["hosts"], reading)),
        bool(headers["transport"]),
        dict(_policy(headers["policy"], reading)),
        bool(sharing["pictures"]),
        _file(found["sharing"], "picture", reading),
        tuple(_files(sharing["fonts"], "fonts", reading)),
        _organisation(found["organisation"], reading),
        bool(found["llms"]),
        dict(_schemas(types, node, reading)),
    )


def read_authority(value: str, node: YamlNode | None, reading: Declaration) -> str:
    """Who the ids of a feed's entries belong to, and since when; empty if it cannot be used."""
    if not value or re.fullmatch(AUTHORITY, value):
        return value
    written = node.get("authority") if isinstance(node, YamlMap) else None
    if written is not None and not is_broken(written):
        hint = "write a name that was yours at that date: example.org,2026"
        reading.refuse(f'"{value}" is not an authority with a date', written.at, hint)
    return ""


def _items(node: YamlNode | None) -> Iterator[YamlNode]:
    """The values of a list, or the one that stands alone."""
    if node is not None and not _is_blank(node):
        yield from node.items if isinstance(node, YamlList) else (node,)


def _is_blank(node: YamlNode) -> bool:
    return is_empty(node) or is_broken(node) or (isinstance(node, YamlScalar) and not node.text.strip())


def _hosts(node: YamlNode | None, reading: Declaration) -> Iterator[str]:
    for item in _items(node):
        if isinstance(item, YamlScalar) and item.text in HOSTS:
            yield item.text
        elif not is_broken(item):
            hint = isinstance(item, YamlScalar) and did_you_mean(item.text, HOSTS)
            message = f"the forms of the host {shown(item)} are not known"
            reading.refuse(message, item.at, hint or f"write one of {', '.join(HOSTS)}")


def _policy(node: YamlNode | None, reading: Declaration) -> Iterator[tuple[str, str]]:
    for entry in entries_of(node, "policy", reading):
        name, value = entry.key.text, entry.value
        if name not in DIRECTIVES:
            hint = did_you_mean(name, DIRECTIVES)
            reading.refuse(f'"{name}" is not a directive of a content security policy', entry.key.at, hint)
        elif _is_blank(value):
            yield name, ""
        elif isinstance(value, YamlScalar) and re.fullmatch(SOURCES, value.text.strip()):
            yield name, value.text.strip()
        elif not is_broken(value):
            reading.refuse(f'"{name}" asks for sources, not for {shown(value)}', value.at, "write 'self' https://…")


def _files(node: YamlNode | None, name: str, reading: Declaration) -> Iterator[SiteFile]:
    for item in _items(node):
        if isinstance(item, YamlScalar) and item.text.startswith("/"):
            yield SiteFile(item.text, reading.location(item.at))
        elif not is_broken(item):
            hint = "write its address, from the first slash: /images/card.png"
            reading.refuse(f'"{name}" asks for a file of the site, not for {shown(item)}', item.at, hint)


def _file(group: YamlNode | None, name: str, reading: Declaration) -> SiteFile | None:
    """The file that a setting of a group names; a list is a problem already."""
    node = group.get(name) if isinstance(group, YamlMap) else None
    return next(_files(node, name, reading), None) if isinstance(node, YamlScalar) else None


def _organisation(node: YamlNode | None, reading: Declaration) -> Organisation:
    found = section(node, "organisation", "organisation", reading)
    currency = found["currency"] or ""
    if currency and re.fullmatch("[A-Z]{3}", currency) is None and isinstance(node, YamlMap):
        written = node.get("currency")
        if written is not None:
            reading.refuse(f'"{currency}" is not the code of a currency', written.at, "write EUR, SEK, VND")
        currency = ""
    logo = _file(node, "logo", reading)
    return Organisation(found["name"] or "", logo, tuple(_addresses(found["same_as"], reading)), currency)


def _addresses(node: YamlNode | None, reading: Declaration) -> Iterator[str]:
    for item in _items(node):
        if isinstance(item, YamlScalar) and re.match(r"https?://[^\s/]", item.text):
            yield item.text
        elif not is_broken(item):
            reading.refuse(f'"same_as" asks for full addresses, not for {shown(item)}', item.at, "write https://…")


def _schemas(
    types: tuple[ContentType, ...], node: YamlMap | None, reading: Declaration
) -> Iterator[tuple[str, Schema]]:
    """What each type says of itself in ``schema:``, a name alone or ``{type: Event, startDate: begins}``."""
    declared = {one.name: one for one in types}
    written = node.get("types") if node is not None else None
    for entry in written.entries if isinstance(written, YamlMap) else ():
        value = entry.value.get("schema") if isinstance(entry.value, YamlMap) else None
        if value is None or _is_blank(value) or entry.key.text not in declared:
            continue
        if (schema := _schema(value, declared[entry.key.text], reading)) is not None:
            yield entry.key.text, schema


def _schema(node: YamlNode, content_type: ContentType, reading: Declaration) -> Schema | None:
    kind = node.get("type") if isinstance(node, YamlMap) else node
    if not isinstance(kind, YamlScalar) or kind.text not in SCHEMA_TYPES:
        at = (kind or node).at
        if kind is None or not is_broken(kind):
            named = isinstance(kind, YamlScalar)
            what = f'"{kind.text}" is' if isinstance(kind, YamlScalar) else "this is"
            hint = did_you_mean(kind.text, SCHEMA_TYPES) if isinstance(kind, YamlScalar) and named else ""
            message = f"{what} not a type of schema.org that sitegen can describe"
            reading.refuse(message, at, hint or f"write one of {', '.join(sorted(SCHEMA_TYPES))}")
        return None
    return Schema(kind.text, dict(_properties(node, content_type, reading)), reading.location(kind.at))


def _properties(node: YamlNode, content_type: ContentType, reading: Declaration) -> Iterator[tuple[str, str]]:
    """Property → field, where the author says so."""
    fields = (*_BUILTIN, *(spec.name for spec in content_type.fields))
    found = as_map(node, "schema", reading) if isinstance(node, YamlMap) else None
    for entry in found.entries if found is not None else ():
        name, value = entry.key.text, entry.value
        if name == "type" or is_broken(value):
            continue
        if name not in PROPERTIES:
            hint = did_you_mean(name, PROPERTIES)
            reading.refuse(f'"{name}" is not a property that sitegen can describe', entry.key.at, hint)
        elif not isinstance(value, YamlScalar) or (value.text not in fields and not content_type.extra):
            hint = did_you_mean(value.text, fields) if isinstance(value, YamlScalar) else ""
            message = f'the type "{content_type.name}" has no field {shown(value)}'
            reading.refuse(message, value.at, hint or f"write the field that gives {name}")
        else:
            yield name, value.text
