"""The state of a page, in the one word that stands beside its shape."""

from __future__ import annotations

from sitegen.project.sheet import Sheet
from sitegen.project.stage import View
from sitegen.server.admin.asked import Asked

_HIDDEN = {"draft": "offline", "planned": "scheduled", "expired": "offline"}


def state_of(asked: Asked, view: View, sheet: Sheet) -> str:
    """``draft``, ``public``, ``public-draft``, ``scheduled`` or ``offline``."""
    if not asked.office.is_versioned:
        return _HIDDEN.get(sheet.state, "public")
    altered = asked.office.altered(view.change).get(sheet.path)
    if altered is not None:
        return "public-draft" if altered.before else "draft"
    return _HIDDEN.get(sheet.state, "public")
