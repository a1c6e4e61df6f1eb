"""What a tree is."""

from __future__ import annotations

import hashlib
from typing import Protocol

from sitegen.base.data import Fingerprint

TROUBLE = b"!"
"""First byte of what a listing has in place of the fingerprint of a file that cannot be used; the reason follows."""


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
