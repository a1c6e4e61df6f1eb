"""The declared fields of pages, kept by the commit that they were seen in: a keystroke need not ask the site for them.

To look a page's fields up in the change as it was saved, the site would have to be turned there, and back to the draft.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.model.settings import FieldSpec
from sitegen.project.changes import DISK, Changes
from sitegen.project.sheet import Sheet
from sitegen.project.stage import View

_MOST = 2000

Specs = tuple[FieldSpec, ...]


class Declared:
    """What is known of which page in which commit. Any thread may ask."""

    def __init__(self, changes: Callable[[], Changes | None]) -> None:
        self._changes = changes
        self._known: dict[tuple[str, str], Specs] = {}

    def seen(self, view: View, sheet: Sheet) -> Specs:
        """Keep what a sheet says, if the view is one that stays as it is."""
        specs = tuple(one.spec for one in sheet.fields)
        if not view.texts and (commit := self._commit(view)):
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[commit, sheet.path] = specs
        return specs

    def known(self, view: View, path: str) -> Specs | None:
        """The fields of a page; None if they have to be looked up."""
        commit = self._commit(view)
        return self._known.get((commit, path)) if commit else None

    def _commit(self, view: View) -> str:
        changes = self._changes()
        if changes is None or view.change == DISK:
            return ""
        return getattr(changes.tree(view.change), "commit", "")
