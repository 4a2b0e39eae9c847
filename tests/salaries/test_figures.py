"""Figures come out as their sources print them, with all that has to be said about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.salaries import ask

from touchstone.core.money import Period
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.confidence import interval_error, over_the_bound, quality_of
from touchstone.salaries.figure import Quality
from touchstone.salaries.flags import code_of, flag, observations, sentence_of
from touchstone.salaries.model import PERCENTILES, Level, PayRow
from touchstone.salaries.sources import known_from

FOUR, DS = "posted:four-core-titles", "posted:data-scientist"
ARTICLE = "article:machine-learning-engineer"
CASES = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_printed_figures(benchmarks: Benchmarks, case: dict[str, Any]) -> None:
    figures = ask(benchmarks, case["role"], case["level"], case["region"])
    figure = next(f for f in figures if f.region == case["region"] and f.series == case["series"])
    assert figure.as_of == case["as_of"]
    assert figure.n == case["n"]
    assert figure.quality.value == case["quality"]
    assert figure.currency == (case.get("currency", "USD") if figure.shown else None)
    if "amounts" in case:
        assert [figure[name] for name in PERCENTILES] == case["amounts"]
    for name in ("mean", "unstated"):
        if name in case:
            assert figure[name] == case[name]
    assert [code for code in case["flags"] if not figure.has(code)] == []


def row(**amounts: float) -> PayRow:
    return PayRow(
        source="bls_oews", as_of=date(2024, 5, 31), region="US", series="soc:15-1221", currency="USD",
        period=Period.YEAR, employment=60, **amounts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"p10": 1.0, "p25": 1.0, "p50": 1.0, "p75": 2.0, "p90": 3.0}, ["10th, 25th and 50th"]),
        ({"p10": 1.0, "p25": 1.0, "p50": 2.0, "p75": 3.0, "p90": 3.0}, ["10th and 25th", "75th and 90th"]),
        ({"p25": 1.0, "p50": 2.0, "p75": 2.0}, ["50th and 75th"]),
        ({"p10": 1.0, "p50": 1.0}, ["10th and 50th"]),  # neighbours among those that are known
        ({"p10": 1.0, "p25": 2.0, "p50": 3.0, "p75": 4.0, "p90": 5.0}, []),
        ({"p50": 1.0}, []),
    ],
)
@pytest.mark.parametrize("n", [None, 40])
def test_percentiles_that_are_one_figure_are_doubted(
    amounts: dict[str, float], said: list[str], n: int | None
) -> None:
    quality, notes = quality_of(row(**amounts).model_copy(update={"n": n}))
    found = [text for text in notes if text.startswith("equal_percentiles")]
    assert [text.split(" the ")[1].split(" percentiles")[0] for text in found] == said
    assert quality is (Quality.LOW if said or n is None else Quality.OK)


@pytest.mark.parametrize(
    ("n", "ends", "published", "quality", "codes"),
    [
        (9, (90.0, 110.0), None, "suppressed", ["too_few"]),
        (10, (90.0, 110.0), None, "low", ["few"]),
        (29, (50.0, 150.0), None, "low", ["few", "wide_interval"]),
        (30, (90.0, 110.0), None, "ok", []),
        (30, (80.41, 119.59), None, "ok", []),  # 9.995 %: just inside
        (30, (80.4, 119.6), None, "low", ["wide_interval"]),  # 10.0000002 %
        (3_000, (70.0, 160.0), None, "low", ["wide_interval"]),  # however many answers there are
        (40, None, None, "ok", []),  # a table of yours that gives no interval is judged by n alone
        (40, None, 10.0, "ok", []),
        (40, (90.0, 110.0), 10.1, "low", ["high_error"]),
        (None, (90.0, 110.0), None, "low", ["n_unpublished"]),
        (None, (70.0, 160.0), 12.0, "low", ["n_unpublished", "high_error", "wide_interval"]),
    ],
)
def test_a_figure_is_good_by_its_count_and_by_how_well_its_median_is_known(
    n: int | None, ends: tuple[float, float] | None, published: float | None, quality: str, codes: list[str]
) -> None:
    low, high = ends or (None, None)
    known = {"n": n, "p50_low": low, "p50_high": high, "error_percent": published}
    found, notes = quality_of(row(p50=100.0).model_copy(update=known))
    assert (found.value, [code_of(text) for text in notes]) == (quality, codes)


def test_what_is_over_the_bound_is_never_printed_as_the_bound() -> None:
    assert [over_the_bound(value) for value in (12.95, 10.6, 10.04, 10.0000002)] == [
        "13", "11", "10.04", "10.0000002",
    ]  # fmt: skip
    assert interval_error(101_563, 83_863, 135_804) == pytest.approx(13.05, abs=0.01)
    assert interval_error(None, 1.0, 2.0) is None


@pytest.mark.parametrize(
    ("place", "role", "level", "series", "quality"),
    [  # n 32, 37, 35 and 38: the first three medians are known worse than to 10 %, the last to 9.5 %
        ("DE", "full_stack_data_scientist", "staff", FOUR, "low"),
        ("FR", "full_stack_data_scientist", "mid", FOUR, "low"),
        ("GB", "data_scientist", "mid", DS, "low"),
        ("GB", "data_engineer", "senior", "posted:data-engineer", "ok"),
    ],
)
def test_thirty_answers_alone_make_no_good_figure(
    benchmarks: Benchmarks, place: str, role: str, level: str, series: str, quality: str
) -> None:
    figure = next(f for f in ask(benchmarks, role, level, place) if f.series == series and f.shown)
    assert figure.n is not None
    assert figure.n >= 30
    assert (figure.quality.value, figure.has("wide_interval")) == (quality, quality == "low")


def test_what_is_doubted_is_called_low_and_makes_no_band(benchmarks: Benchmarks) -> None:
    doubted = [
        f
        for role, place in (("data_scientist", "CBSA-41620"), ("machine_learning_engineer", "CBSA-46060"),
                            ("data_engineer", "CBSA-41940"))
        for f in ask(benchmarks, role, "mid", place)
        if f.has("equal_percentiles") or f.has("p90_equals_p75")
    ]  # fmt: skip
    assert {f.region for f in doubted} == {"CBSA-41620", "CBSA-46060", "CBSA-41940"}
    assert not any(f.unjudged for f in doubted)
    assert {f.quality for f in doubted} == {Quality.LOW}


def test_every_place_asked_gets_an_answer_even_when_nothing_is_known(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "data_scientist", "senior", "AQ", "CBSA-33340")
    assert [(f.region, f.quality) for f in figures if f.asked == "AQ"] == [("AQ", Quality.SUPPRESSED)]
    assert figures[0].has("no_data")
    assert figures[0].source is None
    milwaukee = [f.region for f in figures if f.asked == "CBSA-33340"]
    assert milwaukee == ["CBSA-33340", "US-WI", "US"]


def test_a_larger_place_is_offered_and_said(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "data_scientist", "senior", "CBSA-35620")
    posted = next(f for f in figures if f.source == "ai_jobs_posted")
    assert posted.region == "US"
    assert posted.has("larger_region")
    assert figures[0].region == "CBSA-35620", "the place's own figures come first"


def test_a_disputed_place_falls_back_to_its_state(benchmarks: Benchmarks) -> None:
    official = [f for f in ask(benchmarks, "data_scientist", "mid", "CBSA-17140") if f.source == "bls_oews"]
    assert [(f.region, f.shown) for f in official] == [("CBSA-17140", False), ("US-OH", True)]


def test_all_levels_stand_in_for_a_thin_level_and_say_so(benchmarks: Benchmarks) -> None:
    posted = [f for f in ask(benchmarks, "data_scientist", "junior", "CA") if f.source == "ai_jobs_posted"]
    assert [(f.n, f.shown, f.all_levels) for f in posted] == [(2, False, False), (97, True, True)]
    assert posted[1].has("all_levels")


def test_nothing_from_after_the_day_is_used(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "data_scientist", "senior", "US-AL", as_of=date(2024, 12, 31))
    assert {f.source for f in figures} == {"bls_oews"}
    nothing = ask(benchmarks, "data_scientist", "senior", "US", as_of=date(2020, 1, 1))
    assert [f.has("no_data") for f in nothing] == [True]


@pytest.mark.parametrize(
    ("region", "day", "known"),
    [  # May 2024 was published on 2025-04-02, May 2023 in April 2024; a snapshot of postings on its own day
        ("US", date(2025, 4, 29), {"ai_jobs_posted"}),
        ("US", date(2025, 4, 30), {"ai_jobs_posted", "bls_oews"}),
        ("US", date(2025, 1, 18), {None}),
        ("US-AL", date(2024, 4, 29), {None}),
        ("US-AL", date(2024, 4, 30), {"bls_oews"}),
    ],
)
def test_a_figure_counts_from_its_publication_on(
    benchmarks: Benchmarks, region: str, day: date, known: set[str | None]
) -> None:
    assert {f.source for f in ask(benchmarks, "data_scientist", "senior", region, as_of=day)} == known


@pytest.mark.parametrize(
    ("end", "months", "known"),
    [
        (date(2024, 5, 31), 0, date(2024, 5, 31)),
        (date(2024, 5, 31), 11, date(2025, 4, 30)),
        (date(2024, 12, 31), 7, date(2025, 7, 31)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 1, 15), 24, date(2026, 1, 31)),
    ],
)
def test_when_a_figure_is_out(end: date, months: int, known: date) -> None:
    assert known_from(end, months) == known


def test_one_source_can_be_asked_alone(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "machine_learning_engineer", "senior", "US", sources=("founding_article",))
    assert [f.source for f in figures] == ["founding_article"]


@pytest.mark.parametrize(
    ("role", "level", "place", "told"),
    [
        ("data_scientist", "mid", "DE", [(DS, "direct", 6, False), (FOUR, "last", 12, False)]),
        ("data_scientist", "senior", "PL", [(DS, "direct", 2, False), (FOUR, "last", 12, True)]),
        ("data_scientist", "senior", "GB", [(DS, "direct", 40, False)]),
        ("machine_learning_engineer", "mid", "RO", [(ARTICLE, "direct", None, True)]),
        ("ml_product_manager", "mid", "DE", []),
    ],
)  # fmt: skip
def test_the_last_stand_in_speaks_only_where_no_other_has_a_median(
    benchmarks: Benchmarks, role: str, level: str, place: str, told: list[tuple[str, str, int | None, bool]]
) -> None:
    figures = [f for f in ask(benchmarks, role, level, place) if f.source]
    assert [(f.series, f.fit, f.n, f.all_levels) for f in figures] == told
    for figure in figures:
        assert figure.has("last") == (figure.fit == "last")


def test_unknown_figures_are_null_and_whole_ones_whole(benchmarks: Benchmarks) -> None:
    rows = [f.as_json() for f in ask(benchmarks, "machine_learning_engineer", "senior", "RO", "US")]
    assert rows[0]["p50"] is None
    assert rows[1]["p50"] == 200025
    assert isinstance(rows[1]["p50"], int)
    assert rows[1]["median_interval"] == [195050, 205200]
    assert set(rows[0]) == {
        "role", "level", "region", "source", "as_of", "n", "currency", "period", "basis", "p10", "p25", "p50",
        "p75", "p90", "median_interval", "quality", "flags",
    }  # fmt: skip


def test_suppressed_figures_carry_no_amount(benchmarks: Benchmarks) -> None:
    roles, places = benchmarks.tables.roles, ("US", "GB", "DE", "CO", "CBSA-17140", "CBSA-19740", "PL")
    figures = [f for role in roles for level in Level for f in ask(benchmarks, role, level, *places)]
    hidden = [f for f in figures if not f.shown]
    assert len(hidden) > 20
    for figure in hidden:
        assert not any(figure.amounts.values())
        assert figure.median_interval is None
        assert figure.currency is None, "no amount, no currency, whatever it is converted to"
    assert all(f.n is None or f.n >= 10 for f in figures if f.shown)
    assert all(f.quality is Quality.LOW for f in figures if f.shown and f.n is not None and f.n < 30)


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 observation"), (2, "2 observations"), (1200, "1,200 observations")]
)
def test_one_observation_is_one(n: int, said: str) -> None:
    assert observations(n) == said
    assert sentence_of(flag("few", observations(n))) == f"only {said}: low confidence"
