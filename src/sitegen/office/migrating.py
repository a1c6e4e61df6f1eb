"""A database of an older sitegen is brought up to date at the start, in one transaction; a newer one is left alone."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from sitegen.office.database import Database
from sitegen.office.migrations import NEWEST
from sitegen.office.refused import Refused

_TABLE = "alembic_version"


def bring_up_to_date(database: Database) -> Refused | None:
    """Take the steps that are missing; None when the database can be used. Others that start meanwhile wait.

    Nothing is imported for it when there is nothing to do, which is nearly always.
    """
    with database.changing_tables() as connection:
        found = _revision(connection)
        if found == NEWEST:
            return None
        if found is not None and not _is_older(found):
            return Refused("database.newer", {"database": database.name})
        if found is None and inspect(connection).get_table_names():
            return Refused("database.strange", {"database": database.name})
        _take_steps(connection)
    return None


def _revision(connection: Connection) -> str | None:
    """The step that the database is at; None for an empty one."""
    if not inspect(connection).has_table(_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar_one_or_none()


def _is_older(revision: str) -> bool:
    return revision.isdecimal() and int(revision) < int(NEWEST)


def _take_steps(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "sitegen.office:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
