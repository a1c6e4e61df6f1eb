"""Pages that are kept in an order: one that moves is taken out and put in again, and nothing else is looked at."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sitegen.model.page import PageHead

OrderKey = Callable[[PageHead], tuple[Any, ...]]

FEW = 50
"""So many pages are moved one by one; with more, sorting is quicker."""


class Ordered:
    """The paths of pages in the order of a key that is equal for no two. It does not change what it was given."""

    def __init__(self, key: OrderKey) -> None:
        self._key = key
        self._heads: Mapping[str, PageHead] = {}
        self._keys: dict[str, tuple[Any, ...]] = {}
        self._sorted: list[tuple[Any, ...]] = []
        self._paths: list[str] = []
        self._shown: tuple[str, ...] = ()

    def show(self, heads: Mapping[str, PageHead]) -> tuple[str, ...]:
        """The paths of these pages in order; the same object as the last time if the order is the same."""
        old = self._heads
        new = [path for path, head in heads.items() if old.get(path) is not head]
        gone = list(old.keys() - heads.keys())
        # Whatever a key raises, it raises before anything has been moved.
        keys = {path: self._key(heads[path]) for path in new}
        if len(new) + len(gone) <= FEW:
            for path in gone:
                self._take(path)
            for path, key in keys.items():
                if key != self._keys.get(path):
                    self._take(path)
                    self._put(path, key)
        else:
            self._sort(gone, keys)
        self._heads = heads
        if (shown := tuple(self._paths)) != self._shown:
            self._shown = shown
        return self._shown

    def _take(self, path: str) -> None:
        key = self._keys.pop(path, None)
        if key is not None:
            at = bisect_left(self._sorted, key)
            del self._sorted[at], self._paths[at]

    def _put(self, path: str, key: tuple[Any, ...]) -> None:
        at = bisect_left(self._sorted, key)
        self._sorted.insert(at, key)
        self._paths.insert(at, path)
        self._keys[path] = key

    def _sort(self, gone: list[str], keys: dict[str, tuple[Any, ...]]) -> None:
        for path in gone:
            del self._keys[path]
        self._keys |= keys
        self._paths = sorted(self._keys, key=self._keys.__getitem__)
        self._sorted = [self._keys[path] for path in self._paths]


def moved(
    order: tuple[str, ...], altered: Iterable[str], head_of: Callable[[str], PageHead | None], key: OrderKey
) -> tuple[str, ...]:
    """``order`` where the heads of the pages ``altered`` are others now, or new, or (None) gone.

    The same object if nothing moves.
    """

    def key_of(path: str) -> tuple[Any, ...]:
        head = head_of(path)
        assert head is not None
        return key(head)

    some = set(altered)
    paths = [path for path in order if path not in some]
    for path in sorted(some):
        if head_of(path) is not None:
            insort(paths, path, key=key_of)
    return order if (now := tuple(paths)) == order else now
