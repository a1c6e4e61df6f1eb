"""The database is found, made, brought up to date, or it is said why not. Several processes may start at once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from office_parts import House, Watch
from sqlalchemy import create_engine, text

from sitegen.office.database import Database
from sitegen.office.migrations import NEWEST
from sitegen.office.office import Office
from sitegen.office.opening import FILE, open_database
from sitegen.office.refused import Refused, Unavailable
from sitegen.office.tables import Base, ChangeRow

_MANY = """
import sys
from pathlib import Path
from sitegen.office.office import Office
sys.stdin.readline()
office = Office.open(Path(sys.argv[1]), sys.argv[2])
assert isinstance(office, Office), office
print(office.first_link())
"""

_WRITING = """
import sys
from pathlib import Path
from sitegen.office.office import Office
office = Office.open(Path(sys.argv[1]), sys.argv[2])
assert isinstance(office, Office), office
for number in range(1_000_000):
    office.audit("page.saved", None, str(number))
    print(number, flush=True)
"""


def execute(url: str, statement: str) -> None:
    """Do something behind the office's back."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def refused(url: str | None, root: Path = Path()) -> Refused:
    answer = open_database(root, url)
    assert isinstance(answer, Refused)
    return answer


def test_a_new_database_has_the_tables_of_the_program(empty: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database = open_database(Path(), empty)
    assert isinstance(database, Database)
    with database.changing_tables() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == NEWEST
    database.close()


def test_the_newest_step_is_the_last_one() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "sitegen.office:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [NEWEST]
    assert [step.revision for step in script.walk_revisions()] == [f"{n:04}" for n in range(int(NEWEST), 0, -1)]


def test_processes_that_start_at_once_all_find_it_ready(empty: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _MANY, str(tmp_path), empty]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    house = House(tmp_path, empty, Watch())
    links = [house.office.ticket(out.strip()) for out, _ in said]
    house.watch.now = datetime.now(UTC)
    assert len([house.office.ticket(out.strip()) for out, _ in said if house.office.ticket(out.strip())]) == 1, links
    house.close()


def test_what_was_answered_is_there_after_a_kill(empty: str, tmp_path: Path) -> None:
    """The process is killed in the midst of writing; every line that it had told of is there, in order."""
    command = [sys.executable, "-c", _WRITING, str(tmp_path), empty]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(50):
        process.stdout.readline()
    process.kill()
    told = 50 + len(process.stdout.read().splitlines())
    process.wait()
    process.stdout.close()
    house = House(tmp_path, empty, Watch())
    kept = [int(one.subject) for one in house.office.entries(most=200)]
    assert kept == list(range(kept[0], kept[0] - len(kept), -1))
    assert kept[0] + 1 >= told
    house.close()


def test_a_newer_database_is_left_alone(empty: str, tmp_path: Path) -> None:
    House(tmp_path, empty, Watch()).close()
    for revision in ("9999", "a1b2"):
        execute(empty, f"UPDATE alembic_version SET version_num = '{revision}'")
        assert refused(empty).key == "database.newer"


def test_a_database_of_something_else_is_left_alone(empty: str) -> None:
    execute(empty, "CREATE TABLE guests (name TEXT)")
    assert refused(empty).key == "database.strange"


def test_steps_that_fail_leave_nothing_behind(empty: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A crash in the middle of them is like no start at all."""
    from alembic import op

    original = op.create_index

    def fail(name: str, *rest: object, **more: object) -> None:
        if name == "ix_audit_person":
            raise RuntimeError("the power went off")
        original(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(op, "create_index", fail)
    with pytest.raises(RuntimeError, match="power"):
        open_database(Path(), empty)
    monkeypatch.undo()
    house = House(tmp_path, empty, Watch())
    assert house.owner().id == 1
    house.close()


def test_the_file_beside_the_site_is_private_and_kept_out_of_git(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    assert isinstance(office, Office)
    office.first_link()
    kept = (tmp_path / FILE).parent
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in kept.glob("office.sqlite*")}
    assert {modes[f"office.sqlite{end}"] for end in ("", "-wal", "-shm")} == {0o600}
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    told = subprocess.run(["git", "-C", str(tmp_path), "status", "--porcelain"], capture_output=True, check=True)
    assert told.stdout == b""
    office.close()


def test_a_file_that_others_could_read_is_made_private(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite"
    House(tmp_path, url, Watch()).close()
    (tmp_path / "a.sqlite").chmod(0o644)
    House(tmp_path, url, Watch()).close()
    assert stat.S_IMODE((tmp_path / "a.sqlite").stat().st_mode) == 0o600


def test_what_is_written_is_on_the_disk(tmp_path: Path) -> None:
    """SQLite's settings hold on every connection of the pool."""
    database = open_database(tmp_path)
    assert isinstance(database, Database)
    with database.reading() as one, database.reading() as other, database.writing() as third:
        for session in (one, other, third):
            names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            found = [session.execute(text(f"PRAGMA {name}")).scalar_one() for name in names]
            assert found == ["wal", 2, 1, 30_000]
    database.close()


@pytest.mark.parametrize("spoilt", ["text", "head", "middle"])
def test_a_damaged_file_is_said_and_kept(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "a.sqlite"
    house = House(tmp_path, f"sqlite:///{path}", Watch())
    house.owner()
    house.close()
    data = path.read_bytes()
    changed = {
        "text": b"These are no accounts.\n" * 500,
        "head": b"\xff" * 100 + data[100:],
        "middle": data[:4096] + b"\xff" * (len(data) - 4096),
    }[spoilt]
    path.write_bytes(changed)
    assert refused(f"sqlite:///{path}") == Refused("database.damaged", {"database": str(path)})
    assert path.read_bytes() == changed


def test_addresses_that_lead_nowhere(tmp_path: Path) -> None:
    assert refused("what is this").key == "database.url"
    assert refused("sqlite://").key == "database.url"
    assert refused("mysql://name@host/a") == Refused("database.kind", {"kind": "mysql"})
    folder = tmp_path / "folder.sqlite"
    folder.mkdir()
    assert refused(f"sqlite:///{folder}").key == "database.unavailable"
    told = refused(f"postgresql://name:hidden@/a?host={tmp_path}")
    assert told.key == "database.unavailable" and "hidden" not in str(told)


def test_a_disk_that_is_full_is_said_and_nothing_is_half_done(tmp_path: Path) -> None:
    """SQLite's own limit stands in for the disk."""
    house = House(tmp_path, f"sqlite:///{tmp_path}/a.sqlite", Watch())
    owner = house.owner()
    database = house.office._premises.database

    def fill() -> None:
        with database.writing() as transaction:
            pages = transaction.execute(text("PRAGMA page_count")).scalar_one()
            transaction.execute(text(f"PRAGMA max_page_count = {pages}"))
            for number in range(200):
                transaction.add(
                    ChangeRow(
                        id=f"p{owner.id}-{number}",
                        person=owner.id,
                        number=number,
                        title="x" * 2_000,
                        state="open",
                        created=house.watch.now,
                        updated=house.watch.now,
                    )
                )

    with pytest.raises(Unavailable) as caught:
        fill()
    assert caught.value.refused.key == "database.unavailable" and "full" in str(caught.value.refused.values["reason"])
    assert house.office.changes() == () and house.office.people() == (owner,)
    house.close()


def test_a_server_that_goes_away_is_said_and_found_again(tables: str, tmp_path: Path) -> None:
    house = House(tmp_path, tables, Watch())
    before = house.office.people()
    with (
        pytest.raises(Unavailable) as caught,
        house.office._premises.database.reading() as transaction,
    ):
        transaction.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert caught.value.refused.key == "database.unavailable"
    assert house.office.people() == before, "the next question has a connection of its own"
    house.close()


def test_moments_are_utc_with_their_offset_and_sort(url: str, offices: Callable[[], House]) -> None:
    house = offices()
    owner = house.owner()
    helsinki = timezone(timedelta(hours=3))
    moments = [
        datetime(2026, 3, 29, 3, 59, 59, 999_999, helsinki),
        datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 4, 0, 0, 1, helsinki),
    ]
    for moment in moments:
        house.watch.now = moment
        house.office.audit("a", owner.id)
    found = [one.when for one in reversed(house.office.entries(most=3))]
    assert found == moments == sorted(moments)
    assert {one.utcoffset() for one in found} == {timedelta(0)}
    house.watch.now = datetime(2026, 1, 1)
    with pytest.raises(Exception, match="has no offset"):
        house.office.audit("a", owner.id)


def test_a_second_start_imports_no_migrations(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from sitegen.office.office import Office\n"
        f"office = Office.open(Path({str(tmp_path)!r})); assert isinstance(office, Office)\n"
        "print('alembic' in sys.modules)"
    )
    said = [subprocess.check_output([sys.executable, "-c", program], text=True, env=os.environ) for _ in range(2)]
    assert said == ["True\n", "False\n"]
