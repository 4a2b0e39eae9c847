"""The form of a contract: what the contract file says, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from touchstone.handover.contract import Contract
from touchstone.handover.names import METRICS, Task
from touchstone.handover.service import Checked
from touchstone.ui.parts.handover.shape import LATENCIES, PRECISIONS, SPLITS, TABLES, TASKS
from touchstone.ui.parts.handover.tables import fill, rows_in, rows_of
from touchstone.ui.parts.kept import Kept

PREFIX = "contract-"
BASE = "contract-base"
_FORM = Kept(PREFIX)


def take_over(checked: Checked) -> None:
    """Puts the recomputed figures into the form, rounded as people write them."""
    for name in ("metrics", "slices"):
        rows = rows_in(name)
        fill(name, [row | _found(checked, row) for row in rows])


def _found(checked: Checked, row: Mapping[str, Any]) -> dict[str, Any]:
    sought = row.get("name"), row.get("column"), row.get("equals")
    for figure in checked.figures:
        if (figure.name, figure.column, figure.equals) == sought and figure.found is not None:
            return {"value": float(f"{figure.found:.3g}")}
    return {}


def contract_fields() -> dict[str, Any]:
    """What was filled in, in the shape of a contract file, over what a loaded contract says besides."""
    return over(st.session_state.get(BASE, {}), _fields())


def over(base: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields over a base: a field that was emptied stays empty, what has no field stays as it was."""
    found = dict(base) if isinstance(base, Mapping) else {}
    for name, value in fields.items():
        deeper = isinstance(value, Mapping) and name != "dependencies"
        found[name] = over(found.get(name), value) if deeper else value
    return found


def _fields() -> dict[str, Any]:
    model, data, serving, inputs, after = st.tabs(
        ["Model", "Figures and data", "Latency and memory", "Inputs", "After the hand-over"]
    )
    fields: dict[str, Any] = {}
    with model:
        fields |= _model()
    with data:
        fields |= _figures(fields["task"])
    with serving:
        fields |= _serving()
    with inputs:
        fields["inputs"] = _table("The fields that the model takes", "inputs")
        fields["preprocessing"] = _FORM.lines("Preprocessing, each step with its constants", "preprocessing")
        fields["limits"] = _FORM.lines("Known limits", "limits")
    with after:
        fields |= _after()
    return fields


def _model() -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        fields: dict[str, Any] = {
            "name": _FORM.line("Model", "name") or "Your model",
            "version": _FORM.line("Version", "version", help="Exactly one release, such as 1.4.0."),
            "task": _FORM.one_of("Predicts", "task", TASKS, default="binary"),
            "purpose": _FORM.line("What it is for", "purpose"),
            "agreed": _FORM.day("Agreed on", "agreed"),
            "parameters": _FORM.whole("Number of parameters", "parameters"),
            "precision": _FORM.one_of("Numeric type of the weights", "precision", PRECISIONS),
        }
    with right:
        fields["owner"] = {
            "name": _FORM.line("Owner (data scientist)", "owner.name"),
            "contact": _FORM.line("How to reach the owner", "owner.contact"),
        }
        fields["receiver"] = {"name": _FORM.line("Takes over (engineer)", "receiver.name")}
        fields["framework"] = {
            "name": _FORM.line("Framework", "framework.name"),
            "version": _FORM.line("Version of the framework", "framework.version"),
            "python": _FORM.line("Version of Python", "framework.python"),
        }
        fields["artefact"] = {
            "file": _FORM.line("Artefact", "artefact.file", help="Such as model-1.4.0.onnx."),
            "sha256": _FORM.line("SHA-256 of the artefact", "artefact.sha256"),
        }
    rows = _table("Libraries", "dependencies")
    fields["dependencies"] = {row["library"]: row.get("version") for row in rows if row.get("library")}
    return fields


def _figures(task: str | None) -> dict[str, Any]:
    known = {"name": list(METRICS[Task(task or "binary")])}
    fields: dict[str, Any] = {
        "metrics": _table("Figures, each with the bound that you agreed on", "metrics", known),
        "slices": _table("The same for groups of rows", "slices", known),
    }
    left, right = st.columns(2)
    evaluation: dict[str, Any] = {}
    with left:
        evaluation["predictions"] = _file("Predictions", "predictions", score=task == "binary")
        evaluation["split"] = _FORM.one_of("Measured on", "evaluation.split", SPLITS)
        evaluation["collected_from"] = _FORM.day("Evaluation data from", "evaluation.collected_from")
        evaluation["collected_until"] = _FORM.day("Evaluation data until", "evaluation.collected_until")
    with right:
        evaluation["labels"] = _file("Ground-truth labels", "labels")
        evaluation["how_labelled"] = _FORM.line("How the labels came about", "evaluation.how_labelled")
        if task == "binary":
            evaluation["positive"] = _FORM.line("Positive class", "evaluation.positive")
            evaluation["threshold"] = _FORM.number("Threshold of the score", "evaluation.threshold")
        training = {
            "data": _FORM.line("Learned from", "training.data"),
            "collected_until": _FORM.day("Training data until", "training.collected_until"),
        }
    return fields | {"evaluation": evaluation, "training": training}


def _file(label: str, name: str, *, score: bool = False) -> dict[str, Any] | None:
    at = f"evaluation.{name}."
    file = _FORM.line(f"{label}, file", at + "file", help="CSV or Parquet, handed in above.")
    found: dict[str, Any] = {
        "file": file,
        "id": _FORM.line(f"{label}, column of the row's id", at + "id"),
        "column": _FORM.line(f"{label}, column", at + "column"),
    }
    if score:
        found["score"] = _FORM.line(f"{label}, column of the score", at + "score")
    return found if file else None


def _serving() -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        latency: dict[str, Any] = {
            name: _FORM.number(label, f"latency.{name}") for name, label in LATENCIES.items()
        }
    with right:
        latency["hardware"] = _FORM.line("Measured on (hardware)", "latency.hardware")
        latency["batch_size"] = _FORM.whole("Batch size", "latency.batch_size")
        latency["requests"] = _FORM.whole("Measured calls", "latency.requests")
        memory = {
            "peak_mb": _FORM.number("Memory at its peak (MB)", "memory.peak_mb"),
            "limit_mb": _FORM.number("Agreed limit of memory (MB)", "memory.limit_mb"),
        }
    return {"latency": latency, "memory": memory}


def _after() -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        monitoring: dict[str, Any] = {
            "responsible": _FORM.line("Who watches", "monitoring.responsible"),
            "drift": _FORM.line("How changes of the data are noticed", "monitoring.drift"),
        }
        support = {
            "who": _FORM.line("Who helps after deployment", "support.who"),
            "until": _FORM.day("Until", "support.until"),
            "retraining": _FORM.line("How it is refined on live data", "support.retraining"),
        }
    with right:
        rollback = {
            "to_version": _FORM.line("Back to version", "rollback.to_version"),
            "when": _FORM.line("Go back when", "rollback.when"),
            "steps": _FORM.lines("Steps of going back", "rollback.steps"),
        }
    monitoring["watched"] = _table("What is watched", "watched")
    return {"monitoring": monitoring, "rollback": rollback, "support": support}


def _table(label: str, name: str, choices: dict[str, list[str]] | None = None) -> list[dict[str, Any]]:
    st.caption(label)
    return rows_of(name, TABLES[name], choices)


def go_on_in_form(contract: Contract) -> None:
    """Fills the form from a contract and goes to it. What the form has no field for is kept beside it."""
    st.session_state["choice-contract"] = "write"
    st.session_state[BASE] = contract.model_dump(mode="json", exclude_defaults=True)
    said = contract.model_dump(mode="python")
    for path, value in _leaves(said):
        if isinstance(value, tuple):
            value = "\n".join(map(str, value))
        elif path in ("task", "latency.limit_at") and value is not None:
            value = str(value)
        st.session_state[PREFIX + path] = value
    dependencies = [{"library": name, "version": v} for name, v in contract.dependencies.items()]
    watched = said["monitoring"]["watched"] if said["monitoring"] else ()
    for name in ("metrics", "slices", "inputs"):
        fill(name, said[name])
    fill("dependencies", dependencies)
    fill("watched", watched)


def _leaves(said: Mapping[str, Any], path: str = "") -> list[tuple[str, Any]]:
    """Each single value by its dotted path; tables are left to `fill`."""
    found: list[tuple[str, Any]] = []
    for name, value in said.items():
        if name in ("metrics", "slices", "inputs", "watched", "dependencies"):
            continue
        if isinstance(value, Mapping):
            found += _leaves(value, f"{path}{name}.")
        else:
            found.append((path + name, value))
    return found
