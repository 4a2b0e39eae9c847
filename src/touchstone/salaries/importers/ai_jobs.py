"""ai-jobs.net `salaries.csv`: posted ranges found in it, by title, level and country.

From 2023 on the file holds the two ends of each posted range as two rows, the higher first. Two neighbours
that agree in everything but the salary, the first higher and at most four times the second, are taken as one
range; anything else stands for itself. Copies are dropped afterwards. Amounts go to US dollars by the year's
average rate, because the file's own dollar column uses one rounded rate a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from touchstone.core.counts import count
from touchstone.core.numerals import float_of
from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.base import Imported, NotThisFormat, Request
from touchstone.salaries.importers.sheets import stream
from touchstone.salaries.model import Level, PayRow
from touchstone.salaries.rates import Rates

if TYPE_CHECKING:
    import pandas as pd

SOURCE = "ai_jobs_posted"
TARGET = "posted_ranges.csv"
LEVELS = {"EN": Level.JUNIOR, "MI": Level.MID, "SE": Level.SENIOR, "EX": Level.STAFF}
WIDEST = 4  # a posted range whose top is over four times its bottom is two postings, not one
SUPPRESS_BELOW = 10
LEAST = 1_000  # units of any currency: no year's pay is less of the dearest
_IN_THREES = re.compile(r"\d{1,3}([.,]\d{3})+")
SAME = (
    "work_year", "experience_level", "employment_type", "job_title", "salary_currency",
    "employee_residence", "remote_ratio", "company_location", "company_size",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posting:
    """One posted range in its own currency; `low` equals `high` where only one amount was found."""

    same: tuple[str, ...]
    high: float
    low: float

    @property
    def paired(self) -> bool:
        return self.high != self.low

    def get(self, column: str) -> str:
        return self.same[SAME.index(column)]


def read(request: Request) -> Imported:
    """The roll-up of all postings from `year` on. Needs `as_of` (the day of the snapshot) and `year`."""
    if request.as_of is None or request.year is None:
        raise NotThisFormat(
            "say which day the snapshot is from and from which year on to read: --as-of, --year"
        )
    problems: list[Problem] = []
    full_time = [
        row for row in rows(request, problems) if row[0][2] == "FT" and int(row[0][0]) >= request.year
    ]
    postings = list(dict.fromkeys(pairs(full_time)))
    if not postings:
        return Imported(TARGET, [], problems, [f"no full-time posting of {request.year} or later"])
    frame, unknown = midpoints(postings, Rates(request.tables.rates), request.year)
    places = {posting.get("company_location") for posting in postings} - set(request.tables.regions.by_id)
    titles = {s.id: s.code.split("|") for s in request.tables.series.values() if s.source == SOURCE}
    unrated = f"{unknown:,} left out for want of an average rate of {request.year}"
    notes = [f"{count(len(postings), 'posting')}; {unrated}"]
    if places:
        notes.append(f"postings of no country that we know left out: {', '.join(sorted(places))[:200]}")
    rolled = [] if frame.empty else list(_rolled(frame, titles, request))
    return Imported(TARGET, rolled, problems, notes, len(full_time))


def rows(request: Request, problems: list[Problem]) -> Iterator[tuple[tuple[str, ...], float]]:
    """What identifies a row, and its salary. A row that can't be read becomes a problem."""
    shown = shown_path(request.path)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}  # a million rows have some thousand different ones
    with stream(request.path, progress=request.progress, alone=True) as table:
        missing = {*SAME, "salary"} - set(table.header)
        if missing:
            raise NotThisFormat(
                f"{shown} has no column {', '.join(sorted(missing))}; expected ai-jobs salaries.csv"
            )
        for line in table.rows:
            if isinstance(line, Problem):
                problems.append(line)
                continue
            wrong = _wrong(line, request.as_of)
            if wrong is not None:
                problems.append(wrong)
                continue
            same = tuple(line.cells[name] for name in SAME)
            yield known.setdefault(same, same), float_of(line.cells["salary"])


def _wrong(line: Line, as_of: date | None) -> Problem | None:
    """The first cell of a row that can't be what its column says."""
    row = line.cells
    if not re.fullmatch(r"20\d\d", row["work_year"]):
        return line.problem("work_year", f"work_year: found {row['work_year'][:40]!r}, expected a year")
    if as_of is not None and int(row["work_year"]) > as_of.year:
        return line.problem("work_year", f"work_year: {row['work_year']} is after the snapshot of {as_of}")
    if row["experience_level"] not in LEVELS:
        found = row["experience_level"][:40]
        return line.problem(
            "experience_level", f"experience_level: found {found!r}, expected {', '.join(LEVELS)}"
        )
    if _IN_THREES.fullmatch(row["salary"]):
        doubt = f"salary: {row['salary']!r} may be thousands or not: write it without separators"
        return line.problem("salary", doubt)
    try:
        known = LEAST <= float_of(row["salary"]) < 1e12
    except ValueError:
        known = False
    said = f"salary: found {row['salary'][:40]!r}, expected an amount a year, {LEAST:,} or more"
    return None if known else line.problem("salary", said)


def pairs(rows: Iterable[tuple[tuple[str, ...], float]]) -> Iterator[Posting]:
    """Neighbouring rows joined into ranges, from the first row to the last."""
    held: tuple[tuple[str, ...], float] | None = None
    for row in rows:
        if held is None:
            held = row
        elif held[0] == row[0] and row[1] < held[1] <= WIDEST * row[1]:
            yield Posting(held[0], held[1], row[1])
            held = None
        else:
            yield Posting(held[0], held[1], held[1])
            held = row
    if held is not None:
        yield Posting(held[0], held[1], held[1])


def midpoints(postings: Iterable[Posting], rates: Rates, year: int) -> tuple[pd.DataFrame, int]:
    """One line a posting in US dollars, and how many have a currency without an average rate of that year."""
    import pandas as pd

    lines: list[tuple[str, str, str, float, float, float, float]] = []
    unknown = 0
    for posting in postings:
        rate = rates.year_average(posting.get("salary_currency"), year)
        if rate is None:
            unknown += 1
            continue
        high, low = posting.high / rate.units_per_usd, posting.low / rate.units_per_usd
        title, place = posting.get("job_title"), posting.get("company_location")
        level, paired = posting.get("experience_level"), float(posting.paired)
        lines.append((title, place, level, (high + low) / 2, high, low, paired))
    columns = ["title", "region", "level", "middle", "high", "low", "paired"]
    return pd.DataFrame(lines, columns=columns), unknown


def _rolled(frame: pd.DataFrame, titles: dict[str, list[str]], request: Request) -> Iterator[PayRow]:
    import pandas as pd

    from touchstone.salaries.rollup import rollup

    named = [frame[frame["title"].isin(names)].assign(series=series) for series, names in titles.items()]
    rows = pd.concat(named)
    rows = pd.concat([rows, rows.assign(level="ALL")], ignore_index=True)
    by = ["series", "region", "level"]
    groups = rollup(rows, by, "middle")
    ends = rows.groupby(by, as_index=False).agg(
        range_low=("low", "median"), range_high=("high", "median"), paired_share=("paired", "mean")
    )
    for group in groups.merge(ends, on=by).sort_values(by).to_dict("records"):
        if group["region"] in request.tables.regions:
            yield _row(group, request)


def _row(group: dict[Any, Any], request: Request) -> PayRow:
    shown = ("p10", "p25", "p50", "p75", "p90", "p50_low", "p50_high", "range_low", "range_high")
    enough = group["n"] >= SUPPRESS_BELOW  # a thin cell leaves this file with its count alone
    figures = {name: float(round(group[name])) for name in shown} if enough else {}
    return PayRow(
        source=SOURCE, as_of=request.as_of, region=group["region"], series=group["series"],
        level=LEVELS.get(group["level"]), n=group["n"], currency="USD", period="year", pay="advertised",
        tax="gross", contract="employment", rate_year=request.year,
        paired_share=round(group["paired_share"], 2), **figures,
    )  # fmt: skip
