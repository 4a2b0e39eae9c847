"""Agreement beside pingouin, statsmodels and krippendorff, to 1e-6, and by hand where they say nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from touchstone.interviews.agreement import (
    FEWEST,
    Agreement,
    Severity,
    TooFew,
    alpha,
    intraclass,
    severities,
    weighted_kappa,
)

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
    assert triple(found) == pytest.approx(case[f"kappa_{weights}"], abs=1e-6)


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


def test_one_category_throughout_is_not_known_and_not_perfect() -> None:
    same = [3.0] * 12
    kappa = weighted_kappa(same, same, (1, 2, 3, 4))
    assert isinstance(kappa, Agreement)
    assert math.isnan(kappa.value)
    found = alpha(np.full((12, 2), 3.0))
    assert isinstance(found, Agreement)
    assert math.isnan(found.value)


def test_one_interviewer_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="two interviewers, found 1"):
        intraclass(np.ones((12, 1)))
