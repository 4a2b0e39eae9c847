"""What the rows of the pay tables are."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from touchstone.core.money import Period
from touchstone.core.validate import Cells

PERCENTILES = ("p10", "p25", "p50", "p75", "p90")

Amount = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Level(StrEnum):
    """The four levels that role profiles use."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"


class PayRow(Cells):
    """What one source says about the pay of one kind of job in one region at one date.

    Amounts are in `currency` for one `period`. A figure that the source doesn't give is None, never 0 and
    never filled in. `level` None: the source doesn't tell levels apart, or this row covers all of them.
    """

    source: str
    as_of: date
    region: str
    series: str
    level: Level | None = None
    n: Count | None = None
    employment: Count | None = None
    currency: Currency
    period: Period
    pay: Literal["base", "total", "advertised"] | None = None
    tax: Literal["gross", "net"] | None = None
    contract: Literal["employment", "b2b"] | None = None
    months_paid: Annotated[int, Field(ge=12, le=14)] | None = None
    rate_year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    mean: Amount | None = None
    unstated: Amount | None = None
    p10: Amount | None = None
    p25: Amount | None = None
    p50: Amount | None = None
    p75: Amount | None = None
    p90: Amount | None = None
    p50_low: Amount | None = None
    p50_high: Amount | None = None
    range_low: Amount | None = None
    range_high: Amount | None = None
    paired_share: Annotated[float, Field(ge=0, le=1)] | None = None
    error_percent: Annotated[float, Field(ge=0)] | None = None
    flags: str = ""

    @model_validator(mode="after")
    def _ascending(self) -> PayRow:
        known = [(name, value) for name in PERCENTILES if (value := getattr(self, name)) is not None]
        for (low, below), (high, above) in pairwise(known):
            if below > above:
                raise ValueError(f"{low} ({below:,.0f}) is above {high} ({above:,.0f})")
        if (self.p50_low is None) != (self.p50_high is None):
            raise ValueError("p50_low and p50_high belong together: give both or neither")
        if self.period is not Period.YEAR and not (self.period is Period.MONTH and self.months_paid):
            raise ValueError(
                f"pay for a {self.period} can't stand beside yearly pay: give the year's, or a month's with "
                "months_paid"
            )
        first, last = self.p50_low, self.p50_high
        if first is not None and last is not None and not (self.p50 and first <= self.p50 <= last):
            raise ValueError("the interval p50_low to p50_high must hold p50")
        return self


AMOUNT_COLUMNS = (
    *("mean", "unstated", *PERCENTILES),
    *("p50_low", "p50_high", "range_low", "range_high"),
)
PAY_COLUMNS = tuple(PayRow.model_fields)
PAY_REQUIRED = ("source", "as_of", "region", "series", "currency", "period")


class RateRow(Cells):
    """One exchange rate: units of `currency` for one US dollar, or dollars for one unit, as `quote` says."""

    source: str
    currency: Currency
    kind: Literal["year_average", "part_year_average", "month_average", "spot", "peg"]
    start: date
    end: date
    quote: Literal["units_per_usd", "usd_per_unit"]
    value: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    days: Count | None = None

    @property
    def units_per_usd(self) -> float:
        """Units of the currency for one US dollar, whichever way the source quotes it."""
        return self.value if self.quote == "units_per_usd" else 1 / self.value

    @model_validator(mode="after")
    def _in_order(self) -> RateRow:
        if self.start > self.end:
            raise ValueError(f"the period starts ({self.start}) after it ends ({self.end})")
        return self


class WorldPriceRow(Cells):
    """Purchasing-power parity: units of `currency` that buy in `region` what one US dollar buys in the US."""

    source: str
    region: str
    year: Annotated[int, Field(ge=1990, le=2100)]
    currency: Currency
    units_per_international_dollar: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class UsPriceRow(Cells):
    """A regional price parity: the price level of a place in the US, where the US as a whole is 100."""

    source: str
    region: str
    year: Annotated[int, Field(ge=1990, le=2100)]
    index: Annotated[float, Field(ge=60, le=160)]  # the BEA's own lie between 78 and 120
    flags: str = ""


RATE_COLUMNS = tuple(RateRow.model_fields)
WORLD_PRICE_COLUMNS = tuple(WorldPriceRow.model_fields)
US_PRICE_COLUMNS = tuple(UsPriceRow.model_fields)
