"""Exports hold what was shown, and no spreadsheet runs a cell of them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.salaries import ask

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.blending import Share
from touchstone.salaries.exports import COLUMNS, SHEET_COLUMNS, figure_rows, safe, to_csv
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


def test_a_line_says_how_it_is_told_and_which_levels_it_covers(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "data_scientist", "mid", "US-AL", lens=Lens.RPP)
    lines = list(csv.DictReader(io.StringIO(to_csv(figures, benchmarks.tables))))
    assert {(line["source"], line["level"], line["covers"]) for line in lines} == {
        ("bls_oews", "mid", "all levels"),
        ("ai_jobs_posted", "mid", "mid"),
    }
    assert {(line["lens"], line["told_in"]) for line in lines} == {
        ("rpp", "USD a year, at average US prices"),
        ("rpp", "USD a year, at average US prices, price level of 2024"),  # of a figure of 2023
    }
    article = ask(benchmarks, "machine_learning_engineer", "mid", "PL")
    unsaid = list(csv.DictReader(io.StringIO(to_csv(article, benchmarks.tables))))
    assert "level not stated" in [line["covers"] for line in unsaid]


def test_a_workbook_keeps_every_column_and_days_are_days(benchmarks: Benchmarks) -> None:
    assert sorted(SHEET_COLUMNS) == sorted(COLUMNS)
    figures = ask(benchmarks, "data_scientist", "mid", "GB")
    row = dict(zip(SHEET_COLUMNS, figure_rows(figures, benchmarks.tables, SHEET_COLUMNS)[0], strict=True))
    assert isinstance(row["as_of"], date)
    assert row["p50"] == 63736


def test_an_unknown_figure_is_an_empty_cell(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "machine_learning_engineer", "senior", "AQ", "RO")
    lines = list(csv.DictReader(io.StringIO(to_csv(figures, benchmarks.tables))))
    assert [line["p50"] for line in lines] == ["", ""]
    assert lines[1]["mean"] == "137207"
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
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "\u00a0=1",
        "\u200b=1",
        "\u200d@x",
        "\ufeff+1",
        " \u00a0\u200b＝1",
    ],
)
def test_formulas_are_made_text(cell: str) -> None:
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["a=1", "\u00a0Berlin", "\u200ba", "１+1", "R&D - data", "–", "\u200b"])
def test_what_no_spreadsheet_runs_is_left(cell: str) -> None:
    assert safe(cell) == cell


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_no_text_starts_like_a_formula(text: str) -> None:
    assert safe(text).lstrip(" ")[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize("value", [1, 1.5, -3, None])
def test_numbers_stay_numbers(value: float | None) -> None:
    assert safe(value) == ("" if value is None else value)
