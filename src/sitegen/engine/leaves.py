"""Which leaves are not as the memos saw them: a wave begins there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from sitegen.base.data import Fingerprint
from sitegen.engine.inputs import MISSING, OF_ELSE, OF_LISTING, OF_ONE_FILE, PROBES, World, file
from sitegen.engine.query import Key, key_text, text_key
from sitegen.engine.store import Store

_FILE = key_text((file.name, ""))
_LISTING = "listing"

Change = tuple[int, Fingerprint, Key]
"""A leaf that changed: id, what it is now, key."""


def looked(store: Store, world: World) -> list[Change]:
    """Look at the world anew. Returns the leaves that changed since the memos were true of it."""
    look = world.look()
    known = store.note(_LISTING)
    if known == look.mark:
        return differing(store, world, ())
    if known == look.before and look.altered is not None:
        return differing(store, world, look.altered, came_or_went=False)
    return differing(store, world, None)


def note_listing(store: Store, world: World) -> None:
    """Remember that the memos are true of this listing: while it is the same, no file's leaf is compared."""
    mark = world.last.mark if world.last is not None else MISSING
    if store.note(_LISTING) != mark:
        store.begin()
        store.set_note(_LISTING, mark)


def differing(store: Store, world: World, paths: Collection[str] | None, came_or_went: bool = True) -> list[Change]:
    """The leaves that changed, by the listing that the world has now.

    ``paths``: no other path is listed otherwise than when the memos were true of the tree; None if that cannot be
    said. Leaves that are not about a single path are always compared, those about a list of files where any path is
    that may have come, gone, or become one that cannot be used.
    """
    found = []
    for id, text, seen in _candidates(store, paths, came_or_went):
        if text.startswith(_FILE):  # nearly all of them
            fp = world.listing.get(text[len(_FILE) :], MISSING)
            if fp == seen:
                continue
        key = text_key(text)
        fp = PROBES[key[0]](world, *key[1:])
        if fp != seen:
            found.append((id, fp, key))
    return found


def _candidates(
    store: Store, paths: Collection[str] | None, came_or_went: bool
) -> Iterable[tuple[int, str, Fingerprint]]:
    if paths is None:
        return store.leaves()
    keys = (key_text((name, path)) for path in sorted(paths) for name in OF_ONE_FILE)
    of_paths = (row for row in map(store.leaf, keys) if row is not None)
    named = (*OF_LISTING, *OF_ELSE) if paths and came_or_went else OF_ELSE
    return chain(of_paths, *map(store.leaves_named, named))
