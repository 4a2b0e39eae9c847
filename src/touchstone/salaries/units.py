"""From hours, days, weeks and months to years, only ever through a stated working year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from touchstone.core.money import Money, Period
from touchstone.salaries.model import AMOUNT_COLUMNS, PayRow


@dataclass(frozen=True)
class WorkYear:
    """How much is paid in a year. Nothing has a default: what isn't known can't be converted.

    `hours`, `days`, `weeks` are paid working time a year; `months` counts monthly salaries (12, 13 or 14).
    """

    hours: Decimal | None = None
    days: Decimal | None = None
    weeks: Decimal | None = None
    months: Decimal | None = None

    def times(self, period: Period) -> Decimal:
        """How often an amount for `period` is paid in a year. Raises ValueError when that isn't stated."""
        known = {
            Period.HOUR: self.hours,
            Period.DAY: self.days,
            Period.WEEK: self.weeks,
            Period.MONTH: self.months,
            Period.YEAR: Decimal(1),
        }[period]
        if known is None:
            raise ValueError(f"say how many {period}s are paid in a year")
        if known <= 0:
            raise ValueError(f"{period}s paid in a year must be above 0, found {known}")
        return known


def convert(amount: Money, source: Period, target: Period, year: WorkYear) -> Money:
    """The amount for another period, exact. Raises ValueError when the working year doesn't say how often."""
    if source is target:
        return amount
    return Money(amount.amount * year.times(source) / year.times(target), amount.currency)


def yearly(row: PayRow) -> PayRow:
    """The row for a year: a month's pay times the months that it says are paid, flagged; a year's as it
    is."""
    if row.period is Period.YEAR:
        return row
    year = WorkYear(months=Decimal(row.months_paid or 0))

    def times(value: float | None) -> float | None:
        if value is None:
            return None
        return float(convert(Money(Decimal(str(value)), row.currency), row.period, Period.YEAR, year).amount)

    amounts = {name: times(getattr(row, name)) for name in AMOUNT_COLUMNS}
    flags = "|".join(filter(None, (row.flags, f"monthly={row.months_paid}")))
    return row.model_copy(update={**amounts, "period": Period.YEAR, "flags": flags})
