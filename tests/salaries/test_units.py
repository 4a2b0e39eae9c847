"""Hours, days, weeks and months become years only through a stated working year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchstone.core.money import Money, Period
from touchstone.salaries.units import OEWS_YEAR, WorkYear, convert

FULL = WorkYear(hours=Decimal(1800), days=Decimal(225), weeks=Decimal(52), months=Decimal(13))


@pytest.mark.parametrize(
    ("amount", "source", "target", "year", "expected"),
    [
        (
            "54.13",
            Period.HOUR,
            Period.YEAR,
            OEWS_YEAR,
            "112590.40",
        ),  # BLS: data scientists, hourly and yearly median
        ("100", Period.MONTH, Period.YEAR, WorkYear(months=Decimal(12)), "1200"),
        ("100", Period.MONTH, Period.YEAR, WorkYear(months=Decimal(14)), "1400"),
        ("120000", Period.YEAR, Period.MONTH, WorkYear(months=Decimal(12)), "10000"),
        ("500", Period.DAY, Period.HOUR, WorkYear(days=Decimal(200), hours=Decimal(1600)), "62.5"),
        ("7", Period.HOUR, Period.HOUR, WorkYear(), "7"),
    ],
)
def test_by_hand(amount: str, source: Period, target: Period, year: WorkYear, expected: str) -> None:
    assert convert(Money(Decimal(amount), "USD"), source, target, year) == Money(Decimal(expected), "USD")


@pytest.mark.parametrize("period", [Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH])
def test_what_is_not_stated_cannot_be_converted(period: Period) -> None:
    with pytest.raises(ValueError, match=f"say how many {period}s are paid in a year"):
        convert(Money(Decimal(1), "USD"), period, Period.YEAR, WorkYear())


def test_a_year_of_no_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        convert(Money(Decimal(1), "USD"), Period.YEAR, Period.HOUR, WorkYear(hours=Decimal(0)))


@given(st.decimals("0.01", "1000000", places=2), st.sampled_from(list(Period)), st.sampled_from(list(Period)))
def test_there_and_back(amount: Decimal, source: Period, target: Period) -> None:
    there = convert(Money(amount, "EUR"), source, target, FULL)
    back = convert(there, target, source, FULL)
    assert abs(back.amount - amount) < Decimal("1e-15") * amount + Decimal("1e-18")
    assert back.currency == "EUR"
