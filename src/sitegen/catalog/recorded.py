"""What is known of files of media: the ``media.yaml`` in the folder of each."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.assets import asset_urls
from sitegen.catalog.sources import RECORD, content_files, is_record
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.engine.query import query
from sitegen.markup.records import parse_records
from sitegen.model.record import NOTHING, Record

_STATIC = "static/"


@query(table=True)
def record_files(db: Database) -> dict[str, str]:
    """Folder (``content/news``) → the ``media.yaml`` in it."""
    usable = (path for path in (*db.get(content_files), *db.get(paths, _STATIC)) if is_record(path))
    return {path.rpartition("/")[0]: path for path in usable}


@query(table=True)
def folder_records(db: Database, path: str) -> dict[str, Record]:
    """Name of a file → what a ``media.yaml`` says of it; what is wrong with that is reported."""
    records, _, problems = parse_records(db.get(file, path) or b"", path)
    for problem in problems:
        db.report(problem)
    return records


def record_of(db: Database, path: str) -> Record:
    """What is known of the file with a source path (``content/news/a.jpg``); an empty record if nothing is."""
    folder, _, name = path.rpartition("/")
    written = db.part(record_files, (), folder)
    return (db.part(folder_records, (written,), name) if written else None) or NOTHING


@query
def records_checked(db: Database) -> int:
    """How many records there are; those of files that are not there are reported."""
    count = 0
    for folder, path in db.get(record_files).items():
        known = db.get(folder_records, path)
        count += len(known)
        missing = [name for name in known if "/" in name or not _is_there(db, f"{folder}/{name}")]
        if missing:
            _report(db, folder, path, missing)
    return count


def _report(db: Database, folder: str, path: str, missing: list[str]) -> None:
    _, places, _ = parse_records(db.get(file, path) or b"", path)
    inside = (one.rpartition("/") for one in db.get(asset_urls))
    names = [name for place, _, name in inside if place == folder]
    for name in missing:
        message = f'there is no file "{name}" in {folder}/'
        other = f"{folder}/{name}".rpartition("/")[0]
        is_elsewhere = "/" in name and _is_there(db, f"{folder}/{name}")
        hint = f"write it into {other}/{RECORD}" if is_elsewhere else did_you_mean(name, names)
        db.report(Diagnostic("SG203", message, Location(path, *places[name]), hint))


def _is_there(db: Database, path: str) -> bool:
    return db.part(asset_urls, (), path) is not None
