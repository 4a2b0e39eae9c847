"""Simulations agree with right keys and disagree with wrong ones."""

from __future__ import annotations

import math
from typing import Any

import pytest

from touchstone.banks.answers import Simulate
from touchstone.banks.simulate import disagreement

# name, experiment, values, right key, wrong keys
CASES: list[tuple[str, dict[str, Any], dict[str, Any], float, list[float]]] = [
    (
        "Bayes",
        {
            "draw": {"ill": {"bernoulli": "r"}, "marked": {"bernoulli": "if_else(ill = 1, s, 1 - c)"}},
            "given": "marked = 1",
            "value": "ill",
        },
        {"r": 0.1, "s": 0.9, "c": 0.8},
        0.09 / (0.09 + 0.18),
        [0.9, 0.1, 0.09, 0.72],
    ),
    (
        "binomial tail",
        {"draw": {"k": {"binomial": ["n", "p"]}}, "value": "k >= 3"},
        {"n": 12.0, "p": 0.2},
        1 - sum(math.comb(12, k) * 0.2**k * 0.8 ** (12 - k) for k in range(3)),
        [0.2361, 0.2054],
    ),
    (
        "slowest",
        {"draw": {"t": {"uniform": [0, 1], "size": "n"}}, "value": "max(t)"},
        {"n": 5.0},
        5 / 6,
        [4 / 5, 6 / 7],
    ),
    (
        "variance of a sum",
        {
            "draw": {"x": {"normal": [0, "s"]}, "y": {"normal": ["x", 1]}},
            "value": "x + y",
            "statistic": "variance",
        },
        {"s": 2.0},
        17.0,
        [9.0, 5.0, 4.1231],
    ),
    (
        "quantile",
        {"draw": {"t": {"exponential": "rate"}}, "value": "t", "quantile": 0.9},
        {"rate": 0.5},
        math.log(10) / 0.5,
        [math.log(10) * 0.5, 2.0],
    ),
    (
        "bootstrap",
        {"draw": {"r": {"resample": "x", "size": "4"}}, "value": "mean(r)", "statistic": "stdev"},
        {"x": [1.0, 2.0, 4.0, 9.0]},
        math.sqrt(38 / 4 / 4),
        [math.sqrt(38 / 4), math.sqrt(38 / 3 / 4)],
    ),
    (
        "correlation",
        {
            "draw": {"x": {"normal": [0, 1]}, "z": {"normal": [0, 1]}},
            "value": "x",
            "against": "x + z",
            "statistic": "correlation",
        },
        {},
        math.sqrt(0.5),
        [0.5, 1.0],
    ),
    (
        "hands out without replacement",
        {"draw": {"k": {"hypergeometric": [20, 5, 4]}}, "value": "k = 0"},
        {},
        math.comb(15, 4) / math.comb(20, 4),
        [0.75**4],
    ),
    (
        "lists",
        {
            "draw": {"x": {"integers": [1, 6], "size": "3"}},
            "let": {"d": "each(x_i - mean(x), x)"},
            "value": "sum(d_i^2, d)/(size(x) - 1)",
        },
        {},
        35 / 12,
        [35 / 18, 35 / 12 + 0.1],
    ),
]


@pytest.mark.parametrize(("name", "how", "values", "right", "wrong"), CASES, ids=[case[0] for case in CASES])
def test_right_keys_agree_and_wrong_ones_do_not(
    name: str, how: dict[str, Any], values: dict[str, Any], right: float, wrong: list[float]
) -> None:
    simulate = Simulate.model_validate({**how, "trials": 40_000})
    assert disagreement(simulate, values, right, seed=1) is None
    for key in wrong:
        assert "the simulation says" in (disagreement(simulate, values, key, seed=1) or "")


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"draw": {"u": {"uniform": [0, 1]}}, "value": "det(u)"}, "does not know det"),
        ({"draw": {"u": {"uniform": [0, 1]}}, "given": "u > 0.9999", "value": "u"}, "at least 1,000"),
        ({"draw": {"u": {"uniform": [0, 1], "size": "3"}}, "value": "u"}, "one number, not a list"),
        ({"draw": {"k": {"bernoulli": "0.001"}}, "value": "k", "trials": 10_000}, "too coarse"),
    ],
)
def test_an_experiment_that_proves_nothing_says_so(how: dict[str, Any], says: str) -> None:
    simulate = Simulate.model_validate({"trials": 10_000, **how})
    assert says in (disagreement(simulate, {}, 0.001, seed=3) or "")


def test_an_experiment_is_the_same_for_its_seed() -> None:
    simulate = Simulate.model_validate({"draw": {"u": {"uniform": [0, 1]}}, "value": "u", "trials": 10_000})
    assert disagreement(simulate, {}, 0.9, seed=5) == disagreement(simulate, {}, 0.9, seed=5)
