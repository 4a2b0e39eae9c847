"""Takes numbers, booleans and dates as they are written: none is guessed from something else."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError, core_schema

# Parts of a schema that hold no further schema.
_NO_SCHEMA = frozenset({"metadata", "config", "cls", "function", "default", "expected", "serialization"})


def strict(schema: Any) -> Any:
    """The schema with its numbers, booleans and dates strict; text for a date, a list for a tuple stay good.

    pydantic's own `strict` would refuse those two as well, since YAML has neither dates nor tuples.
    """
    if isinstance(schema, list):
        return [strict(inner) for inner in schema]
    if isinstance(schema, tuple):
        return tuple(strict(inner) for inner in schema)
    if not isinstance(schema, dict):
        return schema
    inner = {key: found if key in _NO_SCHEMA else strict(found) for key, found in schema.items()}
    if inner.get("type") in ("bool", "int", "float"):
        inner["strict"] = True
    if inner.get("type") == "date":
        return core_schema.no_info_before_validator_function(_no_count, inner)
    return inner


def _no_count(value: Any) -> Any:
    """A date is written as one; pydantic would take 20261123 for seconds since 1970."""
    if isinstance(value, (int, float)):
        raise PydanticCustomError("date_type", "a date is text")
    return value
