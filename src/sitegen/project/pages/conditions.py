"""The one word for how a page stands: what the public sees of it, and what the editor's change makes of that."""

from __future__ import annotations

from sitegen.model.change import Altered

CONDITIONS = ("draft", "public-draft", "scheduled", "public", "offline")
"""Every word, that first which most wants to be looked at."""

_HIDDEN = {"draft": "offline", "planned": "scheduled", "expired": "offline"}


def condition(state: str, altered: Altered | None) -> str:
    """``state`` is that of a sheet; ``altered`` what the change does to the file, if anything.

    ``draft``: the public has never seen it; ``public-draft``: it sees another version; ``scheduled``; ``public``;
    ``offline``: it was taken away from the public, and its file is kept.
    """
    if altered is not None:
        return "public-draft" if altered.before else "draft"
    return _HIDDEN.get(state, "public")
