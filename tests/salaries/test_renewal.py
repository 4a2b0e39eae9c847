"""All tables take their new content, or none does, whenever the process is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from touchstone.cli.salary_import import import_command
from touchstone.salaries import renewal
from touchstone.salaries.table import load_tables

pytestmark = pytest.mark.filterwarnings("ignore")
Folder = Callable[..., Path]
RATES = "exchange_rates.csv"
PRICES = "price_levels_us.csv"


def shipped(folder: Folder) -> Path:
    recipe = "- {source: ecb, file: rates.csv}\n- {source: bea, file: bea.csv}\n"
    place = folder({"recipe.yaml": recipe})
    files = place.parent / "files"
    files.mkdir()
    (files / "rates.csv").write_text("Date,USD,XAU\n2024-01-02,1.25,2000\n", encoding="utf-8")
    (files / "bea.csv").write_text(
        "area,cbsa_code,area_type,value,year\nCA,,state,111.5,2024\n", encoding="utf-8"
    )
    return place


def content(place: Path) -> tuple[bytes, bytes]:
    return (place / RATES).read_bytes(), (place / PRICES).read_bytes()


def test_all_tables_are_renewed(folder: Folder) -> None:
    place = shipped(folder)
    before = content(place)
    result = CliRunner().invoke(import_command, ["all", str(place.parent / "files"), "--into", str(place)])
    assert result.exit_code == 0, result.output
    assert f"rows read for {place / RATES}" in result.stdout
    assert f"All tables in {place} are renewed." in result.stdout
    assert all(old != new for old, new in zip(before, content(place), strict=True))
    assert not (place / renewal.STAGE).exists()
    assert not load_tables(place).problems


def test_a_file_that_cannot_be_read_renews_nothing(folder: Folder) -> None:
    place = shipped(folder)
    before = content(place)
    (place.parent / "files" / "bea.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    result = CliRunner().invoke(import_command, ["all", str(place.parent / "files"), "--into", str(place)])
    assert result.exit_code == 2
    assert "is no table of price parities" in result.output
    assert content(place) == before
    assert not (place / renewal.STAGE).exists()


def test_a_folder_without_a_recipe_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(import_command, ["all", str(tmp_path), "--into", str(tmp_path)])
    assert result.exit_code == 2
    assert "holds no recipe.yaml; copy the folder of pay tables there first" in result.output


KILLED = """
import os, signal, sys
from touchstone.cli.salary_import import import_command
from touchstone.salaries import renewal
true_replace, left = os.replace, int(sys.argv[1])
def replace(a, b):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    true_replace(a, b)
renewal.os.replace = replace
import_command(["all", sys.argv[2], "--into", sys.argv[3]])
"""


@pytest.mark.parametrize("moves", [0, 1, 3, 4, 6])
def test_who_is_killed_leaves_the_old_tables_or_the_new(folder: Folder, moves: int) -> None:
    """Two writes into the stage come first, then the mark that all stand, then the moves."""
    place = shipped(folder)
    before = content(place)
    files = str(place.parent / "files")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(moves), files, str(place)], capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    after_reading = load_tables(place)
    assert not after_reading.problems
    pairs = [old == now for old, now in zip(before, content(place), strict=True)]
    assert all(pairs) or not any(pairs), "some old and some new"
    assert any(pairs) == (moves < 3), "new from the mark on"
    again = CliRunner().invoke(import_command, ["all", files, "--into", str(place)])
    assert again.exit_code == 0, again.output
    assert not (place / renewal.STAGE).exists()
