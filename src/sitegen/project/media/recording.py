"""What people say of a file: written into the ``media.yaml`` beside it, which follows when the file moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sitegen.catalog.sources import RECORD
from sitegen.editing.mending import Unfit
from sitegen.editing.records import renamed, taken_over, with_record, without_record
from sitegen.markup.records import parse_records
from sitegen.model.change import Author, Refused
from sitegen.model.record import NOTHING, Record
from sitegen.project.changes import Changes, Clashed
from sitegen.project.media.cleaning import NotTaken

_MOST_TRIES = 4
MOST_WORDS = 2000
"""Letters of an alt text: many times what anybody listens to."""

Files = dict[str, tuple[bytes | None, str]]
Point = tuple[float, float]


def describe(
    changes: Changes, change: str, path: str, said: Mapping[str, str | Point | None], author: Author
) -> Record | NotTaken | Refused:
    """Say of a file what is in ``said`` (``alt``, ``focal``), in a change; returns all that is known of it then."""
    for _ in range(_MOST_TRIES):
        data, version = _read(changes, change, record_path(path))
        known = replace(_record(data, path), **_tidy(said))  # type: ignore[arg-type]
        made = with_record(data, _name(path), known)
        if isinstance(made, Unfit):
            return NotTaken("unfit", {"path": record_path(path)})
        if made == data:
            return known
        saved = changes.save(change, {record_path(path): (made or None, version)}, author, f"Described {path}")
        if isinstance(saved, Refused):
            return saved
        if not isinstance(saved, Clashed):
            return known
    return NotTaken("busy")


def record_path(path: str) -> str:
    """Where the record of a file stands."""
    return f"{path.rpartition('/')[0]}/{RECORD}"


def moved(changes: Changes, change: str, path: str, new: str) -> Files | NotTaken:
    """The files of records as they are when the file at ``path`` lies at ``new``; none if nothing is known of it."""
    there, version = _read(changes, change, record_path(path))
    if _record(there, path) == NOTHING:
        return {}
    if record_path(new) == record_path(path):
        return _made(record_path(path), renamed(there, _name(path), _name(new)), version)
    other, other_version = _read(changes, change, record_path(new))
    left = _made(record_path(path), without_record(there, _name(path)), version)
    found = _made(record_path(new), taken_over(other, _name(new), there, _name(path)), other_version)
    if isinstance(left, NotTaken) or isinstance(found, NotTaken):
        return NotTaken("unfit", {"path": record_path(path if isinstance(left, NotTaken) else new)})
    return left | found


def forgotten(changes: Changes, change: str, path: str) -> Files:
    """The file of records without that of a file that goes; none if nothing is known of it, or it is broken."""
    there, version = _read(changes, change, record_path(path))
    if _name(path) not in parse_records(there, "")[0]:
        return {}
    made = _made(record_path(path), without_record(there, _name(path)), version)
    return {} if isinstance(made, NotTaken) else made


def remembered(changes: Changes, change: str, path: str) -> Files:
    """The file of records with that which a file had last; none if nothing was known of it, or something is again."""
    there, version = _read(changes, change, record_path(path))
    if _name(path) in parse_records(there, "")[0]:
        return {}
    for old in changes.versions(change, record_path(path)):
        data = changes.at(old.id, record_path(path)) or b""
        if _name(path) in parse_records(data, "")[0]:
            made = _made(record_path(path), taken_over(there, _name(path), data, _name(path)), version)
            return {} if isinstance(made, NotTaken) else made
    return {}


def _made(path: str, data: bytes | Unfit, version: str) -> Files | NotTaken:
    return NotTaken("unfit", {"path": path}) if isinstance(data, Unfit) else {path: (data or None, version)}


def _read(changes: Changes, change: str, path: str) -> tuple[bytes, str]:
    return changes.read(change, path) or (b"", "")


def _record(data: bytes, path: str) -> Record:
    return parse_records(data, "")[0].get(_name(path), NOTHING)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _tidy(said: Mapping[str, str | Point | None]) -> dict[str, str | Point | None]:
    """Words on one line, and a point within the picture, to a thousandth."""
    tidy: dict[str, str | Point | None] = {}
    for name, value in said.items():
        if isinstance(value, tuple):
            left, top = (round(min(1.0, max(0.0, one)), 3) for one in value)
            tidy[name] = (left, top)
        else:
            tidy[name] = " ".join(value.split())[:MOST_WORDS] if value is not None else None
    return tidy
