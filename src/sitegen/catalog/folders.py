"""Folders: which have a page of their own, and what they say for the pages below."""

from __future__ import annotations

from sitegen.catalog.sources import CONTENT, document, page_paths
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.yaml import YamlEntry, YamlMap


def folder_of(path: str) -> str:
    """The folder of a file, with its closing slash: ``content/news/`` for ``content/news/a.md``."""
    return path.rpartition("/")[0] + "/"


def above(folder: str) -> str:
    """The folder that holds a folder; empty for content/ itself."""
    return folder_of(folder.rstrip("/")) if folder != CONTENT else ""


def is_index(path: str) -> bool:
    """True for ``index.md``, ``_index.md`` and their translations (``index.fi.md``)."""
    return path.rpartition("/")[2].split(".")[0] in ("index", "_index")


@query(table=True)
def folders(db: Database) -> dict[str, list[str]]:
    """Every folder that holds pages at some depth: [its index pages…]."""
    found: dict[str, list[str]] = {CONTENT: []}
    for path in db.get(page_paths):
        folder = folder_of(path)
        while folder and folder not in found:
            found[folder] = []
            folder = above(folder)
        if is_index(path):
            found[folder_of(path)].append(path)
    return found


@query(table=True)
def sections(db: Database) -> dict[str, bool]:
    """Folders that hold other pages than their own: these are lists, the others are single pages with files beside."""
    found: dict[str, bool] = {CONTENT: True}
    for path in db.get(page_paths):
        folder = folder_of(path)
        if is_index(path):
            folder = above(folder)
        while folder and folder not in found:
            found[folder] = True
            folder = above(folder)
    return found


@query
def folder_defaults(db: Database, folder: str) -> tuple[tuple[str, YamlEntry], ...]:
    """(file, entry) for each of the ``defaults:`` that hold in a folder, the nearest folder's first."""
    own: list[tuple[str, YamlEntry]] = []
    for path in db.part(folders, (), folder) or []:
        front = db.get(document, path).front
        defaults = front.get("defaults") if front is not None else None
        if isinstance(defaults, YamlMap):
            own += [(path, entry) for entry in defaults.entries]
    upper = above(folder)
    inherited = db.get(folder_defaults, upper) if upper else ()
    names = {entry.key.text for _, entry in own}
    return (*own, *(item for item in inherited if item[1].key.text not in names))
