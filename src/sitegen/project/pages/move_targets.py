"""Which files go where when pages are moved, and why they cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.base.paths import is_source
from sitegen.catalog.folders import folder_of
from sitegen.catalog.heads import page_kind
from sitegen.catalog.sources import CONTENT
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.project.pages.places import (
    belongings,
    files_below,
    is_place,
    is_whole_folder,
    language_folder,
    name_of,
    place_above,
    safe_folder,
    safe_name,
    suffix_of,
    translations_of,
)
from sitegen.project.pages.rewriting import Unable


@dataclass(frozen=True, slots=True)
class MoveWanted:
    """Where pages are to go.

    ``folder`` is from content/; None leaves each where it is. ``name`` is for one page only; empty keeps its name.
    ``translations``: their versions in other languages go with them. ``redirect``: old addresses lead to the new.
    """

    paths: tuple[str, ...]
    folder: str | None = None
    name: str = ""
    translations: bool = True
    redirect: bool = True


def targets(db: Database, wanted: MoveWanted) -> dict[str, str] | Unable:
    """Old path → new path of every file that moves."""
    if not wanted.paths:
        return Unable("none_chosen")
    found: dict[str, str] = {}
    for path in wanted.paths:
        if db.get(file, path) is None or not path.endswith(".md"):
            return Unable("gone", path)
        if page_kind(db, path) == "home":
            return Unable("home", path)
        name = safe_name(wanted.name) if wanted.name and wanted.name != name_of(db, path) else name_of(db, path)
        folder = place_above(path) if wanted.folder is None else _folder(db, wanted.folder)
        own = language_folder(db, path)
        if own and not (folder + "/").startswith(own):
            folder = f"{own}{folder}".rstrip("/")
        if name in ("index", "_index") and not is_whole_folder(db, path):
            return Unable("no_place", f"{CONTENT}{folder}/{name}.md")
        step = _steps(db, path, folder, name, translations=wanted.translations)
        if isinstance(step, Unable):
            return step
        found |= step
    return {old: new for old, new in found.items() if old != new}


def _folder(db: Database, typed: str) -> str:
    """A folder that is there stays as it is called; a new one gets a safe name."""
    plain = typed.strip().strip("/")
    return plain if not plain or db.get(paths, f"{CONTENT}{plain}/") else safe_folder(plain)


def _steps(db: Database, path: str, folder: str, name: str, *, translations: bool) -> dict[str, str] | Unable:
    group = [path, *(translations_of(db, path) if translations else ())]
    key = f"{folder}/".removeprefix(language_folder(db, path)).removeprefix("/")
    found: dict[str, str] = {}
    for one in group:
        new = f"{CONTENT}{language_folder(db, one)}{key}{name}"
        if is_whole_folder(db, one):
            old = folder_of(one)
            if f"{new}/".startswith(old) and f"{new}/" != old:
                return Unable("into_itself", path)
            found |= {each: f"{new}/{each.removeprefix(old)}" for each in files_below(db, old)}
        else:
            found[one] = f"{new}{suffix_of(db, one)}.md"
            if folder_of(found[one]) != folder_of(one):
                beside = folder_of(found[one])
                found |= {each: beside + each.rpartition("/")[2] for each in belongings(db, one)}
    return found


def trouble(db: Database, moves: Mapping[str, str]) -> Unable | None:
    there = {path.casefold(): path for path in db.get(paths, CONTENT)}
    taken: dict[str, str] = {}
    for old, new in moves.items():
        other = there.get(new.casefold())
        if other is not None and other not in moves:
            return Unable("taken", new, other)
        if new.casefold() in taken:
            return Unable("taken", new, taken[new.casefold()])
        if not is_source(new) or (old.endswith(".md") and not is_place(new)):
            return Unable("no_place", new)
        taken[new.casefold()] = old
    return None
