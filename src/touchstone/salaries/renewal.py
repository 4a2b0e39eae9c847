"""Many tables made anew at once: all of them take their new content, or none does.

They are made in a folder beside the old ones. Once all stand on the disk, one small file says so, and from
then on the new ones count: who is killed while they move to their places leaves the rest of the moves to
whoever reads the folder next.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from touchstone.core.files import open_file, read_text, write_whole

STAGE = ".import"
READY = "all-tables-stand"
_MOST = 100_000


def begin(folder: Path) -> Path:
    """A copy of the tables and lists, to import into. What an import left that was killed on its way goes.

    Ask for it while nobody else writes in the folder. Raises OSError.
    """
    settle(folder)
    stage = folder / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    for path in sorted((*folder.glob("*.csv"), *folder.glob("*.yaml"))):
        shutil.copyfile(path, stage / path.name)
    return stage


def give_up(folder: Path) -> None:
    """Leaves the old tables as they are."""
    shutil.rmtree(folder / STAGE, ignore_errors=True)


def commit(folder: Path) -> None:
    """Puts the new tables in place of the old ones, which stand until READY is there. Raises OSError."""
    stage = folder / STAGE
    names = [path.name for path in sorted(stage.glob("*.csv"))]
    for name in names:
        with open_file(stage / name) as file:
            os.fsync(file.fileno())
    write_whole(stage / READY, "\n".join(names).encode())
    settle(folder)


def settle(folder: Path) -> None:
    """Ends the moves of an import that was killed among them. Several may do this at once."""
    stage = folder / STAGE
    if not (stage / READY).is_file():
        return
    said = read_text(stage / READY, _MOST)
    for name in said.splitlines() if isinstance(said, str) else ():
        with suppress(FileNotFoundError):  # moved before
            os.replace(stage / Path(name).name, folder / Path(name).name)
    shutil.rmtree(stage, ignore_errors=True)
