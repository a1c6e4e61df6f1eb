"""Addresses that lead out of the site: where each stands. Asked by nobody but a check of those addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sitegen.base.diagnostics import Location
from sitegen.base.entities import unescape
from sitegen.base.text import Lines, Span
from sitegen.catalog.index import all_heads
from sitegen.catalog.settings import SITE_FILE, base_url, markdown_options
from sitegen.catalog.sources import CONTENT, document
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.markup.decode import decode
from sitegen.markup.front_matter import read_front
from sitegen.markup.markdown import outward_links
from sitegen.markup.yaml import compose_map
from sitegen.model.document import Hole, Segments
from sitegen.model.yaml import YamlList, YamlMap, YamlNode

_NOWHERE: Span = (0, 0, 0, 0)
_LAYOUTS = "layouts/"
_COMMENTS = re.compile(r"\{#.*?#\}|<!--.*?-->|<link\b[^<>]*\brel=[\"']?(?:preconnect|dns-prefetch)\b[^<>]*>", re.DOTALL)
"""What leads nowhere: comments, and hosts that a browser is only told of."""
_ATTRIBUTES = re.compile(
    r"""\s(?:href|src|poster|cite)\s*=\s*(?P<quote>["']?)(?P<address>(?:https?:)?//[^\s"'<>{}]+)(?P=quote)(?=[\s>/])""",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?:)?//[^\s/?#]", re.IGNORECASE)


class Outward(NamedTuple):
    """An address of the web, without its fragment, and where it is written."""

    address: str
    at: Location


def outward(db: Database) -> list[Outward]:
    """Every address of the web in pages, their front matter, data rows, the site's layouts and site.yaml.

    Addresses below ``base_url`` are the site's own and left out: they may not be published yet.
    """
    found = list(_of_settings(db))
    for path in sorted(all_heads(db)):
        if path.startswith(CONTENT) and path.endswith(".md"):
            found += _of_page(db, path)
    found += _of_rows(db)
    for path in db.get(paths, _LAYOUTS):
        if path.endswith((".html", ".xml")):
            found += _of_layout(db, path)
    own = db.get(base_url).rstrip("/")
    return [one for one in found if not own or not (one.address + "/").startswith(own + "/")]


def _of_settings(db: Database) -> Iterator[Outward]:
    text, _ = decode(db.get(file, SITE_FILE) or b"", SITE_FILE)
    node, _ = compose_map(text, SITE_FILE, code="SG301", shape_code="SG301")
    for entry in node.entries if node is not None else ():
        if entry.key.text != "base_url":
            yield from _written(_scalars(entry.value), SITE_FILE)


def _of_page(db: Database, path: str) -> Iterator[Outward]:
    text, _ = decode(db.get(file, path) or b"", path)
    parts, fields, _ = read_front(text, path)
    yield from _written(_scalars(fields), path)
    if "//" not in text and "www." not in text:
        return  # nothing that could lead out; reading the text once more would take most of the time
    yield from _written(outward_links(text, parts.body_start, db.get(markdown_options)), path)
    yield from _written(_properties(db.get(document, path).segments), path)


def _of_rows(db: Database) -> Iterator[Outward]:
    """Addresses in rows that became pages. The place is that of the first such words in the data file."""
    for source, values in sorted(_row_values(db).items()):
        text, _ = decode(db.get(file, source) or b"", source)
        lines = Lines(text)
        for value in values:
            begin = text.find(value)
            yield from _written([(value, lines.span(begin, begin + len(value)) if begin >= 0 else _NOWHERE)], source)


def _of_layout(db: Database, path: str) -> Iterator[Outward]:
    """Addresses that stand whole in a layout; those that it puts together are its pages'."""
    text, _ = decode(db.get(file, path) or b"", path)
    shown = _COMMENTS.sub(lambda found: re.sub(r"\S", " ", found[0]), text)
    lines = Lines(text)
    for found in _ATTRIBUTES.finditer(shown):
        yield from _written([(unescape(found["address"]), lines.span(*found.span("address")))], path)


def _row_values(db: Database) -> dict[str, list[str]]:
    """data file → the addresses that its rows have."""
    found: dict[str, dict[str, None]] = {}
    for path, head in sorted(all_heads(db).items()):
        source, _, row = path.partition("#")
        if row and not source.startswith("@"):
            values = found.setdefault(source, {})
            values.update((value, None) for value in _texts(head.fields) if _WEB.match(value))
    return {source: list(values) for source, values in found.items()}


def _written(found: Iterable[tuple[str, Span]], path: str) -> Iterator[Outward]:
    for address, at in found:
        if _WEB.match(address) and not any(char.isspace() for char in address):
            full = address if ":" in address.partition("/")[0] else f"https:{address}"
            yield Outward(full.partition("#")[0], Location(path, *at))


def _scalars(node: YamlNode | None) -> Iterator[tuple[str, Span]]:
    """Every value of a YAML text."""
    if isinstance(node, YamlMap):
        for entry in node.entries:
            yield from _scalars(entry.value)
    elif isinstance(node, YamlList):
        for item in node.items:
            yield from _scalars(item)
    elif node is not None:
        yield node.text.strip(), node.at


def _properties(segments: Segments) -> Iterator[tuple[str, Span]]:
    """What components are given."""
    for part in segments:
        if isinstance(part, Hole) and part.kind == "component":
            yield from ((str(value), part.at) for value in part.attributes.values())
            yield from _properties((*part.label, *part.children))


def _texts(value: Any) -> Iterator[str]:
    """Every text in the values of a row."""
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
