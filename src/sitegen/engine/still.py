"""A store that is only read, from another machine."""

from __future__ import annotations

import sqlite3
from urllib.parse import quote

from sitegen.engine.store import Store, StoreDamaged


class StillStore(Store):
    """The memos in a file that nobody changes meanwhile (:meth:`Store.still`), read from another machine.

    Neither locks nor a file beside it are needed, which a folder on the network could not be trusted with.
    """

    def _open(self) -> None:
        self.db = sqlite3.connect(
            f"file:{quote(str(self.path))}?mode=ro&immutable=1",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        self.db.execute("PRAGMA cache_size = -65536")
        row = self.db.execute("SELECT data FROM meta WHERE name = 'version'").fetchone()
        if row is None or row[0] != self.version:
            raise StoreDamaged("the memos are of another version")

    def reset(self) -> None:
        """They are somebody else's."""
        raise StoreDamaged("memos that are only read cannot be thrown away")

    def reopen(self) -> None:
        """Nothing is to be done: it is read only."""
