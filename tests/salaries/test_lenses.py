"""Currency, purchasing power and US price level: each by hand, each said, each reversible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.salaries import TODAY, ask, posted, printed

from touchstone.core.money import Period
from touchstone.salaries.ageing import Ageing, aged, factor
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.figure import AMOUNTS, Figure, Lens, Quality
from touchstone.salaries.lenses import Lenses
from touchstone.salaries.model import Level, PayRow, RateRow
from touchstone.salaries.rates import Rates
from touchstone.salaries.table import Tables


def figure(region: str = "US", currency: str = "USD", year: int = 2024, **amounts: float) -> Figure:
    return Figure(
        "data_scientist", Level.MID, region, region, "bls_oews", as_of=date(year, 5, 31), currency=currency,
        period=Period.YEAR, amounts=amounts or {"p50": 100_000.0}, quality=Quality.OK,
    )  # fmt: skip


def test_no_rate_of_rise_holds_for_ever(benchmarks: Benchmarks) -> None:
    for rate, to in ((0.5, date(9999, 12, 31)), (-0.5, date(9999, 12, 31)), (0.03, date(2045, 1, 1))):
        query = Query("data_scientist", Level.SENIOR, ("US",), to, ageing=Ageing(to, rate))
        figure = benchmarks.benchmark(query)[0]
        assert figure["p50"] == (
            172_325 if to.year == 9999 else pytest.approx(172_325 * 1.03**19.95, rel=1e-3)
        )
        assert figure.has("not_converted") == (to.year == 9999)


def test_a_figure_is_converted_at_the_average_of_its_own_year(benchmarks: Benchmarks) -> None:
    gb = posted(ask(benchmarks, "data_scientist", "mid", "GB", currency="GBP"))
    assert gb["p50"] == round(63736 * 0.782333)
    assert gb.currency == "GBP"
    assert any("1 USD = 0.782333 GBP (average of 2024, ECB)" in text for text in gb.flags)
    assert gb.median_interval is not None
    assert gb.posted_range is not None


def test_two_currencies_meet_by_way_of_the_dollar(benchmarks: Benchmarks) -> None:
    poland = printed(ask(benchmarks, "machine_learning_engineer", "mid", "PL", currency="EUR"))
    assert poland["mean"] == round(177402 / 4.462972 * 0.951774)
    assert poland.has("rate")


def test_without_a_rate_of_the_year_the_nearest_one_is_taken_and_named(benchmarks: Benchmarks) -> None:
    colombia = printed(ask(benchmarks, "machine_learning_engineer", "mid", "CO", currency="USD"))
    assert colombia["unstated"] == 22833  # 93,000,000 COP at the average of 2024
    assert any("(average of 2024, market quotes)" in text for text in colombia.flags)


@pytest.mark.parametrize(
    ("region", "currency", "held"),
    [("PL", "EUR", "EUR"), ("PL", "USD", "US dollars"), ("US", "EUR", "EUR"), ("US", "USD", None)],
)
def test_what_the_source_converted_to_is_named(
    benchmarks: Benchmarks, region: str, currency: str, held: str | None
) -> None:
    shown = posted(ask(benchmarks, "data_scientist", "mid", "GB"))
    row = next(r for r in benchmarks.tables.pay if (r.series, r.region) == (shown.series, "GB") and r.p50)
    changed = {"region": region, "currency": currency, "level": Level.MID, "rate_year": 2024}
    found = Benchmarks(replace(benchmarks.tables, pay=(row.model_copy(update=changed),)))
    figures = ask(found, "data_scientist", "mid", region)
    said = [text for text in posted(figures).flags if "converted_by" in text]
    wanted = f"converted_by_source: the table holds {held}, converted at the average rates of 2024"
    assert said == ([wanted] if held else [])


def test_rates_from_after_the_day_are_not_used(tables: Tables) -> None:
    rates = Rates(tables.rates)
    assert str(rates.nearest("PLN", 2024, TODAY)).endswith("(average of 2024)")
    early = rates.nearest("PLN", 2024, date(2024, 6, 30))
    assert str(early).endswith("(average of 2023)")
    assert rates.nearest("PLN", 2024, date(2019, 1, 1)) is None


def test_without_any_rate_amounts_stay_as_they_are_and_say_so(tables: Tables) -> None:
    seen = Lenses(tables).through(figure(), Lens.NOMINAL, "PLN", date(2019, 1, 1))
    assert seen["p50"] == 100_000
    assert seen.currency == "USD"
    assert seen.has("not_converted")


def test_purchasing_power_by_hand(benchmarks: Benchmarks) -> None:
    gb = posted(ask(benchmarks, "data_scientist", "mid", "GB", lens=Lens.PPP))
    ppp = next(r for r in benchmarks.tables.world_prices if r.region == "GB" and r.year == 2024)
    assert gb["p50"] == round(63736 * 0.782333 / ppp.units_per_international_dollar)
    assert gb.currency == "INT"
    assert gb.has("ppp")
    poland = printed(ask(benchmarks, "machine_learning_engineer", "mid", "PL", lens=Lens.PPP))
    of_2022 = next(r for r in benchmarks.tables.world_prices if r.region == "PL" and r.year == 2022)
    assert poland["mean"] == round(177402 / of_2022.units_per_international_dollar)


def test_us_price_level_by_hand(benchmarks: Benchmarks) -> None:
    figures = ask(benchmarks, "data_scientist", "mid", "CBSA-35620", "US-NY", lens=Lens.RPP)
    metro = next(f for f in figures if f.region == "CBSA-35620")
    assert metro["p50"] == round(130710 / 1.12563)
    assert metro.has("rpp")
    state = next(f for f in figures if f.region == "US-NY")
    assert any("107.921" in text for text in state.flags)


def test_swapped_price_levels_of_2024_are_not_used(tables: Tables) -> None:
    lenses = Lenses(tables)
    for region, level_2023 in {"CBSA-17140": 94.102, "CBSA-17460": 93.045}.items():
        seen = lenses.through(figure(region), Lens.RPP, None, TODAY)
        assert seen["p50"] == round(100_000 / level_2023 * 100)
        assert any("BEA, 2023" in text for text in seen.flags)


# A figure of 2022 seen on a day: the year of the price level that was published by then, or None.
PUBLISHED = [
    (Lens.PPP, "RO", date(2022, 5, 1), "World Bank, 2020"),  # the one of 2021 came in July 2022
    (Lens.PPP, "RO", date(2022, 7, 31), "World Bank, 2021"),
    (Lens.PPP, "RO", date(2023, 8, 1), "World Bank, 2022"),
    (Lens.PPP, "RO", date(2020, 7, 30), None),
    (Lens.RPP, "US-CA", date(2025, 12, 31), "BEA, 2024"),
    (Lens.RPP, "US-CA", date(2024, 1, 1), None),
    (Lens.RPP, "CBSA-35620", date(2025, 12, 30), "BEA, 2023"),
    (Lens.RPP, "CBSA-35620", date(2024, 12, 30), None),
    (Lens.LABOUR, "CBSA-35620", date(2025, 4, 30), "BLS OEWS, 2024-05-31"),
    (Lens.LABOUR, "CBSA-35620", date(2025, 4, 29), None),
]


@pytest.mark.parametrize(("lens", "region", "known_by", "says"), PUBLISHED)
def test_no_price_level_from_after_the_day_is_used(
    tables: Tables, lens: Lens, region: str, known_by: date, says: str | None
) -> None:
    seen = Lenses(tables).through(figure(region, year=2024 if says else 2020), lens, None, known_by)
    assert seen.shown == (says is not None)
    assert any((says or f"by {known_by}") in text for text in seen.flags), seen.flags


@pytest.mark.parametrize(
    ("made", "lens"),
    [
        (figure("GB"), Lens.RPP),
        (figure("US-WY"), Lens.RPP),
        (figure("AQ"), Lens.PPP),
        (figure("US", "EUR"), Lens.RPP),
    ],
)
def test_what_cannot_be_compared_is_withheld_and_says_so(tables: Tables, made: Figure, lens: Lens) -> None:
    seen = Lenses(tables).through(made, lens, None, TODAY)
    assert not seen.shown
    assert seen["p50"] is None
    assert seen.has("not_converted")


def test_chiles_figure_is_left_as_printed_through_every_lens(benchmarks: Benchmarks) -> None:
    for lens, currency in ((Lens.NOMINAL, "USD"), (Lens.PPP, None), (Lens.RPP, None)):
        chile = printed(
            ask(benchmarks, "machine_learning_engineer", "mid", "CL", lens=lens, currency=currency)
        )
        assert (chile["mean"], chile.currency, chile.comparable) == (4421526, "CLP", False)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["EUR", "GBP", "PLN", "JPY", "COP"]), st.sampled_from([2022, 2024]), st.floats(1_000, 1e6)
)
def test_there_and_back_is_the_same_amount(tables: Tables, currency: str, year: int, amount: float) -> None:
    rates = Rates(tables.rates)
    there = rates.between("USD", currency, year, TODAY)
    back = rates.between(currency, "USD", year, TODAY)
    assert not isinstance(there, str)
    assert not isinstance(back, str)
    assert amount * there.factor * back.factor == pytest.approx(amount, rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(10_000, 500_000), min_size=5, max_size=5).map(sorted), st.sampled_from(list(Lens)))
def test_lenses_keep_the_order_of_percentiles(tables: Tables, values: list[float], lens: Lens) -> None:
    made = figure("CBSA-35620", **dict(zip(("p10", "p25", "p50", "p75", "p90"), values, strict=True)))
    seen = Lenses(tables).through(made, lens, "EUR" if lens is Lens.NOMINAL else None, TODAY)
    found = [seen[name] for name in AMOUNTS if seen[name] is not None]
    assert len(found) == 5
    assert found == sorted(found)  # type: ignore[type-var]


def test_rates_quoted_the_other_way_round_agree_with_the_rest(tables: Tables) -> None:
    by_currency: dict[str, list[RateRow]] = {}
    for row in tables.rates:
        by_currency.setdefault(row.currency, []).append(row)
    for currency, rows in by_currency.items():
        for year in (2024, 2025, 2026):
            values = [row.units_per_usd for row in rows if row.start.year == year]
            if values and currency not in ("ARS", "TRY", "NGN"):
                assert max(values) / min(values) < 1.15, (currency, year)


def test_ageing_is_an_assumption_that_says_so() -> None:
    later = aged(figure(), Ageing(date(2025, 5, 31), 0.04))
    assert later["p50"] == round(100_000 * 1.04 ** (365 / 365.25))
    assert later.has("aged")
    assert factor(date(2024, 5, 31), Ageing(date(2024, 5, 31), 0.04)) == 1
    undated = replace(figure(), as_of=None)
    assert aged(undated, Ageing(TODAY, 0.04)) is undated


@settings(max_examples=30, deadline=None)
@given(st.floats(-0.2, 0.2), st.integers(0, 3000))
def test_ageing_back_again_gives_the_same(rate: float, days: int) -> None:
    start = date(2020, 1, 1)
    end = date.fromordinal(start.toordinal() + days)
    assert factor(start, Ageing(end, rate)) * factor(end, Ageing(start, rate)) == pytest.approx(1)


@pytest.mark.parametrize("rate", [0.51, -0.6, 3.0])
def test_absurd_ageing_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="yearly rate between"):
        Ageing(TODAY, rate)


def test_ageing_is_off_unless_asked_for(benchmarks: Benchmarks) -> None:
    plain = ask(benchmarks, "data_scientist", "mid", "US")
    moved = ask(benchmarks, "data_scientist", "mid", "US", ageing=Ageing(TODAY, 0.03))
    assert not any(f.has("aged") for f in plain)
    assert all(f.has("aged") for f in moved if f.shown)


def test_every_pay_row_has_a_source_a_date_and_a_currency(tables: Tables) -> None:
    for row in tables.pay:
        assert isinstance(row, PayRow)
        assert tables.sources[row.source].shipped
        assert row.as_of <= TODAY
        assert tables.series[row.series].source == row.source


@pytest.mark.parametrize(
    ("region", "currency", "year", "lens", "to", "said"),
    [
        ("DE", "EUR", 2024, Lens.PPP, None, ""),
        ("DE", "EUR", 2010, Lens.PPP, None, "price level of 2019"),  # the first that the table holds
        ("CO", "USD", 2022, Lens.PPP, None, "rate of 2024"),
        ("CBSA-41940", "USD", 2023, Lens.RPP, None, ""),
        ("CBSA-17140", "USD", 2024, Lens.RPP, None, "price level of 2023"),
        ("US", "USD", 2015, Lens.RPP, None, ""),  # 100 in every year
        ("CBSA-41940", "USD", 2022, Lens.LABOUR, None, "cost of labour of 2024"),
        ("US", "USD", 2022, Lens.LABOUR, None, ""),
        ("GB", "GBP", 2024, Lens.NOMINAL, "USD", ""),
        ("CO", "COP", 2022, Lens.NOMINAL, "USD", "rate of 2024"),
        ("CO", "COP", 2022, Lens.NOMINAL, "COP", ""),
    ],
)
def test_a_rate_or_price_level_of_another_year_is_said_beside_the_date(
    tables: Tables, region: str, currency: str, year: int, lens: Lens, to: str | None, said: str
) -> None:
    seen = Lenses(tables).through(figure(region, currency, year), lens, to, TODAY)
    assert seen.shown
    assert seen.seen_at == said
    assert seen.dated == ", ".join(filter(None, [f"{year}-05-31", said]))
    assert seen.as_json().get("seen_at", "") == said
