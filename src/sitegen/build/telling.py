"""What is told of everything that was found: not what authors ignore; with severities, and with fixes."""

from __future__ import annotations

import traceback
from collections.abc import Iterable

from sitegen.base.diagnostics import Diagnostic, Location, with_severities
from sitegen.base.fixing import with_fixes
from sitegen.base.ignoring import without_ignored
from sitegen.catalog.index import urls
from sitegen.catalog.settings import severities
from sitegen.catalog.wording import worded
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.markup.decode import decode
from sitegen.render.trials import FAILS


def told(db: Database, problems: Iterable[Diagnostic], complete: bool = True) -> tuple[Diagnostic, ...]:
    """The problems of a site as people and programs get them: each once, sorted.

    ``complete``: every page has been looked at, so that a comment that ignored nothing so far ignores nothing.
    """
    kept = without_ignored(_without_echoes(problems), lambda path: complete and db.part(urls, (), path) is not None)
    return tuple(with_fixes(worded(db, with_severities(kept, db.get(severities))), lambda path: _text(db, path)))


def our_mistake(source: str, error: Exception) -> Diagnostic:
    """An exception as a problem of the source with which it happened (empty: of the site)."""
    trace = "".join(traceback.format_exception(error))
    message = f"sitegen failed: {type(error).__name__}: {error}"
    return Diagnostic("SG504", message, Location(source or "site.yaml"), trace)


def _without_echoes(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """A layout that fails for real pages need not be said to fail for made-up ones."""
    found = list(problems)
    failing = {(one.location.path, one.location.line) for one in found if one.code in ("SG403", "SG404", "SG408")}
    return [one for one in found if one.code != FAILS or (one.location.path, one.location.line) not in failing]


def _text(db: Database, path: str) -> str | None:
    data = db.get(file, path)
    return decode(data, path)[0] if data is not None else None
