"""What a tree is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from sitegen.base.data import Fingerprint, fingerprint_of

TROUBLE = b"!"
"""First byte of what a listing has in place of the fingerprint of a file that cannot be used; the reason follows."""


class Look(NamedTuple):
    """What a look at a tree found.

    mark
        The fingerprint of the listing.
    before
        That of the listing that was remembered from an earlier look; empty if none was.
    altered
        The paths whose bytes are others than in that one; None if any came or went, or if nobody can say.
    listing
        Gives the listing.
    """

    mark: Fingerprint
    before: Fingerprint
    altered: Sequence[str] | None
    listing: Callable[[], dict[str, bytes]]


class Tree(Protocol):
    """A set of files. Paths are from the site's folder, with ``/``."""

    @property
    def name(self) -> str:
        """What kind of tree this is."""

    def listing(self) -> dict[str, bytes]:
        """Every source file with the fingerprint of its bytes, or ``!`` and the reason why it cannot be used."""

    def read(self, path: str) -> bytes:
        """The bytes of a listed file. Raises OSError if it has gone."""


def content_fingerprint(data: bytes) -> Fingerprint:
    """Fingerprint of a file's bytes, the same in every tree."""
    return hashlib.sha256(data).digest()[:16]


def look_at(tree: Tree) -> Look:
    """A look at any tree. One that has no shorter way is listed."""
    look: Callable[[], Look] | None = getattr(tree, "look", None)
    if look is not None:
        return look()
    listing = tree.listing()
    return Look(fingerprint_of(listing), b"", None, lambda: listing)
