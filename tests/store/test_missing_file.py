"""A data file that is removed under a running app: the next write says so, instead of losing answers."""

from __future__ import annotations

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
