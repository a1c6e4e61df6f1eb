"""Which sources a request names, so that the guard can look at them before a view does."""

from __future__ import annotations

from sitegen.base.paths import may_be_written
from sitegen.office.rights import Right
from sitegen.server.admin.asked import Asked

_ABOUT_PAGES = (Right.PAGES_READ, Right.PAGES_WRITE, Right.PAGES_DELETE, Right.PAGES_PUBLISH)


def subjects(asked: Asked, right: Right | None) -> tuple[str, ...]:
    """The paths that a request about pages names in its address or in what it brings; what is no text is left to the
    view, which will say so.
    """
    if right not in _ABOUT_PAGES:
        return ()
    given = [asked.request.path_params.get("path"), *asked.request.query_params.getlist("path")]
    given += [asked.data.get("path"), asked.form.get("path")]
    for several in (asked.data.get("paths"), asked.form.get("paths")):
        given += several if isinstance(several, list) else [several]
    return tuple(one for one in given if isinstance(one, str) and one)


def is_none(path: str) -> bool:
    """True if there can be no source of that name."""
    return not may_be_written(path)
