"""BLS Occupational Employment and Wage Statistics: percentiles by occupation for nation, states, metro areas.

Reads the publisher's own files (`oesm24ma.zip`, a workbook out of it, or a CSV of the same columns `AREA,
AREA_TYPE, OCC_CODE, A_PCT10 …`) and the extracts made from the BLS API and query export (`area_code,
area_type, soc_code, a_p10 …`). `#` (at or above the top code) and `*` (suppressed) become blanks with a flag;
nothing is filled in.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite, nan
from typing import Any

from pydantic import ValidationError

from touchstone.core.counts import count
from touchstone.core.expected import expected
from touchstone.core.problems import Problem
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.base import (
    LEAST_US_YEAR,
    MOST_US_YEAR,
    Imported,
    NotThisFormat,
    Request,
    number,
)
from touchstone.salaries.importers.sheets import read_table
from touchstone.salaries.model import PERCENTILES, PayRow
from touchstone.salaries.regions import Region, Regions, own_names, plain

SOURCE = "bls_oews"
TARGET = "us_oews.csv"

# Our column: the publisher's, the extracts'.
COLUMNS = {
    "area": ("AREA", "area_code"), "area_name": ("AREA_TITLE", "area"), "kind": ("AREA_TYPE", "area_type"),
    "code": ("OCC_CODE", "soc_code"), "employment": ("TOT_EMP", "employment"),
    "error_percent": ("MEAN_PRSE", "mean_rse_pct"), "mean": ("A_MEAN", "a_mean"), "p10": ("A_PCT10", "a_p10"),
    "p25": ("A_PCT25", "a_p25"), "p50": ("A_MEDIAN", "a_median"), "p75": ("A_PCT75", "a_p75"),
    "p90": ("A_PCT90", "a_p90"), "period": ("PERIOD", "period"), "flag": ("FLAG", "flag"),
}  # fmt: skip
NEEDED = ("area", "area_name", "kind", "code", "p50")
NO_PLACE = ("6",)  # nonmetropolitan areas, which no place of ours stands for
# `all_data` and the industry files say it again for each industry and kind of owner; only the whole counts.
WHOLE = {"NAICS": "000000", "OWN_CODE": "1235", "I_GROUP": "cross-industry"}
NATION, STATE, METRO = {"national", "1"}, {"state", "2", "3"}, {"metro", "4"}
NATION_NAMES = ("", "us", "u s", "usa", "united states", "united states of america", "national")
MOST_NAMED = 5
FIGURES = ("mean", "p10", "p25", "p50", "p75", "p90")
# What the extracts write into their own flag column.
SAID = {
    "p90 in mirror was 1.3*p75": "p90_withheld",
    "p90==p75": "p90_equals_p75",
    "mean above p75": "mean_above_p75",
    "a_p90:-": "p90_not_published",
}


def read(request: Request) -> Imported:
    """All rows of occupations that we hold a series for; the others are counted in the notes."""
    wanted = _Wanted(frozenset(request.tables.series))
    sheet = read_table(request.path, wanted, request.progress)
    names = {ours: next((n for n in theirs if n in sheet.header), "") for ours, theirs in COLUMNS.items()}
    if any(not names[column] for column in NEEDED):
        raise NotThisFormat(f"{sheet.file} has no OEWS columns; expected AREA, OCC_CODE, A_MEDIAN …")
    read = _Read(problems=list(sheet.problems))
    for line in sheet.lines:
        read.take(line, _row(line, names, request), names, request)
    if read.early and not read.rows:
        said = read.early[0].message
        raise NotThisFormat(f"it describes {said.replace(' is', ', a day', 1)}; nothing is written")
    return Imported(TARGET, read.rows, [*read.problems, *read.early], [*wanted.notes(), *read.notes()])


@dataclass
class _Wanted:
    """Whether a row is of an occupation and an area of ours; counts the others."""

    series: frozenset[str]
    left_out: int = 0

    def __call__(self, cells: dict[str, str]) -> bool:
        code = cells.get("OCC_CODE") or cells.get("soc_code") or ""
        keep = f"soc:{code}" in self.series and cells.get("AREA_TYPE") not in NO_PLACE
        keep = keep and all(cells.get(name, "") in ("", all_of_it) for name, all_of_it in WHOLE.items())
        self.left_out += not keep
        return keep

    def notes(self) -> list[str]:
        rest = "of other occupations, of single industries or outside metro areas left out"
        return [f"{count(self.left_out, 'row')} {rest}"] if self.left_out else []


@dataclass
class _Read:
    """What was read so far. Rows of a time to come stand in `early`: one slip of a year must not refuse a
    file, nor stand in it."""

    problems: list[Problem]
    rows: list[PayRow] = field(default_factory=list)
    early: list[Problem] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)

    def take(self, line: Line, made: PayRow | list[Problem], names: dict[str, str], request: Request) -> None:
        if not isinstance(made, PayRow):
            self.problems.extend(made)
        elif request.to_come(made.as_of):
            self.early.append(line.problem(names["period"], f"{made.as_of} is still to come"))
        else:
            self.rows.append(made)
            self.renamed |= _renamed(line, names, request.tables.regions.by_id[made.region])

    def notes(self) -> list[str]:
        if not self.renamed:
            return []
        listed = "; ".join(f"{code} is {title!r}" for code, title in list(self.renamed.items())[:MOST_NAMED])
        more = f" and {len(self.renamed) - MOST_NAMED} more" if len(self.renamed) > MOST_NAMED else ""
        areas = count(len(self.renamed), "metro area")
        return [
            f"{areas} under another name than in regions.csv, with a city in common, whose borders may have "
            f"moved: {listed}{more}"
        ]


def _row(line: Line, names: dict[str, str], request: Request) -> PayRow | list[Problem]:
    """The row, or what is wrong with each of its cells, by the names that the publisher gives its columns."""
    cells = {ours: line.cells.get(theirs, "") for ours, theirs in names.items()}
    region = _region(cells, request.tables.regions)
    if region is None:
        said = f"no place has the code {cells['area']!r} ({cells['area_name'][:80]})"
        return [line.problem(names["area"], said)]
    said = cells["period"].strip()
    as_of = _as_of(said) if said else request.as_of
    if said and as_of is None:
        wanted = f"{names['period']}: found {said[:40]!r}, expected a month such as May 2024"
        return [line.problem(names["period"], wanted)]
    if as_of is None:
        raise NotThisFormat("the file does not say its reference month: give --as-of")
    figures, problems = _numbers(line, cells, names)
    if problems:
        return problems
    jobs, error = figures.pop("employment"), figures.pop("error_percent")
    try:
        return PayRow(
            source=SOURCE, as_of=as_of, region=region.id, series=f"soc:{cells['code']}",
            employment=None if jobs is None else int(jobs), currency="USD", period="year", pay="base",
            tax="gross", contract="employment", months_paid=12, error_percent=error,
            flags="|".join(_flags(cells, region, request.tables.regions)), **figures,
        )  # fmt: skip
    except ValidationError as refused:
        return [_refused(line, one, cells, names) for one in refused.errors(include_url=False)]


def _numbers(
    line: Line, cells: dict[str, str], names: dict[str, str]
) -> tuple[dict[str, float | None], list[Problem]]:
    """The figures of a row by our names, and a problem for each cell that holds none."""
    found: dict[str, float | None] = {}
    problems: list[Problem] = []
    for name in (*FIGURES, "employment", "error_percent"):
        try:
            found[name] = value = number(cells[name])
        except ValueError:
            value = nan
        if value is not None and not isfinite(value):
            said = f"{names[name]}: expected a number, found {cells[name]!r}"
            problems.append(line.problem(names[name], said))
        elif value is not None and name in FIGURES and not LEAST_US_YEAR <= value <= MOST_US_YEAR:
            wanted = f"dollars a year, {LEAST_US_YEAR:,} to {MOST_US_YEAR:,}"
            said = f"{names[name]}: expected {wanted}, found {cells[name]!r}"
            problems.append(line.problem(names[name], said))
    return found, problems


def _refused(line: Line, error: Any, cells: dict[str, str], names: dict[str, str]) -> Problem:
    """What the model refuses, at the cell that it means and in the publisher's words."""
    if error["type"] == "value_error":
        said = str(error["ctx"]["error"])
        ours = said.partition(" ")[0]
        for name in PERCENTILES:
            said = said.replace(f"{name} (", f"{names[name]} (")
        return line.problem(names.get(ours, ""), said)
    ours = str(error["loc"][0])
    wanted = expected(error) or error["msg"]
    return line.problem(names.get(ours, ""), f"{names[ours]}: expected {wanted}, found {cells[ours]!r}")


def _region(cells: dict[str, str], regions: Regions) -> Region | None:
    code, kind = cells["area"].zfill(7), cells["kind"].strip().casefold()
    if kind in NATION:  # a row of another country's figures would speak for the United States
        return regions.by_id.get("US") if plain(cells["area_name"]) in NATION_NAMES else None
    if kind in METRO:
        return regions.by_id.get(f"CBSA-{code[-5:]}")
    states = (r for r in regions.by_id.values() if r.id.startswith("US-") and r.kind == "state")
    return next((r for r in states if kind in STATE and r.name == cells["area_name"]), None)


def _as_of(period: str) -> date | None:
    """`May 2024` as the last day of that month; None for anything else."""
    try:
        first = datetime.strptime(period, "%B %Y").date()  # noqa: DTZ007 (a month has no time zone)
    except ValueError:
        return None
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _flags(cells: dict[str, str], region: Region, regions: Regions) -> list[str]:
    flags = [ours for theirs, ours in SAID.items() if theirs in cells["flag"]]
    flags += [f"top_coded={name}" for name in FIGURES if cells[name].strip() == "#"]
    if not any(cells[name].strip() == "#" or number(cells[name]) is not None for name in FIGURES):
        flags.append("not_released")
    if not _is_called(region, cells["area_name"], regions):
        code = region.id.removeprefix("CBSA-")
        flags.append(
            f"place_disputed=code {code} is {region.name}; the name given is {cells['area_name'][:80]}"
        )
    return flags


def _is_called(region: Region, title: str, regions: Regions) -> bool:
    """Whether a metro area's title may be that of the place of its code: its own name, or one that shares a
    city and names no other place of ours. A code is a number: a slip in it is seen by the title alone."""
    if region.kind != "metro" or not title.strip():
        return True
    named = regions.resolve(title)
    if isinstance(named, Region):
        return named.id == region.id
    return bool(_cities(title) & _cities(region.name))


def _renamed(line: Line, names: dict[str, str], region: Region) -> dict[str, str]:
    """The code and title of a metro area that is called otherwise here, where a city is the same."""
    title = line.cells.get(names["area_name"], "").strip()
    if region.kind != "metro" or not title or plain(title) in map(plain, own_names(region)):
        return {}
    theirs, ours = _cities(title), _cities(region.name)
    return {region.id.removeprefix("CBSA-"): title[:80]} if theirs & ours and theirs != ours else {}


def _cities(name: str) -> set[str]:
    places, _, _ = name.rpartition(", ")
    return {plain(city) for city in re.split(r"--|-|/", places or name) if city.strip()}
