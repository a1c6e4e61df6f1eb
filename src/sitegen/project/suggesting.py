"""What a few letters mean while somebody fills in a form: pictures, files, terms. Pages are the stage's to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.assist.places import files, link_from
from sitegen.assist.values import terms_of
from sitegen.catalog.links import resolve
from sitegen.engine.database import Database
from sitegen.project.finding import folded
from sitegen.project.sheet import Hit


def suggestions(kind: str, query: str, page: str, most: int, taxonomy: str) -> Callable[[Database], list[Hit]]:
    """The question for what ``query`` means: an ``image``, a ``file`` or a ``term``, as ``page`` would name it.

    Files beside the page come first.
    """
    words = folded(query).split()

    def asked(db: Database) -> list[Hit]:
        found = _terms(db, taxonomy or "tags") if kind == "term" else _files(db, page, pictures=kind == "image")
        fitting = (one for one in found if all(word in folded(one.path) for word in words))
        return [one for one, _ in zip(fitting, range(most), strict=False)]

    return asked


def link_to(found: Hit, page: str) -> str:
    """How a text on ``page`` names a page that was found: by its file, so that the link stays right; one that has
    none, by its address."""
    return link_from(page, found.path) if page and found.path.endswith(".md") else found.url


def _terms(db: Database, taxonomy: str) -> Iterator[Hit]:
    for title in terms_of(db, taxonomy):
        yield Hit(title, title, "", "term")


def _files(db: Database, page: str, *, pictures: bool) -> Iterator[Hit]:
    for one in files(db, page, 0, 0, pictures=pictures):
        url = resolve(db, page, one.text).url or ""
        yield Hit(one.label.rpartition("/")[2], one.text, url, "image" if pictures else "file")
