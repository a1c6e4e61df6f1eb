"""Content tests: what ``checks:`` asks of pages, and which pages do not meet it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.index import all_heads, is_regular
from sitegen.catalog.places import place_of
from sitegen.catalog.settings import content_checks, head_settings
from sitegen.catalog.sources import CONTENT, document
from sitegen.engine.database import Database
from sitegen.engine.inputs import today
from sitegen.engine.query import query
from sitegen.markup.builtin_fields import page_fields
from sitegen.model.page import PageHead
from sitegen.model.settings import Check, Demand


@query
def content_checked(db: Database) -> int:
    """How many checks there are; what is not as they ask is reported."""
    checks = db.get(content_checks)
    if not checks:
        return 0
    heads = [head for head in all_heads(db).values() if is_regular(head)]
    for check in checks:
        if _is_sound(db, check, heads):
            pages = [head for head in _pages(db, check, heads) if not any(_value(head, one) for one in check.unless)]
            for demand in check.demands:
                _TESTS[demand.kind](db, check, demand, pages)
    return len(checks)


def _pages(db: Database, check: Check, heads: list[PageHead]) -> list[PageHead]:
    """The pages that a check is about: those of a type, else those below a folder."""
    if db.get(head_settings).type(check.pages) is not None:
        return [head for head in heads if head.type == check.pages]
    folder = CONTENT + check.pages.strip("/").removeprefix(CONTENT) + "/"
    return [head for head in heads if head.folder.startswith(folder)]


def _is_sound(db: Database, check: Check, heads: list[PageHead]) -> bool:
    """True if the pages and fields that a check names exist; else that is reported."""
    settings = db.get(head_settings)
    content_type = settings.type(check.pages)
    if content_type is None and not _pages(db, check, heads):
        folders = {head.folder.removeprefix(CONTENT).strip("/") for head in heads} - {""}
        hint = did_you_mean(check.pages.strip("/"), [*(one.name for one in settings.types), *sorted(folders)])
        db.report(Diagnostic("SG303", f'there is no type and no folder "{check.pages}"', check.at, hint))
        return False
    if content_type is None or content_type.extra:
        return True
    known = [spec.name for spec in page_fields(settings, content_type)]
    unknown = [demand for demand in check.demands if demand.field not in known]
    for demand in unknown:
        message = f'pages of the type "{content_type.name}" have no field "{demand.field}"'
        db.report(Diagnostic("SG303", message, demand.at, did_you_mean(demand.field, known)))
    return not unknown


def _value(head: PageHead, name: str) -> Any:
    """A page's value, built-in or not; None if it has none."""
    if name in head.terms:
        return list(head.terms[name])
    return head.fields[name] if name in head.fields else getattr(head, name, None)


def _report(db: Database, check: Check, demand: Demand, head: PageHead, said: str) -> None:
    whose = "" if head.path.endswith(".md") else f' of "{head.title}"'
    place = place_of(db, head.path, (demand.field,))
    if not place.line and head.path.endswith(".md"):
        place = Location(head.path, 1, 1, 1, 4)
    note = Note("the check asks for it here", demand.at)
    db.report(Diagnostic("SG119", f"{check.name}: {said}{whose}", place, notes=(note,)))


def _is_told_otherwise(db: Database, head: PageHead, name: str) -> bool:
    """True if a value is written but cannot be read: that is a problem of its own."""
    if not head.path.endswith(".md"):
        return False
    parsed = db.get(document, head.path)
    written = place_of(db, head.path, (name,)).line > 0 and not _is_blank(parsed.front, name)
    return parsed.damaged or written


def _is_blank(front: Any, name: str) -> bool:
    node = front.get(name) if front is not None else None
    return node is None or not str(getattr(node, "text", "x")).strip()


def _has(db: Database, check: Check, demand: Demand, pages: Iterable[PageHead]) -> None:
    for head in pages:
        if _value(head, demand.field) in (None, "", []) and not _is_told_otherwise(db, head, demand.field):
            _report(db, check, demand, head, f'"{demand.field}" is missing')


def _at_least(db: Database, check: Check, demand: Demand, pages: Iterable[PageHead]) -> None:
    for head in pages:
        count = _count(_value(head, demand.field))
        if count < demand.number and not (count == 0 and _is_told_otherwise(db, head, demand.field)):
            said = f'"{demand.field}" has {count:g}, and at least {demand.number:g} are asked for'
            _report(db, check, demand, head, said)


def _count(value: Any) -> float:
    """How many a value is: the items of a list, a number itself, else one if there is any."""
    if isinstance(value, (list, tuple, dict)):
        return len(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return 1 if value else 0


def _at_most(db: Database, check: Check, demand: Demand, pages: Iterable[PageHead]) -> None:
    having = sorted((head for head in pages if _value(head, demand.field)), key=lambda head: head.path)
    for head in having[int(demand.number) :]:
        said = f'{len(having)} pages have "{demand.field}", and at most {demand.number:g} may'
        _report(db, check, demand, head, said)


def _unique(db: Database, check: Check, demand: Demand, pages: Iterable[PageHead]) -> None:
    seen: dict[str, PageHead] = {}
    for head in sorted(pages, key=lambda head: head.path):
        value = _value(head, demand.field)
        if value in (None, "", []):
            continue
        first = seen.setdefault(f"{head.language}:{str(value).casefold()}", head)
        if first is not head:
            _report(db, check, demand, head, f'"{value}" is the {demand.field} of {first.path} too')


def _updated_within(db: Database, check: Check, demand: Demand, pages: Iterable[PageHead]) -> None:
    oldest = date.fromisoformat(db.get(today, db.get(head_settings).timezone)) - timedelta(days=demand.number)
    for head in pages:
        last = head.updated or head.date
        if last is None:
            if not _is_told_otherwise(db, head, "date"):
                _report(db, check, demand, head, "the page has no date")
        elif date(last.year, last.month, last.day) < oldest:
            _report(db, check, demand, head, f"the page is of {last.isoformat()[:10]}, which is too long ago")


_TESTS = {
    "has": _has,
    "at_least": _at_least,
    "at_most": _at_most,
    "unique": _unique,
    "updated_within": _updated_within,
}
