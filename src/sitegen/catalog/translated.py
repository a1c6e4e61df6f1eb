"""Languages and translations that pages name: each has to be there."""

from __future__ import annotations

from sitegen.base.diagnostics import Change, Diagnostic
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.certain import certain_path
from sitegen.catalog.fields import find_reference
from sitegen.catalog.heads import heads, standings
from sitegen.catalog.index import urls
from sitegen.catalog.language import split_language
from sitegen.catalog.links import near_path
from sitegen.catalog.places import place_of
from sitegen.catalog.settings import languages
from sitegen.catalog.shown import shown
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.unusable import has_own_trouble
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead


@query
def translations_checked(db: Database) -> int:
    """How many shown pages say their language or what they translate; what is not there is reported."""
    spoken = db.get(languages)
    if len(spoken) < 2:
        return 0
    codes = [one.code for one in spoken]
    written, count = db.get(standings), 0
    for path in db.get(shown):
        head = written[path]
        language, key, _ = split_language(path, spoken)
        if head.language not in codes:
            hint = did_you_mean(head.language, codes) or f"the languages are {', '.join(codes)}"
            message = f'the language "{head.language}" is not one of the site'
            db.report(Diagnostic("SG312", message, place_of(db, path, ("language",)), hint))
        if head.key != key:
            _check(db, head)
        count += head.key != key or head.language != language
    return count


def _check(db: Database, head: PageHead) -> None:
    path = CONTENT + head.key
    if find_reference(db, head.key) is not None or has_own_trouble(db, [path]) or db.part(heads, (), path) is not None:
        return
    near = near_path(db, path, urls)
    hint = f'did you mean "{near.removeprefix(CONTENT)}"?' if near else ""
    message = f'there is no page "{head.key}", which this one translates'
    sure = certain_path(db, head.key)
    change = Change(f'Write "{sure}"', sure, head.key) if sure else None
    db.report(Diagnostic("SG309", message, place_of(db, head.path, ("translation_of",)), hint, change=change))
