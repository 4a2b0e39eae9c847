"""What the template of the document is given: a contract in words and figures, plain data only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from touchstone.core.hashes import content_hash, short
from touchstone.core.markdown import Markdown, escape
from touchstone.core.template_names import Names
from touchstone.handover.agreement import Agreement
from touchstone.handover.contract import Contract, Input, Person
from touchstone.handover.defects import Defect

_PAIR: Names = [{"what": None, "said": None}]
NAMES: Names = {
    **dict.fromkeys(("name", "version", "purpose", "checked", "checked_on", "hash", "valid", "rows")),
    "parties": _PAIR,
    "model": _PAIR,
    "evaluation": _PAIR,
    "serving": _PAIR,
    "figures": [dict.fromkeys(("figure", "stated", "found", "rows", "interval", "bound", "agrees"))],
    "dependencies": [{"name": None, "version": None}],
    "inputs": [dict.fromkeys(("name", "type", "range", "missing"))],
    "preprocessing": [None],
    "limits": [None],
    "monitoring": _PAIR,
    "watched": [dict.fromkeys(("name", "alert_when", "every"))],
    "rollback": _PAIR,
    "rollback_steps": [None],
    "support": _PAIR,
    "defects": [{"severity": None, "message": None}],
}  # what the template is given; `as_data` makes it
_AT_START = (
    "purpose",
    "preprocessing",
    "limits",
    "rollback_steps",
)  # begin a line: the template escapes them
_SEVERITY = {"error": "To mend", "warn": "To talk about", "info": "To know"}
_TASKS = {"binary": "two classes", "multiclass": "several classes", "regression": "a number"}


def as_data(
    contract: Contract,
    figures: Sequence[Agreement],
    defects: Sequence[Defect],
    checked_on: date,
    *,
    as_sample: bool = False,
) -> dict[str, Any]:
    """The contract as a template takes it; what was not said is left out.

    `as_sample`: nothing of what the check found, for somebody who is to find it.
    """
    if as_sample:
        figures, defects = [figure.unchecked() for figure in figures if figure.stated is not None], ()
    found = {
        "name": contract.name,
        "version": contract.version or "",
        "purpose": contract.purpose or "",
        "checked_on": checked_on.isoformat(),
        "checked": not as_sample,
        "hash": short(content_hash(contract)),
        "valid": all(defect.severity.value != "error" for defect in defects),
        "rows": next((f"{figure.n:,}" for figure in figures if figure.n), ""),
        **_pairs(contract),
        "figures": [
            _figure(figure) for figure in figures if figure.stated is not None or figure.column is None
        ],
        "dependencies": [{"name": name, "version": v} for name, v in contract.dependencies.items()],
        "inputs": [_input(item) for item in contract.inputs],
        "preprocessing": list(contract.preprocessing),
        "limits": list(contract.limits),
        "watched": _watched(contract),
        "rollback_steps": list(contract.rollback.steps) if contract.rollback else [],
        "defects": [{"severity": _SEVERITY[d.severity.value], "message": d.message} for d in defects],
    }
    return {name: value if name in _AT_START else _inside(value) for name, value in found.items()}


def _inside(value: Any) -> Any:
    """The same with each text fit for the middle of a line and a cell, where a bar begins the next."""
    if isinstance(value, dict):
        return {name: _inside(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_inside(inner) for inner in value]
    if not isinstance(value, str):
        return value
    held = escape("." + value.strip())[1:]  # after the point nothing begins a line: `0.9` needs no mark
    return Markdown(held.replace("|", "\\|"))


def tidy(markdown: str) -> str:
    """The document without the empty lines that conditions leave."""
    return re.sub(r"\n{3,}", "\n\n", markdown).strip() + "\n"


def _pairs(contract: Contract) -> dict[str, Any]:
    c, evaluation, training = contract, contract.evaluation, contract.training
    latency, memory, artefact, framework = c.latency, c.memory, c.artefact, c.framework
    monitoring, rollback, support = c.monitoring, c.rollback, c.support
    return {
        "parties": _said(
            ("Hands over (owner)", _person(c.owner)),
            ("Takes over", _person(c.receiver)),
            ("Agreed on", c.agreed),
        ),
        "model": _said(
            ("Predicts", _TASKS[c.task.value] if c.task else None),
            ("Framework", framework and _joined(framework.name, framework.version)),
            ("Python", framework and framework.python),
            ("Artefact", artefact and _joined(artefact.file, artefact.format)),
            ("SHA-256 of the artefact", artefact and artefact.sha256),
            ("Size of the artefact", artefact and _with(artefact.megabytes, "MB")),
            ("Parameters", c.parameters),
            ("Numeric type of the weights", c.precision),
            ("Learned from", training and training.data),
            ("Training data", training and _period(training.collected_from, training.collected_until)),
            ("Rows of training data", training and training.rows),
        ),
        "evaluation": _said(
            ("Set", evaluation and evaluation.split),
            ("Collected", evaluation and _period(evaluation.collected_from, evaluation.collected_until)),
            ("Rows", evaluation and evaluation.rows),
            ("Positive class", evaluation and evaluation.positive),
            ("Threshold", evaluation and evaluation.threshold),
            ("Predictions", evaluation and evaluation.predictions and evaluation.predictions.file),
            ("Ground-truth labels", evaluation and evaluation.labels and evaluation.labels.file),
            ("How the labels came about", evaluation and evaluation.how_labelled),
        ),
        "serving": _said(
            ("Latency, median", latency and _with(latency.p50_ms, "ms")),
            ("Latency, 95th percentile", latency and _with(latency.p95_ms, "ms")),
            ("Latency, 99th percentile", latency and _with(latency.p99_ms, "ms")),
            (
                f"Agreed limit, {latency.limit_at}" if latency else "",
                latency and _with(latency.limit_ms, "ms"),
            ),
            ("Batch size", latency and latency.batch_size),
            ("Measured calls", latency and latency.requests),
            ("Hardware", latency and latency.hardware),
            ("Memory at its peak", memory and _with(memory.peak_mb, "MB")),
            ("Agreed limit of memory", memory and _with(memory.limit_mb, "MB")),
        ),
        "monitoring": _said(
            ("Who watches", monitoring and monitoring.responsible),
            ("How changes of the data are noticed", monitoring and monitoring.drift),
        ),
        "rollback": _said(
            ("Back to version", rollback and rollback.to_version),
            ("When", rollback and rollback.when),
            ("Takes", rollback and _with(rollback.minutes, "minutes")),
        ),
        "support": _said(
            ("Who helps", support and support.who),
            ("Until", support and support.until),
            ("Refined on live data", support and support.retraining),
        ),
    }


def _said(*pairs: tuple[str, Any]) -> list[dict[str, str]]:
    return [{"what": what, "said": _text(value)} for what, value in pairs if value not in (None, "")]


def _text(value: Any) -> str:
    return (
        f"{value:,}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def _with(value: float | None, unit: str) -> str | None:
    return None if value is None else f"{value:,.10g} {unit}"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _person(person: Person | None) -> str | None:
    return _joined(person.name, person.role, person.contact) if person else None


def _period(begin: date | None, end: date | None) -> str | None:
    if begin and end:
        return f"{begin} to {end}"
    return f"from {begin}" if begin else f"until {end}" if end else None


def _figure(figure: Agreement) -> dict[str, str]:
    where = "" if figure.column is None else f", {figure.column} = {figure.equals}"
    ends = figure.interval
    return {
        "figure": figure.title + where,
        "stated": "" if figure.stated is None else f"{figure.stated:g}",
        "found": figure_text(figure.found) if figure.found is not None else "",
        "rows": "" if figure.n is None else f"{figure.n:,}",
        "interval": f"{figure_text(ends[0])} to {figure_text(ends[1])}" if ends else "",
        "bound": figure.bound,
        "agrees": {True: "yes", False: "no", None: ""}[figure.agrees],
    }


def figure_text(value: float) -> str:
    """A recomputed figure: four significant digits, whole numbers from ten thousand."""
    return f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"


def _input(item: Input) -> dict[str, str]:
    low, high = (None if end is None else f"{end:g}" for end in (item.minimum, item.maximum))
    span = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}" if high else ""
    return {
        "name": item.name,
        "type": item.type or "",
        "range": _spaced(span, item.unit),
        "missing": item.missing or "not said",
    }


def _spaced(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _watched(contract: Contract) -> list[dict[str, str]]:
    found: Iterable[Any] = contract.monitoring.watched if contract.monitoring else ()
    return [{"name": w.name, "alert_when": w.alert_when or "not said", "every": w.every or ""} for w in found]
