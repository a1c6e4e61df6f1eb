"""Taking pages offline and putting them online again; giving and taking terms: a few bytes in each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sitegen.catalog.heads import heads
from sitegen.catalog.settings import head_settings
from sitegen.editing.fields import FieldEdit
from sitegen.editing.text import split
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.model.settings import ContentType, FieldSpec
from sitegen.project.drafting import Unfit, drafted
from sitegen.project.pages.rewriting import Rewrite, Unable, unfit

DRAFT = "draft"


def marked_offline(db: Database, paths: Sequence[str], offline: bool) -> Rewrite | Unable:
    """Pages taken offline, or put online again; those that are so already stay as they are."""
    known = db.get(heads)

    def edits(path: str, data: bytes) -> list[FieldEdit]:
        if path not in known or known[path].draft == offline:
            return []
        if offline:
            return [FieldEdit((DRAFT,), True)]
        without = drafted(data, [FieldEdit((DRAFT,), remove=True)], None)
        # Where a folder's defaults say that its pages are drafts, each page has to say otherwise.
        is_own = DRAFT in split(data)[0] and isinstance(without, bytes)
        return [FieldEdit((DRAFT,), remove=True)] if is_own else [FieldEdit((DRAFT,), False)]

    return _edited(db, paths, edits)


def tagged(
    db: Database, paths: Sequence[str], taxonomy: str, add: Sequence[str], remove: Sequence[str]
) -> Rewrite | Unable:
    """Pages with terms of a taxonomy added and removed. A page that may have only one gets the last."""
    settings, known = db.get(head_settings), db.get(heads)
    gone = {term.casefold() for term in remove}

    def edits(path: str, data: bytes) -> list[FieldEdit]:
        head = known.get(path)
        name, is_list = _field(settings.type(head.type) if head is not None else None, taxonomy)
        given = split(data)[0].get(name)
        now = [str(one) for one in given] if isinstance(given, list) else [str(given)] if given else []
        kept = [term for term in now if term.casefold() not in gone]
        have = {term.casefold() for term in kept}
        new = [*kept, *(term for term in add if term.casefold() not in have)]
        if new == now:
            return []
        if not new:
            return [FieldEdit((name,), remove=True)]
        return [FieldEdit((name,), new if is_list else new[-1])]

    return _edited(db, paths, edits)


def _field(one_type: ContentType | None, taxonomy: str) -> tuple[str, bool]:
    """The field in which a type keeps terms of a taxonomy, and whether it is a list."""
    for spec in one_type.fields if one_type is not None else ():
        if any(one.kind == "term" and (one.taxonomy or spec.name) == taxonomy for one in _inner(spec)):
            return spec.name, spec.kind == "list"
    return taxonomy, True


def _inner(spec: FieldSpec) -> Iterator[FieldSpec]:
    yield spec
    if spec.of is not None:
        yield spec.of


def _edited(db: Database, paths: Sequence[str], edits: Callable[[str, bytes], list[FieldEdit]]) -> Rewrite | Unable:
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    for path in paths:
        data = db.get(file, path) if path.endswith(".md") else None
        if data is None:
            return Unable("gone", path)
        made = drafted(data, found, None) if (found := edits(path, data)) else data
        if isinstance(made, Unfit):
            return unfit(path, made)
        if made != data:
            before[path], after[path] = data, made
    return Rewrite(before, after)
