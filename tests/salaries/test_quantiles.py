"""Percentiles and the interval of a median, by properties and by hand."""

from __future__ import annotations

import random
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.salaries.quantiles import median_interval, median_ranks, quantile
from touchstone.salaries.rollup import SHARES, rollup

pytestmark = pytest.mark.filterwarnings("ignore")
amounts = st.lists(st.floats(1, 1e9), min_size=1, max_size=60).map(sorted)


# By summing the binomial by hand: the largest rank below which at most 2.5 % of it lies.
RANKS = {0: None, 5: None, 6: (1, 6), 9: (2, 8), 10: (2, 9), 20: (6, 15), 30: (10, 21), 100: (40, 61)}


@pytest.mark.parametrize(("n", "ranks"), RANKS.items())
def test_ranks_by_hand(n: int, ranks: tuple[int, int] | None) -> None:
    assert median_ranks(n) == ranks


@settings(max_examples=60, deadline=None)
@given(st.integers(6, 400))
def test_ranks_cover_the_median_and_one_rank_less_would_not(n: int) -> None:
    low, high = median_ranks(n) or (0, 0)
    below = sum(comb(n, k) for k in range(low))
    assert below / 2**n <= 0.025 < (below + comb(n, low)) / 2**n
    assert high == n + 1 - low


def test_large_samples_agree_with_the_exact_ranks() -> None:
    exact, near = median_ranks(5_000), median_ranks(5_001)
    assert exact is not None
    assert near is not None
    assert abs(exact[0] - near[0]) <= 2


def test_the_interval_covers_a_known_median_about_as_often_as_it_says() -> None:
    chance, hits = random.Random(7), 0
    for _ in range(400):
        sample = sorted(chance.expovariate(1) for _ in range(40))
        low, high = median_interval(sample) or (0, 0)
        hits += low <= 0.6931471805599453 <= high
    assert 0.93 <= hits / 400 <= 0.995


@settings(max_examples=80, deadline=None)
@given(amounts, st.floats(0, 1))
def test_quantiles_are_numpys(values: list[float], q: float) -> None:
    assert quantile(values, q) == pytest.approx(float(np.quantile(values, q)), rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(amounts, st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 100))
def test_quantiles_rise_stay_inside_and_scale(values: list[float], a: float, b: float, by: float) -> None:
    low, high = sorted((a, b))
    assert values[0] <= quantile(values, low) <= quantile(values, high) <= values[-1]
    scaled = [value * by for value in values]
    assert quantile(scaled, low) == pytest.approx(quantile(values, low) * by, rel=1e-9)


@pytest.mark.parametrize(("values", "q"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_impossible_quantiles_are_refused(values: list[float], q: float) -> None:
    with pytest.raises(ValueError, match="a quantile needs"):
        quantile(values, q)


@settings(max_examples=8, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), amounts, min_size=1))
def test_the_ibis_roll_up_is_the_plain_one(groups: dict[str, list[float]]) -> None:
    rows = [(name, value) for name, values in groups.items() for value in values]
    frame = pd.DataFrame(rows, columns=["place", "pay"]).sample(frac=1, random_state=1)
    for line in rollup(frame, ["place"], "pay").to_dict("records"):
        values = groups[line["place"]]
        assert line["n"] == len(values)
        for name, share in SHARES.items():
            assert line[name] == pytest.approx(quantile(values, share), rel=1e-12)
        interval = median_interval(values)
        found = None if np.isnan(line["p50_low"]) else (line["p50_low"], line["p50_high"])
        assert found == interval
