"""Predictions and labels side by side: the same rows, the same kind of values, each doubt named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from touchstone.handover.metrics import Codes, Floats
from touchstone.handover.tables import NAMED, Unreadable

MAX_CLASSES = 1_000  # more distinct values are numbers to predict, or a wrong column


def texts(array: pa.Array) -> pa.Array:
    """The values as text, whole numbers without a point, so that `1`, `1.0` and a float 1 are one value."""
    kind = array.type
    if pa.types.is_boolean(kind):
        return pc.if_else(array, "true", "false")
    if pa.types.is_string(kind):
        return array
    if pa.types.is_floating(kind):
        whole = pc.all(pc.equal(pc.floor(array), array)).as_py()
        bounded = pc.all(pc.less(pc.abs(array), 9e15)).as_py()
        return pc.cast(pc.cast(array, pa.int64()) if whole and bounded else array, pa.string())
    return pc.cast(array, pa.string())


def numbers(array: pa.Array, what: str) -> Floats:
    """The values as floats. Raises Unreadable with those that are missing, no number, and not finite."""
    wrong = [f"is missing in {_gaps(array)}"] if array.null_count else []
    if pa.types.is_string(array.type):
        try:
            array = pc.cast(array, pa.float64())
        except pa.ArrowInvalid:
            raise Unreadable(f"{what} {' and '.join([*wrong, _offenders(array)])}") from None
    found: Floats = np.asarray(pc.cast(array, pa.float64()).to_numpy(zero_copy_only=False))
    odd = np.flatnonzero(~np.isfinite(found) & ~_missing(array))
    if len(odd):
        wrong.append(f"is not a finite number in {_rows(odd)}")
    if wrong:
        raise Unreadable(f"{what} {' and '.join(wrong)}")
    return found


def _offenders(array: pa.Array) -> str:
    found: list[str] = []
    for row, value in enumerate(array.to_pylist()):
        try:
            float("nan" if value is None else value)
        except ValueError:
            found.append(f"{shown(value)} in row {row + 1:,}")
            if len(found) == NAMED:
                break
    return f"should be a number, found {', '.join(found) or 'something else'}"


def no_gaps(array: pa.Array, what: str) -> None:
    """Raises Unreadable with the rows in which a value is missing."""
    if array.null_count:
        raise Unreadable(f"{what} is missing in {_gaps(array)}")


def _gaps(array: pa.Array) -> str:
    return _rows(np.flatnonzero(_missing(array)))


def _missing(array: pa.Array) -> np.ndarray[Any, Any]:
    return np.asarray(pc.is_null(array).to_numpy(zero_copy_only=False))


def _rows(places: Sequence[int] | np.ndarray[Any, Any]) -> str:
    """`row 4`, or `rows 4, 9, 12 and 31 more`, counted from 1 without the header."""
    if len(places) == 1:
        return f"row {int(places[0]) + 1:,}"
    named = ", ".join(f"{int(row) + 1:,}" for row in places[:NAMED])
    more = len(places) - NAMED
    return f"rows {named}" + (f" and {more:,} more" if more > 0 else "")


def shown(value: object) -> str:
    """A value of a file as a message may hold it: marks that a terminal would obey stand as their numbers."""
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def same_rows(predicted: pa.Array, labelled: pa.Array) -> pa.Array | None:
    """For each prediction the row of its label, where `mismatches` has none; None when they stand alike."""
    ours, theirs = texts(predicted), texts(labelled)
    return None if ours.equals(theirs) else pc.index_in(ours, value_set=theirs)


def mismatches(predicted: pa.Array, labelled: pa.Array) -> list[Unreadable]:
    """Ids that are missing, that stand twice, and rows that only one file has; each with its file."""
    ours, theirs = texts(predicted), texts(labelled)
    found = [*_odd_ids(ours, "predictions"), *_odd_ids(theirs, "labels")]
    if found or not ours.equals(theirs):
        for ids, others, what, lacks in (
            (ours, theirs, "predictions", "label"),
            (theirs, ours, "labels", "prediction"),
        ):
            stray = pc.and_(pc.is_valid(ids), pc.invert(pc.is_in(ids, value_set=others)))
            if pc.any(stray).as_py():
                found.append(Unreadable(_strays(ids, stray, what, lacks), what))
    return found


def _odd_ids(ids: pa.Array, what: str) -> Iterator[Unreadable]:
    if ids.null_count:
        yield Unreadable(f"the id of the {what} is missing in {_gaps(ids)}, counted without the header", what)
    try:
        _no_twins(ids.drop_null(), what)
    except Unreadable as error:
        yield Unreadable(str(error), what)


def _no_twins(ids: pa.Array, what: str) -> None:
    if pc.count_distinct(ids).as_py() == len(ids):
        return
    counts = pc.value_counts(ids)
    twice = counts.filter(pc.greater(counts.field("counts"), 1))
    values = ", ".join(shown(value.as_py()) for value in twice.field("values")[:NAMED])
    one = len(twice) == 1
    stand = "1 id stands" if one else f"{len(twice):,} ids stand"
    raise Unreadable(f"{stand} more than once in the {what}{': ' if one else ', such as '}{values}")


def _strays(ids: pa.Array, mask: pa.Array, what: str, lacks: str) -> str:
    found = ids.filter(mask)
    values = ", ".join(shown(value.as_py()) for value in found[:NAMED])
    if len(found) == 1:
        return f"1 {what.removesuffix('s')} has no {lacks}: the id {values}"
    return f"{len(found):,} {what} have no {lacks}, such as the id {values}"


@dataclass(frozen=True)
class Classes:
    """Labels and predictions as numbers of classes, and the names behind the numbers."""

    truth: Codes
    said: Codes
    names: tuple[str, ...]


def as_classes(labels: pa.Array, predictions: pa.Array) -> Classes:
    """Both columns over one list of classes. Raises Unreadable for gaps, too many, or names alike."""
    no_gaps(labels, "the label")
    no_gaps(predictions, "the prediction")
    truth, said = _alike(labels, predictions)
    names = sorted(set(pc.unique(truth).to_pylist()) | set(pc.unique(said).to_pylist()))
    if len(names) > MAX_CLASSES:
        raise Unreadable(
            f"there are {len(names):,} distinct values; a classifier has at most {MAX_CLASSES:,}: "
            "is this the right column, or a regression?"
        )
    folded: dict[str, str] = {}
    for name in names:
        other = folded.setdefault(name.casefold(), name)
        if other != name:
            raise Unreadable(f"the classes {other!r} and {name!r} differ in capitals only")
    values = pa.array(names, pa.string())
    return Classes(_codes(truth, values), _codes(said, values), tuple(names))


def _alike(labels: pa.Array, predictions: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Both as text; `1` and `1.0`, `True` and `true` are one class when the whole column is of that kind."""
    pair = (labels, predictions)
    if any(pa.types.is_string(array.type) for array in pair):
        for reading in (_truths, _numbers):
            try:
                return reading(labels), reading(predictions)
            except pa.ArrowInvalid:
                continue
    return texts(labels), texts(predictions)


def _truths(array: pa.Array) -> pa.Array:
    if pa.types.is_boolean(array.type):
        return texts(array)
    if not pa.types.is_string(array.type):
        raise pa.ArrowInvalid("not words")
    low = pc.utf8_lower(array)
    if not pc.all(pc.is_in(low, value_set=pa.array(["true", "false"]))).as_py():
        raise pa.ArrowInvalid("other words")
    return low


def _numbers(array: pa.Array) -> pa.Array:
    if pa.types.is_boolean(array.type):
        raise pa.ArrowInvalid("not numbers")
    return texts(pc.cast(array, pa.float64()))


def _codes(array: pa.Array, values: pa.Array) -> Codes:
    return np.asarray(pc.index_in(array, value_set=values).to_numpy(zero_copy_only=False), dtype=np.intp)
