"""What was seen at the last look at a tree, kept from one run to the next. Damaged, it is forgotten."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sitegen.base.data import Fingerprint, fingerprint
from sitegen.base.files import write_atomic
from sitegen.engine.trees.glance import Mark, Seen, marks_in

Listing = dict[str, bytes]


class Memory:
    """One look, frozen. ``mark`` is the fingerprint of the listing, ``folders`` are what was walked through.

    ``is_plain``: the folders say all. Without it there were links, or something that could not be used, of which the
    look of a folder tells nothing.
    """

    def __init__(
        self, folders: dict[str, Seen], linked: dict[str, Mark], is_plain: bool, mark: Fingerprint, listing: bytes
    ) -> None:
        self.folders = folders
        self.linked = linked
        self.is_plain = is_plain
        self.mark = mark
        self._packed = listing

    @classmethod
    def of(cls, folders: dict[str, Seen], linked: dict[str, Mark], is_plain: bool, listing: Listing) -> Memory:
        """The memory of a look that gave this listing, whose paths are sorted."""
        packed = marshal.dumps(listing, 2)  # of this version: equal for equal listings
        return cls(folders, linked, is_plain, fingerprint(packed), packed)

    @cached_property
    def listing(self) -> Listing:
        """The listing, by the path; not to be changed. It is unpacked when somebody asks: mostly nobody does."""
        found: Listing = marshal.loads(self._packed)
        return found

    def copied(self) -> Listing:
        """The listing, for whoever wants to change it."""
        return dict(self.listing)

    def seen_again(self, folders: dict[str, Seen]) -> Memory:
        """The same listing, where files look otherwise than they did."""
        return Memory(folders, self.linked, self.is_plain, self.mark, self._packed)

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """path → mark of every file that was met."""
        found = dict(self.linked)
        for folder, one in self.folders.items():
            found.update((f"{folder}/{name}" if folder else name, mark) for name, mark in marks_in(one))
        return found

    def save(self, file: Path) -> None:
        """Keep it. Raises OSError where it cannot be."""
        kept: tuple[Any, ...] = (self.folders, self.linked, self.is_plain, self.mark, self._packed)
        data = marshal.dumps(kept)
        write_atomic(file, zlib.crc32(data).to_bytes(4, "big") + data)


NOTHING = Memory({}, {}, False, b"", marshal.dumps({}, 2))
"""Of a tree that nobody has looked at."""


def remembered(file: Path | None) -> Memory:
    """What was kept in a file; nothing if it is not there or damaged."""
    try:
        data = file.read_bytes() if file is not None else b""
    except OSError:
        return NOTHING
    if len(data) < 5 or zlib.crc32(memoryview(data)[4:]) != int.from_bytes(data[:4], "big"):
        return NOTHING
    kept = marshal.loads(memoryview(data)[4:])
    return Memory(*kept) if type(kept) is tuple else NOTHING  # it was a dict once
