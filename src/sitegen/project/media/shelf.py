"""What the Media section shows: the files of a folder, what each is, and where it is used."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sitegen.catalog.assets import THEME, asset_urls
from sitegen.catalog.index import head_of
from sitegen.catalog.recorded import record_of
from sitegen.catalog.uses import elsewhere, file_size, files_of_pages
from sitegen.engine.database import Database
from sitegen.engine.inputs import file_hash
from sitegen.model.record import NOTHING, Record
from sitegen.project.finding import folded
from sitegen.render.pictures.facts import image_size
from sitegen.render.pictures.kinds import kind_named

OTHER = "rest"
"""The group of files of which nobody knows what they are."""

_FACTS_OF_ALL = 200
"""Of more files than this, how large they are together is not looked at."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files to show. ``only`` is ``unused``, ``wanting`` (words that say what a picture shows) or empty."""

    folder: str = ""
    words: str = ""
    group: str = ""
    only: str = ""
    start: int = 0
    most: int = 60


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a file is used: a page by its title, or another source by its path. ``path``: the source."""

    label: str
    path: str
    is_page: bool
    wants_words: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A file. ``print`` changes when it does; ``size`` is in bytes; ``width`` is 0 for what has none.

    ``record`` is what people wrote of it.
    """

    path: str
    name: str
    folder: str
    group: str
    print: str
    size: int
    width: int
    height: int
    pages: int
    is_used: bool
    wants_words: bool
    record: Record = NOTHING


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with files in it or below it."""

    path: str
    name: str
    count: int
    folders: tuple[Folder, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files, and how many there are of which sort. ``size`` is None where there are too many to look at all."""

    folders: tuple[Folder, ...]
    items: tuple[Item, ...]
    all: int
    count: int
    size: int | None
    unused: int
    wanting: int


def shelf(wanted: Wanted) -> Callable[[Database], Shelf]:
    """The question for the files that are wanted."""

    def asked(db: Database) -> Shelf:
        known = _files(db)
        uses = _uses(db)
        inside = [path for path in known if _is_in(path, wanted.folder)]
        unused = [path for path in inside if path not in uses and not elsewhere(db, path)]
        bare = [path for path in inside if _is_bare(db, path, uses)]
        chosen = [path for path in _chosen(inside, unused, bare, wanted) if _fits(path, wanted)]
        part = chosen[wanted.start : wanted.start + wanted.most]
        size = sum(db.get(file_size, path) for path in inside) if len(inside) <= _FACTS_OF_ALL else None
        items = tuple(_item(db, path, uses, unused, bare) for path in part)
        return Shelf(_tree(known), items, len(inside), len(chosen), size, len(unused), len(bare))

    return asked


def item(path: str) -> Callable[[Database], tuple[Item, tuple[Use, ...]] | None]:
    """The question for one file and the places where it is used; None if there is none."""

    def asked(db: Database) -> tuple[Item, tuple[Use, ...]] | None:
        if path not in _files(db):
            return None
        uses = _uses(db)
        places = uses_of(db, path)
        found = _item(db, path, uses, () if places else (path,), (path,) if any(p.wants_words for p in places) else ())
        return found, places

    return asked


def uses_of(db: Database, path: str) -> tuple[Use, ...]:
    """The places where a file is used: pages first, then layouts, tables and settings that name it."""
    found: dict[str, bool] = {}
    has_words = bool(record_of(db, path).alt)
    for page, how in _uses(db).get(path, ()):
        found[page] = found.get(page, False) or (how == "bare" and not has_words)
    made = []
    for page, wants in found.items():
        head = head_of(db, page)
        made.append(Use(head.title if head is not None else page, page, page.endswith(".md"), wants))
    others = (Use(source, source, False) for source in elsewhere(db, path) if source not in found)
    return (*sorted(made, key=lambda use: folded(use.label)), *others)


def _files(db: Database) -> list[str]:
    return sorted((path for path in db.get(asset_urls) if not path.startswith((THEME, "layouts/"))), key=folded)


def _uses(db: Database) -> dict[str, list[tuple[str, str]]]:
    """File → (page, how) of every page that names it."""
    table = db.get(files_of_pages)
    db.hold((files_of_pages.name,))
    kept: tuple[object, dict[str, list[tuple[str, str]]]] | None = db.kept.get("uses of files")
    if kept is None or kept[0] is not table:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for page, named in table.items():
            for source, how in named:
                found[source].append((page, how))
        kept = db.kept["uses of files"] = (table, dict(found))
    return kept[1]


def _is_bare(db: Database, path: str, uses: dict[str, list[tuple[str, str]]]) -> bool:
    """True for a picture that a page shows without words, and of which nobody said what it shows."""
    return any(how == "bare" for _, how in uses.get(path, ())) and not record_of(db, path).alt


def _is_in(path: str, folder: str) -> bool:
    return not folder or path.startswith(folder + "/")


def _chosen(inside: list[str], unused: list[str], bare: list[str], wanted: Wanted) -> list[str]:
    return {"unused": unused, "wanting": bare}.get(wanted.only, inside)


def _fits(path: str, wanted: Wanted) -> bool:
    if wanted.group and group_of(path) != wanted.group:
        return False
    text = folded(path.partition("/")[2])
    return all(word in text for word in folded(wanted.words).split())


def group_of(path: str) -> str:
    """The kind of a file, as filters have it: by its name."""
    kind = kind_named(path)
    return kind.group if kind is not None else OTHER


def _item(
    db: Database,
    path: str,
    uses: dict[str, list[tuple[str, str]]],
    unused: Iterable[str],
    bare: Iterable[str],
) -> Item:
    folder, _, name = path.rpartition("/")
    group = group_of(path)
    width, height = db.get(image_size, path) if group in ("pictures", "drawings") else (0, 0)
    return Item(
        path,
        name,
        folder,
        group,
        db.get(file_hash, path),
        db.get(file_size, path),
        width,
        height,
        len({page for page, _ in uses.get(path, ())}),
        path not in unused,
        path in bare,
        record_of(db, path),
    )


def _tree(known: Iterable[str]) -> tuple[Folder, ...]:
    counts: Counter[str] = Counter()
    below: defaultdict[str, set[str]] = defaultdict(set)
    for path in known:
        folder = path.rpartition("/")[0]
        while folder:
            counts[folder] += 1
            above = folder.rpartition("/")[0]
            below[above].add(folder)
            folder = above

    def made(folder: str) -> Folder:
        inner = tuple(made(one) for one in sorted(below.get(folder, ()), key=folded))
        return Folder(folder, folder.rpartition("/")[2], counts[folder], inner)

    return tuple(made(one) for one in sorted(below.get("", ())))
