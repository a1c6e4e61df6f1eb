"""A page once more, under another name: what must be its own is taken out."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.catalog.folders import folder_of, is_index
from sitegen.catalog.heads import heads, page_kind
from sitegen.catalog.sources import CONTENT
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.mending import Unfit
from sitegen.editing.text import split
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths
from sitegen.project.pages.making import Made
from sitegen.project.pages.places import files_below, is_place, name_of, numbered, suffix_of
from sitegen.project.pages.rewriting import Rewrite, Unable, unfit

_OWN = ("aliases", "permalink", "slug", "translation_of", "menu")


def copied(db: Database, path: str, title: str) -> Made | Unable:
    """A copy of a page, beside it; ``title`` is what it is called. Files in its own folder are copied with it."""
    data = db.get(file, path)
    head = db.get(heads).get(path)
    if data is None or head is None:
        return Unable("gone", path)
    there = {one.casefold() for one in db.get(paths, CONTENT)}
    is_bundle = is_index(path) and page_kind(db, path) == "page"
    new = next(one for one in _names(db, path, is_bundle) if one.casefold() not in there)
    if not is_place(new):
        return Unable("no_place", new)
    made = with_fields(data, [FieldEdit(("title",), title), *_without(data)])
    if isinstance(made, Unfit):
        return unfit(path, made)
    after: dict[str, bytes | None] = {new: made}
    if is_bundle:
        old_folder, new_folder = folder_of(path), folder_of(new)
        after |= {
            new_folder + one.removeprefix(old_folder): db.get(file, one)
            for one in files_below(db, old_folder)
            if not one.endswith(".md")
        }
    return Made(new, Rewrite(dict.fromkeys(after), after))


def _names(db: Database, path: str, is_bundle: bool) -> Iterator[str]:
    names = numbered(name_of(db, path) or "page")
    next(names)
    for name in names:
        if is_bundle:
            yield f"{folder_of(folder_of(path).rstrip('/'))}{name}/{path.rpartition('/')[2]}"
        else:
            yield f"{folder_of(path)}{name}{suffix_of(db, path)}.md"


def _without(data: bytes) -> list[FieldEdit]:
    given = split(data)[0]
    return [FieldEdit((name,), remove=True) for name in _OWN if name in given]
