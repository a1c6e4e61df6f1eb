"""Layouts, data and settings that name a file which moves: they follow where it is certain that they mean that file.

Certain is a whole value of a data file, or a whole text between quotes or parentheses in a layout, that leads to the
file from the site's root. What is put together, or begins elsewhere, is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sitegen.assist.links import text_of
from sitegen.base.diagnostics import Edit
from sitegen.base.text import Lines
from sitegen.catalog.addresses import quote_path
from sitegen.catalog.assets import address_of, asset_urls
from sitegen.catalog.uses import elsewhere, file_of, may_mean, names_in_text
from sitegen.engine.database import Database
from sitegen.markup.tables.sheet import parse_sheet
from sitegen.markup.yaml import compose
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

_ROOT = "content/index.md"
"""Addresses from the root mean the same on every page: this one stands for all."""

_PLAIN = re.compile(r"[\w./%~+@-]+")
"""Names that are the same in YAML, JSON, CSV and HTML, with quotes and without."""

_OPENS, _CLOSES = "\"'(", "\"')?#"


def following(db: Database, path: str, new: str) -> Iterator[tuple[str, tuple[Edit, ...], bool]]:
    """(source, what is written there, whether nothing is left that may name the file) of each source that names it."""
    for source in elsewhere(db, path):
        text = text_of(db, source)
        named = [one for one in names_in_text(text) if may_mean(db, one[2], path)]
        wholes = set(_wholes(source, text))
        edits = tuple(_edits(db, source, text, [one for one in named if one[:2] in wholes], path, new))
        yield source, edits, len(edits) == len(named)


def _edits(
    db: Database, source: str, text: str, named: list[tuple[int, int, str]], path: str, new: str
) -> Iterator[Edit]:
    for start, end, name in named:
        made = _renamed(db, text[start:end], name, path, new, is_layout=source.startswith("layouts/"))
        if made and _PLAIN.fullmatch(made):
            yield Edit(source, start, end, made)


def _renamed(db: Database, written: str, name: str, path: str, new: str, *, is_layout: bool) -> str:
    """``written`` for the file's new place; empty where it is not certain what was meant."""
    if name.startswith("/"):
        if file_of(db, _ROOT, name, True) != path:
            return ""
        url = address_of(db, new)
        return url if written != name or quote_path(unquote(url)) == unquote(url) else unquote(url)
    if is_layout:
        return ""
    if name == path:
        return new
    root, _, below = path.partition("/")
    if name != below or "/" not in name or not new.startswith(root + "/") or _is_shared(db, name, path):
        return ""
    return new.removeprefix(root + "/")


def _is_shared(db: Database, name: str, path: str) -> bool:
    """True if the end of another file's path is the same."""
    return any(one != path and one.endswith("/" + name) for one in db.get(asset_urls))


def _wholes(source: str, text: str) -> Iterator[tuple[int, int]]:
    """From where to where the whole values of a source stand."""
    if source.endswith((".yaml", ".yml")):
        lines = Lines(text)
        node, problems = compose(text, source)
        for one in _values(node) if node is not None and not problems else ():
            yield _inner(text, lines.offset(*one.at[:2]), lines.offset(*one.at[2:]))
    elif source.endswith(".csv"):
        lines = Lines(text)
        for row in parse_sheet(text, source)[0].rows:
            for cell in row:
                yield _inner(text, lines.offset(*cell.at[:2]), lines.offset(*cell.at[2:]))
    else:
        opens, closes = ('"', '"') if source.endswith(".json") else (_OPENS, _CLOSES)
        for start, end, _ in names_in_text(text):
            if start and text[start - 1] in opens and text[end : end + 1] in tuple(closes):
                yield start, end


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and quotes round it."""
    while start < end and text[start] in " \t\"'":
        start += 1
    while end > start and text[end - 1] in " \t\"'":
        end -= 1
    return start, end


def _values(node: YamlNode) -> Iterator[YamlScalar]:
    if isinstance(node, YamlScalar):
        yield node
    elif isinstance(node, YamlList):
        for item in node.items:
            yield from _values(item)
    elif isinstance(node, YamlMap):
        for entry in node.entries:
            yield from _values(entry.value)
