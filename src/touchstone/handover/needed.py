"""What a contract must say before a model is evaluated for production, and why each is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from touchstone.core.located_yaml import Where
from touchstone.handover.contract import Contract
from touchstone.handover.defects import Defect, Severity
from touchstone.handover.names import Task


@dataclass(frozen=True)
class Need:
    """A field by its path, what people call it, and why it is asked for."""

    path: str
    what: str
    why: str
    severity: Severity = Severity.ERROR

    @property
    def where(self) -> Where:
        return tuple(int(step) if step.isdigit() else step for step in self.path.split("."))


_WARN = Severity.WARN
# The items of the contract in the order of the file; the first eight are the founding article's.
NEEDS: tuple[Need, ...] = (
    Need("metrics", "accuracy", "without a stated figure nobody can say whether the service keeps it"),
    Need("slices", "figures by slice", "a good mean hides a group that is served badly", _WARN),
    Need("latency.p50_ms", "the median latency", "it is what most callers feel"),
    Need(
        "latency.p95_ms", "the 95th percentile of latency", "slow calls decide how many machines are needed"
    ),
    Need("latency.p99_ms", "the 99th percentile of latency", "time-outs are set by the slowest calls", _WARN),
    Need("latency.limit_ms", "the agreed limit of latency", "a figure without its limit can't fail"),
    Need("latency.hardware", "the hardware of the measurement", "milliseconds without a machine say nothing"),
    Need("latency.batch_size", "the batch size of the measurement", "latency grows with it", _WARN),
    Need("memory.peak_mb", "the peak of memory", "a container is sized by its peak, not by the file"),
    Need("memory.limit_mb", "the limit of memory", "a figure without its limit can't fail"),
    Need("parameters", "the number of parameters", "it bounds memory and cost from below"),
    Need("precision", "the precision of the parameters", "it says how many bytes each takes", _WARN),
    Need("framework.name", "the framework", "it decides how the model is served"),
    Need(
        "framework.version", "the version of the framework", "another version may load or compute otherwise"
    ),
    Need("framework.python", "the version of Python", "artefacts and libraries depend on it", _WARN),
    Need("dependencies", "the versions of the libraries", "preprocessing changes with them", _WARN),
    Need("version", "the version of the model", "without it nobody knows which model is in production"),
    Need("artefact.file", "the artefact", "something has to be handed over"),
    Need("artefact.sha256", "the SHA-256 of the artefact", "it proves that this very file is served", _WARN),
    Need("evaluation.predictions", "the model's predictions", "the service is compared with them row by row"),
    Need("evaluation.labels", "the ground-truth labels", "every figure is recomputed from them"),
    Need("evaluation.split", "which set was used (test or validation)", "a set used for choices flatters"),
    Need("evaluation.how_labelled", "how the labels came about", "a label can be wrong or late", _WARN),
    Need("evaluation.collected_from", "when the evaluation data begin", "data grow old", _WARN),
    Need("training.data", "what the model learned from", "it tells where the model may fail", _WARN),
    Need("training.collected_until", "when the training data end", "a test before that day may leak", _WARN),
    Need("preprocessing", "the preprocessing", "the service must do the same to every input"),
    Need("inputs", "the inputs with types and ranges", "bad input has to be told from good", _WARN),
    Need("limits", "known limits", "who serves the model must know where it fails", _WARN),
    Need("owner.name", "the owner", "a failing model needs somebody who knows it"),
    Need("owner.contact", "how to reach the owner", "failures come at night", _WARN),
    Need("receiver.name", "who takes over", "an agreement has two sides"),
    Need("agreed", "the day of the agreement", "it is agreed before evaluation for production", _WARN),
    Need("purpose", "what the model is for", "it tells which errors are dear"),
    Need("task", "the task (binary, multiclass or regression)", "it tells which figures make sense"),
    Need("rollback.to_version", "the version to go back to", "without it a bad release stays"),
    Need("rollback.when", "when to go back", "at night nobody should have to argue"),
    Need("rollback.steps", "the steps of going back", "they have to be tried beforehand"),
    Need("monitoring.responsible", "who watches the model", "what nobody watches breaks unseen"),
    Need("monitoring.watched", "what is watched", "an accuracy in production has to be seen to fall"),
    Need(
        "monitoring.drift", "how changes of the data are noticed", "labels come late, inputs at once", _WARN
    ),
    Need("support.who", "who helps after deployment", "the data scientist goes on helping", _WARN),
    Need("support.retraining", "how the model is refined on live data", "every model grows old", _WARN),
)


def missing(contract: Contract) -> Iterator[Defect]:
    """A defect for each item that the contract does not state."""
    for need in _asked(contract):
        if _at(contract, need.where) in (None, "", (), {}):
            message = f"The contract does not state {need.what}: {need.why}."
            yield Defect(f"missing-{_rule(need.path)}", need.severity, message, need.where)


def _asked(contract: Contract) -> Iterator[Need]:
    yield from NEEDS
    evaluation = contract.evaluation
    for name in ("predictions", "labels"):
        file = getattr(evaluation, name) if evaluation else None
        if file is not None:
            yield Need(f"evaluation.{name}.column", f"the column of the {name}", "a file may hold several")
    if evaluation and contract.task is Task.BINARY:
        yield Need("evaluation.positive", "the positive class", "recall and precision depend on it")
    for n in range(len(contract.metrics)):
        yield Need(f"metrics.{n}.value", "the figure", "a bound alone can't be checked against the data")
    for n in range(len(contract.monitoring.watched) if contract.monitoring else 0):
        alert = f"monitoring.watched.{n}.alert_when"
        yield Need(alert, "when somebody is called", "a figure without a threshold wakes nobody")


def _rule(path: str) -> str:
    return "-".join(part for part in path.replace("_", "-").split(".") if not part.isdigit())


def _at(contract: Contract, where: Where) -> Any:
    value: Any = contract
    for step in where:
        if value is None:
            return None
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
