"""Bands for postings: rounded for people, inside the law of the place, refused when too little is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.salaries import TODAY

from touchstone.salaries.bands import ONTARIO, Band, NoBand, SpreadRule, step_of, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import Level


def test_a_band_from_the_quartiles(benchmarks: Benchmarks) -> None:
    band = suggest(benchmarks, "machine_learning_engineer", Level.SENIOR, "CBSA-35620", TODAY)
    assert isinstance(band, Band)
    assert (band.minimum, band.midpoint, band.median, band.maximum) == (170_000, 202_500, 200_025, 235_000)
    pay = band.as_pay()
    assert (pay["minimum"], pay["maximum"]) == (170_000, 235_000)
    assert (pay["currency"], pay["period"]) == ("USD", "year")
    assert (
        pay["source"]
        == band.source_line
        == (
            "the middle half of Machine Learning Engineer, senior, United States; n = 648; "
            "ai-jobs.net (foorilla), posted pay ranges, 2025-01-19, 22 months old on 2026-11-23"
        )
    )
    assert any("nearest" in note or "this is United States" in note for note in band.notes)


def test_a_band_is_in_the_money_of_the_place(benchmarks: Benchmarks) -> None:
    band = suggest(benchmarks, "data_engineer", Level.SENIOR, "GB", TODAY)
    assert isinstance(band, Band)
    assert band.currency == "GBP"
    assert band.minimum == 52_000  # 66,628 USD at 0.782333
    assert band.maximum == 85_000  # 108,093 USD at 0.782333


def test_no_band_is_made_of_a_median_that_may_lie_anywhere(benchmarks: Benchmarks) -> None:
    """35 postings are enough by their number; 43,160 to 63,000 GBP around 49,863 is not."""
    refused = suggest(benchmarks, "data_scientist", Level.MID, "GB", TODAY)
    assert isinstance(refused, NoBand)
    said = "its median lies anywhere between 43,000 and 63,000, which is too wide for a band"
    assert any(said in line for line in refused.missing), refused.missing


@pytest.mark.parametrize("place", ["US", "CA-ON"])
@pytest.mark.parametrize("width", [0.05, 0.1, 0.2, 0.3, 0.4, 1.0])
def test_a_width_stays_the_width_that_was_asked_for(benchmarks: Benchmarks, place: str, width: float) -> None:
    band = suggest(benchmarks, "machine_learning_engineer", Level.SENIOR, place, TODAY, width=width, rules=())
    assert isinstance(band, Band)
    assert band.maximum / band.minimum - 1 == pytest.approx(width, rel=0.1)


def test_other_percentiles_may_be_chosen(benchmarks: Benchmarks) -> None:
    wide = suggest(benchmarks, "data_scientist", Level.MID, "US", TODAY, low="p10", high="p90")
    narrow = suggest(benchmarks, "data_scientist", Level.MID, "US", TODAY)
    assert isinstance(wide, Band)
    assert isinstance(narrow, Band)
    assert wide.minimum < narrow.minimum < narrow.maximum < wide.maximum


def test_ontario_allows_50_000_between_the_ends(benchmarks: Benchmarks) -> None:
    free = suggest(benchmarks, "data_engineer", Level.MID, "CA-ON", TODAY, rules=())
    band = suggest(benchmarks, "data_engineer", Level.MID, "CA-ON", TODAY)
    assert isinstance(free, Band)
    assert isinstance(band, Band)
    assert free.maximum - free.minimum > 50_000
    assert free.maximum <= 200_000
    assert band.maximum - band.minimum == 50_000
    assert band.minimum <= band.midpoint <= band.maximum
    assert "O. Reg. 476/24" in band.notes[0]


@pytest.mark.parametrize(
    ("role", "region", "shape"),
    [
        ("machine_learning_engineer", "CBSA-35620", {"low": "p50", "high": "p90"}),
        ("machine_learning_engineer", "CBSA-35620", {"low": "p10", "high": "p90"}),
        ("data_engineer", "CA-ON", {}),  # narrowed
        ("data_engineer", "GB", {"width": 0.3}),
    ],
)
def test_the_midpoint_is_halfway_and_the_median_is_the_markets(
    benchmarks: Benchmarks, role: str, region: str, shape: dict[str, Any]
) -> None:
    band = suggest(benchmarks, role, Level.MID, region, TODAY, **shape)
    assert isinstance(band, Band)
    assert band.midpoint - band.minimum == band.maximum - band.midpoint
    assert band.median == band.figure["p50"]


def test_ontario_leaves_pay_above_200_000_alone_and_binds_no_one_else(benchmarks: Benchmarks) -> None:
    high = suggest(benchmarks, "machine_learning_engineer", Level.SENIOR, "CA-ON", TODAY)
    assert isinstance(high, Band)
    assert high.maximum > 200_000
    assert high.maximum - high.minimum > 50_000
    elsewhere = suggest(benchmarks, "data_engineer", Level.MID, "CA-BC", TODAY)
    assert isinstance(elsewhere, Band)
    assert elsewhere.maximum - elsewhere.minimum > 50_000
    assert ONTARIO.in_force == date(2026, 1, 1)
    before = suggest(benchmarks, "data_engineer", Level.MID, "CA-ON", date(2025, 12, 31))
    assert isinstance(before, Band)
    assert before.maximum - before.minimum > 50_000


@pytest.mark.parametrize(
    ("low", "high"), [("p75", "p25"), ("p50", "p50"), ("p20", "p80"), ("p10", "mean"), ("", "p90")]
)
def test_a_band_needs_two_percentiles_in_their_order(benchmarks: Benchmarks, low: str, high: str) -> None:
    with pytest.raises(ValueError, match=r"a band needs two of p10, p25, p50, p75, p90, the lower first"):
        suggest(benchmarks, "data_scientist", Level.MID, "US", TODAY, low=low, high=high)


def test_a_width_lies_around_the_median(benchmarks: Benchmarks) -> None:
    band = suggest(benchmarks, "machine_learning_engineer", Level.SENIOR, "US", TODAY, width=0.5)
    assert isinstance(band, Band)
    assert (band.minimum, band.midpoint, band.maximum) == (160_000, 200_000, 240_000)  # 160,020 to 240,030
    assert band.source_line.startswith("50% around the median of Machine Learning Engineer")
    for wrong in (0.0, -0.1, 2.1, float("nan")):
        with pytest.raises(ValueError, match="a band is between"):
            suggest(benchmarks, "machine_learning_engineer", Level.SENIOR, "US", TODAY, width=wrong)


def test_a_narrowed_band_stays_inside_the_market(benchmarks: Benchmarks) -> None:
    near_the_top = SpreadRule("US", 50_000, "USD", 300_000, "a rule", date(2020, 1, 1))
    band = suggest(
        benchmarks,
        "machine_learning_engineer",
        Level.SENIOR,
        "US",
        TODAY,
        low="p10",
        high="p50",
        rules=(near_the_top,),
    )
    assert isinstance(band, Band)
    assert (band.minimum, band.midpoint, band.median, band.maximum) == (155_000, 180_000, 200_025, 205_000)


@pytest.mark.parametrize(
    ("role", "level", "region", "said"),
    [
        ("machine_learning_engineer", Level.SENIOR, "GB", "16 observations at senior level; 30 are needed"),
        ("machine_learning_engineer", Level.SENIOR, "PL", "covers all levels together"),
        ("data_scientist", Level.STAFF, "SE", "no source has a figure for staff level here"),
        ("data_scientist", Level.MID, "DE", "speaks for several roles together"),
        ("data_scientist", Level.MID, "AQ", "no currency is known for Antarctica"),
    ],
)
def test_too_little_is_refused_and_says_what_is_missing(
    benchmarks: Benchmarks, role: str, level: Level, region: str, said: str
) -> None:
    refused = suggest(benchmarks, role, level, region, TODAY)
    assert isinstance(refused, NoBand)
    assert any(said in line for line in refused.missing), refused.missing


def test_a_figure_that_no_rate_converts_is_named_so(benchmarks: Benchmarks) -> None:
    """Said to be no figure at all, it would send people looking for one that there is."""
    without = Benchmarks(replace(benchmarks.tables, rates=()))
    refused = suggest(without, "data_scientist", Level.MID, "GB", TODAY)
    assert isinstance(refused, NoBand)
    assert any("in USD, and no rate to GBP is known" in line for line in refused.missing), refused.missing


@settings(max_examples=100, deadline=None)
@given(st.floats(1, 1e9))
def test_steps_are_small_and_round(value: float) -> None:
    step = step_of(value)
    assert step <= max(1.0, value * 0.025)
    assert str(int(step)).rstrip("0") in ("1", "5")


def test_every_band_is_in_order_and_traced(benchmarks: Benchmarks) -> None:
    found = 0
    for role in benchmarks.tables.roles:
        for level in Level:
            for region in ("US", "GB", "CA-ON", "CBSA-41940"):
                band = suggest(benchmarks, role, level, region, TODAY)
                if isinstance(band, Band):
                    found += 1
                    assert 0 < band.minimum <= band.midpoint <= band.maximum
                    assert (band.figure.n or 0) >= 30
                    assert not band.figure.all_levels
                    assert "n = " in band.source_line
    assert found > 20


@pytest.mark.parametrize(
    ("role", "place", "said"),
    [
        ("data_scientist", "US-AK", "for Alaska, United States, BLS has a median of 80,000 USD "
         "(Data Scientists, all levels, 2023-05-31, 41 months old), and 112,590 for United States"),
        ("data_scientist", "CBSA-17140", "for Ohio, United States, BLS has a median of 97,070 USD"),
        ("machine_learning_engineer", "CBSA-41940", "for San Jose metro, CA, BLS has a median of 208,270 USD "
         "(Software Developers, all levels, stand-in"),
        ("data_scientist", "US", ""),
        ("data_scientist", "CA-ON", ""),  # nothing is known of Ontario itself
    ],
)  # fmt: skip
def test_a_band_of_a_larger_place_stands_beside_what_is_known_nearer_by(
    benchmarks: Benchmarks, role: str, place: str, said: str
) -> None:
    band = suggest(benchmarks, role, Level.SENIOR, place, date(2026, 11, 30))
    assert isinstance(band, Band)
    found = [note for note in band.notes if note.startswith("the band is of")]
    assert len(found) == bool(said)
    assert said in " ".join(found)


def test_why_a_limit_does_not_bind_is_said(benchmarks: Benchmarks) -> None:
    ontario = suggest(benchmarks, "data_scientist", Level.SENIOR, "CA-ON", TODAY)
    assert isinstance(ontario, Band)
    assert (ontario.minimum, ontario.maximum) == (155_000, 265_000)
    said = "not narrowed to 50,000 CAD between the ends, a limit that holds only up to a top of 200,000 CAD"
    assert ontario.notes[0].startswith(said)
    elsewhere = suggest(benchmarks, "data_scientist", Level.SENIOR, "CA", TODAY)
    assert isinstance(elsewhere, Band)
    assert "narrowed" not in " ".join(elsewhere.notes)
