"""Expressions of the maths language as they stand in a bank file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from touchstone.core.written import Written

MAX_LENGTH = 2_000  # the reader's own bound on what it reads


def as_expression(value: Any) -> Any:
    """YAML numbers, booleans and lists of them as maths text: `3` as "3", `[[1, 2], [3, 4]]` as a matrix.

    Raises ValueError for a mapping, which is what YAML makes of an unquoted `{1, 2}`.
    """
    if value is None:
        raise ValueError(
            "found nothing; inside {…} and […] a comma ends a value: put the expression in quotes"
        )
    if isinstance(value, dict):
        shown = ", ".join(str(key) for key in value)
        raise ValueError(f"found a mapping; to write a set, put it in quotes: '{{{shown}}}'")
    if isinstance(value, list):
        return "[" + ", ".join(str(as_expression(item)) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    return value


def as_list(value: Any) -> Any:
    """One expression, or a list of them, as a list."""
    return value if isinstance(value, (list, tuple)) else [value]


def number_text(value: int | float) -> str:
    """A number as the maths language writes it, with no more digits than it needs, and none lost."""
    if isinstance(value, Written):
        return value.text
    if isinstance(value, int) or not value.is_integer() or abs(value) >= 1e15:
        return repr(value)
    return str(int(value))


Expression = Annotated[
    str,
    BeforeValidator(as_expression),
    StringConstraints(min_length=1, max_length=MAX_LENGTH),
    WithJsonSchema(
        {
            "type": ["string", "number", "boolean", "array"],
            "description": "An expression in the maths language.",
        }
    ),
]
