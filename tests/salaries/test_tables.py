"""Tables load with every problem located, all at once, and the good rows stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.csvs import parse_sheet, split_line
from touchstone.salaries.table import Tables, load_tables

HEAD = "source,as_of,region,series,level,n,currency,period,p10,p25,p50,p75,p90,p50_low,p50_high,flags"
GOOD = "bls_oews,2024-05-31,US-AK,soc:15-2051,,40,USD,year,1000,2000,3000,4000,5000,2500,3500,"
Folder = Callable[..., Path]
FIGURES = ("us_oews.csv", "posted_ranges.csv", "article.csv", "exchange_rates.csv", "price_levels_*.csv")

BAD = yaml.safe_load(Path(__file__).with_name("bad_rows.yaml").read_text(encoding="utf-8"))


def test_the_shipped_tables_have_no_problem(tables: Tables) -> None:
    assert tables.problems == ()
    assert len(tables.pay) == 1181
    assert len(tables.roles) == 6


@pytest.mark.parametrize("bad", BAD, ids=[bad["why"] for bad in BAD])
def test_a_bad_row_is_named_by_line_and_column(folder: Folder, bad: dict[str, Any]) -> None:
    other = GOOD.replace("US-AK", "US-AL")
    mine = f"{HEAD}\n{other}\n{bad['row']}\n"
    found = load_tables(folder({"mine.csv": mine}, without=FIGURES))
    problem = found.problems[0]
    assert problem.file.endswith("mine.csv")
    assert (problem.line, problem.column) == (3, bad["column"])
    assert str(problem).split(": ", 1)[1].startswith(bad["says"])
    assert len(found.pay) == 1, "the good row beside it loads"


def test_all_problems_are_found_at_once_and_the_rest_loads(folder: Folder) -> None:
    rows = "\n".join(bad["row"] for bad in BAD)
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{rows}\n{GOOD}\n"}))
    assert {problem.line for problem in found.problems} == set(range(2, 2 + len(BAD)))
    assert len(found.pay) == 1182


def test_one_row_can_have_several_problems(folder: Folder) -> None:
    row = GOOD.replace("USD", "dollars").replace("year", "annual").replace(",40,", ",forty,")
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{row}\n"}))
    assert len(found.problems) == 3


def test_a_repeated_row_points_at_the_first(folder: Folder) -> None:
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{GOOD}\n{GOOD}\n"}))
    assert "repeats an earlier one" in str(found.problems[0])
    assert str(found.problems[0]).endswith("mine.csv:2")


def test_one_figure_in_two_currencies_is_a_repeated_row(folder: Folder) -> None:
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{GOOD}\n{GOOD.replace('USD', 'EUR')}\n"}))
    assert [str(problem).split("mine.csv:")[1] for problem in found.problems] == [
        "3:1: this row repeats an earlier one with the same keys; first at " + found.problems[0].file[:-8]
    ]


def test_a_currency_that_nothing_knows_is_named(folder: Folder) -> None:
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{GOOD.replace('USD', 'XXX')}\n"}))
    said = "no place uses the currency 'XXX' and no exchange rate is known for it"
    assert [(p.line, p.column, p.message) for p in found.problems] == [(2, 43, said)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            GOOD.replace("bls_oews", "nobody").replace("US-AK", "ZZ-99").replace("soc:15-2051", "no")
            .replace("USD", "XYZ"),
            ["unknown source 'nobody'", "unknown region 'ZZ-99'", "unknown series 'no'", "'XYZ'"],
        ),
        (
            GOOD.replace("bls_oews", "nobody").replace("USD", "XYZ").replace("4000", "many"),
            ["unknown source 'nobody'", "the currency 'XYZ'", "expected a number, found 'many'"],
        ),
        (
            GOOD.replace("US-AK", "ZZ-99").replace("2024-05-31", "2099-01-01"),
            ["2099-01-01 is still to come on 2026-11-28", "unknown region 'ZZ-99'"],
        ),
    ],
    ids=["names and currency", "beside a bad number", "beside a day to come"],
)  # fmt: skip
def test_everything_that_is_wrong_with_a_row_is_told_at_once(
    folder: Folder, row: str, said: list[str]
) -> None:
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{row}\n"}), today=date(2026, 11, 28))
    assert len(found.problems) == len(said)
    for text, problem in zip(said, found.problems, strict=True):
        assert text in str(problem)


def test_everything_that_is_wrong_with_a_place_is_told_at_once(folder: Folder) -> None:
    place = folder({})
    with (place / "regions.csv").open("a", encoding="utf-8") as file:
        file.write("XK-01,city,Newtown,ZZ,,EURO,,99,1\n")
    said = [str(problem).split(": ", 1)[1] for problem in load_tables(place).problems]
    assert [text.split("; ")[0] for text in said] == [
        "unknown parent 'ZZ'",
        "currency: expected three capital letters, such as USD, found 'EURO'",
        "latitude: expected at most 90, found '99'",
    ]


TO_COME = {
    "pay": (f"{HEAD}\n{GOOD.replace('2024-05-31', '2099-01-01')}\n", "2:10: 2099-01-01 is still to come"),
    "rates": (
        "source,currency,kind,start,end,quote,value\n"
        "ecb_rates,PLN,spot,2026-11-29,2026-11-29,units_per_usd,3.9\n",
        "2:20: 2026-11-29 is still to come on 2026-11-28",
    ),
    "price levels": (
        "source,region,year,index\nbea_rpp_2024,US-CA,2027,110\n",
        "2:20: 2027 is still to come",
    ),
}


@pytest.mark.parametrize(("table", "says"), TO_COME.values(), ids=TO_COME)
def test_a_row_of_a_time_to_come_is_named_where_today_is_known(folder: Folder, table: str, says: str) -> None:
    place = folder({"mine.csv": table})
    assert load_tables(place).problems == ()
    (problem,) = load_tables(place, today=date(2026, 11, 28)).problems
    assert says in str(problem)


@pytest.mark.parametrize(
    ("files", "line", "message"),
    [
        ({"mine.csv": ""}, 0, "the file is empty"),
        ({"mine.csv": "a,b,c\n1,2,3\n"}, 1, "this is no table that we know"),
        ({"mine.csv": HEAD + ",employmnt\n"}, 1, "unknown column 'employmnt'; did you mean 'employment'?"),
        (
            {"mine.csv": HEAD.replace("series,", "sereis,") + "\n"},
            1,
            "1:21: unknown column 'sereis'; did you mean 'series'?",
        ),
        (
            {"mine.csv": HEAD.replace("p90,", "p9O,") + "\n"},
            1,
            "1:68: unknown column 'p9O'",
        ),
        ({"mine.csv": HEAD + ",n\n"}, 1, "1:95: the column 'n' stands twice"),
        ({"mine.csv": HEAD.replace("region,", "") + "\n"}, 1, "the column 'region' is missing"),
        ({"mine.csv": HEAD + ",n\n"}, 1, "the column 'n' stands twice"),
        ({"sources.yaml": "- id: [\n"}, 2, "this is not YAML"),
        ({"series.yaml": "- {id: x, name: X, source: bls_oews}\n"}, 1, "the field 'code' is missing"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_file_is_named_and_the_others_load(
    folder: Folder, files: dict[str, str], line: int, message: str
) -> None:
    found = load_tables(folder(files, without=FIGURES))
    name = next(iter(files))
    mine = [p for p in found.problems if p.file.endswith(name)]
    assert mine
    assert mine[0].line == line
    assert message in str(mine[0])
    assert len(found.regions.by_id) > 800


def test_a_table_in_another_encoding_leaves_the_places_checked(folder: Folder) -> None:
    place = folder({})
    (place / "mine.csv").write_bytes(HEAD.encode() + b"\n\xe9")
    assert load_tables(place).unchecked == ()
    (place / "regions.csv").write_bytes(b"\xe9")
    (said,) = load_tables(place).unchecked
    assert said.endswith("regions.csv first.")
    assert "mine.csv" not in said


def test_a_file_that_is_no_text_is_named(folder: Folder) -> None:
    place = folder({})
    (place / "mine.csv").write_bytes(b"\xff\xfe\x00")
    found = load_tables(place)
    assert "not UTF-8 text" in str(found.problems[0])


def test_missing_sources_are_one_problem_and_not_one_a_row(folder: Folder) -> None:
    found = load_tables(folder({}, without=("sources.yaml",)))
    assert len(found.problems) == 1
    assert found.pay == (), "a figure without its source is not shown"


@pytest.mark.parametrize(
    ("file", "find", "put", "said", "unchecked"),
    [
        ("sources.yaml", "kind: pay", "kind: pey", "did you mean 'pay'?", ""),
        ("sources.yaml", "- id: bls_oews", "- idd: bls_oews", "unknown field 'idd'", "sources"),
        ("series.yaml", 'id: "soc:11-3021"', 'idd: "soc:11-3021"', "unknown field 'idd'", "series"),
        ("series.yaml", "name: ", "nmae: ", "unknown field 'nmae'", ""),
        ("series.yaml", "source: bls_oews", "source: bls_oewz", "did you mean 'bls_oews'?", ""),
        ("regions.csv", "\nUS,country,", "\nUS,contry,", "did you mean 'country'?", ""),
        ("regions.csv", "\nUS,country,", "\nUS,country,,", "cells, expected", "places"),
    ],
)
def test_one_mistake_buries_no_other(
    folder: Folder, file: str, find: str, put: str, said: str, unchecked: str
) -> None:
    place = folder({})
    text = (place / file).read_text(encoding="utf-8")
    assert find in text
    (place / file).write_text(text.replace(find, put, 1), encoding="utf-8")
    found = load_tables(place)
    assert all(problem.file.endswith(file) for problem in found.problems)
    assert said in " ".join(map(str, found.problems))
    assert len(found.problems) <= 2, "the wrong field, and the one that is missing for it"
    assert [line.split()[2] for line in found.unchecked] == ([unchecked] if unchecked else [])
    benchmarks = Benchmarks(found)
    for role in found.roles:
        assert benchmarks.benchmark(Query(role, "mid", ("CA",), date(2026, 11, 1)))


def test_a_role_with_an_unknown_series_keeps_the_others(folder: Folder) -> None:
    text = """
- id: data_scientist
  title: Data scientist
  series:
    - {series: "soc:15-2051", fit: near, weakness: ""}
    - {series: "soc:15-2O51", fit: near, weakness: ""}
"""
    found = load_tables(folder({"role_occupations.yaml": text}))
    assert [str(p).rsplit("/", 1)[-1] for p in found.problems] == [
        "role_occupations.yaml:6:16: unknown series 'soc:15-2O51'; did you mean 'soc:15-2051'?"
    ]
    assert [fit.series for fit in found.roles["data_scientist"].series] == ["soc:15-2051"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = load_tables(tmp_path / "nowhere")
    assert any("there is no such folder" in str(problem) for problem in found.problems)
    assert found.pay == ()


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a,b", [("a", 1), ("b", 3)]),
        ('"a,b",c', [("a,b", 1), ("c", 7)]),
        ('"say ""no""",', [('say "no"', 1), ("", 14)]),
        (",,", [("", 1), ("", 2), ("", 3)]),
        ('""', [("", 1)]),
    ],
)
def test_cells_and_their_columns(line: str, cells: list[tuple[str, int]]) -> None:
    assert split_line(line) == (cells, None)


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    assert parse_sheet("a,b\r\n1,2\r\n", "f").lines[0].cells == {"a": "1", "b": "2"}


def test_the_hash_changes_with_the_figures(tables: Tables, folder: Folder) -> None:
    found = load_tables(folder({"mine.csv": f"{HEAD}\n{GOOD}\n"}))
    assert found.hash != tables.hash
    assert len(found.hash) == 64
