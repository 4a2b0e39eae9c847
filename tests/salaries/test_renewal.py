"""All tables take their new content, or none does, whenever the process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest
from click.testing import CliRunner

from touchstone.cli.check import command as check_command
from touchstone.cli.salary_import import import_command
from touchstone.salaries import renewal, table
from touchstone.salaries.csvs import Sheet
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
    assert not list(place.glob(".import*"))
    assert not load_tables(place).problems


def test_a_file_that_cannot_be_read_renews_nothing(folder: Folder) -> None:
    place = shipped(folder)
    before = content(place)
    (place.parent / "files" / "bea.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    result = CliRunner().invoke(import_command, ["all", str(place.parent / "files"), "--into", str(place)])
    assert result.exit_code == 2
    assert "is no table of price parities" in result.output
    assert content(place) == before
    assert not list(place.glob(".import*"))


def test_a_folder_without_a_recipe_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(import_command, ["all", str(tmp_path), "--into", str(tmp_path)])
    assert result.exit_code == 2
    assert "holds no recipe.yaml; copy the folder of pay tables there first" in result.output


KILLED = """
import os, signal, sys
from touchstone.cli.check import command as check_command
from touchstone.cli.salary_import import import_command
from touchstone.salaries import renewal
left = int(sys.argv[1])
def counted(name):
    true = getattr(os, name)
    def move(a, b):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        true(a, b)
    setattr(os, name, move)
counted("rename")
counted("replace")
import_command(["all", sys.argv[2], "--into", sys.argv[3]])
"""
WAITS = f"{renewal.READY}x/{PRICES} counts in its place"
HERS = "XX-AA,city,Her town,PT,,,,,\n"


@pytest.mark.parametrize("moves", [0, 1, 2, 3, 4])
def test_who_is_killed_leaves_the_old_tables_or_the_new(folder: Folder, moves: int) -> None:
    """Two writes into the stage come first, then it is renamed, then two tables move."""
    place = shipped(folder)
    before = content(place)
    files = str(place.parent / "files")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(moves), files, str(place)], capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with (place / "regions.csv").open("a", encoding="utf-8") as file:
        file.write(HERS)  # a list that no import makes, mended by hand before anybody looks
    after_reading = load_tables(place)
    assert "XX-AA" in after_reading.regions.by_id
    pairs = [old == now for old, now in zip(before, content(place), strict=True)]
    assert all(pairs) or not any(pairs), "some old and some new"
    assert any(pairs) == (moves < 3), "new from the renaming on"
    again = CliRunner().invoke(import_command, ["all", files, "--into", str(place)])
    assert again.exit_code == 0, again.output
    assert not list(place.glob(".import*"))


def staged(folder: Path, said: str, *names: str) -> renewal.Stage:
    stage = renewal.begin(folder)
    for name in names:
        (stage.place / name).write_text(said)
    return stage


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("regions.csv", "hers"),  # not made by the import: stays as it is written meanwhile
        ("new.csv", "hers"),
        ("rates.csv", None),  # made by it: one of the two would be lost
    ],
)
def test_what_somebody_writes_meanwhile_is_not_lost(tmp_path: Path, name: str, kept: str | None) -> None:
    for old in ("rates.csv", "prices.csv", "regions.csv"):
        (tmp_path / old).write_text("old")
    stage = staged(tmp_path, "new", "rates.csv", "prices.csv")
    (tmp_path / name).write_text("hers")
    if kept is None:
        with pytest.raises(renewal.Changed, match=name):
            renewal.commit(stage)
        renewal.give_up(stage)
        assert [(tmp_path / one).read_text() for one in (name, "prices.csv")] == ["hers", "old"]
        return
    renewal.commit(stage)
    assert [(tmp_path / one).read_text() for one in ("rates.csv", "prices.csv", name)] == ["new", "new", kept]
    assert not list(tmp_path.glob(".import*"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("old", []),
        ("hers", ["hers"]),  # written after the kill: the new table counts, and hers is kept
        ("new", []),
        (None, []),
    ],
)
def test_what_is_written_after_a_kill_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str | None, kept: list[str]
) -> None:
    for old in ("rates.csv", "prices.csv"):
        (tmp_path / old).write_text("old")
    stage = staged(tmp_path, "new", "rates.csv", "prices.csv")
    with monkeypatch.context() as killed:
        killed.setattr(renewal, "settle", lambda folder: None)
        renewal.commit(stage)
    (tmp_path / "rates.csv").unlink()
    if said is not None:
        (tmp_path / "rates.csv").write_text(said)
    renewal.settle(tmp_path)
    assert [(tmp_path / one).read_text() for one in ("rates.csv", "prices.csv")] == ["new", "new"]
    assert [path.read_text() for path in tmp_path.glob("*.kept-*")] == kept
    told = [problem.message for problem in renewal.waiting(tmp_path)]
    assert len(told) == len(kept)
    assert all("holds what was written to it before" in one for one in told)
    assert not list(tmp_path.glob(".import*"))


def test_a_slow_reader_ends_the_moves_of_one_import_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stops between looking and moving, while the next import ends the moves and makes tables of its
    own."""
    for old in ("a.csv", "b.csv"):
        (tmp_path / old).write_text("old")
    stage = staged(tmp_path, "first", "a.csv", "b.csv")
    stage.place.rename(tmp_path / f"{renewal.READY}x")  # killed here
    true, looked, go_on = os.replace, Event(), Event()

    def replace(source: Path, target: Path) -> None:
        if current_thread().name == "slow":
            looked.set()
            assert go_on.wait(20)
        true(source, target)

    monkeypatch.setattr(os, "replace", replace)
    slow = Thread(target=renewal.settle, args=(tmp_path,), name="slow")
    slow.start()
    assert looked.wait(20)
    second = staged(tmp_path, "second", "a.csv")
    go_on.set()
    slow.join(20)
    assert [(tmp_path / one).read_text() for one in ("a.csv", "b.csv")] == ["first", "first"]
    renewal.commit(second)
    assert [(tmp_path / one).read_text() for one in ("a.csv", "b.csv")] == ["second", "first"]


def test_who_may_not_move_the_tables_reads_them_where_they_lie(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import that ran as another user was killed after one of its moves."""
    place = shipped(folder)
    stage = renewal.begin(place)
    for name in (RATES, PRICES):
        lines = (place / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (stage.place / name).write_text("".join(lines[:3]), encoding="utf-8")
    for path in stage.place.iterdir():
        if path.name not in (RATES, PRICES):
            path.unlink()
    ready = stage.place.rename(place / f"{renewal.READY}x")
    os.replace(ready / RATES, place / RATES)

    def refused(source: Path, target: Path) -> None:
        raise PermissionError(target)

    monkeypatch.setattr(os, "replace", refused)
    read = load_tables(place)
    assert [one.message[: len(WAITS)] for one in read.problems] == [WAITS]
    assert (len(read.rates), len(read.us_prices)) == (2, 2)
    monkeypatch.undo()
    checked = CliRunner().invoke(check_command, [str(place)])
    assert checked.exit_code == 1
    assert WAITS in checked.output
    there = len([*place.glob("*.csv"), *place.glob("*.yaml")])
    assert f"({there} salary tables)" in checked.output, "none of them twice"
    assert list(place.glob(f"{renewal.READY}*")), "a check moves nothing"
    assert len(load_tables(place).us_prices) == 2
    assert not list(place.glob(".import*"))


def test_what_is_read_while_tables_move_is_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = shipped(folder)
    stage = renewal.begin(place)
    for name in (RATES, PRICES):
        lines = (place / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (stage.place / name).write_text("".join(lines[:3]), encoding="utf-8")
    true, read = table.read_sheet, []

    def read_sheet(path: Path) -> Sheet:
        read.append(path.name)
        sheet = true(path)
        if path.name == RATES and read.count(RATES) == 1:
            renewal.commit(stage)  # between one table and the next
        return sheet

    monkeypatch.setattr(table, "read_sheet", read_sheet)
    found = load_tables(place)
    assert (len(found.rates), len(found.us_prices)) == (2, 2)
    assert read.count(RATES) == 2


def test_the_command_says_who_wrote_meanwhile(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    place = shipped(folder)
    true = renewal.commit

    def commit(stage: renewal.Stage) -> None:
        (place / RATES).write_text((place / RATES).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        true(stage)

    monkeypatch.setattr("touchstone.cli.salary_import.commit", commit)
    result = CliRunner().invoke(import_command, ["all", str(place.parent / "files"), "--into", str(place)])
    assert result.exit_code == 2
    assert f"somebody wrote to {RATES} meanwhile; nothing is written" in " ".join(result.output.split())
    assert not list(place.glob(".import*"))
