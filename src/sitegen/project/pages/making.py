"""A new page: where it lies, what it is called, and the fields that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sitegen.base.paths import is_safe_output
from sitegen.catalog.folders import sections
from sitegen.catalog.heads import page_head
from sitegen.catalog.index import addresses
from sitegen.catalog.patterns import matches
from sitegen.catalog.redirects import redirects
from sitegen.catalog.settings import head_settings, languages
from sitegen.catalog.sources import CONTENT
from sitegen.editing.fields import FieldEdit
from sitegen.engine.database import Database
from sitegen.engine.inputs import paths
from sitegen.model.page import PageHead
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.project.drafting import Unfit, drafted
from sitegen.project.pages.places import is_place, numbered, safe_folder, safe_name
from sitegen.project.pages.rewriting import Rewrite, Unable, unfit
from sitegen.project.stage import Stage, View

_MOST_TRIES = 200
_WILD = re.compile(r"[*?]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page to be made. ``type`` is empty for a page without one; ``folder`` is from content/, empty for the type's
    own; ``language`` is empty for the site's first."""

    title: str
    type: str = ""
    folder: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The page as it would be saved."""

    path: str
    rewrite: Rewrite


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be made: a declared type, or a page without one (``name`` is empty).

    ``folders`` are those that it may lie in, the usual one first; ``required`` are the labels of what it must have.
    """

    name: str
    label: str
    folders: tuple[str, ...]
    required: tuple[str, ...]


def kinds(db: Database) -> list[Kind]:
    """What can be made here, declared types first; those that are made from data are not."""
    settings = db.get(head_settings)
    folders = _folders(db)
    found = []
    for one in settings.types:
        if one.source is None and one.pages:
            required = tuple(spec.label or spec.name for spec in one.fields if spec.required and spec.name != "title")
            found.append(Kind(one.name, one.label or one.name, tuple(_of_type(one, folders)), required))
    free = tuple(folder for folder in folders if not _claimed(settings.types, folder))
    return [*found, Kind("", "", ("", *(folder for folder in free if folder)), ())]


def made(stage: Stage, view: View, wanted: PageWanted, now: datetime) -> Made | Unable:
    """The page that is wanted, at a path and an address that nobody has; nothing is kept."""
    title = " ".join(_printable(wanted.title).split())
    if not title:
        return Unable("no_title")
    one_type = stage.ask(view, lambda db: db.get(head_settings)).type(wanted.type) if wanted.type else None
    if wanted.type and one_type is None:
        return Unable("no_type", other=wanted.type)
    data = _data(title, one_type, now)
    if isinstance(data, Unfit):
        return unfit("", data)
    tried = stage.ask(view, lambda db: _paths(db, wanted, one_type, title))
    taken = stage.ask(view, _taken)
    for path in tried:
        seen = view._replace(texts={**view.texts, path: data})
        head = stage.ask(seen, partial(_head, path))
        if head.url in taken or is_safe_output(head.output) is not None:
            continue
        whole = _typed(data, head.type or "", wanted.type)
        return unfit(path, whole) if isinstance(whole, Unfit) else Made(path, Rewrite({path: None}, {path: whole}))
    return Unable("no_place", tried[0] if tried else wanted.folder)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\u200d" else " " for char in text)


# where


def _paths(db: Database, wanted: PageWanted, one_type: ContentType | None, title: str) -> list[str]:
    """Paths that are free, the likeliest first."""
    there = {path.casefold() for path in db.get(paths, CONTENT)}
    pattern = _pattern(one_type, wanted.folder)
    found = []
    for name, _ in zip(numbered(safe_name(title)), range(_MOST_TRIES), strict=False):
        path = _in_language(db, _path(pattern, wanted.folder, name), wanted.language)
        if path.casefold() not in there and is_place(path):
            found.append(path)
    return found[:20]


def _pattern(one_type: ContentType | None, folder: str) -> str:
    """The pattern of the type that the folder fits; its first if it fits none."""
    patterns = one_type.pages if one_type is not None else ()
    plain = [one.removeprefix("/").removeprefix(CONTENT) for one in patterns]
    return next((one for one in plain if folder and matches(f"{folder}/x.md", one)), plain[0] if plain else "")


def _path(pattern: str, folder: str, name: str) -> str:
    parts = [part for part in pattern.split("/") if part != "**"] or [""]
    last = parts.pop()
    if last.startswith(("index.", "_index.")) and not _WILD.search(last):
        place = folder or "/".join(part for part in parts if not _WILD.search(part))
        return f"{CONTENT}{place}/{name}/index.md".replace("//", "/")
    place = safe_folder_kept(folder) if folder else "/".join(part for part in parts if not _WILD.search(part))
    file = last.replace("*", name).replace("?", "x") if "*" in last and last != "*.md" else f"{name}.md"
    return f"{CONTENT}{place}/{file}".replace("//", "/")


def safe_folder_kept(folder: str) -> str:
    """A folder from a list of folders stays as it is; what somebody typed becomes safe."""
    plain = folder.strip("/")
    return plain if is_place(f"{CONTENT}{plain}/x.md") and ".." not in plain else safe_folder(plain)


def _in_language(db: Database, path: str, language: str) -> str:
    """In a folder of the language's where the site has such folders, else with the language in the name."""
    spoken = db.get(languages)
    if not language or language == spoken[0].code or language not in {one.code for one in spoken}:
        return path
    rest = path.removeprefix(CONTENT)
    if rest.startswith(f"{language}/"):
        return path
    if db.get(paths, f"{CONTENT}{language}/"):
        return f"{CONTENT}{language}/{rest}"
    return f"{path.removesuffix('.md')}.{language}.md"


def _taken(db: Database) -> frozenset[str]:
    """Every address at which something answers, or from which an old one leads on."""
    return frozenset((*db.get(addresses), *db.get(redirects)))


def _head(path: str, db: Database) -> PageHead:
    return db.get(page_head, path)


def _folders(db: Database) -> list[str]:
    """Every folder that holds pages, from content/; content/ itself is the empty one."""
    return sorted(folder.removeprefix(CONTENT).rstrip("/") for folder in db.get(sections))


def _of_type(one_type: ContentType, folders: Sequence[str]) -> Iterator[str]:
    own = _path(_pattern(one_type, ""), "", "x").removeprefix(CONTENT).rpartition("/")[0].removesuffix("/x")
    years = [folder for folder in folders if folder.rpartition("/")[0] == own and _YEAR.fullmatch(folder[-4:])]
    first = max(years, default=own)  # who keeps a folder a year goes on with the newest
    yield first
    if first != own:
        yield own
    for folder in folders:
        if folder not in (own, first) and any(
            matches(f"{folder}/x.md".lstrip("/"), pattern) for pattern in one_type.pages
        ):
            yield folder


def _claimed(types: Sequence[ContentType], folder: str) -> bool:
    return any(matches(f"{folder}/x.md".lstrip("/"), pattern) for one in types for pattern in one.pages)


# what it says


def _data(title: str, one_type: ContentType | None, now: datetime) -> bytes | Unfit:
    specs = one_type.fields if one_type is not None else ()
    edits = [FieldEdit(("title",), title)]
    for spec in specs:
        value = _beginning(spec, now)
        if spec.name != "title" and value is not None:
            edits.append(FieldEdit((spec.name,), value))
    return drafted(b"", edits, None, specs)


def _beginning(spec: FieldSpec, now: datetime) -> Any:
    """What a field begins with: the default that it declares; today; what can only be so. None is left out."""
    if not spec.required:
        return None
    if spec.default is not None:
        return spec.default
    if spec.kind in ("date", "moment"):
        return now.date().isoformat()
    if spec.kind == "datetime":
        return now.strftime("%Y-%m-%d %H:%M")
    if spec.kind == "choice" and spec.choices:
        return spec.choices[0]
    return False if spec.kind == "boolean" else None


def _typed(data: bytes, found: str, wanted: str) -> bytes | Unfit:
    """The page says its type where its place says another."""
    if not wanted or found == wanted:
        return data
    return drafted(data, [FieldEdit(("type",), wanted)], None)
