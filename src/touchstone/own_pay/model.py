"""What is known of one person's pay, and of a set of such rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from touchstone.core.money import Money, Period
from touchstone.salaries.model import Level
from touchstone.salaries.units import WorkYear, convert

Sex = Literal["woman", "man", "other"]
Tax = Literal["gross", "net"]
Basis = Literal["base", "total"]
Contract = Literal["employment", "b2b"]


class Field(StrEnum):
    """What a column of the organisation's file may hold."""

    PERSON = "person"
    ROLE = "role"
    LEVEL = "level"
    PLACE = "place"
    PAY = "pay"
    CURRENCY = "currency"
    PERIOD = "period"
    MONTHS = "months_paid"
    HOURS = "hours_a_year"
    FTE = "fte"
    GROUP = "group"
    SEX = "sex"
    TAX = "tax"
    BASIS = "basis"
    CONTRACT = "contract"


NEEDED = (Field.ROLE, Field.LEVEL, Field.PLACE, Field.PAY, Field.CURRENCY, Field.PERIOD)


@dataclass(frozen=True)
class PaidPerson:
    """One row. `pay` is for one `period`; `fte` is the share of full time that it is for, above 0 up to 1.

    `person` is the organisation's own reference and may be empty; `group` says who does equal work (empty:
    role and level do). `number` is the row in the file. `tax`, `basis` and `contract` are None where the file
    doesn't say: gross base pay of employees, as it is asked for.
    """

    number: int
    person: str
    role: str
    level: Level
    region: str
    pay: Decimal
    currency: str
    period: Period
    months_paid: int | None = None
    hours_a_year: Decimal | None = None
    fte: Decimal = Decimal(1)
    group: str = ""
    sex: Sex | None = None
    tax: Tax | None = None
    basis: Basis | None = None
    contract: Contract | None = None

    @property
    def stated(self) -> str:
        """What the file says of the kind of pay: `net total pay, b2b`; "" where it says nothing."""
        kind = " ".join(word for word in (self.tax, self.basis) if word)
        return ", ".join(filter(None, (f"{kind} pay" if kind else "", self.contract)))

    @property
    def yearly(self) -> Money:
        """A full-time year's pay, exact. The reading made sure that months or hours a year are known."""
        year = WorkYear(
            hours=self.hours_a_year,
            months=None if self.months_paid is None else Decimal(self.months_paid),
            weeks=Decimal(52),
        )
        paid = convert(Money(self.pay, self.currency), self.period, Period.YEAR, year)
        return Money(paid.amount / self.fte, self.currency)


@dataclass(frozen=True)
class PaySet:
    """A file that was imported: what it is called, the day that it describes, who brought it and when."""

    id: str
    name: str
    as_of: date
    file: str
    imported_by: str
    imported_at: datetime
    rows: int
