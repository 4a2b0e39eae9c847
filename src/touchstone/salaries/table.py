"""Loads all of salary_data/: pay, exchange rates, price levels, places, sources, roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from touchstone.core.hashes import content_hash
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem, did_you_mean, shown_path
from touchstone.core.validate import validate_each
from touchstone.salaries.checks import checked, known_names, pay_key, price_key, rate_key, unique_rows
from touchstone.salaries.csvs import Line, Sheet, check_header, read_sheet
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
from touchstone.salaries.regions import REGION_COLUMNS, Region, Regions
from touchstone.salaries.sources import RoleMapping, Series, Source

M = TypeVar("M", bound=BaseModel)

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
    """Everything under salary_data/ that could be read, and the problems of what could not."""

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

    @property
    def pay_sources(self) -> dict[str, Source]:
        """The sources of pay that there are rows of, by id."""
        known = {row.source for row in self.pay}
        return {name: source for name, source in self.sources.items() if name in known}


def load_tables(folder: Path) -> Tables:
    """Read every table in the folder. Never raises for what is in it: good rows load, bad ones are listed."""
    problems: list[Problem] = []
    sources = _yaml(folder / "sources.yaml", Source, problems)
    series = _yaml(folder / "series.yaml", Series, problems)
    roles = _roles(folder / "role_occupations.yaml", series, problems)
    if not folder.is_dir():
        problems.append(Problem(shown_path(folder), 0, 0, "there is no such folder"))
    found: dict[type[BaseModel], list[tuple[Line, Any]]] = {}
    for path in sorted(folder.glob("*.csv")):
        _table(read_sheet(path), found, problems)
    places = found.get(Region, [])
    placed = known_names(places, {"parent": {row.id for _, row in places}}, problems)
    regions = Regions(unique_rows(placed, lambda row: (row.id,), problems))
    names: dict[str, Iterable[str]] = {"source": sources, "series": series, "region": regions.by_id}

    def rows(model: type[M], key: Callable[[Any], tuple[Any, ...]]) -> list[M]:
        return unique_rows(known_names(found.get(model, []), names, problems), key, problems)

    pay, rates = rows(PayRow, pay_key), rows(RateRow, rate_key)
    world, us = rows(WorldPriceRow, price_key), rows(UsPriceRow, price_key)
    everything = (*pay, *rates, *world, *us, *regions.by_id.values(), *sources.values(), *roles.values())
    return Tables(
        tuple(pay), tuple(rates), tuple(world), tuple(us), regions, sources, series, roles,
        tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.message))),
        content_hash([row.model_dump(mode="json") for row in everything]),
    )  # fmt: skip


def _yaml(path: Path, model: type[M], problems: list[Problem]) -> dict[str, M]:
    located = load_file(path)
    if isinstance(located, Problem):
        problems.append(located)
        return {}
    rows, found = validate_each(located, model)
    problems.extend(found)
    kept: dict[str, M] = {}
    for where, row in rows:
        name = row.id  # type: ignore[attr-defined]
        if name in kept:
            problems.append(located.problem((*where, "id"), f"{name!r} stands twice"))
        kept.setdefault(name, row)
    return kept


def _roles(path: Path, series: dict[str, Series], problems: list[Problem]) -> dict[str, RoleMapping]:
    """The roles, each with the series that exist; a located problem for each that doesn't."""
    located = load_file(path)
    roles = _yaml(path, RoleMapping, problems)
    if isinstance(located, Problem) or not isinstance(located.data, list):
        return roles
    ids = [item.get("id") if isinstance(item, dict) else None for item in located.data]
    for name, role in roles.items():
        for at, fit in enumerate(role.series):
            if fit.series not in series:
                where = (ids.index(name), "series", at, "series")
                hint = did_you_mean(fit.series, series)
                problems.append(located.problem(where, f"unknown series {fit.series!r}", hint))
    good = {n: tuple(fit for fit in role.series if fit.series in series) for n, role in roles.items()}
    return {name: role.model_copy(update={"series": good[name]}) for name, role in roles.items()}


def _table(
    sheet: Sheet, found: dict[type[BaseModel], list[tuple[Line, Any]]], problems: list[Problem]
) -> None:
    problems.extend(sheet.problems)
    if not sheet.header:
        return
    kind = next((KINDS[column] for column in KINDS if column in sheet.header), None)
    if kind is None:
        known = [column for _, columns, _ in KINDS.values() for column in columns]
        hints = (did_you_mean(column, known, list_when_at_most=0) for column in sheet.header)
        message = f"this is no table that we know: its columns are {', '.join(sheet.header)}"
        problems.append(Problem(sheet.file, 1, 1, message, next(filter(None, hints), None)))
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
