"""What two sides made of one sequence, part by part: the heart of a three-way join, of lines and of list items alike.

A part of the old sequence is the same, replaced by one other part, or gone; new parts stand between old ones. So two
changes only meet where they are about the very same part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sitegen.editing.matching import matches

T = TypeVar("T")
Likeness = Callable[[Any, Any], float]
"""How much two parts have in common, from 0 to 1."""

_MOST = 900
_ENOUGH = 0.3
_WORD = re.compile(r"\w+")


class Change(NamedTuple):
    """What became of a sequence: for each old part the number of the new one (-1: it is gone), and, for each place
    before an old part and for the end, the numbers of what was put in there."""

    became: list[int]
    put_in: list[list[int]]


def change(old: Sequence[Hashable], new: Sequence[Hashable], likeness: Likeness) -> Change:
    """What became of ``old`` in ``new``."""
    found = Change([-1] * len(old), [[] for _ in range(len(old) + 1)])
    low = begin = 0
    for start, at, count in matches(old, new):
        _gap(found, old, new, (low, start), (begin, at), likeness)
        for offset in range(count):
            found.became[start + offset] = at + offset
        low, begin = start + count, at + count
    return found


def _gap(
    found: Change,
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    gone: tuple[int, int],
    come: tuple[int, int],
    likeness: Likeness,
) -> None:
    """Pair the parts of a stretch that was written anew."""
    low, begin = gone[0], come[0]
    pairs = _alike(old[slice(*gone)], new[slice(*come)], likeness) if gone[1] - low != come[1] - begin else []
    for one, other in [*((low + one, begin + other) for one, other in pairs), (gone[1], come[1])]:
        both = min(one - low, other - begin)
        for offset in range(both):
            found.became[low + offset] = begin + offset
        found.put_in[one].extend(range(begin + both, other))
        if one < gone[1]:
            found.became[one] = other
        low, begin = one + 1, other + 1


def _alike(old: Sequence[Hashable], new: Sequence[Hashable], likeness: Likeness) -> list[tuple[int, int]]:
    """The pairs, in order, that have most in common; none if there are too many to look at."""
    if not old or not new or len(old) * len(new) > _MOST:
        return []
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    close = [[likeness(one, other) for other in new] for one in old]
    for at in range(len(old) - 1, -1, -1):
        for to in range(len(new) - 1, -1, -1):
            paired = best[at + 1][to + 1] + close[at][to] if close[at][to] > _ENOUGH else 0.0
            best[at][to] = max(paired, best[at + 1][to], best[at][to + 1])
    pairs: list[tuple[int, int]] = []
    at = to = 0
    while at < len(old) and to < len(new):
        if close[at][to] > _ENOUGH and best[at][to] == best[at + 1][to + 1] + close[at][to]:
            pairs.append((at, to))
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            at += 1
        else:
            to += 1
    return pairs


def words_in_common(one: str, other: str) -> float:
    """How many of the words of two lines are in both."""
    ours, theirs = set(_WORD.findall(one)), set(_WORD.findall(other))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


class Met(NamedTuple):
    """One part of the joined sequence: its number in the three sequences, None where it is not.

    ``before`` is None for what was put in.
    """

    before: int | None
    theirs: int | None
    mine: int | None


def three_way(
    before: Sequence[Hashable], theirs: Sequence[Hashable], mine: Sequence[Hashable], likeness: Likeness
) -> Iterator[Met]:
    """The parts of the joined sequence, in order. What both put in at one place is kept of both, theirs first."""
    their, my = change(before, theirs, likeness), change(before, mine, likeness)
    for at in range(len(before) + 1):
        yield from _put_in(theirs, mine, their.put_in[at], my.put_in[at])
        if at < len(before):
            other, own = their.became[at], my.became[at]
            yield Met(at, other if other >= 0 else None, own if own >= 0 else None)


def _put_in(theirs: Sequence[Hashable], mine: Sequence[Hashable], their: list[int], my: list[int]) -> Iterator[Met]:
    """What is equal at the beginning and the end of both is one and the same."""
    head = 0
    while head < min(len(their), len(my)) and theirs[their[head]] == mine[my[head]]:
        head += 1
    tail = 0
    while tail < min(len(their), len(my)) - head and theirs[their[-1 - tail]] == mine[my[-1 - tail]]:
        tail += 1
    for one, other in zip(their[:head], my[:head], strict=True):
        yield Met(None, one, other)
    for one in their[head : len(their) - tail]:
        yield Met(None, one, None)
    for other in my[head : len(my) - tail]:
        yield Met(None, None, other)
    for one, other in zip(their[len(their) - tail :], my[len(my) - tail :], strict=True):
        yield Met(None, one, other)
