"""Many tables made anew at once: all of them take their new content, or none does.

They are made in a folder beside the old ones, of a name that no other import has. Once all stand on the disk,
that folder is renamed, and from then on the new ones count: who is killed while they move to their places
leaves the rest of the moves to whoever reads the tables next. Only tables that the import made are moved:
what somebody else writes meanwhile stays theirs. What is written to a table after such a kill is kept
beside it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from touchstone.core.files import open_file
from touchstone.core.problems import Problem, shown_path

MAKING, READY = ".import-", ".imported-"
# In the folder of an import: what each of its tables held before, which the moves may find changed.
BEFORE = "before.json"
# What a person wrote in between, beside the table: its name, this and its digest.
KEPT = ".kept-"


class Changed(Exception):
    """Somebody else wrote to tables that were being made anew; their names."""


@dataclass(frozen=True)
class Stage:
    """Where new tables are made, and what the old ones held when it began."""

    folder: Path
    place: Path
    before: Mapping[str, bytes]


def begin(folder: Path) -> Stage:
    """A copy of the tables and lists, to import into. What an import left that was killed on its way goes.

    Ask for it while nobody else imports into the folder. Raises OSError.
    """
    settle(folder)
    for left in folder.glob(f"{MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    place = folder / f"{MAKING}{token_hex(6)}"
    place.mkdir()
    for path in sorted((*folder.glob("*.csv"), *folder.glob("*.yaml"))):
        shutil.copy(path, place / path.name)
    return Stage(folder, place, {path.name: _digest(path) for path in place.iterdir()})


def give_up(stage: Stage) -> None:
    """Leaves the old tables as they are. Does nothing after `commit`."""
    shutil.rmtree(stage.place, ignore_errors=True)


def commit(stage: Stage) -> None:
    """Puts the tables that were made in place of the old ones, which stand until the stage is renamed.

    Raises OSError, and Changed where somebody else wrote to one of them since `begin`.
    """
    made = []
    for path in sorted(stage.place.iterdir()):
        if _digest(path) == stage.before.get(path.name):
            path.unlink()
        else:
            made.append(path)
    changed = [path.name for path in made if _now(stage.folder / path.name) != stage.before.get(path.name)]
    if changed:
        raise Changed(*changed)
    noted = stage.place / BEFORE
    noted.write_text(json.dumps({path.name: _hex(stage.before.get(path.name)) for path in made}))
    for path in (*made, noted):
        with open_file(path) as file:
            os.fsync(file.fileno())
    os.rename(stage.place, stage.place.with_name(f"{READY}{token_hex(6)}"))
    settle(stage.folder)


def settle(folder: Path) -> None:
    """Ends the moves of imports whose tables all stand. Several may do this at once, and slowly: whatever
    lies in such a folder is of one import, and a table that was moved is there no more."""
    for ready in sorted(folder.glob(f"{READY}*")):
        with suppress(FileNotFoundError):  # ended by another
            before = _before(ready / BEFORE)
            for path in sorted(ready.iterdir()):
                if path.name != BEFORE:
                    with suppress(FileNotFoundError):  # moved by another
                        _keep_changed(folder / path.name, path, before)
                        os.replace(path, folder / path.name)
            (ready / BEFORE).unlink(missing_ok=True)
            ready.rmdir()


def _keep_changed(old: Path, new: Path, before: Mapping[str, str | None]) -> None:
    """Copies beside it what somebody wrote to a table between the end of its import and the move."""
    now = _hex(_now(old))
    if now is None or new.name not in before or now in (before[new.name], _hex(_digest(new))):
        return
    shutil.copy2(old, old.with_name(f"{old.name}{KEPT}{now[:8]}"))


def _before(path: Path) -> dict[str, str | None]:
    """What each table held before; nothing is known of an import by an earlier version."""
    with suppress(OSError, ValueError), open_file(path) as file:
        found = json.load(file)
        if isinstance(found, dict):
            return found
    return {}


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()


def tables(folder: Path) -> list[Path]:
    """The tables that count, by name: those of an import that wait to be moved go before the old ones, for a
    reader who may not move them."""
    found = {path.name: path for path in folder.glob("*.csv")}
    for ready in folder.glob(f"{READY}*"):
        found |= {path.name: path for path in ready.glob("*.csv")}
    return [found[name] for name in sorted(found)]


def marks(folder: Path) -> list[tuple[Path, int, int, int]]:
    """Each table that counts with what changes when another takes its place: unlike before and after a
    reading, it was no reading of one moment."""
    found = []
    for path in tables(folder):
        with suppress(OSError):  # moved since it was listed: another mark then
            stat = path.stat()
            found.append((path, stat.st_ino, stat.st_mtime_ns, stat.st_size))
    return found


def waiting(folder: Path) -> list[Problem]:
    """What to tell of an import whose tables all stand and are not moved: they count in place of those of the
    same names that a person sees. And of what a person wrote before they were moved."""
    return [
        Problem(
            shown_path(folder / path.name), 0, 0,
            f"{ready.name}/{path.name} counts in its place: an import was killed, and the next one moves it",
        )
        for ready in sorted(folder.glob(f"{READY}*"))
        for path in sorted(ready.glob("*.csv"))
    ] + [
        Problem(
            shown_path(path.with_name(path.name.partition(KEPT)[0])), 0, 0,
            f"{path.name} holds what was written to it before an import's tables were moved, and is not read:"
            " carry over what is wanted and delete that file",
        )
        for path in sorted(folder.glob(f"*{KEPT}*"))
    ]  # fmt: skip


def among_them(path: Path) -> bool:
    """Whether a file lies in a folder of an import on its way: no content of anybody's."""
    return any(name.startswith((MAKING, READY)) for name in path.parts)


def _digest(path: Path) -> bytes:
    with open_file(path) as file:
        return sha256(file.read()).digest()


def _now(path: Path) -> bytes | None:
    """What a table of the folder holds; None where there is none."""
    try:
        return _digest(path)
    except FileNotFoundError:
        return None
