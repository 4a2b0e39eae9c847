"""What the tables say about pay for a role, level and place, by each source apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from touchstone.core.money import Period
from touchstone.core.once import once
from touchstone.salaries.ageing import Ageing, aged
from touchstone.salaries.blending import Share, blended
from touchstone.salaries.confidence import quality_of, told
from touchstone.salaries.figure import AMOUNTS, Figure, Lens, Quality
from touchstone.salaries.flags import flag, parse_flags
from touchstone.salaries.lenses import Lenses
from touchstone.salaries.model import Level, PayRow
from touchstone.salaries.query import Warehouse
from touchstone.salaries.rates import BASE
from touchstone.salaries.regions import Region
from touchstone.salaries.sources import LAST, Fit, known_from
from touchstone.salaries.staleness import dated
from touchstone.salaries.table import Tables
from touchstone.salaries.units import yearly


@dataclass(frozen=True)
class Query:
    """What is asked: a role at a level, in places by id, seen through one lens.

    Only figures that were published by `as_of`, and rates known by then, are used. `currency` None leaves
    each figure in its own. Ageing is off unless it is given; so is a blend of sources.
    """

    role: str
    level: Level
    regions: tuple[str, ...]
    as_of: date
    currency: str | None = None
    lens: Lens = Lens.NOMINAL
    sources: tuple[str, ...] = ()
    ageing: Ageing | None = None
    blend: tuple[Share, ...] = ()


class Benchmarks:
    """Answers queries from loaded tables. Thread-safe."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._lenses = Lenses(tables)
        self.rates = self._lenses.rates

    @once
    def _warehouse(self) -> Warehouse:
        return Warehouse(map(yearly, self.tables.pay), self._known_from)

    def _known_from(self, row: PayRow) -> date:
        """The day on which a row's figure was out."""
        return known_from(row.as_of, self.tables.sources[row.source].months_to_publication)

    @once
    def places(self) -> dict[str, str]:
        """Every place that some table can say something about, itself or by a larger one: id to name."""
        regions, known = self.tables.regions, {row.region for row in self.tables.pay}
        order = ("country", "state", "metro", "city")
        return {
            region.id: regions.label(region.id)
            for region in sorted(regions.by_id.values(), key=lambda r: (order.index(r.kind), r.name))
            if any(place.id in known for place in regions.chain(region.id))
        }

    def benchmark(self, query: Query) -> list[Figure]:
        """The figures of each place in the order asked: its own first, then those of larger places.

        Among figures of one place the best-fitting series comes first. A place without a figure of its own
        gets one that says so, and the nearest larger place's beside it.
        Raises KeyError for a role or place that the tables don't hold: resolve names first.
        """
        wanted = [fit for fit in self.tables.roles[query.role].series if self._wanted(fit, query)]
        chains = {asked: self.tables.regions.chain(self.tables.regions[asked].id) for asked in query.regions}
        rows = self._warehouse.rows(
            series=[fit.series for fit in wanted],
            regions=sorted({place.id for chain in chains.values() for place in chain}),
            as_of=query.as_of,
        )
        found: list[Figure] = []
        for asked, chain in chains.items():
            figures = self._found(query, wanted, chain, rows)
            if not any(figure.region == asked for figure in figures):
                figures.insert(0, self._nothing(query, wanted, chain, bool(figures)))
            order = [place.id for place in chain]
            seen = [self._seen(f, query) for f in sorted(figures, key=lambda f: order.index(f.region))]
            found.extend([*seen, blended(seen, query.blend, self._names)] if query.blend else seen)
        return found

    def _found(
        self, query: Query, fits: Sequence[Fit], chain: Sequence[Region], rows: Sequence[PayRow]
    ) -> list[Figure]:
        """The figures of every series, the last stand-in only where no other has a median to show."""
        ordinary = (fit for fit in fits if fit.fit != LAST)
        found = [figure for fit in ordinary for figure in self._of_series(query, fit, chain, rows)]
        if any(figure.shown and figure["p50"] is not None for figure in found):
            return found
        last = (fit for fit in fits if fit.fit == LAST)
        others = [figure for fit in last for figure in self._of_series(query, fit, chain, rows)]
        return [*found, *(figure for figure in others if figure.shown)]

    @once
    def _names(self) -> dict[str, str]:
        """What people call sources and places, by id."""
        places = {place: self.tables.regions.label(place) for place in self.tables.regions.by_id}
        return {**places, **{source.id: source.name for source in self.tables.sources.values()}}

    def _wanted(self, fit: Fit, query: Query) -> bool:
        return not query.sources or self.tables.series[fit.series].source in query.sources

    def _of_series(
        self, query: Query, fit: Fit, chain: Sequence[Region], rows: Sequence[PayRow]
    ) -> Iterator[Figure]:
        source = self.tables.sources[self.tables.series[fit.series].source]
        rows = [row for row in rows if row.series == fit.series]
        level = query.level if source.levels else None
        for place in chain:
            row = _latest(rows, place.id, level)
            if row is None:
                continue
            figure = self._figure(query, fit, row, chain[0])
            yield figure
            if figure.shown:
                return
            older = None if told(row) else _latest([r for r in rows if told(r)], place.id, level)
            if older is not None:
                text = f"nothing is given for {row.as_of}; this is the newest figure before it"
                yield (figure := self._figure(query, fit, older, chain[0]).noted(flag("older", text)))
                if figure.shown:
                    return
        if source.levels:
            yield from self._all_levels(query, fit, chain, rows)

    def _all_levels(
        self, query: Query, fit: Fit, chain: Sequence[Region], rows: Sequence[PayRow]
    ) -> Iterator[Figure]:
        """Where no place has enough at the level: all levels together, in the smallest place with enough."""
        for place in chain:
            row = _latest(rows, place.id, None)
            figure = row and self._figure(query, fit, row, chain[0])
            if figure and figure.shown:
                text = f"too few postings at {query.level} level; this covers all levels"
                yield replace(figure, all_levels=True).noted(flag("all_levels", text))
                return

    def _figure(self, query: Query, fit: Fit, row: PayRow, asked: Region) -> Figure:
        series = self.tables.series[row.series]
        source = self.tables.sources[row.source]
        quality, notes = quality_of(row)
        interval = (row.p50_low, row.p50_high) if row.p50_low and row.p50_high else None
        ends = (row.range_low, row.range_high) if row.range_low and row.range_high else None
        figure = Figure(
            role=query.role, level=query.level, asked=asked.id, region=row.region, source=row.source,
            series=row.series, series_name=series.name, fit=fit.fit, as_of=row.as_of, rate_year=row.rate_year,
            n=row.n, employment=row.employment, currency=row.currency, period=row.period,
            basis=f"{source.basis}; {series.label}",
            pay=row.pay, tax=row.tax, contract=row.contract, months_paid=row.months_paid,
            amounts={name: getattr(row, name) for name in AMOUNTS}, median_interval=interval,
            posted_range=ends, quality=quality, comparable="likely_monthly" not in row.flags,
            all_levels=row.level is None,
            flags=(*self._said(row), *notes, *self._covers(query, fit, row, asked)),
        )  # fmt: skip
        return dated(figure, source, query.as_of) if figure.shown else figure.withheld()

    def _said(self, row: PayRow) -> Iterator[str]:
        """What the table itself says of the row."""
        money = f"{row.mean or row.unstated or 0:,.0f} {row.currency} for a {row.period}"
        for code, detail in parse_flags(row.flags):
            yield flag(code, money if code in ("average_only", "kind_not_stated") else detail)
        if row.rate_year and (row.region, row.currency) != ("US", BASE):
            held = "US dollars" if row.currency == BASE else row.currency
            yield flag("converted_by_source", f"{held}, converted at the average rates of {row.rate_year}")

    def _covers(self, query: Query, fit: Fit, row: PayRow, asked: Region) -> Iterator[str]:
        """What the figure is about, where that is not quite what was asked."""
        source, regions = self.tables.sources[row.source], self.tables.regions
        if not source.levels:
            said = f"this source does not tell levels apart; {query.level} pay is among that of all"
            unsaid = "this source does not say which levels it covers; it need not hold for"
            yield flag("all_levels", said if source.level_stated else f"{unsaid} {query.level} level")
        elif row.level in source.levels:
            yield flag("level_mapping", f"{row.level}: {source.levels[row.level].weakness}")
        if fit.weakness:
            yield flag(fit.fit, fit.weakness)
        if row.region != asked.id:
            here, there = regions.label(asked.id), regions.label(row.region)
            yield flag("larger_region", f"this source has no figure to show for {here}; this is {there}")

    def _nothing(self, query: Query, fits: Sequence[Fit], chain: Sequence[Region], larger: bool) -> Figure:
        """A place without a figure of its own, and whether there is one for a later day."""
        asked = chain[0].id
        text = f"no source has a figure for {self.tables.regions.label(asked)} itself"
        first = self._first(query, fits, chain[:1] if larger else chain)
        if first is not None:
            where, day = self.tables.regions.label(first.region), query.as_of
            text = f"no source has a figure by {day}; the first to be known, for {where}, is of {first.as_of}"
            out = self._known_from(first)
            text += f", published by {out}" if out > first.as_of else ""
        return Figure(query.role, query.level, asked, asked, None, flags=(flag("no_data", text),))

    def _first(self, query: Query, fits: Sequence[Fit], places: Sequence[Region]) -> PayRow | None:
        """The first figure after the day asked, of the smallest of the places that has one."""
        wanted = {fit.series for fit in fits}
        for place in places:
            later = [
                row
                for row in self.tables.pay
                if row.region == place.id and row.series in wanted and self._known_from(row) > query.as_of
                and row.level in (None, query.level) and quality_of(row)[0] is not Quality.SUPPRESSED
            ]  # fmt: skip
            if later:
                return min(later, key=self._known_from)
        return None

    def _seen(self, figure: Figure, query: Query) -> Figure:
        if not figure.shown:
            return figure
        figure = self._lenses.through(figure, query.lens, query.currency, query.as_of)
        return aged(figure, query.ageing) if query.ageing and figure.shown else figure


def _latest(rows: Sequence[PayRow], region: str, level: Level | None) -> PayRow | None:
    """The newest row of a region and level for a year's pay; rows come oldest first."""
    fitting = (r for r in rows if r.region == region and r.level == level and r.period is Period.YEAR)
    return max(fitting, key=lambda row: row.as_of, default=None)
