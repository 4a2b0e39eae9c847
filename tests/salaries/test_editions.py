"""An edition of a table is never lost to a slip: a tiny, faulty or older file, a kill, a second import."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchstone.authoring.turns import turn
from touchstone.cli.salary_import import import_command
from touchstone.salaries.table import load_tables

HEAD = (
    "work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,"
    "employee_residence,remote_ratio,company_location,company_size\n"
)
TABLE = "posted_ranges.csv"
Folder = Callable[..., Path]


def job(salary: object) -> str:
    return f"2024,SE,FT,Data Scientist,{salary},USD,{salary},US,0,US,M\n"


def imported(place: Path, text: str, *more: str, as_of: str = "2026-01-19") -> Result:
    file = place.parent / "salaries.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    words = ["ai-jobs", str(file), "--into", str(place), "--as-of", as_of, "--year", "2024", *more]
    return CliRunner().invoke(import_command, words)


ONE_POSTING = job(100_000)
MOSTLY_BAD = "".join(job(100_000 + 1_000 * number) for number in range(3)) + job("x") * 4
SLIPS = {
    "tiny": (ONE_POSTING, "2026-01-19", ("It gives 4 rows; the edition of 2025-01-19", "has 569 rows.")),
    "mostly bad": (MOSTLY_BAD, "2026-01-19", ("Of its 7 rows that count, 4 could not be read.",)),
    "older": (ONE_POSTING, "2024-12-31", ("It describes 2024-12-31, and is older than the edition",)),
}


@pytest.mark.parametrize("case", SLIPS)
def test_what_looks_like_a_slip_is_refused_with_both_counts(folder: Folder, case: str) -> None:
    text, as_of, says = SLIPS[case]
    place = folder({})
    before = (place / TABLE).read_bytes()
    result = imported(place, text, as_of=as_of)
    assert result.exit_code == 1
    assert all(said in result.stderr for said in says), result.stderr
    refused = f"Nothing is written; {place / TABLE} is as it was. If the file is right, add --replace."
    assert refused in result.stderr
    assert (place / TABLE).read_bytes() == before


def test_a_slip_is_written_where_somebody_says_that_it_is_none(folder: Folder) -> None:
    place = folder({})
    result = imported(place, ONE_POSTING, "--replace")
    assert result.exit_code == 0, result.output
    assert "569 rows of an earlier edition, which this one replaces as a whole, are gone." in result.stdout


def test_a_first_edition_of_any_size_is_no_slip(folder: Folder) -> None:
    place = folder({}, without=(TABLE,))
    assert imported(place, ONE_POSTING).exit_code == 0
    assert imported(place, ONE_POSTING).exit_code == 0  # the same once more


def test_far_fewer_observations_in_as_many_rows_are_a_slip(folder: Folder) -> None:
    place = folder({}, without=(TABLE,))
    assert imported(place, "".join(job(100_000 + number) for number in range(0, 3_000, 100))).exit_code == 0
    result = imported(place, ONE_POSTING)
    assert result.exit_code == 1
    assert "Its largest row counts 1 observation; that of the edition" in result.stderr


def test_a_row_that_can_not_be_read_is_not_lost_to_the_next_import(folder: Folder) -> None:
    place = folder({})
    lines = (place / TABLE).read_text("utf-8").splitlines(keepends=True)
    torn = "".join([lines[0], lines[1].replace(",year,", ",yeer,"), *lines[2:]])
    (place / TABLE).write_text(torn, encoding="utf-8")
    result = imported(place, ONE_POSTING, "--replace")
    assert result.exit_code == 1
    assert "Mend these first: what can't be read would be lost." in result.stderr
    assert (place / TABLE).read_text("utf-8") == torn


def test_a_history_of_rates_that_broke_off_replaces_no_average_of_a_whole_year(folder: Folder) -> None:
    place = folder({})
    file = place.parent / "rates.csv"
    days = "".join(
        f"2024-{month:02}-{day:02},1.1,\n" for month in range(12, 0, -1) for day in range(28, 0, -4)
    )
    file.write_text("Date,USD,\n2025-01-02,1.1,\n" + days, encoding="utf-8")
    before = (place / "exchange_rates.csv").read_bytes()
    result = CliRunner().invoke(import_command, ["ecb", str(file), "--into", str(place)])
    assert result.exit_code == 1
    said = re.search(
        r"average of EUR in 2024 rests on 84 days; the one that is there rests on 2\d\d\.", result.stderr
    )
    assert said, result.stderr
    assert (place / "exchange_rates.csv").read_bytes() == before


WAITING = """
import sys
from pathlib import Path
from touchstone.authoring.turns import turn
with turn(Path(sys.argv[1])) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""


def test_two_imports_into_one_folder_take_turns(folder: Folder) -> None:
    place = folder({})
    words = [sys.executable, "-c", WAITING, str(place)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with turn(place, patience=0.1) as ours:
            assert not ours
        assert other.stdin is not None
        other.stdin.close()
    assert imported(place, ONE_POSTING, "--replace").exit_code == 0


KILLED = """
import os, pathlib, signal, sys
def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)
{step} = die
from touchstone.cli.main import touchstone
touchstone(["salary", "import", *sys.argv[1:]])
"""


# The new table half on the disk, and whole but not yet in place.
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_kill_leaves_the_old_edition(folder: Folder, step: str) -> None:
    place = folder({})
    before, file = (place / TABLE).read_bytes(), place.parent / "salaries.csv"
    file.write_text(HEAD + ONE_POSTING, encoding="utf-8")
    words = [
        "ai-jobs",
        str(file),
        "--into",
        str(place),
        "--as-of",
        "2026-01-19",
        "--year",
        "2024",
        "--replace",
    ]
    command = [sys.executable, "-c", KILLED.format(step=step), *words]
    died = subprocess.run(command, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert (place / TABLE).read_bytes() == before
    assert list(place.glob(".*.tmp"))  # it was in the middle of writing
    assert load_tables(place).problems == ()
    assert imported(place, ONE_POSTING, "--replace").exit_code == 0
