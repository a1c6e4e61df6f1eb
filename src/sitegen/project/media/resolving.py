"""Which file a page means, what there is in a folder, and what may be uploaded: questions for the stage."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.assist.places import link_from
from sitegen.catalog.settings import site_settings
from sitegen.engine.database import Database
from sitegen.engine.inputs import file_hash, paths
from sitegen.model.settings import MediaOptions
from sitegen.project.media.names import FOLDERS
from sitegen.render.images import source_of


def options(db: Database) -> MediaOptions:
    """What the site allows."""
    return db.get(site_settings).media


def names_in(folder: str) -> Callable[[Database], frozenset[str]]:
    """The question for the names of the files and folders in a folder."""
    start = folder.rstrip("/") + "/"
    return lambda db: frozenset(path.removeprefix(start).partition("/")[0] for path in db.get(paths, start))


def named_by(page: str, name: str) -> Callable[[Database], str]:
    """The question for the source that a page names so; without a page, ``name`` is the source itself."""

    def asked(db: Database) -> str:
        found = source_of(db, page, name) if page else name
        return found if found is not None and is_file(db, found) else ""

    return asked


def is_file(db: Database, path: str) -> bool:
    """True for a file that is published as it is."""
    return path.startswith(tuple(f"{one}/" for one in FOLDERS)) and path in db.get(paths, path) and not is_page(path)


def is_page(path: str) -> bool:
    """True for the source of a page."""
    return path.startswith("content/") and path.endswith(".md")


def as_named(page: str, path: str) -> str:
    """A file as it is written on a page; without a page, its own path."""
    return link_from(page, path) if page else path


def print_of(path: str) -> Callable[[Database], str]:
    """The question for the fingerprint of a file; empty if it is not there."""
    return lambda db: db.get(file_hash, path)
