"""In which state stored memos are, found out without reading them all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sitegen.base.files import Busy, Lock
from sitegen.project.version import program_version

IN_USE, OTHER, DAMAGED, USABLE = "in use", "another version", "damaged", "usable"


def state_of(path: Path, lock: Path) -> tuple[str, str]:
    """The state of stored memos, and which sitegen made them (empty if that cannot be said).

    Usable means that they are whole and of this version. That each answer in them is as it was written is found out
    when it is read, by its checksum.
    """
    try:
        with Lock(lock, timeout=0):
            return read_state(path)
    except Busy:
        return IN_USE, ""
    except OSError:  # a folder that cannot be written: nobody else writes there either
        return read_state(path)


def read_state(path: Path) -> tuple[str, str]:
    """The same, for who holds the lock."""
    still = not Path(f"{path}-wal").exists()  # else a killed process left something that has to be put in first
    how = "mode=ro&immutable=1" if still else "mode=rw"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?{how}", uri=True)) as db:
            version = db.execute("SELECT data FROM meta WHERE name = 'version'").fetchone()
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            (size,) = db.execute("PRAGMA page_size").fetchone()
    except sqlite3.Error:
        return DAMAGED, ""
    if version is None or (still and path.stat().st_size < pages * size):
        return DAMAGED, ""
    made_by = str(version[0]).partition(" ")[0]
    return (USABLE if version[0] == program_version() else OTHER), made_by
