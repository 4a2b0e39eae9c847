"""The three stores that are held to one contract: in memory, SQLite, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.support.assessments import MemoryStore

from touchstone.assessments.ports import Store
from touchstone.store.attempts import AttemptStore
from touchstone.store.database import Database
from touchstone.store.migrate import upgrade
from touchstone.store.schema import metadata


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A new SQLite file at the newest revision."""
    database = Database(f"sqlite:///{tmp_path / 'touchstone.db'}")
    upgrade(database)
    yield database
    database.close()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    """The test run's PostgreSQL at the newest revision, with empty tables."""
    database = Database(postgres_url)
    upgrade(database)
    with database.write() as connection:
        connection.execute(text("TRUNCATE " + ", ".join(metadata.tables) + " CASCADE"))
    yield database
    database.close()


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """Each of the stores in turn."""
    if request.param == "memory":
        return MemoryStore()
    return AttemptStore(request.getfixturevalue(request.param))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """Each of the databases in turn."""
    found: Database = request.getfixturevalue(request.param)
    return found
