"""From the files of a contract to recomputed figures: plain data in, plain data out.

A request names files, columns and the task; a result holds every figure for all rows and for each slice, the
hash of each file, and a sentence for each thing in the files that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from touchstone.core.counts import count
from touchstone.core.problems import nearest
from touchstone.handover import metrics
from touchstone.handover.as_read import as_read
from touchstone.handover.joining import as_classes, mismatches, no_gaps, numbers, same_rows, shown, texts
from touchstone.handover.metrics import Bools, Floats, Value
from touchstone.handover.names import Task
from touchstone.handover.tables import Columns, Unreadable, read_columns, sha256

MAX_SLICE_VALUES = 60  # of one column; more are no groups
TWO_FILES = "predictions and labels lie in two files: name the id of both to match their rows"
Figures = Callable[[Bools | None], dict[str, Value]]


class Mismatched(Exception):
    """Predictions and labels whose rows can't be matched, with each reason."""

    def __init__(self, each: Sequence[Unreadable]) -> None:
        super().__init__("; ".join(map(str, each)))
        self.each = tuple(each)


def measure(request: Mapping[str, Any]) -> dict[str, Any]:
    """What the files say. Never raises for what is in them: `problems` says it."""
    result: dict[str, Any] = {"problems": [], "hashes": {}, "slices": {}, "metrics": {}, "rows": None}
    for name in ("predictions", "labels", "latency", "artefact"):
        if name in request:
            try:
                result["hashes"][name] = sha256(Path(request[name]["path"]))
            except OSError:
                continue  # reading it says why
    if "task" in request:
        _evaluate(request, result)
    if "latency" in request:
        _times(request["latency"], result)
    return result


def _problem(result: dict[str, Any], file: str, rule: str, message: str) -> None:
    result["problems"].append({"file": file, "rule": rule, "message": message})


def _evaluate(request: Mapping[str, Any], result: dict[str, Any]) -> None:
    predictions, labels = (_read(request, result, name) for name in ("predictions", "labels"))
    if predictions is None or labels is None:
        return
    sound = [_sound(request, result, *one) for one in (("predictions", predictions), ("labels", labels))]
    try:
        joined = _joined(request, predictions, labels)
    except Mismatched as error:
        for one in error.each:
            _problem(result, one.where or "predictions", "rows-do-not-match", _sentence(one))
        return
    if not all(sound):
        return
    try:
        figures = _figures(request, joined, result)
    except Unreadable as error:
        _problem(result, "predictions", "bad-values", _sentence(error))
        return
    result["rows"] = len(joined["label"])
    result["metrics"] = _plain(figures(None))
    for column in request.get("slices", ()):
        _slice(column, joined, figures, result)


def _sentence(error: Unreadable) -> str:
    text = str(error)
    return text[0].upper() + text[1:] + "."


def _read(request: Mapping[str, Any], result: dict[str, Any], name: str) -> Columns | None:
    asked = request[name]
    wanted = [asked[field] for field in ("id", "column", "score") if asked.get(field)]
    try:
        return read_columns(Path(asked["path"]), wanted, optional=request.get("slices", ()))
    except Unreadable as error:
        _problem(result, name, "file-unreadable", f"The {name}, {asked['file']}: {error}.".replace("?.", "?"))
        return None


def _sound(request: Mapping[str, Any], result: dict[str, Any], name: str, columns: Columns) -> bool:
    """Whether each row of a file has its values; else the rows are named as they stand in that file.

    Side by side the labels stand in the order of the predictions, where nobody would find a row again.
    """
    asked, what = request[name], name.removesuffix("s")
    of = numbers if Task(request["task"]) is Task.REGRESSION else no_gaps
    looks: list[tuple[Callable[[pa.Array, str], object], str, str]] = [(of, asked["column"], f"the {what}")]
    if asked.get("score"):
        looks.append((numbers, asked["score"], "the score"))
    sound = True
    for look, column, said in looks:
        try:
            look(columns.columns[column], said)
        except Unreadable as error:
            told = f"{_sentence(error)[:-1]} of {asked['file']}, counted without the header."
            _problem(result, name, "bad-values", told)
            sound = False
    return sound


def _joined(request: Mapping[str, Any], predictions: Columns, labels: Columns) -> dict[str, pa.Array]:
    """The label, the prediction, the score and the slices, row by row."""
    ours, theirs = request["predictions"], request["labels"]
    ids = ours.get("id"), theirs.get("id")
    one_file = ours["path"] == theirs["path"]
    place = None
    if all(ids):
        each = predictions.columns[ids[0]], labels.columns[ids[1]]
        if wrong := mismatches(*each):
            raise Mismatched(wrong)
        place = same_rows(*each)
    elif not one_file:
        raise Mismatched([Unreadable(TWO_FILES)])
    label = {name: array if place is None else array.take(place) for name, array in labels.columns.items()}
    joined = {"label": label[theirs["column"]], "prediction": predictions.columns[ours["column"]]}
    if ours.get("score"):
        joined["score"] = predictions.columns[ours["score"]]
    for column in request.get("slices", ()):
        found = predictions.columns.get(column, label.get(column))
        if found is not None:
            joined["slice " + column] = found
    return joined


def _figures(request: Mapping[str, Any], joined: dict[str, pa.Array], result: dict[str, Any]) -> Figures:
    task = Task(request["task"])
    if task is Task.REGRESSION:
        truth, said = numbers(joined["label"], "the label"), numbers(joined["prediction"], "the prediction")
        return lambda rows: metrics.regression(
            *((truth, said) if rows is None else (truth[rows], said[rows]))
        )
    classes = as_classes(joined["label"], joined["prediction"])
    counts = np.bincount(classes.truth, minlength=len(classes.names))
    result["classes"] = {name: int(n) for name, n in zip(classes.names[:100], counts[:100], strict=True)}
    result["identical"] = bool(np.array_equal(classes.truth, classes.said))
    if task is Task.MULTICLASS:
        size = len(classes.names)
        return lambda rows: metrics.multiclass(
            *((classes.truth, classes.said) if rows is None else (classes.truth[rows], classes.said[rows])),
            size,
        )
    if len(classes.names) > 2:
        named = ", ".join(map(shown, classes.names[:6]))
        raise Unreadable(f"a binary model has two classes; these files hold {len(classes.names):,}: {named}")
    positive = _positive(str(request["positive"]), classes.names, result)
    code = classes.names.index(positive)
    yes, predicted = classes.truth == code, classes.said == code
    score = _score(request, joined, predicted, result)

    def of(rows: Bools | None) -> dict[str, Value]:
        if rows is None:
            return metrics.binary(yes, predicted, score)
        return metrics.binary(yes[rows], predicted[rows], None if score is None else score[rows])

    return of


def _positive(asked: str, names: tuple[str, ...], result: dict[str, Any]) -> str:
    """The positive class; a misspelt one is named, and the figures go on with the class that was meant."""
    if (found := as_read(asked, names)) is not None:
        return found
    meant = nearest(asked, names)
    hint = f"did you mean {meant!r}? The figures are those of it." if meant else f"known: {', '.join(names)}."
    said = f"No label and no prediction is the positive class {asked!r}; {hint}"
    if meant is None:
        raise Unreadable(said.rstrip("."))
    _problem(result, "positive", "unknown-class", said)
    return meant


def _score(
    request: Mapping[str, Any], joined: dict[str, pa.Array], predicted: Bools, result: dict[str, Any]
) -> Floats | None:
    if "score" not in joined:
        return None
    score = numbers(joined["score"], "the score")
    outside = int(np.sum((score < 0) | (score > 1)))
    if outside:
        lie = "1 score lies" if outside == 1 else f"{outside:,} scores lie"
        raise Unreadable(f"{lie} outside 0 to 1: a score is the probability of the positive class")
    threshold = request.get("threshold")
    if threshold is not None:
        # A score that is the threshold itself may fall on either side: `>` and `>=` are both in use.
        off = int(np.sum(((score >= threshold) != predicted) & (score != threshold)))
        if off:
            backwards, differ = off > len(score) / 2, "differs" if off == 1 else "differ"
            said = (
                f"{off:,} of {len(score):,} predictions {differ} from what the threshold {threshold:g} says"
            )
            hint = ": are these the scores of the other class?" if backwards else "."
            _problem(result, "predictions", "threshold-not-kept", said + hint)
    return score


def _slice(column: str, joined: dict[str, pa.Array], figures: Figures, result: dict[str, Any]) -> None:
    found = joined.get("slice " + column)
    if found is None:
        _problem(
            result,
            "predictions",
            "no-slice-column",
            f"Neither file has the column {column!r} that slices name.",
        )
        return
    values = texts(found)
    if pc.count_distinct(values).as_py() > MAX_SLICE_VALUES:
        said = f"The column {column!r} has more than {MAX_SLICE_VALUES} values: these are no slices."
        _problem(result, "predictions", "too-many-slices", said)
        return
    parts = []
    for value in sorted(pc.unique(values.drop_null()).to_pylist()):
        rows = np.asarray(pc.fill_null(pc.equal(values, value), False).to_numpy(zero_copy_only=False))
        parts.append({"equals": value, "rows": int(rows.sum()), "metrics": _plain(figures(rows))})
    result["slices"][column] = parts
    if values.null_count:
        said = f"{count(values.null_count, 'row has', 'rows have')} no value of {column!r} and no slice."
        _problem(result, "predictions", "slice-value-missing", said)


def _times(asked: Mapping[str, Any], result: dict[str, Any]) -> None:
    try:
        columns = read_columns(Path(asked["path"]), [asked["column"]])
        times = numbers(columns.columns[asked["column"]], "the time")
        if (times <= 0).any():
            raise Unreadable("a time is zero or negative")
    except Unreadable as error:
        _problem(result, "latency", "file-unreadable", f"The measurements, {asked['file']}: {error}.")
        return
    found = {name: metrics.percentile(times, share) for name, share in asked["shares"].items()}
    result["latency"] = {"n": len(times), **{name: list(ends) for name, ends in found.items()}}


def _plain(found: Mapping[str, Value]) -> dict[str, Any]:
    return {name: value.as_json() for name, value in found.items()}
