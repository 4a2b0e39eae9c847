"""Exports hold what was shown, and no spreadsheet runs a cell of them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.salaries import ask

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.blending import Share
from touchstone.salaries.exports import COLUMNS, safe, to_csv
from touchstone.salaries.figure import Lens


def test_a_line_a_figure_with_its_source_and_licence(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "data_scientist", "mid", "GB", "US-AL")
    lines = list(csv.DictReader(io.StringIO(to_csv(figures, benchmarks.tables))))
    assert len(lines) == len(figures)
    gb = lines[0]
    assert (gb["region"], gb["place"], gb["p50"], gb["n"]) == ("GB", "United Kingdom", "63736", "35")
    assert gb["licence"] == "CC0-1.0"
    assert gb["source_title"] == "ai-jobs.net (foorilla), posted pay ranges"
    assert gb["url"].startswith("https://github.com/foorilla/")
    assert gb["median_low"] <= gb["p50"] <= gb["median_high"]


def test_an_unknown_figure_is_an_empty_cell(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "machine_learning_engineer", "senior", "AQ", "PL")
    lines = list(csv.DictReader(io.StringIO(to_csv(figures, benchmarks.tables))))
    assert [line["p50"] for line in lines] == ["", ""]
    assert lines[1]["mean"] == "177402"
    assert tuple(lines[0]) == COLUMNS


@pytest.mark.parametrize(
    ("more", "region", "why"),
    [
        ({"lens": Lens.RPP}, "GB", "not converted"),
        ({}, "AQ", "no figure"),
        ({}, "GB", ""),
        ({}, "CBSA-17140", "suppressed"),
        ({"blend": (Share("bls_oews", 1), Share("ai_jobs_posted", 1))}, "GB", "no blend"),
    ],
)
def test_an_empty_line_says_why(benchmarks: Benchmarks, more: dict[str, Any], region: str, why: str) -> None:
    figures = ask(benchmarks, "data_scientist", "mid", region, **more)
    lines = list(csv.DictReader(io.StringIO(to_csv(figures, benchmarks.tables))))
    assert why in [line["why_empty"] for line in lines]
    assert all(bool(line["why_empty"]) == (line["quality"] == "suppressed") for line in lines)


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://example.org","pay")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
    ],
)
def test_formulas_are_made_text(cell: str) -> None:
    assert safe(cell) == "'" + cell


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_no_text_starts_like_a_formula(text: str) -> None:
    assert safe(text).lstrip(" ")[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize("value", [1, 1.5, -3, None])
def test_numbers_stay_numbers(value: float | None) -> None:
    assert safe(value) == ("" if value is None else value)
