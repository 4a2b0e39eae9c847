"""Tables and migrations agree, and a start finds every kind of database."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from touchstone.store.database import Database, StoreError
from touchstone.store.migrate import FOLDER, config, revision, upgrade
from touchstone.store.migrations import HEAD
from touchstone.store.people import PeopleTable
from touchstone.store.place import data_folder, database_url
from touchstone.store.schema import metadata

ROOT = Path(__file__).parents[2]


def test_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_known_head_is_the_newest_revision(sqlite: Database) -> None:
    with sqlite.read() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_current_head() == HEAD


def test_a_second_start_has_nothing_to_do(database: Database) -> None:
    upgrade(database)
    with database.read() as connection:
        assert revision(connection) == HEAD


def test_starts_at_the_same_time_end_in_one_database(tmp_path: Path) -> None:
    databases = [Database(f"sqlite:///{tmp_path / 'one.db'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(upgrade, databases))
    with databases[0].read() as connection:
        assert revision(connection) == HEAD


def test_a_new_file_that_another_process_holds_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "one.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")  # SQLite refuses to change the journal now, without waiting
    letting_go = threading.Timer(0.3, other.rollback)
    letting_go.start()
    upgrade(Database(f"sqlite:///{file}"))
    letting_go.join()
    other.close()


def test_a_database_of_a_newer_program_is_left_alone(sqlite: Database) -> None:
    with sqlite.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"revision 9999, which this .* does not know.*Update Touchstone"):
        upgrade(sqlite)
    with sqlite.read() as connection:
        assert revision(connection) == "9999"


def test_a_file_that_is_not_a_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letters.db"
    file.write_text("My letters to Ann. " * 50)
    with pytest.raises(StoreError, match=r"letters\.db is not a Touchstone database"):
        upgrade(Database(f"sqlite:///{file}"))
    assert file.read_text().startswith("My letters")


def test_a_server_that_does_not_answer_is_said_without_the_password() -> None:
    with pytest.raises(StoreError, match="can't be opened") as error:
        upgrade(Database("postgresql://touchstone:secret@127.0.0.1:1/none"))
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@host/db", "'mysql' databases are not supported; expected sqlite:///"),
        ("touchstone.db", "'touchstone.db' is not a database address"),
    ],
)
def test_another_kind_of_address_is_refused(url: str, said: str) -> None:
    with pytest.raises(StoreError) as error:
        Database(url)
    assert said in str(error.value)


@pytest.mark.parametrize("url", ["postgres://ann@host/db", "postgresql://ann@host/db"])
def test_either_name_of_postgresql_will_do(url: str) -> None:
    assert Database(url).url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_sqlite_is_set_to_lose_nothing(sqlite: Database, pragma: str, value: object) -> None:
    with sqlite.read() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def broken_write(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        raise RuntimeError


def test_an_unfinished_write_is_undone(database: Database) -> None:
    with pytest.raises(RuntimeError):
        broken_write(database)
    with database.read() as connection:
        assert revision(connection) == HEAD


class TestPlace:
    def test_the_default_is_the_users_own_folder_and_not_the_program(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("TOUCHSTONE_DATA", raising=False)
        assert data_folder().name == "touchstone"
        assert ROOT not in data_folder().parents

    def test_the_folder_is_made_for_this_user_alone(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("TOUCHSTONE_DATABASE_URL", raising=False)
        monkeypatch.setenv("TOUCHSTONE_DATA", str(tmp_path / "new" / "folder"))
        assert database_url() == f"sqlite:///{tmp_path}/new/folder/touchstone.db"
        assert stat.S_IMODE(os.stat(tmp_path / "new" / "folder").st_mode) == 0o700
        assert stat.S_IMODE(os.stat(tmp_path / "new" / "folder" / "touchstone.db").st_mode) == 0o600

    def test_a_folder_that_cannot_be_made_is_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        monkeypatch.delenv("TOUCHSTONE_DATABASE_URL", raising=False)
        monkeypatch.setenv("TOUCHSTONE_DATA", str(tmp_path / "file" / "folder"))
        with pytest.raises(StoreError, match="Set TOUCHSTONE_DATA to a folder that you can write to"):
            database_url()

    def test_an_address_goes_before_the_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TOUCHSTONE_DATABASE_URL", "postgresql://ann@host/db")
        assert database_url() == "postgresql://ann@host/db"


def test_links_that_are_out_end_ninety_days_after_the_update(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    columns, values = "id, name, rights, token_hash, since", ":id, 'Ana', '', :mark, '2020-01-01'"
    added = f"INSERT INTO person ({columns}) VALUES ({values})"
    with database.write() as connection:
        command.upgrade(config(connection), "0009")
        for row in ({"id": "ana", "mark": "t" * 64}, {"id": "local", "mark": None}):
            connection.execute(text(added), row)
    upgrade(database)
    people = PeopleTable(database)
    ana, local = people.person("ana"), people.person("local")
    assert ana is not None
    assert local is not None
    assert local.expires_at is None
    assert ana.expires_at is not None
    assert timedelta(days=89) < ana.expires_at - datetime.now(UTC) < timedelta(days=92)


def test_every_revision_is_a_file_of_ours() -> None:
    found = sorted(path.name for path in (FOLDER / "versions").glob("v*.py"))
    names = [
        "v0001_attempts.py",
        "v0002_interviews.py",
        "v0003_own_pay.py",
        "v0004_questions.py",
        "v0005_samples.py",
        "v0006_sheet_kit.py",
        "v0007_sitting_despite.py",
        "v0008_weights.py",
        "v0009_showing_despite.py",
        "v0010_link_expiry.py",
    ]
    assert found == names
