"""Brings a database to the newest revision, when a process starts."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from touchstone.store.database import Database, StoreError
from touchstone.store.migrations import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).with_name("migrations")
# Any fixed number does: processes that start together queue on it, and the first one migrates.
ADVISORY_LOCK = 7_305_815_551


def upgrade(database: Database) -> None:
    """Creates or alters the tables until they are as this program expects; nothing to do is the usual case.

    Raises StoreError when the database can't be reached, is not ours, or was written by a newer Touchstone.
    """
    try:
        with database.read() as connection:
            if revision(connection) == HEAD:
                return
        with database.write() as connection:
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            if revision(connection) != HEAD:
                _run(connection)
    except OperationalError as error:
        raise StoreError(f"the database {_shown(database)} can't be opened: {_first_line(error)}") from None
    except DatabaseError as error:
        raise StoreError(f"{_shown(database)} is not a Touchstone database: {_first_line(error)}") from None


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        command.upgrade(config(connection), "head")
    except CommandError:
        found = revision(connection)
        raise StoreError(
            f"the database is at revision {found}, which this Touchstone (revision {HEAD}) does not "
            f"know: it was written by a newer one. Update Touchstone, or point it at another database."
        ) from None


def config(connection: Connection) -> Config:
    """Alembic's configuration, made here in place of an alembic.ini."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _shown(database: Database) -> str:
    return database.url.render_as_string(hide_password=True)


def _first_line(error: DatabaseError) -> str:
    return str(error.orig).strip().splitlines()[0]
