"""The sources that can be imported, by the name that the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from touchstone.core.counts import are, count
from touchstone.salaries.importers import ai_jobs, lca, oews, prices, rates, survey
from touchstone.salaries.importers.base import Imported, Request, write_rows
from touchstone.salaries.importers.editions import ROLLED_UP
from touchstone.salaries.model import PayRow, RateRow, UsPriceRow, WorldPriceRow
from touchstone.salaries.table import Tables


@dataclass(frozen=True)
class Importer:
    """A source that can be read, and what file it wants."""

    name: str
    wants: str
    read: Callable[[Request], Imported]


IMPORTERS = {
    importer.name: importer
    for importer in (
        Importer("ai-jobs", "salaries.csv of ai-jobs.net (give --as-of and --year)", ai_jobs.read),
        Importer("bea", "regional price parities: area, cbsa_code, area_type, value, year", prices.read_us),
        Importer(
            "ecb", "eurofxref-hist.zip of the European Central Bank, or an extract of rates", rates.read
        ),
        Importer(
            "lca", "LCA_Disclosure_Data_FY….xlsx of the US Department of Labor, or a CSV of it", lca.read
        ),
        Importer("oews", "OEWS of the BLS: oesm24ma.zip, its workbook, or a CSV (give --as-of)", oews.read),
        Importer(
            "stack-overflow", "survey_results_public.csv or its zip (give --as-of and --year)", survey.read
        ),
        Importer("world-bank", "PA.NUS.PPP of the World Bank as CSV", prices.read_world),
    )
}


def contradictions(imported: Imported) -> int:
    """How many rows say something else than another row about the same thing: nobody can tell which is
    right."""
    first: dict[tuple[Any, ...], BaseModel] = {}
    return sum(first.setdefault(_key(row), row) != row for row in imported.rows)


@dataclass(frozen=True)
class Merged:
    """How many rows came, how many older ones stayed, and how many of an earlier edition went."""

    came: int = 0
    stayed: int = 0
    went: int = 0

    def __str__(self) -> str:
        went = count(self.went, "row")
        gone = f"; {went} of an earlier edition, which this one replaces as a whole, {are(self.went)} gone"
        return f"{count(self.stayed, 'older row')} kept" + (gone if self.went else "")


def merge(folder: Path, tables: Tables, imported: Imported) -> Merged:
    """Put imported rows in place of older ones with the same keys; of a roll-up, in place of all older
    ones."""
    if not imported.rows:
        return Merged()
    model = type(imported.rows[0])
    new = {_key(row): row for row in imported.rows}
    old = [row for row in _rows(tables, model) if _belongs(row, imported, tables) and _key(row) not in new]
    kept = [row for row in old if not _replaced(row)]
    rows = sorted([*kept, *new.values()], key=_key)
    write_rows(folder / imported.target, rows, list(model.model_fields))
    return Merged(len(new), len(kept), len(old) - len(kept))


def _rows(tables: Tables, model: type[BaseModel]) -> Sequence[BaseModel]:
    by_model: dict[type[BaseModel], Sequence[BaseModel]] = {
        PayRow: tables.pay, RateRow: tables.rates, UsPriceRow: tables.us_prices,
    }  # fmt: skip
    return by_model.get(model, tables.world_prices)


def _belongs(row: BaseModel, imported: Imported, tables: Tables) -> bool:
    """Pay tables are one file a source; the other kinds hold all their sources in one file."""
    if isinstance(row, PayRow):
        return row.source in {new.source for new in imported.rows if isinstance(new, PayRow)}
    return True


def _replaced(row: BaseModel) -> bool:
    """A new edition of a roll-up replaces the whole of the old one; other sources grow by date."""
    return isinstance(row, PayRow) and row.source in ROLLED_UP


def _key(row: Any) -> tuple[Any, ...]:
    names = ["source", "as_of", "region", "series", "level", "period", "kind", "start", "end", "year"]
    if not isinstance(
        row, WorldPriceRow
    ):  # a country's parity of a year is one, whatever its money is called
        names.append("currency")
    return tuple(str(getattr(row, name, "")) for name in names)
