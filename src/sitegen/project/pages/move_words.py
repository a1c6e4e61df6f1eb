"""The words that change when files move: links, references, menus, what translates what, patterns of settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.assist.renaming import SITE_FILE, moving
from sitegen.base.diagnostics import Edit
from sitegen.catalog.heads import heads
from sitegen.catalog.relations import page_links
from sitegen.catalog.sources import CONTENT
from sitegen.editing.fields import FieldEdit, with_fields
from sitegen.editing.mending import Unfit, applied
from sitegen.editing.text import split
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.project.pages.places import naming, texts_in
from sitegen.project.pages.rewriting import Unable, unfit
from sitegen.project.pages.settings_moved import settings_moved


def rewritten(db: Database, moves: Mapping[str, str]) -> dict[str, bytes] | Unable:
    """The bytes, by old path, of every file whose words change."""
    among = _leading(db, moves)
    by_file: dict[str, list[Edit]] = {}
    for edit in moving(db, moves, among).edits:
        by_file.setdefault(edit.path, []).append(edit)
    found: dict[str, bytes] = {}
    for path in {*by_file, *_versions(db, moves), SITE_FILE}:
        data = db.get(file, path)
        if data is None:
            continue
        try:
            made: bytes | Unfit = applied(data, by_file.get(path, ()))
        except Unfit as reason:
            return unfit(path, reason)
        if isinstance(made, bytes) and path.endswith(".md"):
            made = _translation_mended(db, path, made, moves)
        elif isinstance(made, bytes) and path == SITE_FILE:
            made = settings_moved(db, made, moves)
        if isinstance(made, Unfit):
            return unfit(path, made)
        if made != data:
            found[path] = made
    return found


def _leading(db: Database, moves: Mapping[str, str]) -> list[str]:
    """The pages that may lead to a moved file."""
    known = db.get(heads)
    moved = set(moves)
    found = {path for path, to in db.get(page_links).items() if path in known and not moved.isdisjoint(to)}
    files = [path for path in moves if not path.endswith(".md")]
    names = [path.removesuffix(".md").removesuffix("/index") for path in moves if path.endswith(".md")]
    if files:
        found.update(naming(db, files, known))
    found.update(_referring(db, names))
    return sorted(found | (moved & set(known)))


def _referring(db: Database, names: Sequence[str]) -> Iterator[str]:
    """The pages one of whose fields may name a page."""
    wanted = {name.rpartition("/")[2] for name in names}
    for path, head in db.get(heads).items():
        if any(part in wanted for text in texts_in(head.fields) for part in text.removesuffix(".md").split("/")):
            yield path


def _versions(db: Database, moves: Mapping[str, str]) -> Iterator[str]:
    """The pages that say of themselves that they translate one that moves."""
    keys = {path.removeprefix(CONTENT) for path in moves}
    for path, head in db.get(heads).items():
        if head.key in keys or head.key + ".md" in keys:
            yield path


def _translation_mended(db: Database, path: str, data: bytes, moves: Mapping[str, str]) -> bytes | Unfit:
    given = split(data)[0].get("translation_of")
    if not isinstance(given, str):
        return data
    plain = given.removeprefix("/").removeprefix(CONTENT)
    for old, lost in ((CONTENT + plain, ""), (f"{CONTENT}{plain}.md", ".md")):
        if old in moves:
            lead = given[: len(given) - len(plain)]
            return with_fields(
                data, [FieldEdit(("translation_of",), lead + moves[old].removeprefix(CONTENT).removesuffix(lost))]
            )
    return data
