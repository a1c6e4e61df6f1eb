"""Taking pages away: what would lead to nothing afterwards, and the save that does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.assist.links import target_of, written_in
from sitegen.catalog.fields import find_reference
from sitegen.catalog.folders import folder_of, is_index
from sitegen.catalog.heads import heads
from sitegen.catalog.relations import page_links
from sitegen.catalog.settings import site_settings
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.model.settings import MenuEntry
from sitegen.project.pages.places import naming, translations_of
from sitegen.project.pages.rewriting import Rewrite, Unable

__all__ = ["Consequences", "Leading", "consequences", "deleted"]


@dataclass(frozen=True, slots=True)
class Leading:
    """Something that leads to a page: another page (``path``), or an entry of a menu (then ``menu`` is its name)."""

    label: str
    path: str = ""
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What taking pages away does elsewhere. ``titles`` are theirs; ``translations`` the versions that would stay.

    ``below`` counts the pages in the folders whose own pages go; they stay.
    """

    titles: tuple[str, ...]
    links: tuple[Leading, ...]
    translations: tuple[str, ...]
    below: int


def consequences(db: Database, wanted: Sequence[str]) -> Consequences:
    """What would happen; paths of no page are left out."""
    known = db.get(heads)
    gone = [path for path in wanted if path in known]
    others = {other for path in gone for other in translations_of(db, path)} - set(gone)
    folders = tuple(folder_of(path) for path in gone if is_index(path))
    below = sum(path.startswith(folders) for path in known if path not in gone) if folders else 0
    return Consequences(
        tuple(known[path].title for path in gone),
        tuple(_leading(db, set(gone))),
        tuple(sorted(known[path].title for path in others)),
        below,
    )


def _leading(db: Database, gone: set[str]) -> Iterator[Leading]:
    known = db.get(heads)
    linking = {path for path, to in db.get(page_links).items() if not gone.isdisjoint(to)}
    stems = [path.removesuffix(".md").removesuffix("/index") for path in gone]
    referring = {
        page
        for page in naming(db, stems, (path for path in known if path not in gone and known[path].fields))
        if any(one.kind == "field" and target_of(db, page, one).page in gone for one in written_in(db, page))
    }
    for path in sorted((linking | referring) - gone):
        if path in known:
            yield Leading(known[path].title, path)
    for name, entries in db.get(site_settings).menus.items():
        for entry in _all(entries):
            if entry.page and find_reference(db, entry.page) in gone:
                yield Leading(entry.label or entry.page, menu=name)


def _all(entries: Sequence[MenuEntry]) -> Iterator[MenuEntry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def deleted(db: Database, wanted: Sequence[str]) -> Rewrite | Unable:
    """The save that takes pages away. Files beside them stay, so that putting a page back brings it back whole."""
    there = set(db.get(paths, "content/"))
    found = [path for path in wanted if path in there and path.endswith(".md")]
    if not found:
        return Unable("gone", wanted[0] if wanted else "")
    return Rewrite({path: db.get(file, path) for path in found}, dict.fromkeys(found))
