"""The state of a page, in the one word that stands beside its shape."""

from __future__ import annotations

from sitegen.project.pages.conditions import condition
from sitegen.project.sheet import Sheet
from sitegen.project.stage import View
from sitegen.server.admin.asked import Asked


def state_of(asked: Asked, view: View, sheet: Sheet) -> str:
    """``draft``, ``public``, ``public-draft``, ``scheduled`` or ``offline``."""
    altered = asked.office.altered(view.change).get(sheet.path) if asked.office.is_versioned else None
    return condition(sheet.state, altered)
