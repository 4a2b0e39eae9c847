"""Blends and the cost of labour: worked by hand, said in words, refused where the parts don't fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp, log
from typing import Any

import pytest
from tests.support.salaries import TODAY, ask

from touchstone.core.money import Period
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.blending import Share, blended, percentages
from touchstone.salaries.figure import Figure, Lens, Quality
from touchstone.salaries.joining import joined
from touchstone.salaries.labour import labour_indices
from touchstone.salaries.lenses import Lenses
from touchstone.salaries.model import Level, PayRow
from touchstone.salaries.table import Tables


def part(source: str, region: str = "US", currency: str = "USD", **amounts: float) -> Figure:
    return Figure(
        "data_scientist", Level.MID, "US", region, source, series_name=source, as_of=date(2024, 5, 31),
        currency=currency, period=Period.YEAR, amounts=amounts, quality=Quality.OK, n=100, tax="gross",
        contract="employment", pay="base" if source == "bls_oews" else "advertised",
    )  # fmt: skip


BLS, POSTED = part("bls_oews", p25=80.0, p50=100.0, p75=120.0), part("ai_jobs_posted", p50=200.0, p75=260.0)
HALF = (Share("bls_oews", 3), Share("ai_jobs_posted", 1))


def test_a_blend_by_hand() -> None:
    found = blended([BLS, POSTED], HALF, {"bls_oews": "BLS"})
    assert (found["p50"], found["p75"], found["p25"]) == (125, 155, None)  # p25 only one source knows
    assert (found.n, found.median_interval, found.source) == (None, None, "blend")
    assert "75% BLS" in found.flags[0]
    assert "25% ai_jobs_posted" in found.flags[0]
    assert "no observation; it joins advertised and base pay" in found.flags[0]
    assert (found.pay, found.tax) == (None, "gross")


def test_a_blend_is_no_better_than_its_weakest_part() -> None:
    assert blended([BLS, replace(POSTED, quality=Quality.LOW)], HALF, {}).quality is Quality.LOW


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"n": 16, "quality": Quality.LOW}, "(ai_jobs_posted, n 16, low)"),
        ({"n": None}, "(ai_jobs_posted, n not published)"),
        ({"n": None, "quality": Quality.LOW}, "(ai_jobs_posted, n unknown, low)"),
        *(({"flags": (f"{code}: said",)}, f"{code}: posted ranges: said") for code in (
            "top_coded", "p90_withheld", "mean_above_p75", "approximate", "older", "n_unpublished", "few",
            "high_error", "as_of_inferred", "not_converted", "aged", "rpp", "monthly", "cites",
        )),
    ],
)  # fmt: skip
def test_a_blend_says_what_its_parts_say(changes: dict[str, Any], said: str) -> None:
    found = blended([BLS, replace(POSTED, **changes)], HALF, {"ai_jobs_posted": "posted ranges"})
    assert said in " | ".join(found.flags)


@pytest.mark.parametrize(
    ("weights", "shown"),
    [
        ((3, 1), ["75", "25"]),
        ((1, 1, 1), ["33", "33", "33"]),
        ((999, 1), ["99.9", "0.1"]),
        ((995, 5), ["99.5", "0.5"]),
        ((100, 0.001), ["99.999", "0.001"]),
        ((999_999, 1), ["99.9999", "0.0001"]),
        ((1e5, 1e-5), ["99.99999999", "0.00000001"]),
    ],
)
def test_no_weight_is_printed_as_nothing(weights: tuple[float, ...], shown: list[str]) -> None:
    assert percentages(weights) == shown


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (part("ai_jobs_posted", region="PL", p50=1.0), "different places (PL, US)"),
        (part("ai_jobs_posted", currency="EUR", p50=1.0), "different currencies (EUR, USD)"),
        (replace(POSTED, period=Period.MONTH), "different periods (month, year)"),
        (replace(POSTED, tax="net"), "different taxes (gross, net)"),
        (replace(POSTED, contract="b2b"), "different contracts (b2b, employment)"),
        (replace(POSTED, pay="total"), "different kinds of pay (base, total)"),
        (POSTED.withheld(), "ai_jobs_posted has no figure to show"),
        (replace(POSTED, comparable=False), "ai_jobs_posted has no figure to show"),
        (part("ai_jobs_posted", mean=5.0), "share no percentile"),
        (part("founding_article", p50=5.0), "ai_jobs_posted has no figure to show"),
    ],
)
def test_what_does_not_fit_is_not_joined(other: Figure, said: str) -> None:
    found = blended([BLS, other], HALF, {})
    assert not found.shown
    assert all(value is None for value in found.amounts.values())
    assert said in found.flags[0]


@pytest.mark.parametrize("weight", [0.0, -1.0, float("inf"), float("nan")])
def test_a_weight_is_above_nothing(weight: float) -> None:
    with pytest.raises(ValueError, match="a number above 0"):
        Share("bls_oews", weight)


def test_sources_stay_apart_unless_a_blend_is_asked_for(benchmarks: Benchmarks) -> None:
    assert not [f for f in ask(benchmarks, "data_scientist", "mid", "US") if f.source == "blend"]
    found = ask(benchmarks, "data_scientist", "mid", "US", blend=HALF)
    bls, posted = (next(f for f in found if f.source == s) for s in ("bls_oews", "ai_jobs_posted"))
    assert found[-1]["p50"] == round(0.75 * (bls["p50"] or 0) + 0.25 * (posted["p50"] or 0))
    assert found[-1].has("all_levels")  # of BLS


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        ((("bls_oews", True), ("ai_jobs_posted", False)), 3),  # a blend a level
        ((("bls_oews", True), ("ai_jobs_posted", True)), 1),  # the same at each level
        ((("bls_oews", False), ("ai_jobs_posted", False)), 3),
    ],
)
def test_a_blend_stands_once_for_each_level_that_it_speaks_of(
    parts: tuple[tuple[str, bool], ...], lines: int
) -> None:
    figures = [
        blended(
            [replace(part(name, p50=100.0), level=level, all_levels=every) for name, every in parts], HALF, {}
        )
        for level in (Level.MID, Level.SENIOR, Level.STAFF)
    ]
    found = joined(figures)
    assert len(found) == lines
    assert all(one.all_levels is (lines == 1) for one in found)


def test_figures_of_different_amounts_are_never_one() -> None:
    other = replace(BLS, all_levels=True, amounts={"p50": 101.0}, level=Level.SENIOR)
    assert len(joined([replace(BLS, all_levels=True), other])) == 2


def row(region: str, series: str, p50: float, jobs: int = 100, year: int = 2024) -> PayRow:
    return PayRow(
        source="bls_oews", as_of=date(year, 5, 31), region=region, series=series, currency="USD",
        period=Period.YEAR, p50=p50, employment=jobs,
    )  # fmt: skip


def test_the_cost_of_labour_by_hand() -> None:
    nation = [row("US", f"soc:{at}", 100.0, jobs=100 if at else 600) for at in range(5)]
    here = [row("CBSA-1", f"soc:{at}", 110.0 if at else 120.0) for at in range(5)]
    thin = [row("CBSA-2", f"soc:{at}", 110.0) for at in range(4)]
    older = [row("US-NY", f"soc:{at}", 110.0, year=2023) for at in range(5)]
    found = labour_indices([*nation, *here, *thin, *older])
    assert found["CBSA-1"][-1].index == pytest.approx(100 * exp(0.6 * log(1.2) + 0.4 * log(1.1)))
    assert found["US"][-1].index == pytest.approx(100)
    assert set(found) == {"US", "CBSA-1"}  # four occupations are too few; two dates are not compared


def test_the_lens_of_labour(benchmarks: Benchmarks, tables: Tables) -> None:
    index = labour_indices(tables.pay)["CBSA-35620"][-1]
    assert 110 < index.index < 130  # New York pays above the nation
    plain, seen = (
        next(
            f
            for f in ask(benchmarks, "data_scientist", "mid", "CBSA-35620", lens=lens)
            if f.source == "bls_oews"
        )
        for lens in (Lens.NOMINAL, Lens.LABOUR)
    )
    assert seen["p50"] == round((plain["p50"] or 0) / index.index * 100)
    assert any(f"{index.index:.1f} here" in text and "not what living costs" in text for text in seen.flags)


@pytest.mark.parametrize(("region", "currency"), [("GB", "GBP"), ("US-CA", "USD"), ("CBSA-17140", "USD")])
def test_where_no_index_is_known_nothing_is_shown(tables: Tables, region: str, currency: str) -> None:
    seen = Lenses(tables).through(part("bls_oews", region, currency, p50=1.0), Lens.LABOUR, None, TODAY)
    assert not seen.shown
    assert seen.has("not_converted")
