"""Four separate ways to lay amounts side by side: currency, what money buys, US price level, cost of labour.

Every figure is converted at the rates of the year that it describes, or at the nearest known ones, so that it
says what the pay was worth then. Pay is set from local percentiles; price levels only compare what it buys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from touchstone.salaries.figure import Figure, Lens
from touchstone.salaries.flags import flag
from touchstone.salaries.labour import NATION, labour_indices
from touchstone.salaries.labour import SOURCE as LABOUR
from touchstone.salaries.model import UsPriceRow, WorldPriceRow
from touchstone.salaries.rates import Conversion, Rates
from touchstone.salaries.sources import known_from
from touchstone.salaries.table import Tables

P = TypeVar("P", WorldPriceRow, UsPriceRow)
INTERNATIONAL_DOLLAR = "INT"  # not an ISO currency, so that nothing takes it for US dollars


class Lenses:
    """The lenses over one set of tables."""

    def __init__(self, tables: Tables) -> None:
        ranks = {source.id: source.rank for source in tables.sources.values()}
        names = {source.id: source.name for source in tables.sources.values()}
        self.rates = Rates(tables.rates, ranks, names)
        self._regions = tables.regions
        self._world: dict[str, list[WorldPriceRow]] = {}
        for world in tables.world_prices:
            self._world.setdefault(world.region, []).append(world)
        self._labour = labour_indices(tables.pay)
        self._months = {source.id: source.months_to_publication for source in tables.sources.values()}
        self._us: dict[str, list[UsPriceRow]] = {}
        for us in tables.us_prices:
            if "index_disputed" not in us.flags:
                self._us.setdefault(us.region, []).append(us)

    def through(self, figure: Figure, lens: Lens, currency: str | None, known_by: date) -> Figure:
        """The figure through a lens, saying how. What can't be converted is withheld or left, and says so."""
        if not figure.comparable:
            return figure
        if lens is Lens.PPP:
            return self._purchasing_power(figure, known_by)
        if lens is Lens.RPP:
            return self._us_price_level(figure, known_by)
        if lens is Lens.LABOUR:
            return self._cost_of_labour(figure, known_by)
        return (
            figure if currency in (None, figure.currency) else self._nominal(figure, str(currency), known_by)
        )

    def _nominal(self, figure: Figure, currency: str, known_by: date) -> Figure:
        conversion = self._conversion(figure, currency, known_by)
        if isinstance(conversion, str):
            text = f"no rate for {conversion} is known by {known_by}; the amounts stay in {figure.currency}"
            return figure.noted(flag("not_converted", text))
        seen = figure.scaled(conversion.factor, currency).noted(flag("rate", str(conversion)))
        return _seen_at(seen, conversion.not_of(_year(figure)))

    def _conversion(self, figure: Figure, currency: str, known_by: date) -> Conversion | str:
        year = _year(figure)
        return self.rates.between(figure.currency or currency, currency, year, known_by)

    def _purchasing_power(self, figure: Figure, known_by: date) -> Figure:
        country = self._regions.country(figure.region)
        rows = self._known(self._world.get(country.id, []), known_by) if country else []
        if not rows or country is None:
            name = country.name if country else figure.region
            text = f"no purchasing-power parity is known for {name} by {known_by}"
            return figure.withheld().noted(flag("not_converted", text))
        row = min(rows, key=lambda r: (abs(r.year - _year(figure)), -r.year))
        conversion = self._conversion(figure, row.currency, known_by)
        if isinstance(conversion, str):
            text = f"no exchange rate for {conversion} is known by {known_by}"
            return figure.withheld().noted(flag("not_converted", text))
        seen = figure.scaled(conversion.factor / row.units_per_international_dollar, INTERNATIONAL_DOLLAR)
        text = (
            "what the pay buys at US prices, in international dollars: "
            f"{row.units_per_international_dollar:,.4g} {row.currency} each (World Bank, {row.year}); "
            "not what to offer"
        )
        notes = [flag("rate", str(conversion))] if conversion.rates else []
        levels = _levels_of(row.year, figure)
        return _seen_at(seen.noted(*notes, flag("ppp", text)), conversion.not_of(_year(figure)), levels)

    def _known(self, rows: Iterable[P], known_by: date) -> list[P]:
        """The price levels that were published by a day."""
        months = self._months
        return [
            row for row in rows if known_from(date(row.year, 12, 31), months.get(row.source, 0)) <= known_by
        ]

    def _us_price_level(self, figure: Figure, known_by: date) -> Figure:
        country = self._regions.country(figure.region)
        if country is None or country.id != "US" or figure.currency != "USD":
            text = "regional price parities exist only inside the United States"
            return figure.withheld().noted(flag("not_converted", text))
        rows = self._known(self._us.get(figure.region, []), known_by)
        if not rows:
            where = self._regions.label(figure.region)
            text = f"no regional price parity is known for {where} by {known_by}"
            return figure.withheld().noted(flag("not_converted", text))
        row = min(rows, key=lambda r: (abs(r.year - _year(figure)), -r.year))
        text = (
            f"in US dollars at average US prices: price level {row.index:g}, United States 100 "
            f"(BEA, {row.year}); cost of living, not cost of labour"
        )
        seen = figure.scaled(100 / row.index, "USD").noted(flag("rpp", text))
        return _seen_at(seen, _levels_of(row.year, figure) if row.index != 100 else "")

    def _cost_of_labour(self, figure: Figure, known_by: date) -> Figure:
        country = self._regions.country(figure.region)
        if country is None or country.id != NATION or figure.currency != "USD":
            text = "cost of labour is known only inside the United States"
            return figure.withheld().noted(flag("not_converted", text))
        months = self._months.get(LABOUR, 0)
        known = (
            one for one in self._labour.get(figure.region, ()) if known_from(one.as_of, months) <= known_by
        )
        index = max(known, key=lambda one: one.as_of, default=None)
        if index is None:
            where = self._regions.label(figure.region)
            text = f"too few occupations are published for {where} and the nation at one date by {known_by}"
            return figure.withheld().noted(flag("not_converted", text))
        text = (
            f"in US dollars at the US average cost of labour: {index.index:.1f} here, United States 100 "
            f"({index.occupations} occupations of BLS OEWS, {index.as_of}); what employers pay for such "
            "work, not what living costs"
        )
        seen = figure.scaled(100 / index.index, "USD").noted(flag("labour", text))
        of_another = _levels_of(index.as_of.year, figure, "cost of labour")
        return _seen_at(seen, of_another if index.index != 100 else "")


def _seen_at(figure: Figure, *said: str) -> Figure:
    """The figure with the other years that its rate and price level are of, to stand beside its date."""
    return replace(figure, seen_at=", ".join(filter(None, said)))


def _levels_of(year: int, figure: Figure, what: str = "price level") -> str:
    return f"{what} of {year}" if year != _year(figure) else ""


def _year(figure: Figure) -> int:
    """The year whose rates fit the figure: the one its source converted at, else the one it describes."""
    return figure.rate_year or (figure.as_of.year if figure.as_of else 0)
