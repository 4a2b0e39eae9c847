"""`touchstone salary`: the shapes that programs rely on, and calls that are wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchstone.cli.bank import exposure
from touchstone.cli.salary import command

pytestmark = pytest.mark.filterwarnings("ignore")
KEYS = [
    *("role", "level", "region", "source", "as_of", "n", "currency", "period", "basis"),
    *("p10", "p25", "p50", "p75", "p90", "median_interval", "quality", "flags"),
]
MID = ("data_scientist", "--level", "mid", "--region")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), prog_name="touchstone salary")


def rows(*arguments: str) -> list[dict[str, object]]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)["rows"]
    return found


def test_json_has_the_agreed_shape() -> None:
    found = rows("machine_learning_engineer", "--level", "senior", "--region", "US", "--region", "PL")
    assert [list(row) for row in found] == [KEYS] * len(found)
    assert {row["region"] for row in found} == {"US", "PL"}
    for row in found:
        assert row["quality"] in ("ok", "low", "suppressed")
        assert isinstance(row["flags"], list)
    first = found[0]
    assert (first["p50"], first["n"], first["as_of"]) == (200025, 648, "2025-01-19")


def test_places_may_be_named_and_repeated() -> None:
    found = rows("data_scientist", "--level", "mid", "--region", "New York metro", "--region", "CBSA-35620")
    assert {row["region"] for row in found} == {"CBSA-35620", "US"}
    assert len([row for row in found if row["source"] == "ai_jobs_posted"]) == 1


def test_currency_lens_and_day() -> None:
    pounds = rows("data_scientist", "--level", "mid", "--region", "GB", "--currency", "gbp")
    assert pounds[0]["currency"] == "GBP"
    bought = rows("data_scientist", "--level", "mid", "--region", "GB", "--lens", "ppp")
    assert bought[0]["currency"] == "INT"
    old = rows("data_scientist", "--level", "mid", "--region", "US-AL", "--as-of", "2024-06-30")
    assert {row["source"] for row in old} == {"bls_oews"}


def test_a_blend_and_ageing_are_lines_that_say_so() -> None:
    call = (*MID, "US", "--as-of", "2025-05-31", "--age", "4")
    found = rows(*call, "--blend", "bls_oews=1", "--blend", "ai_jobs_posted=1")
    assert found[-1]["source"] == "blend"
    flags = str(found[-1]["flags"])
    assert "50% BLS" in flags
    assert "moved from 2024-05-31 to 2025-05-31 at 4.0% a year" in flags
    assert [(row["as_of"], row["aged_to"]) for row in found if row["source"] == "bls_oews"] == [
        ("2024-05-31", "2025-05-31")
    ]
    assert "2024-05-31, aged to 2025-05-31" in run(*call).stdout
    lines = csv.DictReader(io.StringIO(run(*call, "--format", "csv").stdout))
    assert {(line["as_of"], line["aged_to"]) for line in lines} >= {("2024-05-31", "2025-05-31")}


def test_nothing_is_called_ok_whose_n_is_not_published() -> None:
    found = rows(*MID, "US", "--region", "GB", "--region", "PL", "--region", "CBSA-35620")
    assert all(row["quality"] != "ok" for row in found if row["n"] is None)
    assert any(row["quality"] == "ok" for row in found)


def test_figures_moved_by_a_rate_may_look_ahead() -> None:
    ahead = (date.today() + timedelta(days=200)).isoformat()  # noqa: DTZ011 (any day to come)
    flags = str(rows(*MID, "US", "--as-of", ahead, "--age", "4"))
    assert f"to {ahead} at 4.0% a year" in flags


def test_every_shape_of_answer_holds_the_band_with_its_source() -> None:
    asked = ("data_scientist", "--level", "senior", "--region", "GB", "--region", "FR", "--band", "width-30")
    gb, fr = json.loads(run(*asked, "--format", "json").stdout)["bands"]
    assert (gb["minimum"], gb["midpoint"], gb["maximum"], gb["currency"]) == (53_500, 61_500, 69_500, "GBP")
    assert gb["made_from"] == "Around the median, top 30 % above bottom"
    assert gb["source"].startswith("30% around the median of Data Scientist, senior, United Kingdom; n = 40;")
    assert (fr["minimum"], fr["source"]) == (None, None)
    assert "3 observations at senior level; 30 are needed" in fr["missing"]
    lines = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert {(line["asked_for"], line["band_minimum"], line["band_source"]) for line in lines} == {
        ("GB", "53500", gb["source"]), ("FR", "", ""),
    }  # fmt: skip
    assert {line["band_missing"] for line in lines if line["asked_for"] == "FR"} == {fr["missing"]}
    table = run(*asked).stdout
    assert "United Kingdom: 53,500 to 69,500 GBP a year, midpoint 61,500, market median 61,000" in table
    assert f"   - {gb['source']}" in table
    assert "France: no band is suggested, too little is known" in table


def test_without_a_choice_the_band_is_the_middle_half() -> None:
    found = json.loads(run("MLE", "--level", "senior", "--region", "US", "--format", "json").stdout)
    (band,) = found["bands"]
    assert (band["minimum"], band["maximum"]) == (170_000, 235_000)
    wrong = run("MLE", "--level", "senior", "--region", "US", "--band", "quartile")
    assert (wrong.exit_code, "quartiles" in wrong.output) == (2, True)


def test_csv_and_table() -> None:
    call = ("data_scientist", "--level", "mid", "--region", "GB")
    lines = list(csv.DictReader(io.StringIO(run(*call, "--format", "csv").stdout)))
    assert lines[0]["p50"] == "63736"
    table = run(*call).stdout
    assert "Data scientist, mid" in table
    assert "63,736" in table
    assert "ai-jobs.net" in table


METRO = ("data_scientist", "--level", "senior", "--region", "New York metro", "--region", "US-CA")
ROW = r"(?m)^\d+ +"
ARTICLE = ("machine_learning_engineer", "--level", "senior", "--region")


@pytest.mark.parametrize(
    ("arguments", "pattern", "times"),
    [
        (METRO, ROW + r"United States \(for New York metro and California\) ", 1),
        (METRO, ROW + "United States", 1),
        ((*METRO, "--region", "US"), ROW + r"United States \(also for New York metro and California\) ", 1),
        ((*METRO, "--region", "US"), ROW + "United States ", 2),
        ((*METRO, "--region", "US"), "this is United States", 2),
        (("data_scientist", "--level", "senior", "--region", "DE", "--currency", "EUR"), ROW + ".*USD", 0),
        (
            ("data_scientist", "--level", "senior", "--region", "DE", "--currency", "EUR"),
            ROW + ".*suppressed$",
            1,
        ),
        ((*ARTICLE, "PL"), ROW + "Poland .* average 177,402 ", 1),
        ((*ARTICLE, "CO"), ROW + "Colombia .* 93,000,000, kind not stated ", 1),
        ((*ARTICLE, "AQ"), ROW + "Antarctica .* no figure$", 1),
        ((*ARTICLE, "AQ"), "suppressed", 0),
        ((*MID, "GB", "--lens", "rpp"), ROW + "United Kingdom .* not converted$", 1),
        ((*MID, "GB", "--lens", "labour"), "suppressed", 0),
        ((*ARTICLE, "DE", "--blend", "bls_oews=1", "--blend", "ai_jobs_posted=1"), ROW + ".*no blend$", 1),
    ],
)
def test_the_table_says_for_whom_a_figure_stands_and_what_it_is(
    arguments: tuple[str, ...], pattern: str, times: int
) -> None:
    printed = run(*arguments).stdout
    assert len(re.findall(pattern, printed)) == times, printed


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "as the tables hold it"),
        (["--currency", "EUR"], "in EUR"),
        (["--lens", "ppp"], "in international dollars (PPP); not what to offer"),
        (["--lens", "labour", "--age", "3"], "at the average US cost of labour; aged to"),
        (["--lens", "rpp"], "USD at average US prices"),
    ],
)
def test_the_table_says_how_amounts_are_looked_at_and_whose_they_are(more: list[str], said: str) -> None:
    out = run(*MID, "US", *more).stdout
    assert said in out
    assert "Data Scientist (posted ranges)" in out
    assert "Data Scientists (BLS, all levels)" in out


@pytest.mark.parametrize(
    "line",
    [
        "Puerto Rico, United States (the range of United States): 112,000 to 174,000 USD a year",
        "United States: 112,000 to 174,000 USD a year",
    ],
)
def test_a_band_of_a_larger_place_says_so_where_it_stands(line: str) -> None:
    assert f"\n{line}, midpoint" in run(*MID, "US-PR", "--region", "US").stdout


def test_a_rise_of_nothing_moves_nothing() -> None:
    assert "aged to" not in run(*MID, "US", "--age", "1e-300").stdout


def test_programs_can_tell_no_figure_from_a_withheld_one() -> None:
    found = rows(*ARTICLE, "AQ", "--region", "CO")
    empty = [row for row in found if row["quality"] == "suppressed"]
    assert {row["source"] is None for row in empty} == {True, False}
    for row in empty:
        flags = row["flags"]
        assert isinstance(flags, list)
        assert any(text.startswith("no_data:") for text in flags) == (row["source"] is None)


def test_the_table_claims_nothing_good_of_an_unpublished_n() -> None:
    call = ("data_scientist", "--level", "mid", "--region", "US-AL", "--as-of", "2024-06-30")
    table = run(*call).stdout
    first = next(line for line in table.splitlines() if line.startswith("1 "))
    assert first.endswith("n not published")
    assert {row["quality"] for row in rows(*call) if row["n"] is None} <= {"ok", "low", "suppressed"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("data_scintist", "--level", "mid", "--region", "PL"), "did you mean 'data_scientist'?"),
        (("data_scientist", "--level", "md", "--region", "PL"), "there is no level 'md'; did you"),
        ((*MID, "Polnad"), "Nearest: PL (Poland)"),
        ((*MID, "New York"), "may mean several places: CBSA-35620"),
        (("data_scientist", "--level", "mid"), "Missing option '--region'"),
        ((*MID, "PL", "--currency", "EUO"), "did you mean 'EUR'?"),
        ((*MID, "PL", "--lens", "ppp", "--currency", "EUR"), "leave --currency out"),
        ((*MID, "US", "--lens", "rpp", "--currency", "EUR"), "leave --currency out"),
        ((*MID, "US", "--lens", "labour", "--currency", "EUR"), "leave --currency out"),
        ((*MID, "US", "--as-of", "soon"), "expected a date such as 2026-11-23, found 'soon'"),
        ((*MID, "US", "--as-of", "2999-01-01"), "2999-01-01 is still to come; only figures moved by --age"),
        ((*MID, "US", "--age", "3", "--as-of", "2099-12-31"), "no rate of rise holds for more than 20 years"),
        ((*MID, "US", "--age", "1_0"), "expected a number from -50 to 50, found '1_0'"),
        ((*MID, "US", "--blend", "bls_oews=1_0", "--blend", "ai_jobs_posted=1"), "a weight above 0"),
        ((*MID, "US", "--age", "80"), "expected a number from -50 to 50, found '80'"),
        ((*MID, "US", "--age", "nan"), "expected a number from -50 to 50, found 'nan'"),
        ((*MID, "US", "--age", "x"), "expected a number from -50 to 50, found 'x'"),
        ((*MID, "US", "--blend", "bls_oews=1"), "joins at least two sources"),
        ((*MID, "US", "--blend", "bls=1"), "there is no pay source 'bls'"),
        ((*MID, "US", "--blend", "bls_oews=x"), "a weight above 0, found 'bls_oews=x'"),
        ((*MID, "US", "--blend", "bls_oews=0", "--blend", "ai_jobs_posted=1"), "a weight above 0"),
        (("import", "ebc", "x.csv"), "does not exist"),
    ],
)  # fmt: skip
def test_a_wrong_call_ends_with_2_and_the_nearest_name(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize("value", ["nan", "inf", "x", "0", "1.1"])
def test_a_share_is_a_number_too(value: str) -> None:
    result = CliRunner().invoke(exposure, ["--cap", value])
    assert result.exit_code == 2
    assert f"expected a number above 0 and up to 1, found '{value}'" in " ".join(result.output.split())


def test_every_help_ends_with_an_example() -> None:
    for arguments in (("--help",), ("import", "--help")):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "Example: touchstone salary" in result.stdout


def test_problems_in_tables_are_printed_and_end_with_1(folder: Callable[..., Path]) -> None:
    place = folder({"mine.csv": "a,b\n1,2\n"})
    call = ["salary", "data_scientist", "--level", "mid", "--region", "GB", "--format", "json"]
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "touchstone", *call],
        env={**os.environ, "TOUCHSTONE_CONTENT": str(place.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == 1
    assert "mine.csv:1:1: this is no table that we know" in found.stderr
    assert json.loads(found.stdout)["rows"][0]["p50"] == 63736


@pytest.mark.parametrize(
    ("head", "cell", "options", "said"),
    [
        ("", "", ("--as-of", "2999-05-31"), "2999-05-31 is still to come"),
        (",PERIOD", ",May 2999", (), "it describes 2999-05-31, a day still to come; nothing is written"),
    ],
)
def test_pay_of_a_day_to_come_is_not_imported(
    folder: Callable[..., Path], tmp_path: Path, head: str, cell: str, options: tuple[str, ...], said: str
) -> None:
    place, sample = folder({}), tmp_path / "oews.csv"
    text = f"AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,A_MEDIAN{head}\n99,U.S.,1,15-2051,112590{cell}\n"
    sample.write_text(text, encoding="utf-8")
    before = (place / "us_oews.csv").read_bytes()
    result = run("import", "oews", str(sample), "--into", str(place), *options)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert (place / "us_oews.csv").read_bytes() == before


def test_import_reads_into_a_folder_and_says_what_it_did(folder: Callable[..., Path], tmp_path: Path) -> None:
    place = folder({})
    sample = tmp_path / "rates.csv"
    few = "".join(f"2024-{month:02}-{day:02},1.2,0.9\n" for month in range(1, 13) for day in (2, 13, 24))
    sample.write_text(f"Date,USD,GBP\n2025-01-03,1.25,0.8\nbad,,\n{few}", encoding="utf-8")
    kept = run("import", "ecb", str(sample), "--into", str(place))
    assert (kept.exit_code, kept.stdout) == (1, ""), "36 days are less than what is there"
    assert "--replace" in kept.stderr
    result = run("import", "ecb", str(sample), "--into", str(place), "--replace")
    assert result.exit_code == 1
    assert "rates.csv:3:1: no date" in result.stderr
    assert "6 rows read into" in result.stdout
    assert run("import", "ebc", str(sample)).exit_code == 2
    assert "did you mean 'ecb'?" in run("import", "ebc", str(sample)).output
    assert run("import", "oews", str(sample), "--into", str(place)).exit_code == 2


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (
            "US",
            "by 1990-01-01; the first to be known, for United States, is of 2025-01-19.",
        ),
        (
            "CBSA-33340",
            "by 1990-01-01; the first to be known, for Wisconsin, United States, is of 2023-05-31",
        ),
        ("AQ", "1. No source has a figure for Antarctica itself."),
    ],
)
def test_a_day_before_all_figures_is_told_with_the_first_of_them(region: str, said: str) -> None:
    result = run("data_scientist", "--level", "senior", "--region", region, "--as-of", "1990-01-01")
    assert result.exit_code == 0
    assert said in result.output
