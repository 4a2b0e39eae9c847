"""An organisation's own file: columns found, cells read or located, nothing guessed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.support.workbooks import workbook

from touchstone.core.money import Period
from touchstone.own_pay.doubts import Market
from touchstone.own_pay.mapping import ColumnMapping, Unmapped, changes_pay, suggested, unmapped
from touchstone.own_pay.model import Field, PaidPerson
from touchstone.own_pay.numbers import amount
from touchstone.own_pay.proposing import proposed
from touchstone.own_pay.reading import Known, Payroll, read
from touchstone.salaries.importers.base import NotThisFormat
from touchstone.salaries.model import Level
from touchstone.salaries.table import load_tables

SHIPPED = Path(__file__).resolve().parents[2] / "salary_data"
HEAD = [
    "Employee ID",
    "Job Title",
    "Level",
    "Office",
    "Base Salary",
    "Currency",
    "Pay period",
    "Gender",
    "FTE",
]
ROLES = {"data scientist": "data_scientist", "ml engineer": "machine_learning_engineer"}
GOOD = ["17", "Data Scientist", "senior", "Berlin", "85000", "EUR", "Annual", "F", "0.8"]


@pytest.fixture(scope="module")
def known() -> Known:
    regions = load_tables(SHIPPED).regions
    return Known(
        regions, lambda name: ROLES.get(name.casefold()), tuple(ROLES), frozenset({"EUR", "USD", "PLN"})
    )


def payroll(
    folder: Path, known: Known, *rows: list[str], head: list[str] = HEAD, delimiter: str = ",", **mapped: Any
) -> Payroll:
    path = folder / "pay.csv"
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([head, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")
    mapping = suggested(proposed(path).columns).model_copy(update=mapped)
    found = read(path, mapping, known)
    assert isinstance(found, Payroll)
    return found


def one(folder: Path, known: Known, row: list[str], **more: Any) -> PaidPerson:
    found = payroll(folder, known, row, **more)
    assert found.problems == ()
    return found.people[0]


def changed(column: str, text: str) -> list[str]:
    return [text if name == column else cell for name, cell in zip(HEAD, GOOD, strict=True)]


def test_columns_are_found_by_their_names_and_every_cell_is_read(tmp_path: Path, known: Known) -> None:
    person = one(tmp_path, known, GOOD)
    assert (person.number, person.person, person.role, person.level) == (
        2,
        "17",
        "data_scientist",
        Level.SENIOR,
    )
    assert (person.region, person.sex, person.period) == ("DE-BE", "woman", Period.YEAR)
    assert person.yearly.amount == Decimal(85000) / Decimal("0.8")


def test_a_workbook_gives_what_the_csv_gives(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "pay.xlsx"
    path.write_bytes(workbook([HEAD, GOOD]))
    found = read(path, proposed(path).mapping, known)
    assert isinstance(found, Payroll)
    assert found.people == (one(tmp_path, known, GOOD),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_whatever_parts_the_cells(tmp_path: Path, known: Known, delimiter: str) -> None:
    assert one(tmp_path, known, GOOD, delimiter=delimiter).pay == 85000


def test_their_words_are_mapped_to_ours(tmp_path: Path, known: Known) -> None:
    values = {Field.LEVEL: {"L5": "staff"}, Field.ROLE: {"Zauberer": "ML Engineer"}}
    row = changed("Level", "l5")
    row[1] = "Zauberer"
    person = one(tmp_path, known, row, values=values)
    assert (person.level, person.role) == (Level.STAFF, "machine_learning_engineer")


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (
            "Job Title",
            "ML Eng",
            "no role is called 'ML Eng'; did you mean",
        ),
        ("Job Title", "Data Sci", "no role is called 'Data Sci'; did you mean 'data scientist'?"),
        ("Level", "sr", "found 'sr', expected junior, mid, senior, staff; did you mean 'senior'? map"),
        ("Job Title", "Data Scientits", "no role is called 'Data Scientits'; did you mean 'data scientist'?"),
        ("Level", "L4", "expected junior, mid, senior, staff"),
        ("Office", "Berlim", "Nearest: "),
        ("Base Salary", "85.000", "may be 85000 or 85.000: write it without separators"),
        ("Base Salary", "85.000,00", "expected an amount with '.' before the cents"),
        ("Base Salary", "secret", "expected an amount"),
        ("Base Salary", "-1", "expected an amount above 0"),
        ("Base Salary", "1e308", "expected an amount above 0 and below 10^12"),
        ("Base Salary", "=1+1", "expected an amount"),
        ("Base Salary", "1e999", "expected an amount"),
        ("Base Salary", "", "expected an amount"),
        ("Currency", "EUO", "no currency is called 'EUO'; did you mean 'EUR'?"),
        ("Pay period", "monthly", "needs how many are paid a year: 12, 13 or 14"),
        ("Pay period", "hour", "needs how many hours are paid a year"),
        ("Pay period", "now and then", "expected hour, week, month or year"),
        ("Gender", "?", "expected woman, man or other"),
        ("FTE", "0", "expected a share of full time"),
        ("FTE", "", "expected a share of full time"),
        ("FTE", "180", "expected a share of full time"),
        ("FTE", "1.05", "expected a share of full time"),
        ("FTE", "1.2", "expected a share of full time"),
        ("FTE", "2", "expected a share of full time"),
        ("FTE", "40", "expected a share of full time"),
        ("FTE", "37,5", "expected a share of full time"),
        ("FTE", "80", "expected a share of full time"),
        ("FTE", "101 %", "expected a share of full time"),
        ("FTE", "8 0 %%", "expected a share of full time"),
        ("Base Salary", "100k", "not sure what 'k' beside it means"),
        ("Base Salary", "1.2m", "not sure what 'm' beside it means"),
        ("Base Salary", "8000/mo", "not sure what '/mo' beside it means"),
        ("Base Salary", "45/h", "not sure what '/h' beside it means"),
        ("Base Salary", "(85000)", "not sure what '(' beside it means"),
        ("Base Salary", "$100000", "expected an amount in EUR in full and alone: not sure what '$'"),
        ("Base Salary", "USD 100000", "not sure what 'USD' beside it means"),
        ("Base Salary", "100000 £", "not sure what '£' beside it means"),
        ("Base Salary", "8_5", "found '8_5', expected an amount"),
        ("Base Salary", "85_000", "found '85_000', expected an amount"),
        ("Employee ID", "E\0005", "a character that can't be shown"),
        ("Employee ID", "E\x1b[2J", "a character that can't be shown (U+001B)"),
        ("Employee ID", "E\u31645", "a character that can't be shown (U+3164)"),
        ("Employee ID", "E\u202e5", "a character that can't be shown (U+202E)"),
        ("FTE", "0_8", "expected a share of full time"),
        ("FTE", "8_0 %", "expected a share of full time"),
    ],
)
def test_a_bad_cell_is_located_and_said(
    tmp_path: Path, known: Known, column: str, text: str, said: str
) -> None:
    found = payroll(tmp_path, known, GOOD, changed(column, text))
    problem = next(p for p in found.problems if p.line == 3)
    assert said in problem.message
    assert problem.column == HEAD.index(column) + 1 or "needs how many" in said


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ana\u00a0María", "Ana María"),  # as Excel and web pages write a blank
        ("Ana\u202fMaría", "Ana María"),
        ("علی\u200cرضا", "علی\u200cرضا"),  # Persian parts letters with it
        ("Grün 👩\u200d💻", "Grün 👩\u200d💻"),
    ],
)
def test_white_space_and_joined_letters_of_a_name_are_no_mistake(
    tmp_path: Path, known: Known, text: str, kept: str
) -> None:
    found = payroll(tmp_path, known, GOOD, changed("Employee ID", text))
    assert (found.problems, found.people[1].person) == ((), kept)


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["0.8", "1"], ["0.8", "1"]),
        (["80", "100", "62,5"], ["0.8", "1", "0.625"]),
        (["80 %", "100", "50"], ["0.8", "1", "0.5"]),
        (["1%", "0,5"], ["0.01", "0.5"]),
        (["40", "37.5", "20"], []),  # hours a week
        (["100", "1"], ["1"]),
        (["100", "1.05"], ["1"]),  # a slip is refused by itself, not with the whole column
        (["100", "80", "60", "150"], ["1", "0.8", "0.6"]),
        (["100", "80", "", "half", "-5", "2"], ["1", "0.8"]),
        (["100", "80", "0.8"], ["1", "0.8"]),  # of the last nobody knows whether it is 80 % or under one
        (["1", "0.8", "0.5", "100"], ["1", "0.8", "0.5"]),
        (["1", "0.8", "80"], ["1", "0.8"]),
        (["40", "37.5", "150"], []),
    ],
)
def test_a_share_is_in_percent_where_the_column_is(
    tmp_path: Path, known: Known, cells: list[str], shares: list[str]
) -> None:
    rows = [[str(number), *changed("FTE", text)[1:]] for number, text in enumerate(cells)]
    found = payroll(tmp_path, known, *rows, delimiter=";")
    assert [one.fte for one in found.people] == [Decimal(share) for share in shares]
    assert len(found.problems) == len(cells) - len(shares)


def test_a_slip_in_a_column_of_percentages_is_told_with_its_row_and_what_was_expected(
    tmp_path: Path, known: Known
) -> None:
    cells = ["100", "80", "150", "60"]
    rows = [[str(number), *changed("FTE", text)[1:]] for number, text in enumerate(cells)]
    (problem,) = payroll(tmp_path, known, *rows, delimiter=";").problems
    assert problem.line == 4
    assert "found '150', expected a percentage of full time from 5 to 100" in problem.message


@pytest.mark.parametrize(
    ("text", "decimal", "as_text", "value"),
    [
        ("85000.5", ",", False, "85000.5"),
        ("85.125", ".", False, "85.125"),
        ("85.000", ".", True, "may be 85000 or 85.000"),
        ("85.000", ",", True, "85000"),
        ("85.000,00", ",", True, "85000"),
        ("85.000,00", ".", True, "expected an amount with '.'"),
        ("€ 85,000", ".", True, "85000"),
    ],
)
def test_a_text_in_a_workbook_is_what_somebody_typed(
    tmp_path: Path, known: Known, text: str, decimal: str, as_text: bool, value: str
) -> None:
    path = tmp_path / "pay.xlsx"
    for kind in ("inlineStr", "s"):
        path.write_bytes(workbook([HEAD, changed("Base Salary", text)], kind=kind if as_text else ""))
        mapping = suggested(proposed(path).columns).model_copy(update={"decimal": decimal})
        found = read(path, mapping, known)
        assert isinstance(found, Payroll)
        if found.problems:
            assert value in found.problems[0].message
        else:
            assert [one.pay for one in found.people] == [Decimal(value)]


def test_every_problem_of_a_row_is_said_and_a_person_counts_once(tmp_path: Path, known: Known) -> None:
    bad = ["18", "x", "y", "z", "w", "v", "u", "t", "s"]
    assert len(payroll(tmp_path, known, bad).problems) == 8
    twice = payroll(tmp_path, known, GOOD, GOOD)
    assert [p.message for p in twice.problems] == ["the person '17' stands twice; first in row 2"]


KIND = [*HEAD, "Tax", "Basis", "Contract type"]


@pytest.mark.parametrize(
    ("cells", "stated"),
    [
        (("Brutto", "Base", "Permanent"), ("gross", "base", "employment")),
        (("net", "TOTAL", "B2B"), ("net", "total", "b2b")),
        (("netto", "fix", "befristet"), ("net", "base", "employment")),
        (("", "base", "b2b"), "Tax: found '', expected gross or net; map your own word to one"),
        (("gross", "bonus", "b2b"), "Basis: found 'bonus', expected base or total"),
        (("gross", "base", "board"), "Contract type: found 'board', expected employment or b2b"),
    ],
)
def test_the_kind_of_pay_is_read_where_a_column_says_it(
    tmp_path: Path, known: Known, cells: tuple[str, ...], stated: tuple[str, ...] | str
) -> None:
    found = payroll(tmp_path, known, [*GOOD, *cells], head=KIND)
    if isinstance(stated, str):
        assert stated in found.problems[0].message
    else:
        (person,) = found.people
        assert (person.tax, person.basis, person.contract) == stated
    (silent,) = payroll(tmp_path, known, GOOD).people
    assert (silent.tax, silent.basis, silent.contract, silent.stated) == (None, None, None, "")


def test_months_and_hours_go_to_a_year_only_as_stated(tmp_path: Path, known: Known) -> None:
    monthly = {Field.MONTHS: "13", Field.PERIOD: "month"}
    columns = {k: v for k, v in suggested(HEAD).columns.items() if k is not Field.PERIOD}
    person = one(tmp_path, known, changed("FTE", "1"), columns=columns, constants=monthly)
    assert person.yearly.amount == 85000 * 13
    hourly = {Field.HOURS: "1720", Field.PERIOD: "hour"}
    row = [*GOOD[:4], "50", *GOOD[5:8], "100 %"]
    assert one(tmp_path, known, row, columns=columns, constants=hourly).yearly.amount == 50 * 1720
    hourly[Field.HOURS] = "1,720"
    assert one(tmp_path, known, row, columns=columns, constants=hourly).yearly.amount == 50 * 1720
    for hours, said in (("1.720", "may be 1720 or 1.720"), ("9000", "between 1 and 8784"), ("40/w", "'/w'")):
        hourly[Field.HOURS] = hours
        found = payroll(tmp_path, known, row, columns=columns, constants=hourly)
        assert said in found.problems[0].message


@pytest.mark.parametrize(
    ("months", "read"),
    [("12", 12), ("13.0", 13), ("14,00", 14), ("12.5", None), ("120", None)],
)
def test_months_that_a_program_writes_with_cents_are_read(
    tmp_path: Path, known: Known, months: str, read: int | None
) -> None:
    found = payroll(tmp_path, known, changed("Pay period", "month"), constants={Field.MONTHS: months})
    assert [person.months_paid for person in found.people] == ([] if read is None else [read])
    assert bool(found.problems) is (read is None)


@pytest.mark.parametrize(
    ("column", "asked"),
    [
        ("Arbeitszeit", True), ("Weekly hours", True), ("Heures", True), ("Working time %", True),
        ("Etat civil", False), ("Notes", False), ("Zeitzone", False),
    ],
)  # fmt: skip
def test_a_column_that_may_tell_part_time_is_asked_about(column: str, asked: bool) -> None:
    assert changes_pay(column) is asked


def test_a_yes_in_a_workbook_is_no_pay(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "pay.xlsx"
    with zipfile.ZipFile(io.BytesIO(workbook([HEAD, GOOD]))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cell = re.search(r'<c r="([A-Z]2)"><v>85000</v></c>', parts[sheet])
    assert cell is not None
    parts[sheet] = parts[sheet].replace(cell[0], f'<c r="{cell[1]}" t="b"><v>1</v></c>')
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    found = read(path, proposed(path).mapping, known)
    assert isinstance(found, Payroll)
    assert [one.message for one in found.problems] == ["Base Salary: found 'TRUE', expected an amount"]


def test_a_mapping_that_does_not_fit_says_what_is_missing(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "pay.csv"
    path.write_text("Titel,Gehalt\nx,1\n", encoding="utf-8")
    mapping = ColumnMapping(columns={Field.PAY: "Gehat"}, constants={Field.PAY: "1", Field.CURRENCY: "EUR"})
    found = read(path, mapping, known)
    assert isinstance(found, Unmapped)
    said = "\n".join(found.sentences)
    assert "pay: the file has no column 'Gehat'; did you mean 'Gehalt'?" in said
    assert "role: name its column, or give one value for all rows" in said
    assert "pay: has a column and a value for all rows" in said
    assert "currency" not in said


@pytest.mark.parametrize(
    ("text", "decimal", "typed", "currency", "value"),
    [
        ("85,000", ".", True, "EUR", "85000"),
        ("€ 85,000.50", ".", True, "EUR", "85000.50"),
        ("eur 85,000", ".", True, "EUR", "85000"),
        ("85.000,50 zł", ",", True, "PLN", "85000.50"),
        ("85.000,- kr.", ",", True, "DKK", "85000"),
        ("Rs. 85,000", ".", True, "INR", "85000"),
        ("US$ 85,000", ".", True, "USD", "85000"),
        ("$85,000", ".", True, "CAD", "85000"),
        ("85 000", ".", True, "EUR", "85000"),
        ("1\u202f085\u00a0000,50\u00a0€", ",", True, "EUR", "1085000.50"),
        ("85'000.5", ".", True, "CHF", "85000.5"),
        ("1,234,567", ".", True, "EUR", "1234567"),
        ("5416.6667", ".", True, "EUR", "5416.6667"),
        ("85.125", ".", False, "EUR", "85.125"),
        ("8.5E4", ".", False, "EUR", "85000"),
    ],
)
def test_amounts_as_people_type_them(text: str, decimal: str, typed: bool, currency: str, value: str) -> None:
    assert amount(text, decimal, typed=typed, currency=currency) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "85,00",
        "8,5000",
        "85,000,00",
        "1,2345",
        "85.125",
        "NaN",
        "Infinity",
        "€ 5",
        "",
        "5..",
        "8_5",
        "1_000.50",
        "_85",
        "85_",
        "£",
        "85 00",
        "8500 0",
        "85 000 90 00",
        "1 2",
    ],
)
def test_doubtful_amounts_are_refused(text: str) -> None:
    assert isinstance(amount(text, ".", typed=True), str)


def test_a_large_file_is_refused(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "pay.csv"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(NotThisFormat, match=r"pay\.csv is larger than 50 MB"):
        read(path, ColumnMapping(), known)


def test_a_zip_of_two_tables_is_refused_and_both_are_named(tmp_path: Path, known: Known) -> None:
    for count, refused in ((1, False), (2, True)):
        path = tmp_path / f"{count}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for one in ("north.csv", "south.csv")[:count]:
                archive.writestr(one, "\n".join(",".join(row) for row in (HEAD, GOOD)))
        if not refused:
            assert proposed(path).columns == tuple(HEAD)
            continue
        with pytest.raises(NotThisFormat, match=r"2 tables \(north\.csv, south\.csv\)"):
            proposed(path)
        with pytest.raises(NotThisFormat, match="2 tables"):
            read(path, suggested(HEAD), known)


@pytest.mark.parametrize("again", ["A1", "a1 ", " A1", "a1", "Ａ1", "ａ１"])
def test_somebody_stands_twice_however_it_is_written(tmp_path: Path, known: Known, again: str) -> None:
    found = payroll(tmp_path, known, ["A1", *GOOD[1:]], [again, *GOOD[1:]], ["A 1", *GOOD[1:]])
    (problem,) = found.problems
    assert "stands twice; first in row 2" in problem.message


@pytest.mark.parametrize(
    ("pay", "doubted"), [("12", True), ("99999999999", True), ("700", True), ("85000", False)]
)
def test_an_amount_that_is_hard_to_believe_is_asked_about(
    tmp_path: Path, known: Known, pay: str, doubted: bool
) -> None:
    rated = replace(known, units_per_usd=lambda currency: 0.9)
    found = payroll(tmp_path, rated, [*GOOD[:4], pay, *GOOD[5:]])
    assert (found.problems, len(found.people)) == ((), 1)
    assert [one.line for one in found.doubts] == ([2] if doubted else [])
    assert all("EUR for a full-time year is hard to believe" in one.message for one in found.doubts)


@pytest.mark.parametrize(
    ("pay", "period", "doubted"),
    [
        ("5000", "year", "begin at about 64,000 EUR; is it a month's pay?"),
        ("500", "year", "begin at about 64,000 EUR"),
        ("45", "month", "begin at about 64,000 EUR"),
        ("15999", "year", "begin at about 64,000 EUR; is it a month's pay?"),
        ("16000", "year", None),
        ("640000", "year", None),
        ("640001", "year", "end at about 160,000 EUR"),
        ("85000", "month", "end at about 160,000 EUR; is it a year's pay?"),
        ("7000", "month", None),
        ("35", "hour", None),
    ],
)
def test_an_amount_far_from_the_market_is_asked_about(
    tmp_path: Path, known: Known, pay: str, period: str, doubted: str | None
) -> None:
    rated = replace(known, units_per_usd=lambda currency: 0.8, markets=lambda *job: Market(80_000, 200_000))
    constants = {Field.MONTHS: "12", Field.HOURS: "2080"}
    found = payroll(tmp_path, rated, [*GOOD[:4], pay, "EUR", period, "F", "1"], constants=constants)
    assert found.problems == ()
    said = [one.message.partition("percentiles ")[2] for one in found.doubts]
    assert said == ([] if doubted is None else [doubted])


def test_where_no_market_is_known_nothing_is_far_from_it(tmp_path: Path, known: Known) -> None:
    rated = replace(known, units_per_usd=lambda currency: 0.8)
    assert payroll(tmp_path, rated, [*GOOD[:4], "5000", *GOOD[5:]]).doubts == ()


@pytest.mark.parametrize(
    ("column", "asked"),
    [
        ("Bonus", True), ("Target bonus %", True), ("Jahresbonus", True), ("Leistungsprämie", True),
        ("Commission", True), ("Provision", True), ("Variable pay", True), ("RSU", True), ("Prime", True),
        ("Stock units", True), ("Housing allowance", True), ("Primary skill", False), ("Stockwerk", False),
        ("Shoe size", False), ("Surname", False),
    ],
)  # fmt: skip
def test_pay_beside_the_base_that_is_not_read_is_asked_about(
    tmp_path: Path, known: Known, column: str, asked: bool
) -> None:
    head, row = [*HEAD, column], [*GOOD, "9000"]
    found = payroll(tmp_path, known, row, head=head)
    assert [one.column for one in found.doubts] == ([10] if asked else [])
    for said in ("base", "total"):  # who says which pay it is has answered
        assert payroll(tmp_path, known, row, head=head, constants={Field.BASIS: said}).doubts == ()


def test_every_row_is_counted_once(tmp_path: Path, known: Known) -> None:
    wrong = ["18", "Data Scientist", "L9", "Berlin", "x", *GOOD[5:]]
    found = payroll(tmp_path, known, GOOD, wrong, [*GOOD], ["19", *GOOD[1:]])
    assert (len(found.problems), found.rows, found.whole) == (3, 4, True)


@pytest.mark.parametrize(
    ("pay", "share", "said"),
    [
        ("85000", "1e-300", "FTE: found '1e-300', expected a share"),
        ("85000", "0.009", "FTE: found '0.009', expected a share"),
        ("85000", "0.9 %", "FTE: found '0.9 %', expected a share"),
        ("85000", "0.01", None),
        ("99999999999", "0.01", "Base Salary: it makes 1e+13 EUR a full-time year"),
        ("1e-300", "1", "Base Salary: it makes 1e-300 EUR a full-time year"),
        ("0.9", "1", "Base Salary: it makes 0.9 EUR a full-time year"),
        ("1", "1", None),
    ],
)
def test_what_nothing_can_be_counted_with_is_refused_at_its_cell(
    tmp_path: Path, known: Known, pay: str, share: str, said: str | None
) -> None:
    found = payroll(tmp_path, known, [*GOOD[:4], pay, *GOOD[5:8], share])
    assert [one.message[: len(said or "")] for one in found.problems] == ([said] if said else [])


@pytest.mark.parametrize(
    ("head", "column", "said"),
    [
        (["Salary 2026", "Salary 2024"], None, "; 'Salary 2026' or 'Salary 2024'?"),
        (["Salary 2024", "Salary 2026"], None, "; 'Salary 2024' or 'Salary 2026'?"),
        (["Salary (1)", "SALARY"], None, "; 'Salary (1)' or 'SALARY'?"),
        (["Salary 2026", "Shoe size"], "Salary 2026", ""),
        (["Base salary", "Annual salary"], None, "; 'Base salary' or 'Annual salary'?"),
        (["Gehalt 1", "Gehalt 2"], None, "; 'Gehalt 1' or 'Gehalt 2'?"),
        (["Monatsgehalt 1", "Monatsgehalt 2"], None, "; 'Monatsgehalt 1' or 'Monatsgehalt 2'?"),
    ],
)
def test_of_two_columns_of_one_name_neither_is_taken(head: list[str], column: str | None, said: str) -> None:
    mapping = suggested(head)
    assert mapping.columns.get(Field.PAY) == column
    assert Field.PERIOD not in mapping.constants
    lacking = unmapped(mapping, head)
    assert lacking is not None
    told = [one.partition("all rows")[2] for one in lacking.sentences if one.startswith("pay: name")]
    assert told == ([said] if column is None else [])


@pytest.mark.parametrize(
    ("period", "hours", "share", "problem", "doubt"),
    [
        ("hour", "2080", "1", None, None),
        ("hour", "1040", "0.5", None, None),
        (
            "hour",
            "2080",
            "0.5",
            "2,080 hours at a share of 0.5 make 4,160 of full time; give the hours",
            None,
        ),
        ("hour", "2080", "0.9", None, "2,080 hours at a share of 0.9 make 2,311 of full time: are they what"),
        ("hour", "1872", "0.9", None, None),
        ("hour", "1248", "0.5", None, "1,248 hours at a share of 0.5 make 2,496 of full time"),
        ("hour", "1249", "0.5", "1,249 hours at a share of 0.5 make 2,498 of full time", None),
        ("year", "2080", "0.5", None, None),  # hours that nothing is counted with
    ],
)
def test_hours_of_full_time_beside_a_share_of_it_are_not_raised_unasked(
    tmp_path: Path, known: Known, period: str, hours: str, share: str, problem: str | None, doubt: str | None
) -> None:
    head = [*HEAD, "Hours a year"]
    found = payroll(tmp_path, known, [*GOOD[:4], "60", "EUR", period, "F", share, hours], head=head)
    for said, wanted in ((found.problems, problem), (found.doubts, doubt)):
        assert len(said) == (wanted is not None)
        assert all((wanted or "") in one.message for one in said)


def test_a_title_above_the_names_is_told(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "pay.xlsx"
    path.write_bytes(workbook([["ACME payroll"], [], HEAD, GOOD]))
    found = read(path, proposed(path).mapping, known)
    assert isinstance(found, Unmapped)
    assert found.sentences[0].startswith("row 1 must name the columns, and of a workbook the first sheet is")
    assert (
        "found 'ACME payroll'. If the names stand further down, delete the rows above" in found.sentences[0]
    )
    lacking = unmapped(ColumnMapping(columns={Field.PAY: "Salary"}), ["Salary"])
    assert lacking is not None
    assert not any("row 1" in one for one in lacking.sentences)


def test_a_word_of_utf_8_among_other_letters_is_asked_about(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "pay.csv"
    lines = [",".join(HEAD).encode(), *(b",".join((name, *(c.encode() for c in GOOD[1:]))) for name in (
        "Zoë".encode(), "Müller".encode("windows-1252"), b"Ann"))]  # fmt: skip
    path.write_bytes(b"\n".join(lines))
    found = read(path, proposed(path).mapping, known)
    assert isinstance(found, Payroll)
    assert [one.person for one in found.people] == ["ZoÃ«", "Müller", "Ann"]
    assert [(one.line, one.message[:22]) for one in found.doubts] == [(2, "'ZoÃ«' may be 'Zoë': i")]
