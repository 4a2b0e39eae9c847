"""US labor condition applications (H-1B): the wage that an employer attests, by job title and state.

Reads the Department of Labor's own disclosure file (`LCA_Disclosure_Data_FY2025_Q4.xlsx`, or a CSV of its
columns), row by row. Kept: certified H-1B cases, full time, whose title names one of our jobs. Wages come by
the hour, week, two weeks, month or year; each goes to a year by 2,080 hours, 52 weeks or 12 months. The lower
end of the attested range counts: it is what the employer must pay. A case number counts once (the quarterly
files are cumulative), and so does the same attestation filed again: employer, title, worksite, wage and
start.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from touchstone.core.counts import count
from touchstone.core.money import Money, Period
from touchstone.core.numerals import decimal_of, ungrouped
from touchstone.core.problems import Problem
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.base import LEAST_US_YEAR, Imported, NotThisFormat, Request
from touchstone.salaries.importers.observations import Observations
from touchstone.salaries.importers.sheets import Stream, stream
from touchstone.salaries.sources import Series
from touchstone.salaries.units import WorkYear, convert

SOURCE = "dol_lca"
TARGET = "us_lca.csv"
# Ours: the names since fiscal year 2020, and before.
COLUMNS = {
    "case": ("CASE_NUMBER",), "status": ("CASE_STATUS",), "decided": ("DECISION_DATE",),
    "visa": ("VISA_CLASS",), "title": ("JOB_TITLE",), "full_time": ("FULL_TIME_POSITION",),
    "employer": ("EMPLOYER_NAME",), "city": ("WORKSITE_CITY",), "state": ("WORKSITE_STATE",),
    "wage": ("WAGE_RATE_OF_PAY_FROM",), "unit": ("WAGE_UNIT_OF_PAY",),
    "begin": ("BEGIN_DATE", "EMPLOYMENT_START_DATE"),
}  # fmt: skip
NEEDED = ("case", "status", "title", "employer", "state", "wage", "unit")
SAME = ("employer", "title", "city", "state", "wage", "unit", "begin")
# Left out at the end of an employer's name: `Acme, Inc.` and `ACME` are one.
LEGAL_FORMS = frozenset(
    (
        *("inc", "incorporated", "corp", "corporation", "co", "company", "llc", "lc", "ltd", "limited", "lp"),
        *("llp", "lllp", "plc", "pllc", "pc", "pa", "pbc", "na", "gmbh"),
    )
)
# What follows is another name of the same employer.
ALSO_CALLED = re.compile(r"\b(?:dba|fka|aka|doing business as|formerly known as|also known as)\b")
SHORT = {
    "intl": "international", "natl": "national", "univ": "university", "mfg": "manufacturing",
    "svc": "service", "svcs": "services", "assoc": "associates", "mgmt": "management", "grp": "group",
    "inst": "institute", "ctr": "center", "hosp": "hospital", "dept": "department",
}  # fmt: skip
YEAR = WorkYear(hours=Decimal(2080), weeks=Decimal(52), months=Decimal(12))
UNITS = {"hour": Period.HOUR, "week": Period.WEEK, "month": Period.MONTH, "year": Period.YEAR}
# Below the federal minimum wage or above what a wrong unit makes of any wage the unit is wrong, and which
# one is right can't be known.
MOST = 3_000_000
MOST_SPELT = 10**12  # in all its digits
# Part of the nation's figure though no state of ours.
TERRITORIES = frozenset({"PR", "GU", "VI", "MP", "AS", "FM", "MH", "PW"})
FIRST_CASE = date(1991, 10, 1)  # the Immigration Act of 1990 made the H-1B from this day on
ALONE_DAYS = 31  # a quarter's file has decisions on every working day


def read(request: Request) -> Imported:
    """The roll-up by job title and state, and for the nation."""
    titles = _titles(request.tables.series.values())
    if not titles:
        raise NotThisFormat(f"series.yaml names no series of {SOURCE}, so no job title is known")
    known = {name for names in COLUMNS.values() for name in names}
    with stream(request.path, columns=known, progress=request.progress) as table:
        reading = _Reading(_named(table), titles, frozenset(request.tables.regions.by_id), request)
        for made in table.rows:
            reading.take(made)
    as_of = request.as_of or max(reading.days, default=None)
    if as_of is None:
        raise NotThisFormat("no row says when it was decided: give --as-of")
    rows = reading.observations.rolled(
        source=SOURCE, as_of=as_of, currency="USD", period="year", pay="base", tax="gross",
        contract="employment", months_paid=12,
    )  # fmt: skip
    return Imported(TARGET, list(rows), reading.problems, reading.notes(), reading.kept + reading.copies)


def _titles(series: Iterable[Series]) -> list[tuple[str, re.Pattern[str]]]:
    """Each series with what its titles look like: one of its names as whole words."""
    return [
        (one.id, re.compile(rf"\b({'|'.join(re.escape(name) for name in one.code.split('|'))})s?\b", re.I))
        for one in series
        if one.source == SOURCE
    ]


def _named(table: Stream) -> Mapping[str, str]:
    names = {ours: next((n for n in theirs if n in table.header), "") for ours, theirs in COLUMNS.items()}
    missing = [COLUMNS[column][0] for column in NEEDED if not names[column]]
    if missing:
        raise NotThisFormat(f"{table.file} is no LCA disclosure: it has no column {', '.join(missing)}")
    return names


@dataclass
class _Reading:
    """What was read so far."""

    names: Mapping[str, str]
    titles: list[tuple[str, re.Pattern[str]]]
    places: frozenset[str]
    request: Request
    observations: Observations = field(default_factory=Observations)
    problems: list[Problem] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    filed: set[int] = field(default_factory=set)
    kept: int = 0
    others: int = 0
    copies: int = 0
    days: set[date] = field(default_factory=set)

    def take(self, made: Line | Problem) -> None:
        if isinstance(made, Problem):
            self.problems.append(made)
            return
        cells = {ours: made.cells.get(theirs, "") for ours, theirs in self.names.items()}
        series = next((name for name, pattern in self.titles if pattern.search(cells["title"])), None)
        if series is None or not _counts(cells):
            self.others += 1
            return
        pay, decided = _pay(made, cells, self.names), self._decided(made, cells["decided"])
        regions = self._regions(made, cells["state"].strip().upper())
        unnamed = [] if cells["employer"].strip() else [self._unnamed(made)]
        wrong = [*(one for one in (pay, decided, regions) if isinstance(one, Problem)), *unnamed]
        if (
            isinstance(pay, Problem)
            or isinstance(decided, Problem)
            or isinstance(regions, Problem)
            or unnamed
        ):
            self.problems += wrong
            return
        if not self._is_new(cells):
            self.copies += 1
            return
        self.observations.add(series, regions, pay, one_employer(cells["employer"]))
        self.kept += 1
        self.days |= {decided} if decided else set()

    def _unnamed(self, line: Line) -> Problem:
        """Nobody can say whether it is one more employer or one of the others."""
        name = self.names["employer"]
        return line.problem(name, f"{name}: it is empty, so how many employers there are can't be known")

    def _regions(self, line: Line, state: str) -> tuple[str, ...] | Problem:
        """The nation, and the state where it is one of ours."""
        if f"US-{state}" in self.places:
            return ("US", f"US-{state}")
        if state and state not in TERRITORIES:
            name = self.names["state"]
            return line.problem(name, f"{name}: no state has the code {state[:40]!r}")
        return ("US",)

    def _decided(self, line: Line, text: str) -> date | Problem | None:
        """When a case was decided: one slip of a key would make it the day of the whole table."""
        if not text.strip():
            return None
        name, day = self.names["decided"], _day(text)
        if day is None or day < FIRST_CASE:
            said = f"found {text[:40]!r}, expected the day of the decision, such as 2025-03-31"
            return line.problem(name, f"{name}: {said}")
        return line.problem(name, f"{name}: {day} is still to come") if self.request.to_come(day) else day

    def _is_new(self, cells: Mapping[str, str]) -> bool:
        said = (" ".join(cells[name].casefold().split()) for name in SAME if name != "employer")
        filed = hash((one_employer(cells["employer"]), *said))
        if cells["case"] in self.cases or filed in self.filed:
            return False
        self.cases.add(cells["case"])
        self.filed.add(filed)
        return True

    def notes(self) -> list[str]:
        said = [
            f"{count(self.kept, 'attested wage')}; {count(self.others, 'row')} of other jobs, statuses or "
            f"part time and {count(self.copies, 'copy', 'copies')} left out"
        ]
        before, last = [None, *sorted(self.days)][-2:] if self.days else (None, None)
        if before and last and self.request.as_of is None and (last - before).days > ALONE_DAYS:
            said.append(
                f"the last decision is of {last}, the one before it of {before}: if a slip, give --as-of"
            )
        return said


def one_employer(name: str) -> str:
    """An employer's name without case, punctuation, spaces, article, legal form, usual abbreviations and what
    else it does business as: companies are counted, and one writes itself in several ways."""
    plain = re.sub(r"[.'’]", "", unicodedata.normalize("NFKC", name).casefold()).replace("&", " and ")
    spelt = " ".join(SHORT.get(word, word) for word in re.findall(r"[^\W_]+", plain))
    joined = re.sub(r"\b\w(?: \w\b)+", lambda run: run[0].replace(" ", ""), spelt)  # `l l c`, `d b a`
    words = (ALSO_CALLED.split(joined)[0].split() or joined.split()) if joined else []
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words) or name.strip()


def _counts(cells: Mapping[str, str]) -> bool:
    """Certified and not withdrawn, H-1B, full time (where the file says so)."""
    certified = cells["status"].strip().casefold() == "certified"
    visa, full = cells["visa"].strip(), cells["full_time"].strip().upper()
    return certified and visa in ("", "H-1B") and full in ("", "Y", "YES")


def _pay(line: Line, cells: Mapping[str, str], names: Mapping[str, str]) -> float | Problem:
    """The lower end of the attested wage for a year of work."""
    text, unit = cells["wage"].strip().lstrip("$"), cells["unit"].strip().casefold()
    halves = 2 if unit in ("bi-weekly", "biweekly") else 1
    period = Period.WEEK if halves == 2 else UNITS.get(unit)
    if period is None:
        expected = "Hour, Week, Bi-Weekly, Month or Year"
        return line.problem(names["unit"], f"found the unit {cells['unit']!r}, expected {expected}")
    try:
        wage = decimal_of(ungrouped(text))
        year = convert(Money(wage / halves, "USD"), period, Period.YEAR, YEAR).amount
    except ValueError:
        return line.problem(names["wage"], f"found {cells['wage']!r}, expected an amount")
    if not LEAST_US_YEAR <= year <= MOST:
        paid = f"{wage:,}" if wage <= MOST else f"{float(wage):.3g}"
        made = f"{year:,.0f}" if year <= MOST_SPELT else f"{float(year):.3g}"
        each = f"an {unit}" if unit == "hour" else f"a {unit}"
        said = f"{paid} {each} makes {made} USD a year: the unit must be wrong"
        return line.problem(names["wage"], said)
    return float(year)


def _day(text: str) -> date | None:
    """`2025-03-31`, `3/31/2025`, or a workbook's count of days since 1899-12-30; None for anything else."""
    text = text.strip().partition(" ")[0].partition("T")[0]
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    for shape in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    return None
