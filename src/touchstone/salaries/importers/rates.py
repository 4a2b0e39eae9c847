"""Exchange rates: the ECB's own history (zip or CSV) and extracts of yearly averages and latest rates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean, median
from typing import Any

from touchstone.core.numerals import float_of, whole_of
from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.importers.base import Imported, NotThisFormat, Request
from touchstone.salaries.importers.sheets import read_text, whole_sheet
from touchstone.salaries.model import RateRow

TARGET = "exchange_rates.csv"
# The Federal Reserve's H.10 quotes these as dollars for one unit, all others as units for one dollar.
DOLLARS_A_UNIT = {"EUR", "GBP", "AUD", "NZD"}
# No currency of the ECB's has moved so far from the middle of its year and the year before, the lira of 2021
# (2.1 times) included: a rate beyond is a slip of a digit.
SLIP = 4
# Beyond two weeks no holidays explain that a currency has no rate: the krona of Iceland had none for years.
LONGEST_HOLE = timedelta(days=14)
LATEST_START = (1, 15)  # month and day; the ECB's years begin on the first working day
FIRST_DAY = date(1999, 1, 4)  # the ECB's first reference rates


def read(request: Request) -> Imported:
    """Average of each whole year, of the part year at the end, and the last day's rate, per currency."""
    text = read_text(request.path)
    if text.startswith("Date,"):
        return _history(text, request)
    return _extract(request)


def _history(text: str, request: Request) -> Imported:
    """The ECB's table: one line a day, units of each currency for one euro, `N/A` where there is none."""
    read = _Days(shown_path(request.path))
    for number, row in _days(text, read.file):
        read.take(number, row, request)
    problems = read.problems
    rows: list[RateRow] = []
    begun: dict[date, list[str]] = {}
    holes: dict[tuple[int, str], list[str]] = {}
    for currency, days in sorted(read.crosses.items()):
        if not days or not re.fullmatch("[A-Z]{3}", currency):
            continue
        slips = _slips(days)
        problems += [
            Problem(read.file, read.lines[day], 1, f"{currency} of {day}: {slips[day]}; skipped")
            for day in sorted(slips)
        ]
        sure = {day: rate for day, rate in days.items() if day not in slips}
        broken = _broken_years(sure)
        rows += _summary(currency, sure, broken) if sure else ()
        for year, hole in broken.items():
            holes.setdefault((year, hole), []).append(currency)
        if sure and _late(min(sure)):
            begun.setdefault(min(sure), []).append(currency)
    notes = [
        f"{', '.join(currencies)}: begins on {day}, so no average of {day.year} is made"
        for day, currencies in begun.items()
    ]
    notes += [
        f"{', '.join(currencies)}: no rate from {hole}, so no average of {year} is made"
        for (year, hole), currencies in sorted(holes.items())
    ]
    return Imported(TARGET, rows, problems, notes, read=len(read.lines))


@dataclass
class _Days:
    """The lines read so far: units of each currency for a dollar by day, and the line of each day."""

    file: str
    crosses: dict[str, dict[date, float]] = field(default_factory=dict)
    lines: dict[date, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, number: int, row: dict[str, str], request: Request) -> None:
        """One line, or what is wrong with it."""
        try:
            day = date.fromisoformat(row["Date"] or "")
            dollars = _rate(row["USD"])
        except (ValueError, KeyError):
            self.problems.append(Problem(self.file, number, 1, "no date or no rate for USD; skipped"))
            return
        said = ""
        if day < FIRST_DAY or request.to_come(day):  # it would make a whole year of the part before it
            said = f"Date: found {day}, expected a day from {FIRST_DAY} on that is not still to come"
        elif day in self.lines:
            said = f"Date: {day} stands twice; the first counts"
        if said:
            self.problems.append(Problem(self.file, number, 1, said))
            return
        self.crosses.setdefault("EUR", {})[day] = 1 / dollars
        self.lines[day] = number
        for at, (currency, rate) in enumerate(row.items(), start=1):
            if currency in (None, "", "Date", "USD") or rate in (None, "", "N/A"):
                continue
            try:
                self.crosses.setdefault(currency, {})[day] = _rate(rate) / dollars
            except ValueError:
                said = f"{currency}: found {str(rate)[:40]!r}, expected a rate or N/A"
                self.problems.append(Problem(self.file, number, at, said))


def _late(first: date) -> bool:
    """Whether a history that begins on this day lacks a part of its first year."""
    return (first.month, first.day) > LATEST_START


def _broken_years(days: dict[date, float]) -> dict[int, str]:
    """Years in which a currency has no rate for more than two weeks, and the first such hole: the average of
    the other days would stand as the year's. A first year that begins late is told apart."""
    found: dict[int, str] = {}
    if not days:
        return found
    first, last = min(days), max(days)
    for year in sorted({day.year for day in days}):
        begins = first if year == first.year else date(year - 1, 12, 31)
        ends = last if year == last.year else date(year + 1, 1, 1)
        inside = sorted({begins, *(day for day in days if day.year == year), ends})
        for one, other in pairwise(inside):
            if other - one > LONGEST_HOLE:
                found.setdefault(year, f"{one + timedelta(1)} to {other - timedelta(1)}")
    return found


def _slips(days: dict[date, float]) -> dict[date, str]:
    """Days whose rate is far from the middle of their year and the year before, and a sentence on each."""
    years: dict[int, list[float]] = {}
    for day, rate in days.items():
        years.setdefault(day.year, []).append(rate)
    middles = {year: median([*years.get(year - 1, ()), *rates]) for year, rates in years.items()}
    return {
        day: f"{rate:,.4g} a dollar is far from the {middles[day.year]:,.4g} of other days"
        for day, rate in days.items()
        if not 1 / SLIP < rate / middles[day.year] < SLIP
    }


def _days(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        yield from enumerate(csv.DictReader(io.StringIO(text)), start=2)
    except csv.Error as error:
        raise NotThisFormat(f"{name} is no CSV ({error})") from error


def _rate(text: object) -> float:
    """A rate above nothing. Raises ValueError for anything else, infinity too."""
    rate = float_of(text) if isinstance(text, str) else 0.0
    if not 0 < rate < 1e12:
        raise ValueError(f"{text!r} is no rate")
    return rate


def _summary(currency: str, days: dict[date, float], broken: Container[int]) -> Iterator[RateRow]:
    common: dict[str, Any] = {"source": "ecb_rates", "currency": currency, "quote": "units_per_usd"}
    first, last = min(days), max(days)
    for year in sorted({day.year for day in days}):
        inside = [rate for day, rate in days.items() if day.year == year]
        if year in broken or (year == first.year and _late(first)):
            continue  # the average of some weeks would stand as the year's
        whole = year < last.year
        yield RateRow(
            kind="year_average" if whole else "part_year_average", start=date(year, 1, 1),
            end=date(year, 12, 31) if whole else last, value=round(fmean(inside), 6),
            days=len(inside), **common,
        )  # fmt: skip
    yield RateRow(kind="spot", start=last, end=last, value=round(days[last], 6), days=1, **common)


def _extract(request: Request) -> Imported:
    sheet = whole_sheet(request.path)
    if not {"currency", "kind", "year", "value", "source"} <= set(sheet.header):
        raise NotThisFormat(
            f"{sheet.file} is neither the ECB's history nor an extract (currency, kind, year, value)"
        )
    problems, rows = list(sheet.problems), []
    for line in sheet.lines:
        try:
            row = _extract_row(line.cells)
        except (ValueError, KeyError) as error:
            problems.append(line.problem("value", f"not an exchange rate: {error}"))
            continue
        if row is not None:
            rows.append(row)
    return Imported(TARGET, rows, problems)


def _extract_row(cells: dict[str, str]) -> RateRow | None:
    kind, year, currency = cells["kind"], whole_of(cells["year"]), cells["currency"]
    if cells["source"] == "identity":
        return None
    day = date.fromisoformat(cells["date"]) if cells.get("date") else None
    start, end = date(year, 1, 1), date(year, 12, 31)
    if kind.startswith("ytd_average_to_"):
        kind, end = "part_year_average", date.fromisoformat(kind.removeprefix("ytd_average_to_"))
    elif kind == "month_average_latest" and day:
        kind, start, end = "month_average", day, _month_end(day)
    elif kind == "spot_latest" and day:
        kind, start, end = "spot", day, day
    source = _source(cells["source"])
    other_way = source == "fred_rates" and currency in DOLLARS_A_UNIT
    days = cells.get("n_days") or None
    return RateRow(
        source=source, currency=currency, kind=kind, start=start, end=end,
        quote="usd_per_unit" if other_way else "units_per_usd", value=float_of(cells["value"]),
        days=whole_of(days) if days else None,
    )  # fmt: skip


def _source(text: str) -> str:
    for mark, source in (("ECB", "ecb_rates"), ("Federal Reserve", "fred_rates"), ("peg", "official_peg")):
        if mark in text:
            return source
    if "ismartcoding" in text:
        return "market_mid_rates"
    raise ValueError(f"unknown source {text!r}")


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
