"""Writes a disclosure workbook as large as a real year's: the columns of the Department of Labor, made-up
cases.

A real file has 96 columns, texts shared, and one case in some thirty of a job that we know.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

COLUMNS = 96
HEAD = [
    *("CASE_NUMBER", "CASE_STATUS", "RECEIVED_DATE", "DECISION_DATE", "VISA_CLASS", "JOB_TITLE", "SOC_CODE"),
    *("FULL_TIME_POSITION", "BEGIN_DATE", "TOTAL_WORKER_POSITIONS", "EMPLOYER_NAME", "WORKSITE_CITY"),
    *("WORKSITE_STATE", "WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_TO", "WAGE_UNIT_OF_PAY", "PW_WAGE_LEVEL"),
]  # fmt: skip
TITLES = [
    "Machine Learning Engineer",
    "Data Scientist",
    "Data Engineer",
    *(f"Analyst {i}" for i in range(87)),
]
STATES = ["CA", "NY", "TX", "WA", "NJ", "MA", "IL", "GA", "VA", "NC"]
UNITS = [("Year", 1.0), ("Hour", 2080.0), ("Month", 12.0), ("Week", 52.0)]


def write(path: Path, rows: int) -> None:
    """A workbook of so many cases; always the same."""
    chance = random.Random(4)
    texts = [*HEAD, *(f"FILLER_{at}" for at in range(len(HEAD), COLUMNS)), "Certified", "Denied", "H-1B", "Y"]
    firms, cities = [f"Firm {at}" for at in range(20_000)], [f"City {at}" for at in range(2_000)]
    texts += [*TITLES, *STATES, *(unit for unit, _ in UNITS), *firms, *cities, "15-1252.00", "II", "N/A"]
    place = {text: at for at, text in enumerate(texts)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            sheet.write(_row(1, [("s", place[text]) for text in texts[:COLUMNS]]))
            for number in range(rows):
                sheet.write(_row(number + 2, list(_case(number, chance, place, firms, cities))))
            sheet.write(b"</sheetData></worksheet>")


def _case(
    number: int, chance: random.Random, place: dict[str, int], firms: list[str], cities: list[str]
) -> Iterator[tuple[str, object]]:
    unit, times = UNITS[0 if chance.random() < 0.85 else chance.randrange(1, 4)]
    pay = chance.lognormvariate(11.8, 0.3)
    yield "inlineStr", f"I-200-{number:010}"
    yield "s", place["Certified" if chance.random() < 0.95 else "Denied"]
    yield from (("n", 45600 + number % 90), ("n", 45660 + number % 90), ("s", place["H-1B"]))
    yield from (("s", place[chance.choice(TITLES)]), ("s", place["15-1252.00"]), ("s", place["Y"]))
    yield from (
        ("n", 45800),
        ("n", 1),
        ("s", place[chance.choice(firms)]),
        ("s", place[chance.choice(cities)]),
    )
    yield from (
        ("s", place[chance.choice(STATES)]),
        ("n", round(pay / times, 2)),
        ("n", round(pay / times * 1.3, 2)),
    )
    yield from (("s", place[unit]), ("s", place["II"]))
    for _ in range(len(HEAD), COLUMNS):
        yield "s", place["N/A"]


LETTERS = [chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26) for at in range(COLUMNS)]


def _row(number: int, cells: list[tuple[str, object]]) -> bytes:
    made = []
    for letters, (kind, value) in zip(LETTERS, cells, strict=True):
        inside = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
        made.append(f'<c r="{letters}{number}" t="{kind}">{inside}</c>')
    return f'<row r="{number}">{"".join(made)}</row>'.encode()
