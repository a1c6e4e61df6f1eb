"""Where the value of a field stands."""

from __future__ import annotations

from sitegen.base.diagnostics import Location
from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.model.yaml import YamlList, YamlMap, YamlNode

Way = tuple[str | int, ...]
"""The way to a value: names of fields, numbers of items (from 0)."""


def place_of(db: Database, path: str, way: Way) -> Location:
    """Where a page's value stands; of a data row, or a value that a folder gives, the file alone."""
    if not path.endswith(".md"):
        return Location(path.partition("#")[0])
    node: YamlNode | None = db.get(document, path).front
    for step in way:
        if isinstance(node, YamlMap) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, YamlList) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return Location(path, *node.at) if node is not None and not isinstance(node, YamlMap) else Location(path)


def place_of_term(db: Database, path: str, title: str) -> Location:
    """Where a page names a term; the file alone if that cannot be known."""
    if not path.endswith(".md"):
        return Location(path.partition("#")[0])
    front = db.get(document, path).front
    for entry in front.entries if front is not None else ():
        for node in entry.value.items if isinstance(entry.value, YamlList) else (entry.value,):
            if not isinstance(node, (YamlList, YamlMap)) and node.text.strip() == title and entry.key.text != "title":
                return Location(path, *node.at)
    return Location(path)
