"""Loads all of salary_data/: pay, exchange rates, price levels, places, sources, roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from touchstone.core.hashes import content_hash
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem, did_you_mean, shown_path
from touchstone.core.validate import validate_each
from touchstone.salaries import renewal
from touchstone.salaries.checks import (
    Known,
    checked,
    misnamed,
    pay_key,
    price_key,
    rate_key,
    unique_rows,
    usable,
)
from touchstone.salaries.csvs import Line, Sheet, check_header, read_sheet
from touchstone.salaries.listed import Listed, having, ids_written, read_list, unchecked, unknown
from touchstone.salaries.model import (
    PAY_COLUMNS,
    PAY_REQUIRED,
    RATE_COLUMNS,
    US_PRICE_COLUMNS,
    WORLD_PRICE_COLUMNS,
    PayRow,
    RateRow,
    UsPriceRow,
    WorldPriceRow,
)
from touchstone.salaries.rates import BASE
from touchstone.salaries.regions import REGION_COLUMNS, Region, Regions
from touchstone.salaries.sources import RoleMapping, Series, Source, Step

M = TypeVar("M", bound=BaseModel)
RECIPE = "recipe.yaml"
MOST_READINGS = 5  # an import takes seconds to make what it moves in a blink
HEADER_MOST = 10_000  # letters of a first line: the longest of ours has some three hundred

# The header tells what a table is, so a newcomer's file may have any name. The first column names that only
# one kind has come first.
KINDS: dict[str, tuple[type[BaseModel], tuple[str, ...], tuple[str, ...]]] = {
    "series": (PayRow, PAY_COLUMNS, PAY_REQUIRED),
    "quote": (RateRow, RATE_COLUMNS, RATE_COLUMNS[:-1]),
    "units_per_international_dollar": (WorldPriceRow, WORLD_PRICE_COLUMNS, WORLD_PRICE_COLUMNS),
    "index": (UsPriceRow, US_PRICE_COLUMNS, US_PRICE_COLUMNS[:-1]),
    "parent": (Region, REGION_COLUMNS, ("id", "kind", "name", "parent")),
}


@dataclass(frozen=True)
class Tables:
    """Everything under salary_data/ that could be read, and the problems of what could not.

    `broken_places` are ids that exist, in rows that can't be used. `unchecked` says which names could not be
    checked, since the file that lists them is broken.
    """

    pay: tuple[PayRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    world_prices: tuple[WorldPriceRow, ...] = ()
    us_prices: tuple[UsPriceRow, ...] = ()
    regions: Regions = field(default_factory=lambda: Regions([]))
    sources: dict[str, Source] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    roles: dict[str, RoleMapping] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    hash: str = ""
    unchecked: tuple[str, ...] = ()
    broken_places: frozenset[str] = frozenset()

    @property
    def pay_sources(self) -> dict[str, Source]:
        """The sources of pay that there are rows of, by id."""
        known = {row.source for row in self.pay}
        return {name: source for name, source in self.sources.items() if name in known}


def is_table(path: Path) -> bool:
    """Whether the first line of a CSV names all the columns that one kind of table must have."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            found = {cell.strip().strip('"') for cell in file.readline(HEADER_MOST).split(",")}
    except (OSError, UnicodeDecodeError):
        return False
    return any(found.issuperset(required) for _, _, required in KINDS.values())


def load_tables(folder: Path, *, today: date | None = None, settle: bool = True) -> Tables:
    """Read every table in the folder. Never raises for what is in it: good rows load, bad ones are listed.

    With `today`, a row that describes a time to come is a bad one. What an import left that was killed is
    moved to its place, unless `settle` is False or nobody may write there: then it is read where it lies.
    """
    with suppress(OSError):
        if settle:
            renewal.settle(folder)
    problems: list[Problem] = [*renewal.waiting(folder)]
    _, sources = read_list(folder / "sources.yaml", Source, problems)
    series = _series(folder / "series.yaml", sources, problems)
    roles = _roles(folder / "role_occupations.yaml", series, problems)
    problems += _recipe(folder / RECIPE)
    if not folder.is_dir():
        problems.append(Problem(shown_path(folder), 0, 0, "there is no such folder"))
    read = _Read(problems, today)
    sheets = _sheets(folder)
    for sheet in sheets:
        _table(sheet, read.found, read.broken, problems)
    places = _places(sheets, read.found.get(Region, []), read.broken.get(Region, []), problems)
    read.names = {"source": sources, "series": series, "region": places}
    return _joined(read, sources, series, places, roles)


def _sheets(folder: Path) -> list[Sheet]:
    """All tables of one moment: read again where an import moved new ones to their places meanwhile."""
    sheets: list[Sheet] = []
    for _ in range(MOST_READINGS):
        before = renewal.marks(folder)
        sheets = [read_sheet(path) for path, *_ in before]
        if renewal.marks(folder) == before:
            break
    return sheets


@dataclass
class _Read:
    """The rows of all tables by what they are, with the lines that are none, and which names may stand in
    them."""

    problems: list[Problem]
    today: date | None
    found: dict[type[BaseModel], list[tuple[Line, Any]]] = field(default_factory=dict)
    broken: dict[type[BaseModel], list[Line]] = field(default_factory=dict)
    names: dict[str, Listed[Any]] = field(default_factory=dict)

    def named(self, model: type[M], currencies: Collection[str] | None = None) -> Iterable[tuple[Line, M]]:
        """The rows of a kind whose names are all known."""
        known = Known(self.names, currencies, self.today)
        self.problems.extend(one for line in self.broken.get(model, []) for one in misnamed(line, known))
        return usable(self.found.get(model, []), known, self.problems)


def _joined(
    read: _Read,
    sources: Listed[Source],
    series: Listed[Series],
    places: Listed[Region],
    roles: dict[str, RoleMapping],
) -> Tables:
    """All tables: each row once, each with names that are known."""
    problems = read.problems
    rates = unique_rows(read.named(RateRow), rate_key, problems)
    world = unique_rows(read.named(WorldPriceRow), price_key, problems)
    us = unique_rows(read.named(UsPriceRow), price_key, problems)
    currencies = {BASE, *(row.currency for row in rates), *(row.currency for row in world)}
    currencies |= {place.currency for place in places.good.values()}
    pay = unique_rows(read.named(PayRow, currencies if rates else None), pay_key, problems)
    everything = (*pay, *rates, *world, *us, *places.good.values(), *sources.good.values(), *roles.values())
    return Tables(
        tuple(pay), tuple(rates), tuple(world), tuple(us),
        Regions(places.good.values()), dict(sources.good), dict(series.good), roles,
        tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.message))),
        content_hash([row.model_dump(mode="json") for row in everything]),
        unchecked({"sources": sources, "series": series, "places": places}),
        (places.written or frozenset()) - places.good.keys(),
    )  # fmt: skip


def _recipe(path: Path) -> list[Problem]:
    """What is wrong with the recipe; a folder of one's own needs none."""
    if not path.is_file():
        return []
    located = load_file(path)
    return [located] if isinstance(located, Problem) else validate_each(located, Step)[1]


def _roles(path: Path, series: Listed[Series], problems: list[Problem]) -> dict[str, RoleMapping]:
    """The roles, each with the series that can be used; a located problem for each that doesn't exist."""
    located, roles = read_list(path, RoleMapping, problems)
    if located is not None:
        problems.extend(unknown(located, "series.series", "series", series))
    return {
        name: role.model_copy(
            update={"series": tuple(fit for fit in role.series if fit.series in series.good)}
        )
        for name, role in roles.good.items()
    }


def _series(path: Path, sources: Listed[Source], problems: list[Problem]) -> Listed[Series]:
    """The series whose source can be used."""
    located, series = read_list(path, Series, problems)
    if located is not None:
        problems.extend(unknown(located, "source", "source", sources))
    return replace(series, good=having(series.good, "source", sources.good))


def _places(
    sheets: Sequence[Sheet], rows: list[tuple[Line, Any]], wrong: Sequence[Line], problems: list[Problem]
) -> Listed[Region]:
    """All places, by id. A place with a problem of its own is still the parent that others name."""
    mine = [sheet for sheet in sheets if _is_of(sheet, Region) or _unread(sheet)]
    whole = bool(mine) and not any(sheet.problems for sheet in mine)
    written = ids_written(line.cells.get("id") for sheet in mine for line in sheet.lines) if whole else None
    ids = {row.id: row for _, row in rows}
    broken = [sheet.file for sheet in mine if sheet.problems]
    listed = Listed(ids, written, " and ".join(broken) or "the table of places")
    known = Known({"parent": listed})
    problems.extend(one for line in wrong for one in misnamed(line, known))
    placed = usable(rows, known, problems)
    kept = {row.id: row for row in unique_rows(placed, lambda row: (row.id,), problems)}
    return replace(listed, good=kept)


def _is_of(sheet: Sheet, model: type[BaseModel]) -> bool:
    kind = _kind(sheet)
    return kind is not None and kind[0] is model


def _unread(sheet: Sheet) -> bool:
    """Whether it would be the table of places by its name, and is so broken that it has no columns."""
    return not sheet.header and Path(sheet.file).name.startswith("region")


def _kind(sheet: Sheet) -> tuple[type[BaseModel], tuple[str, ...], tuple[str, ...]] | None:
    """The model of a sheet's rows, its columns and those that it must have, by a column that it has alone."""
    return next((KINDS[column] for column in KINDS if column in sheet.header), None)


def _table(
    sheet: Sheet,
    found: dict[type[BaseModel], list[tuple[Line, Any]]],
    broken: dict[type[BaseModel], list[Line]],
    problems: list[Problem],
) -> None:
    """Adds the rows of a sheet to those `found`, and its lines that are no such row to the `broken` ones."""
    problems.extend(sheet.problems)
    if not sheet.header:
        return
    kind = _kind(sheet)
    if kind is None:
        known = {column for _, columns, _ in KINDS.values() for column in columns}
        free, odd = known.difference(sheet.header), [name for name in sheet.header if name not in known]
        hints = ((did_you_mean(name, free, list_when_at_most=0), name) for name in odd)
        hint, near = next((one for one in hints if one[0]), (None, ""))
        message = f"this is no table that we know: its columns are {', '.join(sheet.header)}"
        if hint:
            message = f"unknown column {near!r}"
        problems.append(Problem(sheet.file, 1, sheet.column(near), message, hint))
        return
    model, columns, required = kind
    wrong = check_header(sheet, columns, required)
    problems.extend(wrong)
    if any("missing" in problem.message for problem in wrong):
        return
    for line in sheet.lines:
        row = checked(line, model, columns, problems)
        if row is not None:
            found.setdefault(model, []).append((line, row))
        else:
            broken.setdefault(model, []).append(line)
