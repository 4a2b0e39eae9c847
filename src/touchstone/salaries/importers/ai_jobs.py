"""ai-jobs.net `salaries.csv`: posted ranges found in it, by title, level and country.

From 2023 on the file holds the two ends of each posted range as two rows, the higher first. Two neighbours
that agree in everything but the salary, the first higher and at most four times the second, are taken as one
range; anything else stands for itself. Copies are dropped afterwards. Amounts go to US dollars by the year's
average rate, because the file's own dollar column uses one rounded rate a year.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from touchstone.core.counts import count
from touchstone.core.numerals import float_of
from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.confidence import SUPPRESSED_BELOW
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.base import BEYOND, LEAST_USD, MOST_USD, Imported, NotThisFormat, Request
from touchstone.salaries.importers.sheets import stream
from touchstone.salaries.model import Level, PayRow
from touchstone.salaries.rates import Rates
from touchstone.salaries.regions import Regions

if TYPE_CHECKING:
    import pandas as pd

SOURCE = "ai_jobs_posted"
TARGET = "posted_ranges.csv"
LEVELS = {"EN": Level.JUNIOR, "MI": Level.MID, "SE": Level.SENIOR, "EX": Level.STAFF}
WIDEST = 4  # a posted range whose top is over four times its bottom is two postings, not one
TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})  # ISO 3166-1 and 3166-2:US hold them both
LEAST = 1_000  # units of any currency: no year's pay is less of the dearest
_CURRENCY = re.compile(r"[A-Z]{3}")
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


@dataclass
class Left:
    """How many rows count, and how many rows and postings are left out, by the reason."""

    read: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    postings: Counter[str] = field(default_factory=Counter)

    @property
    def notes(self) -> list[str]:
        """A sentence for each reason."""
        counted = (("row", self.rows), ("posting", self.postings))
        reasons = [(n, what, said) for what, found in counted for said, n in found.items() if n]
        return [f"{count(n, what)} left out: {said}" for n, what, said in reasons]


def read(request: Request) -> Imported:
    """The roll-up of all postings from `year` on. Needs `as_of` (the day of the snapshot) and `year`.

    What is left out is counted in the notes.
    """
    if request.as_of is None or request.year is None:
        raise NotThisFormat(
            "say which day the snapshot is from and from which year on to read: --as-of, --year"
        )
    problems: list[Problem] = []
    left = Left()
    frame, kinds = postings(_wanted(rows(request, problems), request.year, left), left)
    if frame.empty:
        return Imported(TARGET, [], problems, [f"no full-time posting of {request.year} or later"])
    members, groups = _grouped(frame, kinds, request, left)
    frame = _believable(frame, members, left)
    rolled = list(_rolled(frame, members, groups, request))
    return Imported(TARGET, rolled, problems, [count(len(frame), "posting"), *left.notes], left.read)


def _wanted(
    rows: Iterable[tuple[tuple[str, ...], float]], year: int, left: Left
) -> Iterator[tuple[tuple[str, ...], float]]:
    for row in rows:
        if row[0][2] != "FT":
            left.rows["not full-time"] += 1
        elif int(row[0][0]) < year:
            left.rows[f"before {year}"] += 1
        else:
            left.read += 1
            yield row


def postings(
    rows: Iterable[tuple[tuple[str, ...], float]], left: Left
) -> tuple[pd.DataFrame, list[tuple[str, ...]]]:
    """The postings without copies, in columns kind, high and low, and what each number of `kind` means.

    Numbers in columns take a twentieth of the room of an object a posting.
    """
    import pandas as pd

    kinds: dict[tuple[str, ...], int] = {}
    kind, high, low = array("l"), array("d"), array("d")
    for posting in pairs(rows):
        kind.append(kinds.setdefault(posting.same, len(kinds)))
        high.append(posting.high)
        low.append(posting.low)
    found = pd.DataFrame({"kind": kind, "high": high, "low": low})
    frame = found.drop_duplicates(ignore_index=True)
    left.postings["a copy of another"] = len(found) - len(frame)
    return frame, list(kinds)


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
    if not _CURRENCY.fullmatch(row["salary_currency"]):
        found = row["salary_currency"][:40]
        return line.problem(
            "salary_currency", f"salary_currency: found {found!r}, expected three capitals, such as EUR"
        )
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


def _grouped(
    frame: pd.DataFrame, kinds: list[tuple[str, ...]], request: Request, left: Left
) -> tuple[pd.DataFrame, list[tuple[str, str, str]]]:
    """The groups that each kind of posting counts in, with units of its currency for a US dollar; and the
    series, place and level of each group's number."""
    import pandas as pd

    titles = [(s.id, set(s.code.split("|"))) for s in request.tables.series.values() if s.source == SOURCE]
    many = frame["kind"].value_counts()
    rates, groups = Rates(request.tables.rates), dict[tuple[str, str, str], int]()
    members: list[tuple[int, int, float]] = []
    for kind, same in enumerate(kinds):
        known = dict(zip(SAME, same, strict=True))
        place = place_of(known["company_location"], request.tables.regions)
        rate = rates.year_average(known["salary_currency"], request.year or 0)
        series = [id_ for id_, names in titles if known["job_title"] in names]
        if place is None:
            left.postings[f"no place that we know has the code {known['company_location'][:20]}"] += many[
                kind
            ]
        elif not series:
            left.postings["no series of ours holds its title"] += many[kind]
        elif rate is None:
            said = f"no average rate of {request.year} for {known['salary_currency']}"
            left.postings[said] += many[kind]
        else:
            for group in product(series, (place,), (known["experience_level"], "ALL")):
                members.append((kind, groups.setdefault(group, len(groups)), rate.units_per_usd))
    return pd.DataFrame(members, columns=["kind", "group", "rate"]), list(groups)


def _believable(frame: pd.DataFrame, members: pd.DataFrame, left: Left) -> pd.DataFrame:
    """The postings without those whose pay in dollars nobody is paid; a whole range goes with either end."""
    rate = frame["kind"].map(members.drop_duplicates("kind").set_index("kind")["rate"])
    beyond = (frame["low"] / rate < LEAST_USD) | (frame["high"] / rate > MOST_USD)
    left.postings[BEYOND] += int(beyond.sum())
    return frame[~beyond]


def _in_dollars(frame: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """A line for each group that a posting counts in."""
    joined = frame.merge(members, on="kind").drop(columns="kind")
    joined["high"] /= joined["rate"]
    joined["low"] /= joined.pop("rate")
    joined["middle"] = (joined["high"] + joined["low"]) / 2
    joined["paired"] = (joined["high"] != joined["low"]).astype("float64")
    return joined


def place_of(code: str, places: Regions) -> str | None:
    """The place of a country's code; the territories of the USA have codes of their own, and stand among its
    states here."""
    return next((id_ for id_ in (code, f"US-{code}" if code in TERRITORIES else "") if id_ in places), None)


def _rolled(
    frame: pd.DataFrame, members: pd.DataFrame, groups: list[tuple[str, str, str]], request: Request
) -> Iterator[PayRow]:
    """The rows, one series after the other: all at once would take the room of all copies of a posting."""
    from touchstone.salaries.rollup import rollup

    series = members["group"].map([group[0] for group in groups].__getitem__)
    for _, some in members.groupby(series):
        rows = _in_dollars(frame, some)
        ends = rows.groupby("group", as_index=False).agg(
            range_low=("low", "median"), range_high=("high", "median"), paired_share=("paired", "mean")
        )
        found = rollup(rows[["group", "middle"]], ["group"], "middle").merge(ends, on="group")
        for row in sorted(found.to_dict("records"), key=lambda row: groups[row["group"]]):
            named = dict(zip(("series", "region", "level"), groups[row["group"]], strict=True))
            yield _row({**row, **named}, request)


def _row(group: dict[Any, Any], request: Request) -> PayRow:
    shown = ("p10", "p25", "p50", "p75", "p90", "p50_low", "p50_high", "range_low", "range_high")
    enough = group["n"] >= SUPPRESSED_BELOW  # a thin cell leaves this file with its count alone
    figures = {name: float(round(group[name])) for name in shown} if enough else {}
    return PayRow(
        source=SOURCE, as_of=request.as_of, region=group["region"], series=group["series"],
        level=LEVELS.get(group["level"]), n=group["n"], currency="USD", period="year", pay="advertised",
        tax="gross", contract="employment", rate_year=request.year,
        paired_share=round(group["paired_share"], 2) if enough else None, **figures,
    )  # fmt: skip
