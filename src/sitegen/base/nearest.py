"""The nearest name: what somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None when none is alike."""
    known = {known.casefold(): known for known in sorted(names, reverse=True)}
    if (same := known.get(name.casefold())) is not None:
        return same
    found = get_close_matches(name.casefold(), sorted(known), n=1, cutoff=0.6)
    return known[found[0]] if found else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """``did you mean "x"?``, or an empty text."""
    found = nearest(name, names)
    return f'did you mean "{found}"?' if found else ""
