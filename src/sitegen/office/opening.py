"""Opening the database of a site: found or made, brought up to date, or a sentence on why not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from sitegen.base.files import Busy, Lock
from sitegen.office.database import Database
from sitegen.office.migrating import bring_up_to_date
from sitegen.office.refused import Refused, Unavailable

FILE = Path(".sitegen", "office.sqlite")
"""Where the people of a site are kept, beside site.yaml."""

_PATIENCE = 60.0
_MOST_CONNECTIONS = 20
_PRIVATE = stat.S_IRUSR | stat.S_IWUSR
_POSTGRESQL = "postgresql+psycopg"


def open_database(root: Path, url: str | None = None) -> Database | Refused:
    """The database of the site in ``root``. Without a ``url`` it is a file there; two processes may start at once."""
    try:
        address = URL.create("sqlite", database=str(root / FILE)) if url is None else make_url(url)
    except (ArgumentError, ValueError):
        return Refused("database.url")
    if address.drivername in {"sqlite", "sqlite+pysqlite"}:
        return _open_file(address.set(drivername="sqlite"))
    if address.drivername in {"postgres", "postgresql", _POSTGRESQL}:
        return _open_server(address.set(drivername=_POSTGRESQL))
    return Refused("database.kind", {"kind": address.drivername})


def _open_file(address: URL) -> Database | Refused:
    if not address.database or address.database == ":memory:" or address.database.startswith("file:"):
        return Refused("database.url")
    path = Path(address.database).absolute()
    try:
        with Lock(path.with_name(path.name + ".lock"), timeout=_PATIENCE):
            _make_private(path)
            return _ready(Database(create_engine(address, pool_size=_MOST_CONNECTIONS), str(path)))
    except Busy:
        reason = "another process has been opening it for a minute"
    except OSError as error:
        reason = error.strerror or str(error)
    return Refused("database.unavailable", {"database": str(path), "reason": reason})


def _make_private(path: Path) -> None:
    """Only whoever runs the server may read the accounts; SQLite gives its other files the same mode.

    What lies in sitegen's own folder is kept out of git, also where the site's own list forgets it.
    """
    if path.parent.name == FILE.parent.name:
        ignoring = path.parent / ".gitignore"
        if not ignoring.exists():
            ignoring.write_text("*\n", encoding="utf-8")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)
    try:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != _PRIVATE:
            os.fchmod(descriptor, _PRIVATE)
    finally:
        os.close(descriptor)


def _open_server(address: URL) -> Database | Refused:
    name = address.render_as_string(hide_password=True)
    try:
        engine = create_engine(
            address,
            pool_size=_MOST_CONNECTIONS,
            pool_pre_ping=True,  # a server that was started anew is no error
            connect_args={"connect_timeout": 10},
        )
    except (ModuleNotFoundError, NoSuchModuleError):
        return Refused("database.driver", {"extra": "postgresql"})
    return _ready(Database(engine, name))


def _ready(database: Database) -> Database | Refused:
    """The database, looked through and up to date."""
    refused: Refused | None = None
    try:
        if database.damage() is not None:
            refused = Refused("database.damaged", {"database": database.name})
        else:
            refused = bring_up_to_date(database)
    except Unavailable as trouble:
        refused = trouble.refused
    except BaseException:
        database.close()
        raise
    if refused is None:
        return database
    database.close()
    return refused
