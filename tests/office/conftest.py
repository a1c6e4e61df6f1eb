"""Each test of the office runs over SQLite and over a real PostgreSQL, started once, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from office_parts import House, Watch
from sqlalchemy import create_engine, text

from sitegen.office.database import Database
from sitegen.office.opening import open_database
from sitegen.office.tables import Base

_numbers = count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server, without the name of a database."""
    initdb = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    if initdb is None:
        pytest.skip("no PostgreSQL here: its server's programs are not installed")
    as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # it refuses to be run by root
    folder = Path(tempfile.mkdtemp(prefix="sg-pg-"))
    if as_other:
        shutil.chown(folder, "postgres")
    control = str(Path(initdb).with_name("pg_ctl"))
    data = str(folder / "data")
    try:
        _run([*as_other, initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], folder)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c timezone=Asia/Tokyo"
        _run([*as_other, control, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"], folder)
        yield f"postgresql://postgres@/{{}}?host={folder}"
    finally:
        subprocess.run(
            [*as_other, control, "-D", data, "-m", "immediate", "stop"], cwd=folder, capture_output=True, check=False
        )
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def tables(postgresql: str) -> str:
    """The URL of a database that has its tables already: making them for every test would take most of the time."""
    _administer(postgresql.format("postgres"), "CREATE DATABASE office")
    opened = open_database(Path(), postgresql.format("office"))
    assert isinstance(opened, Database), opened
    opened.close()
    return postgresql.format("office")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without anybody in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/office.sqlite"
    filled: str = request.getfixturevalue("tables")
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    _administer(filled, f"TRUNCATE {names} RESTART IDENTITY")
    return filled


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that nobody has opened yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/office.sqlite"
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"empty_{next(_numbers)}"
    _administer(server.format("postgres"), f"CREATE DATABASE {name}")
    yield server.format(name)
    _administer(server.format("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def house(url: str, tmp_path: Path) -> Iterator[House]:
    """An office with a clock of its own, hashes that cost little, and an owner."""
    made = House(tmp_path, url, Watch())
    yield made
    made.close()


@pytest.fixture
def offices(url: str, tmp_path: Path) -> Iterator[Callable[[], House]]:
    """Makes houses over one database, as several servers would."""
    made: list[House] = []

    def make() -> House:
        made.append(House(tmp_path, url, Watch()))
        return made[-1]

    yield make
    for one in made:
        one.close()


def _run(command: list[str], folder: Path) -> None:
    # The server keeps its output open: a pipe would wait for its end.
    with (folder / "said").open("wb") as said:
        result = subprocess.run(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, check=False)
    assert result.returncode == 0, (folder / "said").read_text() + "".join(
        path.read_text() for path in folder.glob("log")
    )


def _administer(url: str, statement: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
