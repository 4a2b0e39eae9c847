"""Files as payroll programs of several countries write them: what they suggest, and what is never guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from touchstone.core.money import Period
from touchstone.core.problems import Problem
from touchstone.own_pay.alike import alike
from touchstone.own_pay.model import Field
from touchstone.own_pay.proposing import proposed
from touchstone.own_pay.reading import Known, Payroll, read
from touchstone.salaries.importers.base import NotThisFormat
from touchstone.salaries.model import Level
from touchstone.salaries.table import load_tables

SHIPPED = Path(__file__).resolve().parents[2] / "salary_data"
GERMAN = (
    "Personalnummer;Tätigkeit;Stufe;Bundesland;Bruttojahresgehalt;Währung;Geschlecht;Beschäftigungsgrad\n"
    "4711;Data Scientist;Senior;Baden-Württemberg;85.000,50;EUR;weiblich;80 %\n"
    "4712;Data Scientist;Mid-Level;Thüringen;72.000;EUR;männlich;100 %\n"
)


@pytest.fixture(scope="module")
def known() -> Known:
    regions = load_tables(SHIPPED).regions
    roles = {"data scientist": "data_scientist"}
    return Known(regions, lambda name: roles.get(name.casefold()), tuple(roles), frozenset({"EUR"}))


@pytest.mark.parametrize(
    ("encoding", "said", "start"),
    [
        ("cp1252", "windows-1252", ""),
        ("utf-8", "utf-8", ""),
        ("utf-8-sig", "utf-8", ""),
        ("utf-16", "utf-16", ""),
        ("cp1252", "windows-1252", "sep=;\r\n"),
    ],
)
def test_a_german_file_is_read_as_it_is(
    tmp_path: Path, known: Known, encoding: str, said: str, start: str
) -> None:
    path = tmp_path / "gehälter.csv"
    path.write_bytes((start + GERMAN).encode(encoding))
    mapping = proposed(path).mapping
    assert (mapping.encoding, mapping.decimal) == (said, ",")
    assert mapping.constants == {Field.PERIOD: "year"}, "the column's name says so"
    found = read(path, mapping, known)
    assert isinstance(found, Payroll)
    assert found.problems == ()
    first, second = found.people
    assert first.number == (3 if start else 2)
    assert (first.pay, first.region, first.sex) == (Decimal("85000.50"), "DE-BW", "woman")
    assert (first.level, first.period, first.fte) == (Level.SENIOR, Period.YEAR, Decimal("0.8"))
    assert (second.pay, second.level, second.region) == (72000, Level.MID, "DE-TH")


@pytest.mark.parametrize(
    ("head", "cells", "ours"),
    [
        ("Contract type", ["Permanent", "B2B"], Field.CONTRACT),
        (
            "Contract type",
            ["Board", "B2B"],
            Field.CONTRACT,
        ),  # "Board" is asked for, and nobody is passed over
        ("Vertragsart", ["Vollzeit", "unbefristet"], Field.CONTRACT),
        ("Contract", ["C-1001", "C-1002"], None),
        ("Tax", ["I", "III"], None),
        ("Tax", ["gross", ""], Field.TAX),
        ("Pay type", ["Hourly", "Salary"], None),
        ("Basis", ["base", "total"], Field.BASIS),
    ],
)
def test_a_kind_of_pay_is_suggested_where_cells_say_one(
    tmp_path: Path, head: str, cells: list[str], ours: Field | None
) -> None:
    path = tmp_path / "pay.csv"
    text = f"Salary,{head}\n" + "".join(f"{at + 1},{cell}\n" for at, cell in enumerate(cells))
    path.write_text(text, encoding="utf-8")
    columns = proposed(path).mapping.columns
    assert [field for field, name in columns.items() if name == head] == ([ours] if ours else [])


@pytest.mark.parametrize(
    ("amounts", "decimal"),
    [
        (["85000,50"], ","),
        (["1.234.567,8"], ","),
        (["85000.50"], "."),
        (["1,234,567.8"], "."),
        (["85.000"], "."),  # may be either: nothing is suggested, and the reading refuses it
        (["85000"], "."),
        (["85000,50", "85000.50"], "."),  # both: a person says which
        (["85.000,- €", "85000,50 €"], ","),
    ],
)
def test_the_sign_before_the_cents_is_taken_from_cents_alone(
    tmp_path: Path, amounts: list[str], decimal: str
) -> None:
    path = tmp_path / "pay.csv"
    path.write_text("Gehalt;Ort\n" + "".join(f"{one};Berlin\n" for one in amounts), encoding="utf-8")
    assert proposed(path).mapping.decimal == decimal


def test_other_letters_are_chosen_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "płace.csv"
    path.write_bytes("Stanowisko;Pensja;Miasto\nData Scientist;15000;Łódź\n".encode("cp1250"))
    assert proposed(path).mapping.encoding == "windows-1252"
    chosen = proposed(path, "windows-1250")
    assert chosen.mapping.columns == {
        Field.ROLE: "Stanowisko",
        Field.PAY: "Pensja",
        Field.PLACE: "Miasto",
    }
    with pytest.raises(NotThisFormat, match="not utf-16 text"):
        proposed(path, "utf-16")


@pytest.mark.parametrize("letters", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_one_sentence(tmp_path: Path, letters: str) -> None:
    path = tmp_path / "pay.csv"
    path.write_bytes("Role,Pay\nMLE,85000\n".encode(letters))
    with pytest.raises(NotThisFormat, match=r"pay\.csv is no UTF-8 text, but UTF-16 without a mark"):
        proposed(path)
    path.write_bytes("Role,Pay\nMLE,85000\n".encode("utf-16"))
    assert proposed(path).columns == ("Role", "Pay")


def test_m_beside_h_may_be_a_woman(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "salarios.csv"
    rows = "".join(f"Data Scientist;senior;Berlin;85000;EUR;year;{sex}\n" for sex in "HMH")
    path.write_text("Puesto;Nivel;Ciudad;Salario;Moneda;Period;Sexo\n" + rows, encoding="utf-8")
    mapping = proposed(path).mapping
    found = read(path, mapping, known)
    assert isinstance(found, Payroll)
    assert [problem.line for problem in found.problems] == [2, 3, 4]
    assert "may be a mujer or a man" in found.problems[1].message
    values = {Field.SEX: {"H": "man", "M": "woman"}}
    mended = read(path, mapping.model_copy(update={"values": values}), known)
    assert isinstance(mended, Payroll)
    assert [one.sex for one in mended.people] == ["man", "woman", "man"]
    half = read(path, mapping.model_copy(update={"values": {Field.SEX: {"H": "man"}}}), known)
    assert isinstance(half, Payroll)
    assert [problem.line for problem in half.problems] == [3]


def test_the_same_mistake_is_told_once() -> None:
    problems = [Problem("pay.csv", row, 3, "Job: no role is called 'X'") for row in range(2, 82)]
    one = Problem("pay.csv", 5, 4, "Level: found 'L4'")
    two = [Problem("pay.csv", row, 5, "Pay: found ''") for row in (7, 9)]
    found = alike([*problems, one, *two])
    assert [str(each) for each in found] == [
        "pay.csv:2:3: Job: no role is called 'X' (79 rows more: 3, 4, 5 …)",
        "pay.csv:5:4: Level: found 'L4'",
        "pay.csv:7:5: Pay: found '' (1 row more: 9)",
    ]
    assert [each.which for each in found] == ["rows 2, 3, 4 and 77 more", "row 5", "rows 7, 9"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "has a password; save it as .xlsx without one"),
        (b"PK\x03\x04 cut", "cut short or damaged"),
        (b"Gehalt;Ort\n85000;\x81\n", "not windows-1252 text"),
        (b"", "the first row must name the columns"),
    ],
)
def test_what_is_no_table_is_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "pay.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotThisFormat, match=said):
        proposed(path)
