"""Stack Overflow's developer survey: total yearly pay as people report it, by kind of work and country.

Reads the survey's own `survey_results_public.csv` (2021 and later), alone or in its zip, row by row. Kept:
full time, one country that we know, an amount. The amount is the one that was typed, in its own currency; the
survey's column in dollars is not used, because it is converted at the rates of one day. Amounts go to dollars
by the average rates of `year`, so that countries of several currencies can be rolled up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from touchstone.core.counts import count
from touchstone.core.money import Money, Period
from touchstone.core.numerals import decimal_of, ungrouped
from touchstone.core.problems import Problem
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.base import BEYOND, LEAST_USD, MOST_USD, Imported, NotThisFormat, Request
from touchstone.salaries.importers.observations import Observations
from touchstone.salaries.importers.sheets import stream
from touchstone.salaries.rates import Rates
from touchstone.salaries.regions import Region, Regions
from touchstone.salaries.units import WorkYear, convert

SOURCE = "stack_overflow"
TARGET = "stack_overflow.csv"
NEEDED = ("Country", "DevType", "Employment", "CompTotal", "Currency")
ID = "ResponseId"
COLUMNS = frozenset({*NEEDED, "CompFreq", ID})
FULL_TIME = ("employed, full-time", "employed full-time", "employed")
# What people were asked: pay by the week, the month or the year; since 2023 always by the year.
PERIODS = {
    "weekly": Period.WEEK,
    "monthly": Period.MONTH,
    "yearly": Period.YEAR,
    "": Period.YEAR,
    "na": Period.YEAR,
}
YEAR = WorkYear(weeks=Decimal(52), months=Decimal(12))
EMPTY = ("", "na")


def read(request: Request) -> Imported:
    """The roll-up by kind of work and country. Needs `as_of` (the survey's last day) and `year`."""
    if request.as_of is None or request.year is None:
        raise NotThisFormat("say when the survey closed and whose average rates to use: --as-of, --year")
    series = request.tables.series.values()
    kinds = {name: one.id for one in series if one.source == SOURCE for name in one.code.split("|")}
    if not kinds:
        raise NotThisFormat(f"series.yaml names no series of {SOURCE}, so no kind of work is known")
    rates = Rates(request.tables.rates)
    reading = _Reading(kinds, request.tables.regions, rates, request.year)
    with stream(request.path, columns=COLUMNS, progress=request.progress) as table:
        missing = [name for name in NEEDED if name not in table.header]
        if missing:
            raise NotThisFormat(f"{table.file} is no survey result: it has no column {', '.join(missing)}")
        for made in table.rows:
            reading.take(made)
    rows = reading.observations.rolled(
        source=SOURCE, as_of=request.as_of, currency="USD", period="year", pay="total", tax="gross",
        contract="employment", rate_year=request.year,
    )  # fmt: skip
    return Imported(TARGET, list(rows), reading.problems, reading.notes(), reading.kept)


@dataclass
class _Reading:
    """What was read so far."""

    kinds: Mapping[str, str]
    regions: Regions
    rates: Rates
    year: int
    observations: Observations = field(default_factory=Observations)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    places: dict[str, str | None] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    kept: int = 0

    def take(self, made: Line | Problem) -> None:
        if isinstance(made, Problem):
            self.problems.append(made)
            return
        cells = made.cells
        series = {self.kinds[kind] for kind in cells["DevType"].split(";") if kind in self.kinds}
        if not series or cells["CompTotal"].casefold() in EMPTY:
            return
        if self._again(cells.get(ID, "").strip()):
            self.left_out["given again under the same number"] += 1
            return
        if not _full_time(cells["Employment"]):
            self.left_out["not employed full time"] += 1
            return
        place = self._place(cells["Country"])
        if place is None:
            self.left_out["of no country that we know"] += 1
            return
        pay = self._pay(made)
        if isinstance(pay, Problem):
            self.problems.append(pay)
        elif isinstance(pay, str):
            self.left_out[pay] += 1
        else:
            for one in sorted(series):
                self.observations.add(one, (place,), pay)
            self.kept += 1

    def _again(self, number: str) -> bool:
        """Whether an answer of this number was read before."""
        known = bool(number) and number in self.seen
        self.seen.add(number)
        return known

    def _place(self, country: str) -> str | None:
        if country not in self.places:
            found = self.regions.resolve(country)
            known = isinstance(found, Region) and found.kind == "country"
            self.places[country] = found.id if known and isinstance(found, Region) else None
        return self.places[country]

    def _pay(self, line: Line) -> float | str | Problem:
        """A year's pay in dollars, why the row doesn't count, or what is wrong with it."""
        cells = line.cells
        period = PERIODS.get(cells.get("CompFreq", "").casefold())
        if period is None:
            return line.problem(
                "CompFreq", f"found {cells['CompFreq']!r}, expected Weekly, Monthly or Yearly"
            )
        code = cells["Currency"][:3].upper()
        rate = self.rates.year_average(code, self.year)
        if rate is None:
            return f"in a currency without an average rate of {self.year}"
        try:
            typed = Money(decimal_of(ungrouped(cells["CompTotal"])), code)
        except ValueError:
            return line.problem("CompTotal", f"found {cells['CompTotal'][:40]!r}, expected an amount")
        if abs(typed.amount) > Decimal(10) ** 15:
            return BEYOND
        year = float(convert(typed, period, Period.YEAR, YEAR).amount) / rate.units_per_usd
        inside = LEAST_USD <= year <= MOST_USD
        return year if inside else BEYOND

    def notes(self) -> list[str]:
        said = [f"{count(number, 'answer')} {why} left out" for why, number in self.left_out.most_common()]
        licence = "the survey is under the ODbL: a table made from it that you pass on must be shared alike"
        return [f"{count(self.kept, 'answer')} counted", *said, licence]


def _full_time(employment: str) -> bool:
    return any(part.strip().casefold() in FULL_TIME for part in employment.split(";"))
