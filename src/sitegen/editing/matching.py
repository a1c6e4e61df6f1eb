"""Which parts of two sequences are the same: lines of a text, words of a line, items of a list.

First what stands once in both (patience), which follows how people move text and takes no more than n log n; then, in
the gaps, the longest common subsequence, as far as a gap is small enough for it. What is larger counts as different.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

Match = tuple[int, int, int]
"""Where a stretch begins in the first and in the second sequence, and how long it is."""

_AT_ONCE = 250_000
"""Pairs that may be looked at in one gap."""

_IN_ALL = 3_000_000
"""Pairs that may be looked at in all: about a second."""


def matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Match]:
    """The stretches that are the same, in order; the last one has the length 0 and stands at both ends."""
    found: list[Match] = []
    search = _Search(one, other)
    for start, begin, count in (*search.between(0, len(one), 0, len(other)), (len(one), len(other), 0)):
        if found and count and found[-1][0] + found[-1][2] == start and found[-1][1] + found[-1][2] == begin:
            start, begin, count = found[-1][0], found[-1][1], found[-1][2] + count
            found.pop()
        found.append((start, begin, count))
    return found


class _Search:
    """The search for what is the same in two sequences."""

    def __init__(self, one: Sequence[Hashable], other: Sequence[Hashable]) -> None:
        self._one = one
        self._other = other
        self._left = _IN_ALL

    def between(self, low: int, high: int, begin: int, end: int) -> Iterator[Match]:
        """The matches inside of a gap, whose equal ends are taken off first."""
        one, other = self._one, self._other
        head = 0
        while low + head < high and begin + head < end and one[low + head] == other[begin + head]:
            head += 1
        if head:
            yield low, begin, head
        low, begin = low + head, begin + head
        tail = 0
        while low < high - tail and begin < end - tail and one[high - tail - 1] == other[end - tail - 1]:
            tail += 1
        if low < high - tail and begin < end - tail:
            yield from self._inside(low, high - tail, begin, end - tail)
        if tail:
            yield high - tail, end - tail, tail

    def _inside(self, low: int, high: int, begin: int, end: int) -> Iterator[Match]:
        anchors = _anchors(self._one, self._other, low, high, begin, end)
        if not anchors:
            pairs = (high - low) * (end - begin)
            if pairs <= min(_AT_ONCE, self._left):
                self._left -= pairs
                yield from _longest(self._one, self._other, low, high, begin, end)
            return
        for start, at in anchors:
            if start < low or at < begin:
                continue  # taken by the stretch before it
            yield from self.between(low, start, begin, at)
            count = 1
            while start + count < high and at + count < end and self._one[start + count] == self._other[at + count]:
                count += 1
            yield start, at, count
            low, begin = start + count, at + count
        yield from self.between(low, high, begin, end)


def _longest(
    one: Sequence[Hashable], other: Sequence[Hashable], low: int, high: int, begin: int, end: int
) -> Iterator[Match]:
    """The longest common subsequence of two small gaps, by the table of its lengths."""
    if not set(one[low:high]) & set(other[begin:end]):
        return
    rows = [[0] * (end - begin + 1)]
    for at in range(high - 1, low - 1, -1):
        below, part, row = rows[-1], one[at], [0] * (end - begin + 1)
        for to in range(end - begin - 1, -1, -1):
            if part == other[begin + to]:
                row[to] = below[to + 1] + 1
            else:
                row[to] = below[to] if below[to] > row[to + 1] else row[to + 1]
        rows.append(row)
    at, to = low, begin
    while at < high and to < end:
        row, below = rows[high - at], rows[high - at - 1]
        if one[at] == other[to]:
            yield at, to, 1
            at, to = at + 1, to + 1
        elif below[to - begin] >= row[to - begin + 1]:
            at += 1
        else:
            to += 1


def _anchors(
    one: Sequence[Hashable], other: Sequence[Hashable], low: int, high: int, begin: int, end: int
) -> list[tuple[int, int]]:
    """The longest run of what stands once in both, in the order of both."""
    once = Counter(other[begin:end])
    places = {part: at for at, part in enumerate(other[begin:end], begin) if once[part] == 1}
    ours = Counter(one[low:high])
    pairs = [(at, places[one[at]]) for at in range(low, high) if ours[one[at]] == 1 and one[at] in places]
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [at]
        ends[pile : pile + 1] = [index]
    run: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]
