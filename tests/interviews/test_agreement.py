"""Agreement beside pingouin, statsmodels and krippendorff, to 1e-6, and by hand where they say nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from scipy.stats import ttest_1samp

from touchstone.interviews.agreement import (
    FEWEST,
    Agreement,
    TooFew,
    alpha,
    intraclass,
    weighted_kappa,
)
from touchstone.interviews.severity import Severity, severities

CASES = yaml.safe_load((Path(__file__).parent / "agreement.yaml").read_text(encoding="utf-8"))


def table(case: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array(
        [[math.nan if score is None else score for score in row] for row in case["scores"]], dtype=float
    )


def triple(found: Agreement | TooFew) -> list[float]:
    assert isinstance(found, Agreement)
    return [found.value, found.low, found.high]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_intraclass_as_pingouin(case: dict[str, Any]) -> None:
    assert triple(intraclass(table(case))) == pytest.approx(case["icc2"], abs=1e-6)
    assert triple(intraclass(table(case), mean=True)) == pytest.approx(case["icc2k"], abs=1e-6)


@pytest.mark.parametrize("weights", ["unweighted", "linear", "quadratic"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_kappa_as_statsmodels(case: dict[str, Any], weights: Any) -> None:
    scores = table(case)
    whole = scores[~np.isnan(scores).any(axis=1)]
    found = weighted_kappa(list(whole[:, 0]), list(whole[:, 1]), (1, 2, 3, 4), weights=weights)
    value, low, high = case[f"kappa_{weights}"]
    assert triple(found) == pytest.approx([value, low, min(high, 1.0)], abs=1e-6)


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_alpha_as_krippendorff(case: dict[str, Any], scale: Any) -> None:
    found = alpha(table(case), scale=scale)
    assert isinstance(found, Agreement)
    assert found.value == pytest.approx(case[f"alpha_{scale}"], abs=1e-6)
    assert found.low <= found.value <= found.high


def test_the_interval_of_alpha_repeats_itself_and_narrows() -> None:
    few = table(CASES[3])
    many = np.vstack([few] * 9)
    first, again, narrow = alpha(few), alpha(few), alpha(many)
    assert first == again
    assert isinstance(first, Agreement)
    assert isinstance(narrow, Agreement)
    assert narrow.high - narrow.low < (first.high - first.low) / 2


def test_below_ten_candidates_there_is_no_figure() -> None:
    nine = table(CASES[0])[: FEWEST - 1]
    for found in (
        intraclass(nine),
        weighted_kappa(list(nine[:, 0]), list(nine[:, 1]), (1, 2, 3, 4)),
        alpha(nine),
    ):
        assert isinstance(found, TooFew)
        assert found.sentence.endswith("needs 10 candidates scored by the same people; there are 9.")
    assert all(isinstance(found, TooFew) for found in severities(nine, ["A", "B"]))


def test_answers_of_a_few_candidates_are_a_few_candidates_and_not_many_answers() -> None:
    scores = np.vstack([table(CASES[0])] * 4)
    of = [f"C-{row % 9}" for row in range(len(scores))]
    columns = list(scores[:, 0]), list(scores[:, 1])
    for found in (
        intraclass(scores, of=of),
        weighted_kappa(*columns, (1, 2, 3, 4), of=of),
        alpha(scores, of=of),
        *severities(scores, ["A", "B"], of=of),
    ):
        assert isinstance(found, TooFew)
        assert found.sentence.endswith("needs 10 candidates scored by the same people; there are 9.")


def test_the_same_answers_again_make_no_interval_narrower() -> None:
    """Each candidate's row four times over: as much is known as from one row each."""
    once = table(CASES[1])
    again, of = np.repeat(once, 4, axis=0), [f"C-{row // 4}" for row in range(4 * len(once))]
    for weights in ("linear", "quadratic"):
        first, second = (
            weighted_kappa(list(t[:, 0]), list(t[:, 1]), (1, 2, 3, 4), weights=weights, of=whose)
            for t, whose in ((once, None), (again, of))
        )
        assert triple(first) == pytest.approx(triple(second))
    assert triple(alpha(again, of=of))[1:] == pytest.approx(triple(alpha(once))[1:], abs=0.05)
    one, many = severities(once, "ABC"), severities(again, "ABC", of=of)
    for single, repeated in zip(one, many, strict=True):
        assert isinstance(single, Severity)
        assert isinstance(repeated, Severity)
        assert (repeated.shift, repeated.low, repeated.high) == pytest.approx(
            (single.shift, single.low, single.high)
        )
        assert (repeated.rows, repeated.candidates) == (80, 20)
    wide, narrow = intraclass(again, of=of), intraclass(again)
    assert triple(wide)[0] == triple(narrow)[0]
    assert triple(wide)[2] - triple(wide)[1] > 1.5 * (triple(narrow)[2] - triple(narrow)[1])


TRUTH = np.arange(12) % 3 + 1.0


@pytest.mark.parametrize(
    ("second", "value"),
    [
        pytest.param(TRUTH, 1.0, id="the same"),
        pytest.param(TRUTH + 1, 16 / 27, id="a point milder throughout"),
        pytest.param(4 - TRUTH, -1.2, id="the other way round"),
    ],
)
@pytest.mark.parametrize("mean", [False, True])
def test_intraclass_where_nothing_is_left_to_chance(second: Any, value: float, mean: bool) -> None:
    """pingouin divides by zero there; the interval is what it comes to with ever less chance."""
    found = triple(intraclass(np.stack([TRUTH, second], axis=1), mean=mean))
    stepped = 2 * value / (1 + value) if value > -1 else -math.inf
    assert found[0] == pytest.approx(stepped if mean else value)
    assert not any(map(math.isnan, found))
    assert found[1] - 1e-9 <= found[0] <= found[2] + 1e-9 <= 1 + 1e-9
    noise = np.random.default_rng(1).normal(0, 1e-5, 12)
    near = triple(intraclass(np.stack([TRUTH, second + noise], axis=1), mean=mean))
    assert near == pytest.approx(found, abs=1e-3) or found[0] == -math.inf


def test_one_score_throughout_is_not_known() -> None:
    found = triple(intraclass(np.full((12, 2), 3.0)))
    assert all(map(math.isnan, found))


def test_gaps_are_no_scores() -> None:
    gap = table(CASES[0])
    gap[:3, 1] = math.nan
    assert isinstance(intraclass(gap), TooFew)
    assert isinstance(weighted_kappa(list(gap[:, 0]), list(gap[:, 1]), (1, 2, 3, 4)), TooFew)


def test_severity_is_the_distance_from_the_others() -> None:
    truth = np.arange(12) % 4 + 1.0
    scores = np.stack([truth, truth, truth - 0.5], axis=1)
    mild, _, strict = severities(scores, ["A", "B", "C"])
    assert isinstance(mild, Severity)
    assert isinstance(strict, Severity)
    assert (mild.shift, strict.shift) == pytest.approx((0.25, -0.5))
    assert strict.low == pytest.approx(strict.high)


def test_the_interval_of_a_severity_is_students() -> None:
    chance = np.random.default_rng(5)
    scores = chance.integers(1, 5, size=(12, 2)).astype(float)
    expected = ttest_1samp(scores[:, 0] - scores[:, 1], 0).confidence_interval(0.95)
    one, _ = severities(scores, ["A", "B"])
    assert isinstance(one, Severity)
    assert (one.low, one.high) == pytest.approx((expected.low, expected.high), rel=1e-9)


def test_one_category_throughout_is_not_known_and_not_perfect() -> None:
    same = [3.0] * 12
    kappa = weighted_kappa(same, same, (1, 2, 3, 4))
    assert isinstance(kappa, Agreement)
    assert math.isnan(kappa.value)
    for one, two in (([1.0, 2.0, 3.0] * 4, [1.0, 2.0, 3.0] * 4), ([1.0, 2.0, 3.0] * 4, [3.0] * 12)):
        sure = weighted_kappa(one, two, (1, 2, 3, 4))
        assert isinstance(sure, Agreement)
        assert sure.value in (0.0, 1.0)
        assert math.isnan(sure.low), "no spread is no certainty"
        assert math.isnan(sure.high)
    found = alpha(np.full((12, 2), 3.0))
    assert isinstance(found, Agreement)
    assert math.isnan(found.value)


def test_one_interviewer_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="two interviewers, found 1"):
        intraclass(np.ones((12, 1)))
