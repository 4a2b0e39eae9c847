"""Importers that roll up single rows: the H-1B disclosures and the developer survey, in their own formats."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from tests.support.workbooks import workbook

from touchstone.salaries.confidence import quality_of
from touchstone.salaries.figure import Quality
from touchstone.salaries.importers.base import Imported, NotThisFormat, Request
from touchstone.salaries.importers.lca import one_employer
from touchstone.salaries.importers.registry import IMPORTERS
from touchstone.salaries.model import PayRow
from touchstone.salaries.quantiles import median_interval
from touchstone.salaries.table import Tables

pytestmark = pytest.mark.filterwarnings("ignore")

LCA_HEAD = [
    *("CASE_NUMBER", "CASE_STATUS", "RECEIVED_DATE", "DECISION_DATE", "VISA_CLASS", "JOB_TITLE", "SOC_CODE"),
    *("FULL_TIME_POSITION", "BEGIN_DATE", "TOTAL_WORKER_POSITIONS", "EMPLOYER_NAME", "WORKSITE_CITY"),
    *("WORKSITE_STATE", "WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_TO", "WAGE_UNIT_OF_PAY", "PW_WAGE_LEVEL"),
]  # fmt: skip


def case(number: int, **other: str) -> list[str]:
    """One certified case of an employer of its own in California, 100,000 USD and a little more."""
    row = {
        "CASE_NUMBER": f"I-200-24{number:03}-{number:06}", "CASE_STATUS": "Certified",
        "RECEIVED_DATE": "45660", "DECISION_DATE": "45667", "VISA_CLASS": "H-1B",
        "JOB_TITLE": "Senior Machine Learning Engineer II", "SOC_CODE": "15-1252.00",
        "FULL_TIME_POSITION": "Y", "BEGIN_DATE": "45700", "TOTAL_WORKER_POSITIONS": "1",
        "EMPLOYER_NAME": f"Firm {number}", "WORKSITE_CITY": "San Jose", "WORKSITE_STATE": "CA",
        "WAGE_RATE_OF_PAY_FROM": f"{100000 + number}", "WAGE_RATE_OF_PAY_TO": "150000",
        "WAGE_UNIT_OF_PAY": "Year", "PW_WAGE_LEVEL": "II",
    }  # fmt: skip
    return list({**row, **other}.values())


def lca(tmp_path: Path, tables: Tables, cases: list[list[str]], as_of: date | None = None) -> Imported:
    path = tmp_path / "LCA_Disclosure_Data_FY2025_Q1.xlsx"
    path.write_bytes(workbook([LCA_HEAD, *cases]))
    return IMPORTERS["lca"].read(Request(path, tables, as_of, today=date(2026, 11, 28)))


def rows(imported: Imported) -> dict[tuple[str, str], PayRow]:
    return {(r.series.partition(":")[2], r.region): r for r in imported.rows if isinstance(r, PayRow)}


def test_the_interval_of_paired_ends_is_what_a_bootstrap_of_whole_pairs_gives() -> None:
    """A posted range is one observation with two ends: drawn as single ends it would count twice."""
    chance = np.random.default_rng(7)
    low = np.exp(chance.normal(11.5, 0.3, 201))
    pairs = np.stack([low, low * chance.uniform(1.1, 1.6, 201)])
    middles = pairs.mean(axis=0)
    drawn = chance.integers(0, 201, (4_000, 201))
    medians = np.median(pairs[:, drawn].mean(axis=0), axis=1)
    ends = median_interval(sorted(middles.tolist()))
    assert ends is not None
    ranks = np.searchsorted(np.sort(middles), [*np.quantile(medians, [0.025, 0.975]), *ends])
    assert np.abs(ranks[:2] - ranks[2:]).max() <= 2


def test_attested_wages_by_title_and_state(tmp_path: Path, tables: Tables) -> None:
    imported = lca(tmp_path, tables, [case(at) for at in range(1, 12)])
    found = rows(imported)
    california = found["machine-learning-engineer", "US-CA"]
    assert california == found["machine-learning-engineer", "US"].model_copy(update={"region": "US-CA"})
    assert (california.n, california.p50, california.p10) == (11, 100_006, 100_002)
    assert (california.p50_low, california.p50_high) == (100_002, 100_010)
    assert california.as_of == date(2025, 1, 10)  # a workbook's day 45,667
    assert imported.problems == []


@pytest.mark.parametrize(
    ("wage", "unit", "year"),
    [("60", "Hour", 124_800), ("2,500", "Week", 130_000), ("5000", "Bi-Weekly", 130_000),
     ("$10,000.00", "Month", 120_000), ("120000", "Year", 120_000)],
)  # fmt: skip
def test_hours_weeks_months_and_years_go_to_a_year(
    tmp_path: Path, tables: Tables, wage: str, unit: str, year: int
) -> None:
    cases = [case(at, WAGE_RATE_OF_PAY_FROM=wage, WAGE_UNIT_OF_PAY=unit) for at in range(10)]
    assert rows(lca(tmp_path, tables, cases))["machine-learning-engineer", "US"].p50 == year


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"WAGE_RATE_OF_PAY_FROM": "120000", "WAGE_UNIT_OF_PAY": "Hour"}, "the unit must be wrong"),
        ({"WAGE_RATE_OF_PAY_FROM": "60"}, "60 a year makes 60 USD a year"),
        (
            {"WAGE_RATE_OF_PAY_FROM": "120000", "WAGE_UNIT_OF_PAY": "Hour"},
            "120,000 an hour makes 249,600,000 USD",
        ),
        ({"WAGE_RATE_OF_PAY_FROM": "1e308"}, "1e+308 a year makes 1e+308 USD a year"),
        ({"WORKSITE_STATE": "ZZ"}, "WORKSITE_STATE: no state has the code 'ZZ'"),
        ({"WAGE_UNIT_OF_PAY": "Fortnight"}, "expected Hour, Week, Bi-Weekly, Month or Year"),
        ({"WAGE_RATE_OF_PAY_FROM": "call us"}, "found 'call us', expected an amount"),
        ({"WAGE_RATE_OF_PAY_FROM": "NaN"}, "expected an amount"),
        ({"WAGE_RATE_OF_PAY_FROM": "100_000"}, "expected an amount"),
        ({"DECISION_DATE": "99999"}, "DECISION_DATE: 2173-10-13 is still to come"),
        ({"DECISION_DATE": "2026-11-29"}, "DECISION_DATE: 2026-11-29 is still to come"),
        ({"DECISION_DATE": "2205-01-07"}, "is still to come"),
        ({"DECISION_DATE": "0025-01-07"}, "found '0025-01-07', expected the day of the decision"),
        ({"DECISION_DATE": "1/7/1900"}, "expected the day of the decision"),
        ({"DECISION_DATE": "13/31/2025"}, "found '13/31/2025', expected the day of the decision"),
        ({"DECISION_DATE": "10000.5"}, "expected the day of the decision"),
        ({"DECISION_DATE": "soon"}, "found 'soon', expected the day of the decision, such as 2025-03-31"),
    ],
)
def test_bad_rows_are_listed_with_their_place(
    tmp_path: Path, tables: Tables, change: dict[str, str], said: str
) -> None:
    imported = lca(tmp_path, tables, [*(case(at) for at in range(10)), case(99, **change)])
    assert [(p.line, p.file.endswith(".xlsx")) for p in imported.problems] == [(12, True)]
    assert said in imported.problems[0].message
    made = rows(imported)["machine-learning-engineer", "US"]
    assert (made.n, made.as_of) == (10, date(2025, 1, 10)), "one bad row is not the day of the table"


def test_a_last_decision_that_stands_alone_is_named(tmp_path: Path, tables: Tables) -> None:
    cases = [*(case(at) for at in range(10)), case(50, DECISION_DATE="2026-01-09")]
    said = "the last decision is of 2026-01-09, the one before it of 2025-01-10"
    assert said in lca(tmp_path, tables, cases).notes[-1]
    assert len(lca(tmp_path, tables, cases, as_of=date(2025, 3, 31)).notes) == 1
    assert len(lca(tmp_path, tables, [*cases[:10], case(50, DECISION_DATE="2025-01-31")]).notes) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"CASE_NUMBER": case(3)[0]},
        {"EMPLOYER_NAME": "FIRM 3", "WAGE_RATE_OF_PAY_FROM": "100003"},
        {"EMPLOYER_NAME": "Firm  3, Inc.", "WAGE_RATE_OF_PAY_FROM": "100003", "WORKSITE_CITY": "SAN  JOSE"},
        {"CASE_STATUS": "Certified - Withdrawn"},
        {"CASE_STATUS": "Denied"},
        {"FULL_TIME_POSITION": "N"},
        {"VISA_CLASS": "E-3 Australian"},
        {"JOB_TITLE": "HTML Engineer"},
        {"JOB_TITLE": "XML Engineer"},
    ],
    ids=str,
)
def test_copies_and_other_cases_do_not_count(tmp_path: Path, tables: Tables, change: dict[str, str]) -> None:
    imported = lca(tmp_path, tables, [*(case(at) for at in range(10)), case(50, **change)])
    assert rows(imported)["machine-learning-engineer", "US"].n == 10
    assert imported.problems == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme Inc", "ACME  INC.", True),
        ("Acme, L.L.C.", "acme llc", True),
        ("Acme Co., Ltd.", "Acme", True),
        ("Smith & Sons Corp", "SMITH AND SONS CORPORATION", True),
        ("O'Neil LP", "O’Neil", True),
        ("Acme Inc. d/b/a Rocket", "ACME", True),
        ("Acme Inc (DBA Rocket Labs)", "Acme, d.b.a. Orbit", True),
        ("Acme, formerly known as Rocket", "Acme", True),
        ("The Acme Group", "ACME GRP.", True),
        ("Acme L L C", "Acme LLC", True),
        ("A B C Corp", "ABC Corporation", True),
        ("Acme Intl Svcs", "Acme International Services, Inc.", True),
        ("Univ. of Nowhere", "University of Nowhere", True),
        ("Acme Bank, N.A.", "Acme Bank", True),
        ("The", "A", False),
        ("DBA Rocket", "DBA Orbit", False),
        ("Acme Labs Inc", "Acme Inc", False),
        ("Acme 1", "Acme 2", False),
        ("Inc Research", "Research", False),
        ("Corp", "Inc", False),
        ("株式会社", "有限会社", False),
        ("+++", "***", False),
    ],
)
def test_an_employer_is_one_however_its_name_is_written(one: str, other: str, same: bool) -> None:
    assert (one_employer(one) == one_employer(other)) is same


def test_one_employer_in_many_spellings_is_too_few(tmp_path: Path, tables: Tables) -> None:
    spelt = ("Acme Inc", "ACME INC.", "Acme  LLC", "acme")
    cases = [
        case(at, EMPLOYER_NAME=spelt[at % 4], WAGE_RATE_OF_PAY_FROM=str(100_000 + at)) for at in range(12)
    ]
    found = rows(lca(tmp_path, tables, cases))
    assert {(row.n, row.p50, row.flags) for row in found.values()} == {(12, None, "few_employers=1")}


@pytest.mark.parametrize(
    ("of_one", "total", "flags", "shown", "quality"),
    [
        (10, 40, "", True, Quality.OK),
        (11, 40, "one_employer=28", True, Quality.LOW),
        (20, 40, "one_employer=50", True, Quality.LOW),
        (21, 40, "one_employer=53", False, Quality.SUPPRESSED),
        (5, 9, "", False, Quality.SUPPRESSED),  # too few, which says enough
    ],
)
def test_a_cell_that_one_employer_rules_is_doubted_or_withheld(
    tmp_path: Path, tables: Tables, of_one: int, total: int, flags: str, shown: bool, quality: Quality
) -> None:
    cases = [case(at, **({"EMPLOYER_NAME": "Acme"} if at <= of_one else {})) for at in range(1, total + 1)]
    made = rows(lca(tmp_path, tables, cases))["machine-learning-engineer", "US"]
    assert (made.n, made.flags, made.p50 is not None) == (total, flags, shown)
    assert quality_of(made)[0] is quality


def test_a_row_without_an_employer_is_no_third_one(tmp_path: Path, tables: Tables) -> None:
    cases = [case(at, EMPLOYER_NAME=("Acme", "Beta")[at % 2]) for at in range(10)]
    cases += [case(at, EMPLOYER_NAME=" ") for at in range(10, 12)]
    imported = lca(tmp_path, tables, cases)
    assert [problem.line for problem in imported.problems] == [12, 13]
    assert "EMPLOYER_NAME: it is empty" in imported.problems[0].message
    made = rows(imported)["machine-learning-engineer", "US"]
    assert (made.n, made.p50, made.flags) == (10, None, "few_employers=2")
    assert quality_of(made) == (Quality.SUPPRESSED, [])


def test_thin_cells_and_single_employers_are_withheld(tmp_path: Path, tables: Tables) -> None:
    nine = [case(at, JOB_TITLE="Data Scientist", WORKSITE_STATE="NY") for at in range(9)]
    one_firm = [case(at, JOB_TITLE="Data Engineer", EMPLOYER_NAME=f"Firm {at % 2}") for at in range(20, 40)]
    found = rows(lca(tmp_path, tables, [*nine, *one_firm]))
    assert (found["data-scientist", "US-NY"].n, found["data-scientist", "US-NY"].p50) == (9, None)
    assert (found["data-engineer", "US"].n, found["data-engineer", "US"].p50) == (20, None)
    assert found["data-engineer", "US"].flags == "few_employers=2"


def test_another_workbook_is_refused(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(workbook([["JOB_TITLE", "CASE_STATUS"], ["x", "y"]]))
    with pytest.raises(NotThisFormat, match="it has no column CASE_NUMBER, EMPLOYER_NAME, WORKSITE_STATE"):
        IMPORTERS["lca"].read(Request(path, tables))


SURVEY_HEAD = ["ResponseId", "MainBranch", "Employment", "DevType", "Country", "Currency", "CompTotal",
               "CompFreq", "ConvertedCompYearly"]  # fmt: skip
ML = "Data scientist or machine learning specialist"
NUMBERS = count(1)
UK = "United Kingdom of Great Britain and Northern Ireland"


def answer(**other: str) -> dict[str, str]:
    row = (
        f"n{next(NUMBERS)}",
        "I am a developer",
        "Employed, full-time",
        ML,
        "Poland",
        "PLN\tPolish zloty",
        "20000",
        "Monthly",
        "1",
    )
    return {**dict(zip(SURVEY_HEAD, row, strict=True)), **other}


def survey(
    tmp_path: Path, tables: Tables, answers: list[dict[str, str]], *, packed: bool = False
) -> Imported:
    text = io.StringIO()
    writer = csv.DictWriter(text, SURVEY_HEAD)
    writer.writeheader()
    writer.writerows(answers)
    path = tmp_path / ("survey.zip" if packed else "survey_results_public.csv")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("survey_results_schema.csv", "qid,qname\n")
            archive.writestr("survey_results_public.csv", text.getvalue())
    else:
        path.write_text(text.getvalue(), encoding="utf-8")
    return IMPORTERS["stack-overflow"].read(Request(path, tables, date(2024, 6, 20), 2024))


@pytest.mark.parametrize(
    ("period", "times"), [("Weekly", 52), ("Monthly", 12), ("Yearly", 1), ("", 1), ("NA", 1)]
)
def test_a_week_is_paid_52_times_and_a_month_12(
    tmp_path: Path, tables: Tables, period: str, times: int
) -> None:
    total = f"{240_000 // times}"
    imported = survey(tmp_path, tables, [answer(CompFreq=period, CompTotal=total) for _ in range(10)])
    assert rows(imported)["data-scientist-or-ml", "PL"].p50 == round(int(total) * times / 3.979148)


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "csv"])
def test_answers_in_their_own_money_go_to_dollars_by_the_years_average(
    tmp_path: Path, tables: Tables, packed: bool
) -> None:
    imported = survey(tmp_path, tables, [answer() for _ in range(10)], packed=packed)
    row = rows(imported)["data-scientist-or-ml", "PL"]
    assert row.p50 == round(20_000 * 12 / 3.979148)
    assert (row.n, row.pay, row.rate_year, row.currency) == (10, "total", 2024, "USD")


def test_several_kinds_of_work_count_in_each_and_free_text_may_hold_new_lines(
    tmp_path: Path, tables: Tables
) -> None:
    both = answer(DevType=f"Developer, back-end;{ML};Data engineer", MainBranch='said "yes"\nand left')
    bad = answer(CompTotal="a lot", Country=UK, ResponseId="99")
    imported = survey(tmp_path, tables, [*({**both, "ResponseId": f"{at}"} for at in range(10)), bad])
    found = rows(imported)
    assert found["data-engineer", "PL"].p50 == found["data-scientist-or-ml", "PL"].p50
    assert [(p.line, p.message) for p in imported.problems] == [(22, "found 'a lot', expected an amount")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ResponseId": "3"}, "given again under the same number"),
        ({"Employment": "Employed, part-time"}, "not employed full time"),
        ({"Country": "Nomadic"}, "of no country that we know"),
        ({"Currency": "ZWL\tZimbabwean dollar"}, "in a currency without an average rate of 2024"),
        ({"CompTotal": "1"}, "outside 1,000 to 2,000,000 USD"),
        ({"CompTotal": "1e300"}, "outside 1,000 to 2,000,000 USD"),
    ],
)
def test_what_is_left_out_is_counted(
    tmp_path: Path, tables: Tables, change: dict[str, str], said: str
) -> None:
    imported = survey(tmp_path, tables, [*(answer(ResponseId=f"{at}") for at in range(10)), answer(**change)])
    assert any(note.startswith("1 answer ") and said in note for note in imported.notes)
    assert rows(imported)["data-scientist-or-ml", "PL"].n == 10


def test_the_surveys_own_names_of_countries_are_known(tmp_path: Path, tables: Tables) -> None:
    names = {"United States of America": "US", UK: "GB", "Viet Nam": "VN", "Russian Federation": "RU",
             "Iran, Islamic Republic of...": "IR", "Republic of Korea": "KR", "Hong Kong (S.A.R.)": "HK",
             "Türkiye": "TR", "Czech Republic": "CZ", "Taiwan": "TW"}  # fmt: skip
    imported = survey(tmp_path, tables, [answer(Country=name) for name in names])
    assert {r.region for r in imported.rows if isinstance(r, PayRow)} == set(names.values())
