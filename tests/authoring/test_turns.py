"""Writers of one folder take turns, in other processes too; whoever is killed gives the turn back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from touchstone.authoring.turns import turn
from touchstone.core.files import clear_leftovers

HOLDING = """
import sys
from pathlib import Path
from touchstone.authoring.turns import turn

with turn(Path(sys.argv[1])) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""

ADDING = """
import sys
from pathlib import Path
from touchstone.authoring.turns import turn

file = Path(sys.argv[1])
for number in range(40):
    with turn(file.parent, 60) as ours:
        assert ours
        file.write_text(str(int(file.read_text()) + 1))
"""

needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="folders can't be locked there")


def started(program: str, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@needs_locks
def test_one_waits_for_another_process_and_not_for_ever(tmp_path: Path) -> None:
    other = started(HOLDING, tmp_path)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with turn(tmp_path, patience=0.1) as ours:
            assert ours is False
    finally:
        other.kill()
        other.communicate()
    with turn(tmp_path) as ours:
        assert ours is True
    assert list(tmp_path.iterdir()) == []


@needs_locks
def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0")
    both = [started(ADDING, file) for _ in range(2)]
    for one in both:
        one.communicate()
    assert [one.returncode for one in both] == [0, 0]
    assert file.read_text() == "80"


def test_what_a_killed_writer_left_is_cleared_once_it_is_old(tmp_path: Path) -> None:
    file = tmp_path / "bank[1].yaml"
    left, fresh, foreign = (
        tmp_path / f".{name}-0.tmp" for name in ("bank[1].yaml", "bank[1].yaml-9", "bank1.yaml")
    )
    for one in (file, left, fresh, foreign):
        one.write_text("x")
    for one in (left, foreign):
        os.utime(one, (time.time() - 7_200,) * 2)
    clear_leftovers(file)
    assert sorted(tmp_path.iterdir()) == sorted([file, fresh, foreign])
