"""The office's database: SQLite beside the site, or PostgreSQL by URL. Reading, and writing one at a time.

Whoever writes is alone, on both databases alike: SQLite has one writer, and on PostgreSQL every writing transaction
takes the same lock first. So a verb may look and then act (is this the last owner?) without a second thought. Writing
takes milliseconds; what takes long, like argon2, happens outside of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from sitegen.office.refused import Refused, Unavailable

_LOCK = 0x736974656F6666
"""Any number that nothing else in the database locks."""
_SETTINGS = ("busy_timeout = 30000", "journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class Database:
    """Transactions, each with its own session. Errors of the database itself come out as :class:`Unavailable`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        """What people are told; without a password."""
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._engine = engine
        self._writing = engine.execution_options(sitegen_writes=True)
        if self.is_sqlite:
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Questions that see one state of things."""
        with self._told(), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """All of it or nothing, and nobody else meanwhile. What comes out of it is on the disk."""
        with self._told(), Session(self._writing) as session, session.begin():
            self._take_lock(session.connection())
            yield session

    @contextmanager
    def changing_tables(self) -> Iterator[Connection]:
        """The same for the steps of ``migrations``."""
        with self._told(), self._writing.begin() as connection:
            self._take_lock(connection)
            yield connection

    def damage(self) -> str | None:
        """What SQLite finds wrong with its file; None where all is well, and for PostgreSQL, which looks itself."""
        if not self.is_sqlite:
            return None
        with self._told(), self._engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            return None if found == "ok" else str(found)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _take_lock(self, connection: Connection) -> None:
        if not self.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except (DBAPIError, NoConnection) as error:
            raise Unavailable(self._sentence(error)) from error

    def _sentence(self, error: DBAPIError | NoConnection) -> Refused:
        cause = error.orig if isinstance(error, DBAPIError) else None
        if str(getattr(cause, "sqlite_errorname", "")).startswith(_DAMAGED):
            return Refused("database.damaged", {"database": self.name})
        reason = str(cause or "no connection was free").strip().splitlines() or [""]
        return Refused("database.unavailable", {"database": self.name, "reason": reason[0][:300]})


def _set_up(connection: Any, record: object) -> None:
    """SQLite's settings; the driver must not begin transactions of its own.

    With a write-ahead log readers and the writer do not wait for each other. The file remembers it, so that only the
    very first connection changes anything; ``opening`` makes sure that it is alone.
    """
    connection.isolation_level = None
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    """IMMEDIATE waits for its turn at once; a reader that begins to write later may be refused instead."""
    writes = connection.get_execution_options().get("sitegen_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
