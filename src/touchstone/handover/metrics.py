"""The figures computed from labels and predictions. What has no value is None with a reason, never 0.

Formulas are the textbook ones, written out; the tests hold them to a slow independent computation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import ceil, floor, isfinite, sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from touchstone.core.counts import count

Floats: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.intp]
Bools: TypeAlias = NDArray[np.bool_]

Z = 1.959963984540054  # the 97.5th percentile of the normal distribution: two-sided 95 %
BINS = 10  # of the calibration error, equally wide


@dataclass(frozen=True)
class Value:
    """A figure. `n`: the rows behind it; `interval`: its 95 % interval where it is a proportion."""

    value: float | None
    n: int
    interval: tuple[float, float] | None = None
    why: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def wilson(successes: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion (Wilson 1927); it stays inside 0 to 1 and works for small n."""
    share, z2 = successes / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def binary(truth: Bools, said: Bools, score: Floats | None) -> dict[str, Value]:
    """The figures of a yes-or-no model. `truth` and `said` are whether each row is positive."""
    n = len(truth)
    tp, fp = int(np.sum(truth & said)), int(np.sum(~truth & said))
    fn, tn = int(np.sum(truth & ~said)), int(np.sum(~truth & ~said))
    recall = _share(tp, tp + fn, "no row is positive")
    specificity = _share(tn, tn + fp, "no row is negative")
    found = {
        "accuracy": _share(tp + tn, n, "there are no rows"),
        "balanced_accuracy": _mean_of(n, recall, specificity),
        "precision": _share(tp, tp + fp, "no row was predicted positive"),
        "recall": recall,
        "specificity": specificity,
        "negative_predictive_value": _share(tn, tn + fn, "no row was predicted negative"),
        "f1": _ratio(2 * tp, 2 * tp + fp + fn, n, "no row is or was predicted positive"),
        "matthews": _ratio(
            tp * tn - fp * fn,
            sqrt(float(tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
            n,
            "labels or predictions are all of one class",
        ),
    }
    return found if score is None else {**found, **_scored(truth, score)}


def _scored(truth: Bools, score: Floats) -> dict[str, Value]:
    n, positives = len(truth), int(np.sum(truth))
    one_class = "the labels are all of one class"
    both = 0 < positives < n
    impossible = int(np.sum((truth & (score == 0)) | (~truth & (score == 1))))
    said = np.where(truth, score, 1 - score)
    certain = f"{count(impossible, 'row')} got the probability 0 for what happened, so it is infinite"
    return {
        "roc_auc": Value(_roc_auc(truth, score), n) if both else Value(None, n, why=one_class),
        "average_precision": (
            Value(_average_precision(truth, score), n)
            if positives
            else Value(None, n, why="no row is positive")
        ),
        "log_loss": Value(None, n, why=certain)
        if impossible or not n
        else Value(float(-np.mean(np.log(said))), n),
        "brier": _over(n, lambda: np.mean((score - truth) ** 2)),
        "calibration_error": _over(n, lambda: _calibration_error(truth, score)),
    }


def _roc_auc(truth: Bools, score: Floats) -> float:
    """The chance that a positive row scores above a negative one, ties counting half (Mann and Whitney)."""
    _, place, counts = np.unique(score, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    rank = (last - (counts - 1) / 2)[place]
    positives = int(np.sum(truth))
    above = float(np.sum(rank[truth])) - positives * (positives + 1) / 2
    return above / (positives * (len(truth) - positives))


def _average_precision(truth: Bools, score: Floats) -> float:
    """The sum of precision times the step of recall, over the thresholds from high to low."""
    values, place = np.unique(-score, return_inverse=True)
    hits = np.bincount(place, weights=truth.astype(float), minlength=len(values))
    rows = np.bincount(place, minlength=len(values))
    precision = np.cumsum(hits) / np.cumsum(rows)
    return float(np.sum(hits * precision) / np.sum(hits))


def _calibration_error(truth: Bools, score: Floats) -> float:
    bins = np.minimum((score * BINS).astype(int), BINS - 1)
    rows = np.bincount(bins, minlength=BINS)
    gap = np.bincount(bins, weights=score - truth, minlength=BINS)
    return float(np.sum(np.abs(gap)) / np.sum(rows))


def multiclass(truth: Codes, said: Codes, classes: int) -> dict[str, Value]:
    """The figures of a model with several classes. `truth` and `said` hold class numbers below `classes`."""
    n = len(truth)
    table = np.bincount(truth * classes + said, minlength=classes * classes).reshape(classes, classes)
    hits, rows, columns = np.diag(table).astype(float), table.sum(axis=1), table.sum(axis=0)
    right = float(hits.sum())
    present, named = rows > 0, columns > 0
    seen = present | named
    f1 = 2 * hits[seen] / (rows + columns)[seen]
    recall = _each(hits, rows, present, n, "there are no rows")
    expected = float(np.sum(rows.astype(float) * columns))
    never = int(np.sum(seen & ~named))
    absent = int(np.sum(seen & ~present))
    precision_why = f"{count(never, 'class was', 'classes were')} never predicted, so there is no precision"
    recall_why = (
        f"{count(absent, 'predicted class has', 'predicted classes have')} no rows, so there is no recall"
    )
    return {
        "accuracy": _share(int(right), n, "there are no rows"),
        "balanced_accuracy": recall,
        "precision_macro": Value(None, n, why=precision_why)
        if never
        else _each(hits, columns, named, n, "there are no rows"),
        "recall_macro": Value(None, n, why=recall_why) if absent else recall,
        "f1_macro": _over(n, lambda: np.mean(f1)),
        "f1_weighted": _over(n, lambda: np.sum(f1 * rows[seen]) / n),
        "matthews": _ratio(
            right * n - expected,
            sqrt(float(n * n - np.sum(columns.astype(float) ** 2)))
            * sqrt(float(n * n - np.sum(rows.astype(float) ** 2))),
            n,
            "labels or predictions are all of one class",
        ),
        "cohen_kappa": _ratio(right * n - expected, n * n - expected, n, "all rows are of one class"),
    }


def _each(hits: Floats, of: NDArray[Any], where: Bools, n: int, why: str) -> Value:
    return _over(n, lambda: np.mean(hits[where] / of[where]), why)


def regression(truth: Floats, said: Floats) -> dict[str, Value]:
    """The figures of a model that predicts a number."""
    n = len(truth)
    with np.errstate(over="ignore"):
        error = said - truth
    size = np.abs(error)
    zeros = int(np.sum(truth == 0))
    explained = _over(n, lambda: 1 - np.sum(error**2) / np.sum((truth - truth.mean()) ** 2))
    equal = bool(n) and bool(np.all(truth == truth[0]))
    return {
        "mae": _over(n, lambda: np.mean(size)),
        "rmse": _over(n, lambda: np.sqrt(np.mean(error**2))),
        "mse": _over(n, lambda: np.mean(error**2)),
        "median_absolute_error": _over(n, lambda: np.median(size)),
        "max_error": _over(n, lambda: np.max(size)),
        "mean_error": _over(n, lambda: np.mean(error)),
        "mape": Value(
            None, n, why=f"{count(zeros, 'label is', 'labels are')} zero, and nothing is a share of zero"
        )
        if zeros
        else _over(n, lambda: np.mean(size / np.abs(truth))),
        "r2": Value(None, n, why="all labels are equal, so there is no variance to explain")
        if equal
        else explained,
    }


def percentile(times: Floats, share: float) -> tuple[float, float, float]:
    """The lower, the interpolated and the upper percentile of the times: libraries differ within these."""
    ordered = np.sort(times)
    at = share * (len(ordered) - 1)
    low, high = float(ordered[floor(at)]), float(ordered[ceil(at)])
    return low, low + (high - low) * (at - floor(at)), high


def _over(n: int, made: Callable[[], Any], why: str = "there are no rows") -> Value:
    if not n:
        return Value(None, n, why=why)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        value = float(made())
    return Value(value, n) if isfinite(value) else Value(None, n, why="the numbers are too large")


def _share(part: int, whole: int, why: str) -> Value:
    return Value(part / whole, whole, wilson(part, whole)) if whole else Value(None, 0, why=why)


def _ratio(part: float, whole: float, n: int, why: str) -> Value:
    return Value(part / whole, n) if whole else Value(None, n, why=why)


def _mean_of(n: int, *values: Value) -> Value:
    missing = next((value.why for value in values if value.value is None), None)
    if missing is not None:
        return Value(None, n, why=missing)
    return Value(sum(value.value or 0.0 for value in values) / len(values), n)
