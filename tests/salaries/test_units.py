"""Hours, days, weeks and months become years only through a stated working year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.salaries import ask

from touchstone.core.money import Money, Period
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import PayRow
from touchstone.salaries.table import Tables
from touchstone.salaries.units import WorkYear, convert, yearly

FULL = WorkYear(hours=Decimal(1800), days=Decimal(225), weeks=Decimal(52), months=Decimal(13))


@pytest.mark.parametrize(
    ("amount", "source", "target", "year", "expected"),
    [
        (
            "54.13",
            Period.HOUR,
            Period.YEAR,
            WorkYear(hours=Decimal(2080)),  # 52 weeks of 40
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


def monthly(**other: object) -> PayRow:
    row = {
        "source": "own",
        "as_of": "2025-05-31",
        "region": "PL",
        "series": "s",
        "currency": "PLN",
        "period": "month",
    }
    return PayRow.model_validate({**row, "months_paid": 13, "p50": 10_000.1, "p10": 8_000.0, **other})


def test_a_months_pay_in_a_table_becomes_a_years_as_stated() -> None:
    row = yearly(monthly(flags="approximate"))
    assert (row.p50, row.p10, row.p90, row.period) == (130_001.3, 104_000.0, None, Period.YEAR)
    assert row.flags == "approximate|monthly=13"
    assert yearly(row) is row


@pytest.mark.parametrize("other", [{"months_paid": None}, {"period": "hour"}, {"period": "week"}])
def test_pay_that_cannot_stand_beside_yearly_pay_is_refused(other: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="can't stand beside yearly pay"):
        monthly(**other)


def test_a_months_pay_is_asked_for_like_any_other(tables: Tables) -> None:
    source = next(row for row in tables.pay if row.source == "founding_article" and row.region == "PL")
    row = monthly(source=source.source, series=source.series, as_of=source.as_of)
    figures = ask(Benchmarks(replace(tables, pay=(row,))), "machine_learning_engineer", "mid", "PL")
    assert (figures[0]["p50"], figures[0].months_paid) == (130_001.3, 13)
    assert figures[0].has("monthly")
