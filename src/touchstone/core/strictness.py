"""Takes numbers, booleans and dates as they are written: none is guessed from something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

# Parts of a schema that hold no further schema.
_NO_SCHEMA = frozenset({"metadata", "config", "cls", "function", "default", "expected", "serialization"})


def strict(schema: Any) -> Any:
    """The schema with its numbers, booleans and dates strict; text for a date, a list for a tuple stay good.

    pydantic's own `strict` would refuse those two as well, since YAML has neither dates nor tuples.
    """
    return _each(schema, _strict)


def plain(schema: Any) -> Any:
    """The schema of text cells, whose numbers are digits: `8_5` is a slip of the keyboard, and no 85."""
    return _each(schema, _plain)


def _each(schema: Any, change: Callable[[dict[str, Any]], Any]) -> Any:
    """Every schema in a schema changed, the inner ones first."""
    if isinstance(schema, list):
        return [_each(inner, change) for inner in schema]
    if isinstance(schema, tuple):
        return tuple(_each(inner, change) for inner in schema)
    if not isinstance(schema, dict):
        return schema
    return change(
        {key: found if key in _NO_SCHEMA else _each(found, change) for key, found in schema.items()}
    )


def _plain(inner: dict[str, Any]) -> Any:
    if inner.get("type") in ("int", "float"):
        return core_schema.no_info_before_validator_function(_no_underscore, inner)
    return inner


def _no_underscore(value: Any) -> Any:
    if isinstance(value, str) and "_" in value:
        raise PydanticCustomError("float_parsing", "a number is digits")
    return value


def _strict(inner: dict[str, Any]) -> Any:
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
