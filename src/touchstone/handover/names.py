"""The figures that a contract may state: their names, what they are called, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """What the model predicts."""

    BINARY = "binary"
    MULTICLASS = "multiclass"
    REGRESSION = "regression"


@dataclass(frozen=True)
class Metric:
    """A figure by its name in contracts.

    `low` and `high` bound it (None: no bound); `higher` says whether more is better, None: neither.
    `needs_score` marks those that are computed from scores and not from predictions alone.
    """

    name: str
    title: str
    low: float | None = 0.0
    high: float | None = 1.0
    higher: bool | None = True
    needs_score: bool = False


_BINARY = (
    Metric("accuracy", "Accuracy"),
    Metric("balanced_accuracy", "Balanced accuracy"),
    Metric("precision", "Precision (positive predictive value)"),
    Metric("recall", "Recall (sensitivity)"),
    Metric("specificity", "Specificity"),
    Metric("negative_predictive_value", "Negative predictive value"),
    Metric("f1", "F1"),
    Metric("matthews", "Matthews correlation", low=-1.0),
    Metric("roc_auc", "Area under the ROC curve", needs_score=True),
    Metric("average_precision", "Average precision", needs_score=True),
    Metric("log_loss", "Log loss", high=None, higher=False, needs_score=True),
    Metric("brier", "Brier score", higher=False, needs_score=True),
    Metric("calibration_error", "Expected calibration error, ten bins", higher=False, needs_score=True),
)
_MULTICLASS = (
    Metric("accuracy", "Accuracy"),
    Metric("balanced_accuracy", "Balanced accuracy (mean recall)"),
    Metric("precision_macro", "Precision, mean over classes"),
    Metric("recall_macro", "Recall, mean over classes"),
    Metric("f1_macro", "F1, mean over classes"),
    Metric("f1_weighted", "F1, weighted by class size"),
    Metric("matthews", "Matthews correlation", low=-1.0),
    Metric("cohen_kappa", "Cohen's kappa", low=-1.0),
)
_REGRESSION = (
    Metric("mae", "Mean absolute error", high=None, higher=False),
    Metric("rmse", "Root mean squared error", high=None, higher=False),
    Metric("mse", "Mean squared error", high=None, higher=False),
    Metric("median_absolute_error", "Median absolute error", high=None, higher=False),
    Metric("max_error", "Largest absolute error", high=None, higher=False),
    Metric("mean_error", "Mean error (prediction minus label)", low=None, high=None, higher=None),
    Metric("mape", "Mean absolute percentage error, as a share", high=None, higher=False),
    Metric("r2", "R², share of variance explained", low=None),
)
METRICS: dict[Task, dict[str, Metric]] = {
    Task.BINARY: {metric.name: metric for metric in _BINARY},
    Task.MULTICLASS: {metric.name: metric for metric in _MULTICLASS},
    Task.REGRESSION: {metric.name: metric for metric in _REGRESSION},
}


def title(task: Task | None, name: str) -> str:
    """What people call a figure; the name itself when the task has none of it."""
    known = METRICS.get(task, {}) if task else {}
    return known[name].title if name in known else name
