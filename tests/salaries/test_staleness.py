"""A figure of more than a year ago says how old it is, and which newer one is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.salaries import ask

from touchstone.core.money import Period
from touchstone.salaries.bands import Band, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.blending import Share
from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.model import Level
from touchstone.salaries.staleness import dated
from touchstone.salaries.table import Tables

MAY = Figure(
    "data_scientist", Level.MID, "US", "US", "bls_oews", as_of=date(2024, 5, 31), currency="USD",
    period=Period.YEAR, quality=Quality.OK, amounts={"p50": 112_590.0},
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "day", "age", "due"),
    [
        ("bls_oews", date(2025, 5, 31), "", ""),  # a year to the day
        ("bls_oews", date(2025, 6, 1), "12 months old", ""),
        ("bls_oews", date(2026, 4, 29), "22 months old", ""),
        ("bls_oews", date(2026, 4, 30), "22 months old", "figures of May 2025 by April 2026"),
        ("bls_oews", date(2026, 11, 28), "29 months old", "figures of May 2025 by April 2026"),
        ("bls_oews", date(2028, 1, 1), "43 months old", "figures of May 2026 by April 2027"),
        ("bls_oews", date.max, "95707 months old", "figures of May 9998 by April 9999"),
        ("ai_jobs_posted", date(2026, 11, 28), "29 months old", ""),  # frozen: no newer one is to come
        ("founding_article", date(2026, 11, 28), "29 months old", ""),
        ("dol_lca", date(2025, 8, 1), "14 months old", "figures of May 2025 by July 2025"),
    ],
)
def test_how_old_a_figure_is(tables: Tables, source: str, day: date, age: str, due: str) -> None:
    found = dated(MAY, tables.sources[source], day)
    said = " ".join(found.flags)
    assert found.age == age
    assert found.has("stale") is bool(age)
    assert f"{age} on {day}" in said or not age
    assert due in said
    assert ("brought out" in said) is bool(due)
    assert found.quality is Quality.OK
    assert found.amounts == MAY.amounts


def test_a_figure_without_a_day_has_no_age(tables: Tables) -> None:
    undated = replace(MAY, as_of=None)
    assert dated(undated, tables.sources["bls_oews"], date(2026, 11, 28)) == undated


def test_age_counts_from_the_day_asked_and_a_blend_is_as_old_as_its_oldest_part(
    benchmarks: Benchmarks,
) -> None:
    shares = (Share("bls_oews", 1), Share("ai_jobs_posted", 1))
    found = ask(benchmarks, "data_scientist", "mid", "US", as_of=date(2026, 11, 28), blend=shares)
    assert [(f.source, f.age) for f in found] == [
        ("ai_jobs_posted", "22 months old"), ("bls_oews", "29 months old"), ("blend", "29 months old"),
    ]  # fmt: skip
    assert any(text.startswith("stale: posted ranges: 22 months old") for text in found[-1].flags)
    then = ask(benchmarks, "data_scientist", "mid", "US", as_of=date(2025, 4, 30))
    assert not any(f.age or f.has("stale") for f in then)


def test_nothing_that_is_withheld_is_called_old(benchmarks: Benchmarks) -> None:
    found = ask(benchmarks, "data_scientist", "senior", "IT", as_of=date(2026, 11, 28))
    assert [(f.shown, f.has("stale")) for f in found] == [(False, False)]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 6, 1), "posted pay ranges, 2025-01-19"),
        (date(2026, 11, 28), "posted pay ranges, 2025-01-19, 22 months old on 2026-11-28"),
    ],
)
def test_a_band_says_how_old_its_figure_is(benchmarks: Benchmarks, day: date, said: str) -> None:
    band = suggest(benchmarks, "machine_learning_engineer", Level.SENIOR, "US", day)
    assert isinstance(band, Band)
    assert band.source_line.endswith(said)
    assert band.as_pay()["source"] == band.source_line
