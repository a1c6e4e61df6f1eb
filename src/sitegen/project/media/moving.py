"""Giving a file another name or place; every page that names it follows, in the same save."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sitegen.assist.links import text_of
from sitegen.assist.places import link_from
from sitegen.assist.renaming import moving
from sitegen.base.diagnostics import Edit
from sitegen.catalog.uses import elsewhere, file_of, files_of_pages, names_in_text
from sitegen.editing.mending import Unfit, applied
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.model.change import Author, Refused
from sitegen.project.changes import Changes, Clashed
from sitegen.project.media import recording
from sitegen.project.media.cleaning import NotTaken
from sitegen.project.media.names import free_name, is_place, safe_name
from sitegen.project.media.resolving import is_file, names_in
from sitegen.project.stage import Stage, View
from sitegen.render.pictures.kinds import Kind, kind_named

_BEFORE = "\"'="


@dataclass(frozen=True, slots=True)
class Moved:
    """The file lies at ``path`` now. ``pages`` were mended; ``elsewhere`` still names it as it was."""

    path: str
    pages: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What follows from a move: page → (what it holds, what is to be edited there)."""

    pages: dict[str, tuple[bytes, tuple[Edit, ...]]]
    elsewhere: tuple[str, ...]


def move(
    changes: Changes, stage: Stage, view: View, path: str, folder: str, name: str, author: Author
) -> Moved | NotTaken | Refused:
    """Move a file of a change into ``folder``, under ``name`` made safe; its ending stays."""
    found = changes.read(view.change, path) if stage.ask(view, lambda db: is_file(db, path)) else None
    if found is None:
        return NotTaken("gone")
    if not is_place(folder):
        return NotTaken("folder", {"folder": folder[:200]})
    made = new_name(path, name)
    new, others = f"{folder}/{made}", {one for one in stage.ask(view, names_in(folder)) if f"{folder}/{one}" != path}
    if new == path:
        return Moved(path, (), ())
    if free_name(made, others) != made:
        return NotTaken("taken", {"path": new})
    return _moved(changes, view, path, new, found, stage.ask(view, _plan(path, new)), author)


def new_name(path: str, name: str) -> str:
    """``name`` made safe, with the ending that the file has."""
    ending = "." + path.rpartition(".")[2]
    known = kind_named(path) or Kind("", "", (ending.lower(),))
    stem = name if name.lower().endswith(known.endings) else name + ending
    return safe_name(stem, known)


def _moved(
    changes: Changes, view: View, path: str, new: str, found: tuple[bytes, str], plan: _Plan, author: Author
) -> Moved | NotTaken | Refused:
    files: dict[str, tuple[bytes | None, str]] = {path: (None, found[1]), new: (found[0], "")}
    records = recording.moved(changes, view.change, path, new)
    if isinstance(records, NotTaken):
        return records
    files |= records
    for page, (before, edits) in plan.pages.items():
        now = changes.read(view.change, page)
        try:
            if now is None or now[0] != before:
                return NotTaken("busy")
            files[page] = (applied(before, edits), now[1])
        except Unfit:
            return NotTaken("unfit", {"path": page})
    saved = changes.save(view.change, files, author, f"Moved {path} to {new}")
    if isinstance(saved, Refused):
        return saved
    return NotTaken("busy") if isinstance(saved, Clashed) else Moved(new, tuple(plan.pages), plan.elsewhere)


def _plan(path: str, new: str) -> Callable[[Database], _Plan]:
    def asked(db: Database) -> _Plan:
        edits: defaultdict[str, list[Edit]] = defaultdict(list)
        for edit in (*moving(db, {path: new}).edits, *_in_components(db, path, new)):
            if not any(edit.start < other.end and other.start < edit.end for other in edits[edit.path]):
                edits[edit.path].append(edit)
        pages = {page: (db.get(file, page) or b"", tuple(found)) for page, found in edits.items() if found}
        return _Plan(pages, tuple(one for one in elsewhere(db, path) if one not in pages))

    return asked


def _in_components(db: Database, path: str, new: str) -> Iterator[Edit]:
    """Properties of components, and other values between quotes, that name the file."""
    for page, named in db.get(files_of_pages).items():
        if not page.endswith(".md") or all(source != path for source, _ in named):
            continue
        text = text_of(db, page)
        for start, end, name in names_in_text(text):
            if start and text[start - 1] in _BEFORE and file_of(db, page, name, True) == path:
                yield Edit(page, start, end, link_from(page, new))
