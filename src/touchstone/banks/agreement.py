"""Whether two routes lead to the same value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from touchstone.banks.answers import Tolerance
from touchstone.banks.values import Value

FLOAT_AGREEMENT = 1e-9  # doubles lose a few of their 16 digits on the way; a wrong key is off by far more
COMPARED_BY_GRADER = ("up_to", "assume", "variable", "constant", "kind", "names", "deadline_ms")


def same_values(
    row: Mapping[str, Any], first: Value, second: Value, tolerance: Tolerance | None = None
) -> bool | None:
    """Whether two values agree as answers of the grading row `row`; None where only the grader can tell.

    An interval has ends as well as numbers: (1, 2) and [1, 2] are not the same.
    """
    if row.get("up_to"):
        return None
    if row.get("kind") == "interval" and _ends(first) != _ends(second):
        return None
    return same_numbers(first, second, tolerance)


def _ends(value: Value) -> str:
    return value.text[:1] + value.text[-1:]


def same_numbers(first: Value, second: Value, tolerance: Tolerance | None = None) -> bool | None:
    """Whether two numbers, lists or matrices of one shape agree; None when they are something else.

    Sets are something else: their order says nothing.
    """
    if first.text.startswith("{") or second.text.startswith("{"):
        return None
    if isinstance(first.exact, Fraction) and isinstance(second.exact, Fraction) and tolerance is None:
        return first.exact == second.exact
    return _same(first.value, second.value, tolerance)


def _same(first: Any, second: Any, tolerance: Tolerance | None) -> bool | None:
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        inner = [_same(a, b, tolerance) for a, b in zip(first, second, strict=True)]
        return None if None in inner else all(inner)
    if isinstance(first, float) and isinstance(second, float):
        return _near(first, second, tolerance)
    return None


def _near(a: float, b: float, tolerance: Tolerance | None) -> bool:
    if not (math.isfinite(a) and math.isfinite(b)):
        return a == b
    if tolerance is None:
        return math.isclose(a, b, rel_tol=FLOAT_AGREEMENT, abs_tol=1e-12)
    relative = tolerance.relative is not None and abs(a - b) <= tolerance.relative * abs(a)
    return relative or (tolerance.absolute is not None and abs(a - b) <= tolerance.absolute)


def comparing_row(row: Mapping[str, Any], key: Value, other: Value) -> dict[str, Any]:
    """A grading row that asks whether `other` is the key, exactly, in whatever form."""
    kept = {name: row[name] for name in COMPARED_BY_GRADER if name in row}
    return {"key": key.text, **kept, "answer": other.text}
