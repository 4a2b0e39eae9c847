"""`touchstone salary own`: from a file to positions and gaps, and calls that are wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from touchstone.own_pay.gap import ALL_PARTS

HEAD = "Employee ID,Job Title,Level,Office,Base Salary,Currency,Period,Gender\n"


# The services of a process keep their first data folder, so the commands run in a process of their own: one
# for all calls of a test, since each start takes a second and more.
CHILD = """
import json, sys
from click.testing import CliRunner
from touchstone.cli.salary_own import own_command
from touchstone.store import database
database.BUSY_MS = 300  # nobody else writes here, and who reads on is not waited for long
for line in sys.stdin:
    done = CliRunner().invoke(own_command, json.loads(line), prog_name="touchstone salary own")
    unexpected = repr(done.exception) if done.exception and not isinstance(done.exception, SystemExit) else ""
    print(json.dumps([done.exit_code, done.stdout, done.stderr + unexpected]), flush=True)
"""


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


Own = Callable[..., Done]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Own]:
    env = {**os.environ, "TOUCHSTONE_DATA": str(tmp_path)}
    env.pop("TOUCHSTONE_DATABASE_URL", None)
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", CHILD],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin
    assert child.stdout

    def call(*words: str) -> Done:
        assert child.stdin
        assert child.stdout
        child.stdin.write(json.dumps(words) + "\n")
        child.stdin.flush()
        return Done(*json.loads(child.stdout.readline()))

    yield call
    child.stdin.close()
    child.wait(timeout=30)
    child.stdout.close()


def test_from_a_file_to_positions_and_a_gap(own: Own, tmp_path: Path) -> None:
    file = tmp_path / "pay.csv"
    rows = [
        f"{at},MLE,L4,US,{170 + at if at % 2 else 190 + at},USD,year,{'F' if at % 2 else 'M'}\n"
        for at in range(24)
    ]
    file.write_text(HEAD + "".join(rows).replace(",USD", "000,USD"), encoding="utf-8")
    refused = own("import", str(file), "--as-of", "2025-10-31")
    assert refused.returncode == 1
    assert "pay.csv:2:3: Level: found 'L4', expected junior, mid, senior, staff" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert "(23 rows more: 3, 4, 5 …)" in refused.stderr
    assert "nothing is kept" in refused.stdout
    mapping = tmp_path / "mapping.yaml"
    printed = own("mapping", str(file)).stdout.replace("values: {}", "values: {level: {L4: senior}}")
    mapping.write_text(printed, encoding="utf-8")
    kept = own("import", str(file), "--as-of", "2025-10-31", "--mapping", str(mapping))
    assert (kept.returncode, kept.stderr) == (0, "")
    set_id = kept.stdout.split()[-1].rstrip(".")
    again = own("import", str(file), "--as-of", "2025-10-31", "--mapping", str(mapping))
    assert again.returncode == 2
    assert "“pay.csv” of 2025-10-31 holds the same already" in again.stderr
    shown = json.loads(own("show", set_id, "--format", "json").stdout)["rows"]
    assert len(shown) == 24
    assert (shown[0]["yearly_full_time"], shown[0]["compa_ratio"], shown[0]["market_position"]) == (
        190_000, 0.9383, "p25 to p50",
    )  # fmt: skip
    assert (shown[0]["range_midpoint"], shown[0]["market_median"]) == (202_500, 200_025)
    table = own("show", set_id).stdout
    assert "202,500" in table, "what the ratio was divided by"
    assert "Range: the middle half of Machine Learning Engineer, senior, United States; n = 648;" in table
    assert "\n  - senior: The source calls this senior or expert.\n" in table, "what speaks against a range"
    assert "level_mapping" not in table
    assert "senior: The source calls this senior or expert." in shown[0]["range_notes"]
    gap = own("gap", set_id, "--format", "json")
    row = json.loads(gap.stdout)["rows"][0]
    assert gap.returncode == 1
    assert (row["women"], row["men"], row["quality"], row["verdict"]) == (12, 12, "low", "5 % or more")
    assert (row["gap"], row["pay_as_of"]) == (round(1 - 182 / 201, 4), "2025-10-31")
    assert json.loads(gap.stdout)["notes"] == ["The file describes 2025-10-31.", ALL_PARTS]
    table = own("gap", set_id).stdout
    assert "paid in" in table.splitlines()[0]
    assert table.splitlines()[1].startswith("Machine-learning engineer, senior  USD ")
    days = own("show", set_id).stdout
    assert "Your file describes 2025-10-31, the market's figures 2025-01-19." in days
    moved = json.loads(own("show", set_id, "--age", "3", "--format", "json").stdout)
    assert moved["rows"][0]["range_midpoint"] > 202_500
    assert "moved to 2025-10-31 at 3.0% a year, by assumption" in moved["notes"][1]
    assert own("show", set_id, "--age", "nan").returncode == 2
    euros = tmp_path / "euros.csv"
    euros.write_text(file.read_text(encoding="utf-8").replace(",USD,", ",EUR,"), encoding="utf-8")
    kept = own("import", str(euros), "--as-of", "2025-10-31", "--mapping", str(mapping))
    lines = own("show", kept.stdout.split()[-1].rstrip(".")).stdout.splitlines()
    assert lines[1].endswith("no range (1)")
    assert lines[25] == "(1) paid in EUR, the range is in USD; no rate is put between them"
    odd = tmp_path / "odd.csv"
    odd.write_text(HEAD + "1,MLE,L4,US,12,USD,year,F\n", encoding="utf-8")
    words = ("import", str(odd), "--as-of", "2025-10-31", "--mapping", str(mapping))
    again = kept.stdout.split()[-1].rstrip(".")
    mended = tmp_path / "mended.csv"
    mended.write_text(euros.read_text(encoding="utf-8").replace("190000", "191000"), encoding="utf-8")
    told = own("import", str(mended), "--as-of", "2025-10-31", "--mapping", str(mapping), "--replace", again)
    assert told.stdout.endswith(f" in place of {again}.\n")
    assert again not in own("list").stdout
    asked = own(*words)
    assert "odd.csv:2:1: 12 USD for a full-time year is hard to believe: the market's" in asked.stderr
    assert asked.stderr.count("hard to believe") == 1, "a question is asked once, and is no wrong call"
    assert asked.stdout == (
        "1 row read, 1 question; nothing is kept. Where what is asked about is right, say --sure.\n"
    )
    assert (asked.returncode, own(*words, "--check").returncode) == (1, 1)
    mixed = tmp_path / "mixed.csv"
    mixed.write_text(
        HEAD + "1,MLE,L4,US,12,USD,year,F\n2,MLE,L9,US,x,USD,year,F\n3,MLE,L4,US,170000,USD,year,F\n",
        encoding="utf-8",
    )
    said = own("import", str(mixed), "--as-of", "2025-10-31", "--mapping", str(mapping)).stdout
    assert said.startswith("3 rows read, 2 problems in 1 of them, 1 question; nothing is kept. Mend the")
    assert own(*words, "--sure").stdout.startswith("1 row")
    part = tmp_path / "part.csv"
    part.write_text(
        "person,role,level,place,pay,currency,period,Hours per week,Shoe size\n"
        "A,data_scientist,senior,US,60000,USD,year,20,44\n",
        encoding="utf-8",
    )
    asked = own("import", str(part), "--as-of", "2025-10-31")
    assert "Not read: 'Hours per week', 'Shoe size'." in asked.stderr
    assert (
        "part.csv:1:8: the column 'Hours per week' is not read, so everybody counts as full time"
        in asked.stderr
    )
    assert asked.returncode == 1
    assert own("import", str(part), "--as-of", "2025-10-31", "--sure").stdout.startswith("1 row")
    assert own("forget", set_id, "--yes").stdout == "Erased.\n"
    gone = own("show", set_id)
    assert (gone.returncode, "There is no such set" in gone.stderr) == (2, True)


def test_erasing_while_somebody_reads_says_what_is_left(own: Own, tmp_path: Path) -> None:
    file, data = tmp_path / "pay.csv", tmp_path / "touchstone.db"
    file.write_text(HEAD + "SECRET,Data scientist,senior,US,170000,USD,year,F\n", encoding="utf-8")
    set_id = own("import", str(file), "--as-of", "2025-10-31").stdout.split()[-1].rstrip(".")
    file.unlink()
    with closing(sqlite3.connect(data, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM own_pay").fetchall()
        left = own("forget", set_id, "--yes")
    assert (left.returncode, left.stdout) == (1, "")
    assert "It is erased, but traces of it are left in" in left.stderr
    assert b"SECRET" in data.with_name("touchstone.db-wal").read_bytes()
    own("list")  # the first use of the data since; later ones look again every few seconds
    deadline = time.monotonic() + 60
    while data.with_name("touchstone.db-traces").exists():
        assert time.monotonic() < deadline
        time.sleep(0.2)
        own("list")
    assert b"SECRET" not in b"".join(one.read_bytes() for one in tmp_path.glob("touchstone.db*"))


def test_what_a_terminal_would_obey_is_not_printed(own: Own, tmp_path: Path) -> None:
    file = tmp_path / "pay.csv"
    head = HEAD.strip().replace("Base Salary", '"Base\nSalary\x1b[7"').replace("Gender", "Shoe\x1b[7m")
    file.write_text(f"{head}\nA,Data scientist,senior,US,170000,USD,year,44\n", encoding="utf-8")
    said = own("mapping", str(file)).stdout
    assert "Base Salary[7, Currency, Period, Shoe[7m\n# constants" in said
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(said, encoding="utf-8")
    words = (
        "import",
        str(file),
        "--as-of",
        "2025-10-31",
        "--mapping",
        str(mapping),
        "--name",
        "O\x1b[2Jct\u202eober",
    )
    kept = own(*words)
    assert kept.stdout.startswith("1 row kept")
    assert own("list").stdout.endswith("O[2Jctober\n")
    assert "\x1b" not in said + kept.stdout + kept.stderr


def test_wrong_calls_end_with_2(own: Own, tmp_path: Path) -> None:
    file, mapping = tmp_path / "pay.csv", tmp_path / "mapping.yaml"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    mapping.write_text("columns: {pey: a}\n", encoding="utf-8")
    lacking = own("import", str(file), "--as-of", "2025-10-31")
    assert lacking.returncode == 2
    assert "pay: name its column, or give one value for all rows" in lacking.stderr
    wrong = own("import", str(file), "--as-of", "2025-10-31", "--mapping", str(mapping))
    assert wrong.returncode == 2
    assert "pey" in wrong.stderr


def test_a_store_that_cannot_be_used_is_a_sentence(own: Own, tmp_path: Path) -> None:
    (tmp_path / "touchstone.db").write_text("My letters to Ann. " * 50)
    found = own("list")
    assert found.returncode == 2
    assert "is not a Touchstone database" in found.stderr
