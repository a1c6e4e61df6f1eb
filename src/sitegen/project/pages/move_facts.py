"""What is asked before pages are moved: how they are called now, where they are, what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.catalog.folders import folder_of
from sitegen.catalog.heads import heads
from sitegen.engine.database import Database
from sitegen.project.pages.places import is_whole_folder, name_of, place_above, translations_of


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """``titles`` are of the pages that are there. ``name`` and ``folder`` are those of the first.

    ``translations`` counts the versions in other languages that are not among them; ``below`` the pages that lie in
    the folders whose own pages move.
    """

    titles: tuple[str, ...]
    paths: tuple[str, ...]
    name: str = ""
    folder: str = ""
    translations: int = 0
    below: int = 0


def move_facts(db: Database, paths: Sequence[str]) -> MoveFacts:
    """The facts; paths of no page are left out."""
    known = db.get(heads)
    there = [path for path in paths if path in known]
    if not there:
        return MoveFacts((), ())
    chosen = set(there)
    others = {one for path in there for one in translations_of(db, path)} - chosen
    folders = tuple(folder_of(path) for path in there if is_whole_folder(db, path))
    below = sum(path.startswith(folders) for path in known if path not in chosen and path not in others)
    return MoveFacts(
        tuple(known[path].title for path in there),
        tuple(there),
        name_of(db, there[0]),
        place_above(there[0]),
        len(others),
        below if folders else 0,
    )
