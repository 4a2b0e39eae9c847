"""Exchange rates by date. Each conversion says at which rate, of which time, from which source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from touchstone.salaries.model import RateRow

BASE = "USD"
_KINDS = ("year_average", "spot", "part_year_average", "month_average", "peg")


@dataclass(frozen=True)
class Rate:
    """Units of a currency for one US dollar, with the time that it holds for."""

    currency: str
    units_per_usd: float
    when: str
    source: str
    named: str = ""
    year: int | None = None

    def __str__(self) -> str:
        said = f"{self.when}, {self.named}" if self.named else self.when
        return f"1 USD = {self.units_per_usd:,.6g} {self.currency} ({said})"


@dataclass(frozen=True)
class Conversion:
    """A factor from one currency to another, by way of the US dollar, and the rates behind it."""

    factor: float
    currency: str
    rates: tuple[Rate, ...]

    def not_of(self, year: int) -> str:
        """`rate of 2024`, `rates of 2023 and 2024`: of which other years the rates are; "" for none."""
        years = sorted({rate.year for rate in self.rates if rate.year not in (None, year)}, key=str)
        return f"rate{'s' * (len(years) > 1)} of {' and '.join(map(str, years))}" if years else ""

    def __str__(self) -> str:
        return " and ".join(str(rate) for rate in self.rates) or "no conversion"


class Rates:
    """All known rates. `ranks` orders sources (1 is best); an official rate goes before a market one.
    `names` are what people call the sources."""

    def __init__(
        self,
        rows: Iterable[RateRow],
        ranks: Mapping[str, int] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._ranks, self._names = ranks or {}, names or {}
        self._rows: dict[str, list[RateRow]] = {}
        for row in rows:
            self._rows.setdefault(row.currency, []).append(row)

    def currencies(self) -> list[str]:
        """The currencies that at least one rate is known for."""
        return sorted({BASE, *self._rows})

    def year_average(self, currency: str, year: int) -> Rate | None:
        """The average of one year, or None."""
        if currency == BASE:
            return Rate(BASE, 1.0, "the base", "")
        found = [r for r in self._rows.get(currency, ()) if r.kind == "year_average" and r.start.year == year]
        found.sort(key=lambda row: self._ranks.get(row.source, 9))
        return self._rate(found[0]) if found else None

    def nearest(self, currency: str, year: int, known_by: date) -> Rate | None:
        """The average of the year; failing that, the rate nearest to that year that was known by a day."""
        average = self.year_average(currency, year)
        if average is not None and (currency == BASE or date(year, 12, 31) <= known_by):
            return average
        middle = date(year, 7, 1)
        found = [row for row in self._rows.get(currency, ()) if row.end <= known_by]
        found.sort(
            key=lambda r: (abs((r.end - middle).days), self._ranks.get(r.source, 9), _KINDS.index(r.kind))
        )
        return self._rate(found[0]) if found else None

    def _rate(self, row: RateRow) -> Rate:
        named = self._names.get(row.source, "")
        return Rate(row.currency, row.units_per_usd, _when(row), row.source, named, row.end.year)

    def between(self, source: str, target: str, year: int, known_by: date) -> Conversion | str:
        """The conversion at the rates of a year, or the currency that no rate is known for."""
        if source == target:
            return Conversion(1.0, target, ())
        rates: list[Rate] = []
        for currency in (source, target):
            rate = self.nearest(currency, year, known_by)
            if rate is None:
                return currency
            rates.append(rate)
        factor = rates[1].units_per_usd / rates[0].units_per_usd
        return Conversion(factor, target, tuple(rate for rate in rates if rate.currency != BASE))


def _when(row: RateRow) -> str:
    return {
        "year_average": f"average of {row.start.year}",
        "part_year_average": f"average of {row.start} to {row.end}",
        "month_average": f"average of {row.start:%B %Y}",
        "spot": f"on {row.end}",
        "peg": f"peg, {row.start.year}",
    }[row.kind]
