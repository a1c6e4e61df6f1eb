"""Where pages may lie: their names, their versions in other languages, what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from sitegen.assist.links import file_at, target_of, written_in
from sitegen.base.paths import is_source, name_trouble
from sitegen.catalog.addresses import slugify
from sitegen.catalog.folders import folder_of, is_index
from sitegen.catalog.heads import heads, page_kind
from sitegen.catalog.language import split_language
from sitegen.catalog.relations import translations
from sitegen.catalog.settings import languages
from sitegen.catalog.sources import CONTENT, document
from sitegen.engine.database import Database
from sitegen.engine.inputs import paths

LONGEST_NAME = 80
"""Signs in the name of a file that is made from a title; file systems end at 255 bytes."""


def safe_name(title: str) -> str:
    """A title as the name of a file, by the rules of addresses, cut between words."""
    slug = slugify(title)
    if len(slug) <= LONGEST_NAME:
        return slug
    return slug[: LONGEST_NAME + 1].rpartition("-")[0] or slug[:LONGEST_NAME]


def safe_folder(text: str) -> str:
    """A folder as somebody typed it, from content/: parts by the rules of addresses, but none that is there changes."""
    return "/".join(safe_name(part) for part in text.replace("\\", "/").split("/") if part.strip(" ."))


def numbered(name: str) -> Iterator[str]:
    """A name, then the same with a number behind it: ``hours``, ``hours-2``, …"""
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def is_place(path: str) -> bool:
    """True if a page may be kept there."""
    return path.startswith(CONTENT) and path.endswith(".md") and is_source(path) and name_trouble(path) is None


def suffix_of(db: Database, path: str) -> str:
    """``.fi`` for ``about.fi.md`` where that says the language; else nothing."""
    rest = path.removeprefix(CONTENT)
    language, _, plain = split_language(path, db.get(languages))
    return f".{language}" if plain != rest else ""


def language_folder(db: Database, path: str) -> str:
    """``fi/`` for ``content/fi/about.md`` where that says the language; else nothing."""
    language, key, rest = split_language(path, db.get(languages))
    return f"{language}/" if key != rest and rest.startswith(f"{language}/") else ""


def name_of(db: Database, path: str) -> str:
    """What a page is called in its folder: the file's name without what says its language; a folder's own."""
    if is_index(path):
        return path.rpartition("/")[0].rpartition("/")[2]
    return path.rpartition("/")[2].removesuffix(".md").removesuffix(suffix_of(db, path))


def place_above(path: str) -> str:
    """The folder, from content/, in which a page stands; a folder's own page stands in the one above."""
    folder = folder_of(path)
    if is_index(path):
        folder = folder_of(folder.rstrip("/")) if folder != CONTENT else CONTENT
    return folder.removeprefix(CONTENT).rstrip("/")


def translations_of(db: Database, path: str) -> list[str]:
    """The other language versions whose names go with this one's."""
    spoken = db.get(languages)
    key = split_language(path, spoken)[1]
    found = db.part(translations, (), path) or ()
    return [one for one in found if one != path and one.endswith(".md") and split_language(one, spoken)[1] == key]


def is_whole_folder(db: Database, path: str) -> bool:
    """True for a folder's own page, which cannot go anywhere without what lies below it."""
    return is_index(path) and page_kind(db, path) != "home"


def belongings(db: Database, path: str) -> list[str]:
    """The files beside a page that it names and no other page does."""
    folder = folder_of(path)
    own = {
        found
        for one in written_in(db, path)
        if (found := file_at(db, target_of(db, path, one))) is not None and folder_of(found) == folder
    }
    if not own:
        return []
    others = naming(db, own, (one for one in db.get(heads) if one != path))
    used = {
        found
        for page in others
        for one in written_in(db, page)
        if (found := file_at(db, target_of(db, page, one))) is not None
    }
    return sorted(own - used)


def naming(db: Database, files: Iterable[str], pages: Iterable[str]) -> list[str]:
    """The pages that may name one of some files: the name of one stands in an address or in a field."""
    names = {one.rpartition("/")[2] for one in files}
    found = []
    for page in pages:
        head = db.part(heads, (), page)
        values = list(texts_in(head.fields)) if head is not None else []
        values += [hole.target for hole in db.get(document, page).links]
        if any(name in value or name in _plain(value) for value in values for name in names):
            found.append(page)
    return found


def _plain(value: str) -> str:
    return unquote(value) if "%" in value else value


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def files_below(db: Database, folder: str) -> tuple[str, ...]:
    """Every source in a folder (with its closing slash)."""
    return tuple(path for path in db.get(paths, folder) if path.startswith(folder))
