"""What site.yaml says of folders that move as a whole: the pages of types, the patterns of addresses, the checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.catalog.sources import CONTENT, page_paths
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.mending import Unfit
from sitegen.editing.text import split
from sitegen.engine.database import Database

_RULE = b"---\n"
_MARK = b"\xef\xbb\xbf"


def settings_moved(db: Database, data: bytes, moves: Mapping[str, str]) -> bytes | Unfit:
    """The bytes of site.yaml with the folders that hold nothing afterwards called by their new names."""
    folders = dict(whole_folders(db, moves))
    if not folders or data.startswith(_MARK):
        return data
    framed = _RULE + data + (b"" if data.endswith(b"\n") else b"\n") + _RULE
    edits = list(_edits(split(framed)[0], folders))
    made = with_fields(framed, edits) if edits else framed
    if isinstance(made, Unfit):
        return made
    inner = made.removeprefix(_RULE).removesuffix(_RULE)
    return inner if data.endswith(b"\n") else inner.removesuffix(b"\n")


def whole_folders(db: Database, moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(old, new) of each folder, from content/, whose pages all move to one other place."""
    stays = [path for path in db.get(page_paths) if path not in moves]
    seen: set[str] = set()
    for old, new in moves.items():
        inner, outer = old.removeprefix(CONTENT).split("/")[:-1], new.removeprefix(CONTENT).split("/")[:-1]
        while inner:
            before, after = "/".join(inner), "/".join(outer)
            if before not in seen:
                seen.add(before)
                below = f"{CONTENT}{before}/"
                moved = [path for path in moves if path.startswith(below)]
                fits = all(moves[path] == f"{CONTENT}{after}/{path.removeprefix(below)}" for path in moved)
                if after and before != after and fits and not any(path.startswith(below) for path in stays):
                    yield before, after
            if not outer or inner[-1] != outer[-1]:
                break
            inner, outer = inner[:-1], outer[:-1]


def _edits(settings: Mapping[str, Any], folders: Mapping[str, str]) -> Iterator[FieldEdit]:
    for name, declared in _named(settings, "types"):
        yield from _patterns(("types", name, "pages"), declared.get("pages"), folders)
    for name, declared in _named(settings, "checks"):
        yield from _patterns(("checks", name, "pages"), declared.get("pages"), folders)
    given = settings.get("permalinks")
    patterns = given if isinstance(given, dict) else {}
    for name, pattern in patterns.items():
        new = folders.get(str(name).strip("/"))
        if new is not None and new not in patterns:
            yield FieldEdit(("permalinks", name), remove=True)
            yield FieldEdit(("permalinks", new), pattern)


def _named(settings: Mapping[str, Any], name: str) -> Iterator[tuple[str | int, Mapping[str, Any]]]:
    given = settings.get(name)
    pairs = given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ()
    return ((key, value) for key, value in pairs if isinstance(value, dict))


def _patterns(at: tuple[str | int, ...], given: Any, folders: Mapping[str, str]) -> Iterator[FieldEdit]:
    if isinstance(given, list):
        for number, one in enumerate(given):
            yield from _patterns((*at, number), one, folders)
    elif isinstance(given, str):
        for old, new in folders.items():
            lead = "/" if given.startswith("/") else ""
            if given.removeprefix("/").startswith(old + "/"):
                yield FieldEdit(at, lead + new + given.removeprefix("/").removeprefix(old))
