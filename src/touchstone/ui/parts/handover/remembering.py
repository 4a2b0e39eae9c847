"""What a browser may give back to the contract's form: it may send anything, and a wrong value breaks a
field."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError

from touchstone.handover.contract import Contract
from touchstone.handover.names import METRICS
from touchstone.ui.parts.handover.shape import LATENCIES, PRECISIONS, SPLITS, TABLES, TASKS
from touchstone.ui.parts.handover.tables import NUMBERS
from touchstone.ui.parts.kept import MAX_LINE

MOST_ROWS = 2_000  # as many inputs as a contract may have
_TEXT = TypeAdapter(Annotated[str, Field(max_length=1_000_000)])  # what is too long stands there with a word
_TEXT_CELL = TypeAdapter(Annotated[str, Field(max_length=MAX_LINE)])
_NUMBER = TypeAdapter(Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)])
_WHOLE = TypeAdapter(Annotated[int, Field(ge=1, le=10**13)])
_DAY = TypeAdapter(date)
_CELL = TypeAdapter(Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)])


def _one_of(choices: Collection[str]) -> TypeAdapter[str]:
    def known(value: str) -> str:
        if value not in choices:
            raise ValueError("not offered")
        return value

    return TypeAdapter(Annotated[str, AfterValidator(known)])


_METRIC = _one_of({name for names in METRICS.values() for name in names})
_FILES = [
    f"evaluation.{file}.{part}" for file in ("predictions", "labels") for part in ("file", "id", "column")
]
# By the names of their widgets.
FIELDS: dict[str, TypeAdapter[Any]] = {
    **dict.fromkeys(("name", "version", "purpose", "owner.name", "owner.contact", "receiver.name"), _TEXT),
    **dict.fromkeys(("framework.name", "framework.version", "framework.python"), _TEXT),
    **dict.fromkeys(("artefact.file", "artefact.sha256", "training.data", "latency.hardware"), _TEXT),
    **dict.fromkeys((*_FILES, "evaluation.predictions.score", "evaluation.how_labelled"), _TEXT),
    **dict.fromkeys(("evaluation.positive", "monitoring.responsible", "monitoring.drift"), _TEXT),
    **dict.fromkeys(("support.who", "support.retraining", "rollback.to_version", "rollback.when"), _TEXT),
    **dict.fromkeys(("preprocessing", "limits", "rollback.steps"), _TEXT),
    **dict.fromkeys(("evaluation.threshold", "memory.peak_mb", "memory.limit_mb"), _NUMBER),
    **dict.fromkeys((f"latency.{name}" for name in LATENCIES), _NUMBER),
    **dict.fromkeys(("parameters", "latency.batch_size", "latency.requests"), _WHOLE),
    **dict.fromkeys(("agreed", "training.collected_until", "support.until"), _DAY),
    **dict.fromkeys(("evaluation.collected_from", "evaluation.collected_until"), _DAY),
    "task": _one_of(TASKS),
    "precision": _one_of(PRECISIONS),
    "evaluation.split": _one_of(SPLITS),
}


class Remembered(BaseModel):
    """Everything that is kept: the fields, the tables, what has no field, the names of the files."""

    fields: dict[str, Any] = {}
    tables: dict[str, list[dict[str, Any]]] = {}
    base: dict[str, Any] = {}
    files: Annotated[list[Annotated[str, Field(max_length=255)]], Field(max_length=40)] = []


def read(text: Any, most: int) -> Remembered | None:
    """What is kept in a text of at most `most` characters; None for what is not ours.

    Each value counts for itself: one that no field can take doesn't lose the rest.
    """
    if not isinstance(text, str) or not 2 < len(text) <= most:
        return None
    try:
        kept = Remembered.model_validate_json(text)
    except ValidationError:
        return None
    fields = {name: _taken(FIELDS[name], value) for name, value in kept.fields.items() if name in FIELDS}
    kept.fields = {name: value for name, value in fields.items() if value is not None}
    kept.tables = {name: _rows(name, rows) for name, rows in kept.tables.items() if name in TABLES}
    kept.base = _base(kept.base)
    return kept


def _taken(kind: TypeAdapter[Any], value: Any) -> Any:
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


def _rows(table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kinds = {column: _kind(table, column) for column in TABLES[table]}
    found = [
        {column: _taken(kind, row[column]) for column, kind in kinds.items() if column in row}
        for row in rows[:MOST_ROWS]
    ]
    said = [{column: value for column, value in row.items() if value is not None} for row in found]
    return [row for row in said if row]


def _kind(table: str, column: str) -> TypeAdapter[Any]:
    if column == "rows":
        return _WHOLE
    if column in NUMBERS:
        return _CELL
    return _METRIC if column == "name" and table in ("metrics", "slices") else _TEXT_CELL


def _base(said: dict[str, Any]) -> dict[str, Any]:
    try:
        contract = Contract.model_validate(said)
    except ValidationError:
        return {}
    return contract.model_dump(mode="json", exclude_defaults=True)
