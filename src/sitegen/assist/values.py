"""What may be written for a field: by its declared kind."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.assist.answers import Suggestion
from sitegen.assist.places import files, references
from sitegen.catalog.settings import head_settings, site_settings
from sitegen.catalog.terms import term_heads
from sitegen.engine.database import Database
from sitegen.engine.inputs import today
from sitegen.model.settings import FieldSpec
from sitegen.render.templates import layout_names


def values(db: Database, path: str, spec: FieldSpec, start: int, end: int) -> Iterator[Suggestion]:
    """Values for a field of the page ``path``."""
    if spec.kind == "list" and spec.of is not None:
        yield from values(db, path, spec.of, start, end)
    elif spec.kind == "reference":
        yield from references(db, spec.to, start, end)
    elif spec.kind in ("image", "file"):
        yield from files(db, path, start, end, pictures=spec.kind == "image")
    elif spec.kind == "term":
        yield from _plain(terms_of(db, spec.taxonomy or "tags"), start, end)
    else:
        yield from _plain(_words(db, spec), start, end)


def layouts(db: Database) -> list[str]:
    """Names of layouts that a page may have, as a page writes them."""
    names = [name for name in db.get(layout_names) if name.endswith(".html")]
    return [name.removesuffix(".html") for name in names if not name.startswith(("_", "components/", "assets/"))]


def _words(db: Database, spec: FieldSpec) -> list[str]:
    settings = db.get(site_settings)
    if spec.kind == "boolean":
        return ["true", "false"]
    if spec.kind in ("date", "datetime", "moment"):
        return [db.get(today, settings.timezone)]
    if spec.kind == "menu":
        return list(settings.menus)
    by_name = {
        "type": lambda: [one.name for one in settings.types],
        "layout": lambda: layouts(db),
        "language": lambda: [one.code for one in settings.languages],
    }
    if not spec.choices and spec.name in by_name and not spec.at.path:
        return by_name[spec.name]()
    return list(spec.choices)


def terms_of(db: Database, taxonomy: str) -> list[str]:
    """The terms of a taxonomy: those declared, then those in use."""
    declared = next((one for one in db.get(head_settings).taxonomies if one.name == taxonomy), None)
    used = [head.title for path, head in db.get(term_heads).items() if path.startswith(f"@{taxonomy}/")]
    return list(dict.fromkeys([*(declared.terms if declared is not None else ()), *used]))


def _plain(words: list[str], start: int, end: int) -> Iterator[Suggestion]:
    for word in words:
        yield Suggestion(word, word, start, end, "value")
