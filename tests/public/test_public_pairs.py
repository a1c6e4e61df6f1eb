"""The part of the matrix that the usual run takes leaves no pair out."""

from __future__ import annotations

from itertools import combinations

import every_kind
from pairs import some, whole


def test_no_pair_is_left_out() -> None:
    chosen, everything = some(every_kind.KINDS), whole(every_kind.KINDS)
    assert set(chosen) < set(everything)
    for one, other in combinations(range(4), 2):
        assert {(row[one], row[other]) for row in chosen} == {(row[one], row[other]) for row in everything}
