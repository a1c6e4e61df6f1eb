"""The nearest name: what somebody probably meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher, get_close_matches
from heapq import nsmallest

_LIKE = 0.6
_MOST_COMPARED = 16


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None when none is alike."""
    known = {known.casefold(): known for known in sorted(names, reverse=True)}
    folded = name.casefold()
    if (same := known.get(folded)) is not None:
        return same
    likely = _Crowd(known).likely(folded)
    found = get_close_matches(folded, likely, n=1, cutoff=_LIKE)
    return known[found[0]] if found else None


class _Crowd:
    """Names, of which the few are found that share most pairs of letters with another: comparing all of thousands
    would take seconds.

    Letters count besides, because a word with two letters swapped may share no pair with the right one. Each pair is a
    bit of a number, so that what two names share is counted at once.
    """

    def __init__(self, names: Iterable[str]) -> None:
        bits: defaultdict[str, int] = defaultdict(lambda: 1 << len(bits))
        self._bits = bits
        self._names = [(one, len(one), sum(bits[pair] for pair in _pairs(one))) for one in sorted(names)]

    def likely(self, folded: str) -> list[str]:
        """Those most like a name, the most alike first."""
        if len(self._names) <= _MOST_COMPARED:
            return [one for one, _, _ in self._names]
        length, pairs = len(folded), sum(self._bits.get(pair, 0) for pair in _pairs(folded))
        ranked = [(-(pairs & found).bit_count() / (size + length), one) for one, size, found in self._names]
        return [one for _, one in nsmallest(_MOST_COMPARED, ranked)]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}.union(text)


def clear_slip(name: str, names: Iterable[str], free: Collection[str] | None = None) -> str | None:
    """The one known name that ``name`` is beyond doubt: but for its case, or one slip of the pen; else None.

    A slip is a letter too many, too few, another, or two swapped. ``free`` are the names that may be the answer.
    """
    folded = name.casefold()
    known = sorted(set(names))
    close = [one for one in known if one.casefold() == folded]
    if not close and len(folded) > 3:
        close = [one for one in known if len(one) > 2 and _one_slip(folded, one.casefold())]
    return close[0] if len(close) == 1 and (free is None or close[0] in free) else None


def _one_slip(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[at:], other[at:]
    swapped = rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped


class KnownPaths:
    """Paths among which many are looked for: what is needed to compare with each of them is made once."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._ends: dict[str, list[str]] = {}
        for known in sorted(paths):
            self._ends.setdefault(_last(known), []).append(known)
        self._crowd: _Crowd | None = None

    def nearest(self, path: str) -> str | None:
        """The known path most like ``path``: one with the same last part first, then one with a like last part."""
        folded = _last(path)
        candidates = self._ends.get(folded, [])
        if not candidates:
            self._crowd = self._crowd or _Crowd(self._ends)
            found = get_close_matches(folded, self._crowd.likely(folded), n=1, cutoff=_LIKE)
            candidates = self._ends[found[0]] if found else []
        return max(candidates, key=lambda one: SequenceMatcher(None, one, path).ratio(), default=None)


def nearest_path(path: str, paths: Iterable[str]) -> str | None:
    """The known path most like ``path`` (see :class:`KnownPaths`)."""
    return KnownPaths(paths).nearest(path)


def _last(path: str) -> str:
    parts = path.casefold().rstrip("/").removesuffix(".md").split("/")
    return parts[-2] if parts[-1] in ("index", "_index") and len(parts) > 1 else parts[-1]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """``did you mean "x"?``, or an empty text."""
    found = nearest(name, names)
    return f'did you mean "{found}"?' if found else ""
