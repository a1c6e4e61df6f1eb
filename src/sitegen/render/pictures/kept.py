"""Made pictures, kept beside the memos by what they are made of. Whoever deletes them only makes us work.

The value of a query does not depend on it: what is kept is what would be made, to the last bit. So one folder serves
builds, checks and previews of any change, and it outlives the memos.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sitegen.base.files import write_atomic
from sitegen.engine.database import Database

NAME = "pictures"
"""Under this name a database has the folder (``Database.kept``); without it nothing is kept."""

DAYS = 30
"""So long a picture stays that nobody asked for."""

_CHECK = 16  # bytes of a hash before what is kept: half a file is none


class KeptPictures:
    """The folder of what was made; None for none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def found(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a name; if nothing is, ``make()``, which is kept from now on."""
        if self._folder is None:
            return make()
        path = self._path(self._folder, name)
        kept = _read(path)
        if kept is None:
            kept = make()
            with suppress(OSError):  # a full disk: then it is made again
                write_atomic(path, hashlib.sha256(kept).digest()[:_CHECK] + kept)
        return kept

    def tidy(self) -> None:
        """Take away what nobody has asked for in the last :data:`DAYS` days."""
        before = time.time() - DAYS * 86400
        for path in self._folder.glob("??/*") if self._folder is not None else ():
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        digits = hashlib.sha256(f"{name} {_versions()}".encode()).hexdigest()
        return folder / digits[:2] / digits[2:40]


def kept_pictures(db: Database) -> KeptPictures:
    """What is kept for a database."""
    return KeptPictures(db.kept.get(NAME))


def _read(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    kept = data[_CHECK:]
    return kept if hashlib.sha256(kept).digest()[:_CHECK] == data[:_CHECK] else None


def _versions() -> str:
    """Of the libraries: another one makes other bytes."""
    import PIL
    from PIL import features

    return f"{PIL.__version__} {features.version('webp')} {features.version('avif')}"
