"""A data file that is removed under a running app: the next write says so, instead of losing answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from touchstone.store.database import Database, StoreError
from touchstone.store.migrate import upgrade


def test_a_removed_file_refuses_the_next_write(tmp_path: Path) -> None:
    file = tmp_path / "touchstone.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    with database.write():
        pass
    file.unlink()
    with pytest.raises(StoreError, match="is gone"), database.write():
        pass
    database.close()


def test_a_replaced_file_refuses_the_next_write(tmp_path: Path) -> None:
    """Somebody restores a backup under a running app: its open handle writes to a file that has no name."""
    file, backup = tmp_path / "touchstone.db", tmp_path / "backup.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    with database.write():
        pass
    shutil.copyfile(file, backup)
    backup.replace(file)
    with pytest.raises(StoreError, match="another file now"), database.write():
        pass
    database.close()


def test_a_file_replaced_while_it_is_written_is_not_reported_as_saved(tmp_path: Path) -> None:
    file, backup = tmp_path / "touchstone.db", tmp_path / "backup.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    shutil.copyfile(file, backup)
    with pytest.raises(StoreError, match="another file now"), database.write():
        backup.replace(file)
    database.close()
