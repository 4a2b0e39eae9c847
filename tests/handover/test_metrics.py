"""The figures against slow computations written from their definitions, row by row and pair by pair."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.handover.agreement import rounds_to
from touchstone.handover.metrics import binary, multiclass, percentile, regression, wilson

SCORES = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]
ROWS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(SCORES)),
    min_size=1,
    max_size=30,
)


def _near(found, expected) -> None:  # type: ignore[no-untyped-def]
    if expected is None:
        assert found.value is None
        assert found.why
    else:
        assert found.value == pytest.approx(float(expected), rel=1e-12, abs=1e-12)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_binary(rows) -> None:  # type: ignore[no-untyped-def]
    truth, score = [t for t, _ in rows], [s for _, s in rows]
    said = [s >= 0.5 for s in score]
    found = binary(np.array(truth), np.array(said), np.array(score))
    pairs = list(zip(truth, said, strict=True))
    tp, fp, fn, tn = (pairs.count(p) for p in ((True, True), (False, True), (True, False), (False, False)))
    _near(found["accuracy"], Fraction(tp + tn, len(rows)))
    _near(found["recall"], _share(tp, tp + fn))
    _near(found["specificity"], _share(tn, tn + fp))
    _near(found["precision"], _share(tp, tp + fp))
    _near(found["negative_predictive_value"], _share(tn, tn + fn))
    _near(found["f1"], _share(2 * tp, 2 * tp + fp + fn))
    both = any(truth) and not all(truth)
    _near(found["balanced_accuracy"], (_share(tp, tp + fn) + _share(tn, tn + fp)) / 2 if both else None)
    pearson = _pearson([float(t) for t in truth], [float(s) for s in said])
    _near(found["matthews"], pearson)
    _near(found["roc_auc"], _auc(truth, score) if both else None)
    _near(found["average_precision"], _average_precision(truth, score) if any(truth) else None)
    _near(found["log_loss"], -sum(math.log(s if t else 1 - s) for t, s in rows) / len(rows))
    _near(found["brier"], sum((s - t) ** 2 for t, s in rows) / len(rows))
    _near(found["calibration_error"], _calibration(rows))


def _pearson(xs: list[float], ys: list[float]) -> float | None:
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    sx, sy = (math.sqrt(sum((v - m) ** 2 for v in vs)) for vs, m in ((xs, mx), (ys, my)))
    both = len(set(xs)) > 1 and len(set(ys)) > 1
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / (sx * sy) if both else None


def _auc(truth, score) -> Fraction:  # type: ignore[no-untyped-def]
    yes = [s for t, s in zip(truth, score, strict=True) if t]
    no = [s for t, s in zip(truth, score, strict=True) if not t]
    won = sum(Fraction(1) if y > n else Fraction(1, 2) if y == n else 0 for y in yes for n in no)
    return won / (len(yes) * len(no))


def _average_precision(truth, score) -> Fraction:  # type: ignore[no-untyped-def]
    total, before = Fraction(0), Fraction(0)
    for threshold in sorted(set(score), reverse=True):
        hits = sum(t for t, s in zip(truth, score, strict=True) if s >= threshold)
        recall = Fraction(hits, sum(truth))
        total += (recall - before) * Fraction(hits, sum(s >= threshold for s in score))
        before = recall
    return total


def _calibration(rows) -> float:  # type: ignore[no-untyped-def]
    bins: dict[int, list[tuple[bool, float]]] = {}
    for t, s in rows:
        bins.setdefault(min(int(s * 10), 9), []).append((t, s))
    return sum(abs(sum(s for _, s in b) - sum(t for t, _ in b)) for b in bins.values()) / len(rows)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_multiclass(rows) -> None:  # type: ignore[no-untyped-def]
    truth, said = [t for t, _ in rows], [s for _, s in rows]
    found = multiclass(np.array(truth), np.array(said), 4)
    n, seen = len(rows), sorted(set(truth) | set(said))
    _near(found["accuracy"], Fraction(sum(t == s for t, s in rows), n))
    recalls = [Fraction(rows.count((c, c)), truth.count(c)) for c in set(truth)]
    _near(found["balanced_accuracy"], sum(recalls) / len(recalls))
    _near(found["recall_macro"], sum(recalls) / len(recalls) if set(said) <= set(truth) else None)
    precisions = [Fraction(rows.count((c, c)), said.count(c)) for c in set(said)]
    _near(found["precision_macro"], sum(precisions) / len(precisions) if set(truth) <= set(said) else None)
    f1 = {c: Fraction(2 * rows.count((c, c)), truth.count(c) + said.count(c)) for c in seen}
    _near(found["f1_macro"], sum(f1.values()) / len(f1))
    _near(found["f1_weighted"], sum(f1[c] * truth.count(c) for c in seen) / n)
    chance = sum(Fraction(truth.count(c) * said.count(c), n * n) for c in seen)
    observed = Fraction(sum(t == s for t, s in rows), n)
    _near(found["cohen_kappa"], (observed - chance) / (1 - chance) if chance != 1 else None)
    if set(rows) <= {(0, 0), (0, 1), (1, 0), (1, 1)}:
        _near(found["matthews"], _pearson([float(t) for t in truth], [float(s) for s in said]))


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_regression(rows) -> None:  # type: ignore[no-untyped-def]
    truth, said = np.array([t for t, _ in rows], float), np.array([s for _, s in rows], float)
    found = regression(truth, said)
    n, errors = len(rows), [s - t for t, s in rows]
    _near(found["mae"], Fraction(sum(map(abs, errors)), n))
    _near(found["mse"], Fraction(sum(e * e for e in errors), n))
    _near(found["rmse"], math.sqrt(sum(e * e for e in errors) / n))
    _near(found["mean_error"], Fraction(sum(errors), n))
    _near(found["max_error"], max(map(abs, errors)))
    zero = any(t == 0 for t, _ in rows)
    _near(found["mape"], None if zero else sum(Fraction(abs(s - t), abs(t)) for t, s in rows) / n)
    mean = Fraction(sum(t for t, _ in rows), n)
    spread = sum((t - mean) ** 2 for t, _ in rows)
    _near(found["r2"], 1 - sum(e * e for e in errors) / spread if spread else None)


def test_what_has_no_value_is_unknown_and_never_zero() -> None:
    nobody = binary(np.array([True, False]), np.array([False, False]), np.array([0.0, 0.2]))
    assert nobody["precision"].value is None
    assert nobody["precision"].why == "no row was predicted positive"
    assert nobody["log_loss"].why == "1 row got the probability 0 for what happened, so it is infinite"
    huge = regression(np.array([1e308, -1e308]), np.array([-1e308, 1e308]))
    assert huge["rmse"].value is None


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (90, 100, 0.8256, 0.9448)],
)
def test_wilsons_interval(successes: int, n: int, low: float, high: float) -> None:
    """The roots of (p̂ − p)² = z² p(1 − p)/n, solved by hand."""
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


def test_percentiles_hold_every_librarys() -> None:
    low, middle, high = percentile(np.array([4.0, 1.0, 3.0, 2.0]), 0.5)
    assert (low, middle, high) == (2.0, 2.5, 3.0)


@pytest.mark.parametrize(
    ("found", "stated", "share", "same"),
    [
        (0.9083, 0.908, True, True), (0.9083, 0.91, True, True), (0.9083, 0.9, True, False),
        (0.904, 0.9, True, True), (0.9083, 0.909, True, False), (0.99999, 1.0, True, True),
        (83.6, 84.0, False, True), (83.4, 84.0, False, False), (83.44, 83.4, False, True),
        (1.4, 1.0, False, False), (0.3, 0.0, False, False),
        (1e-17, 0.0, False, True), (1234567.0, 1234567.0, False, True), (0.00001234, 0.0000123, False, True),
    ],
)  # fmt: skip
def test_a_stated_figure_is_read_as_it_is_rounded(
    found: float, stated: float, share: bool, same: bool
) -> None:
    assert rounds_to(found, stated, share=share) is same
