"""A move compares one source with itself, in one currency, at one level; an amount stands between
percentiles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from touchstone.core.money import Period
from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.model import Level
from touchstone.salaries.what_if import moves, standing

US = Figure(
    "data_scientist", Level.MID, "US", "US", "ai_jobs_posted", series="posted:data-scientist", n=100,
    as_of=date(2025, 1, 19), currency="USD", period=Period.YEAR, quality=Quality.OK, pay="advertised",
    amounts={"p10": 50.0, "p25": 80.0, "p50": 100.0, "p75": 120.0, "p90": 150.0},
    median_interval=(90.0, 110.0),
)  # fmt: skip
CA = replace(US, asked="CA", region="CA", amounts={"p50": 80.0}, median_interval=(72.0, 88.0))


def test_a_move_by_hand() -> None:
    (move,) = moves([US], [CA])
    assert move.ratio == 0.8
    assert move.interval == (72 / 110, 88 / 90)
    assert moves([US], [replace(CA, median_interval=None)])[0].interval is None


@pytest.mark.parametrize(
    "other",
    [
        replace(CA, currency="CAD"),
        replace(CA, source="bls_oews"),
        replace(CA, series="posted:data-engineer"),
        replace(CA, pay="base"),
        replace(CA, tax="net"),
        replace(CA, contract="b2b"),
        replace(CA, period=Period.MONTH),
        replace(CA, all_levels=True),
        replace(CA, comparable=False),
        CA.withheld(),
        replace(CA, amounts={"mean": 80.0}),
        US,
    ],
)
def test_what_is_not_alike_is_not_compared(other: Figure) -> None:
    assert moves([US], [other]) == []


def test_a_blend_with_all_levels_in_it_is_compared_at_one_level_alone() -> None:
    mixed = replace(US, source="blend", series=None, flags=("all_levels: BLS: all levels",))
    assert moves([mixed], [replace(mixed, level=Level.SENIOR, amounts={"p50": 120.0})]) == []
    assert len(moves([mixed], [replace(mixed, asked="CA", region="CA")])) == 1


@pytest.mark.parametrize(
    ("amount", "where"),
    [(49, "below p10"), (50, "p10 to p25"), (100, "p50 to p75"), (149.9, "p75 to p90"), (150, "above p90")],
)
def test_where_an_amount_stands(amount: float, where: str) -> None:
    assert standing(US, amount, "USD") == where


def test_one_percentile_says_nothing_of_where_an_amount_stands() -> None:
    assert standing(CA, 80, "USD") is None
    assert standing(US.withheld(), 80, "USD") is None


@pytest.mark.parametrize(
    "other",
    [
        replace(US, currency="EUR"),
        replace(US, currency="INT"),
        replace(US, period=Period.MONTH),
        *(US.noted(f"{code}: at other prices") for code in ("ppp", "rpp", "labour")),
    ],
)
def test_an_amount_is_set_beside_nothing_but_pay_as_it_is_paid(other: Figure) -> None:
    assert standing(other, 100, "USD") is None
