"""What was expected, in plain words, for each way in which a value can be refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from touchstone.core.ids import KEBAB, SNAKE

_WHOLE, _NUMBER, _DATE = "a whole number", "a number", "a date such as 2026-11-23"
_LIST, _FIELDS = "a list", "a mapping (lines such as 'name: value')"
_PLAIN = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), _NUMBER),
    "finite_number": "a number that is not infinite",
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false"),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), _DATE),
    "date_from_datetime_inexact": _DATE,
    "string_type": "text",
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), _LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "mapping_type"), _FIELDS),
    "none_required": "nothing",
}
_BOUNDS = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
}
_PATTERNS = {
    r"^[A-Z]{3}$": "three capital letters, such as USD",
    r"^([A-Z]{3})?$": "three capital letters, such as USD",
    r"^[a-z]{2}$": "two small letters, such as en",
    r"^https?://": "a web address that begins with https://",
    r"^[0-9a-f": "a SHA-256: 64 digits from 0 to f",
    r"^\d{4}-\d{2}-\d{2}$": _DATE,
    KEBAB: "small letters, digits and single hyphens, such as bayes-theorem",
    SNAKE: "small letters, digits and underscores, such as data_scientist",
    r"^[a-z][a-z0-9_]*(": "small letters with dots between, such as statistics.inference",
    r"^[A-Z][A-Z0-9]*$": "capital letters and digits, such as MLE",
    r"^[A-Za-z]+(_": "a name of letters, with digits after an underscore, such as n or x_1",
    r"^[A-Za-z]$|": "one letter, or a word of up to seven small letters such as lambda",
}


def expected(error: Mapping[str, Any]) -> str | None:
    """What the value should have been, such as “a whole number”; None for a rule without words of its own.

    `error` is one of pydantic's, with `type` and `ctx`.
    """
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        pattern = limits["pattern"]
        return next((said for start, said in _PATTERNS.items() if pattern.startswith(start)), None)
    if kind == "string_too_short" and limits["min_length"] == 1:
        return "some text"
    if kind == "too_short" and limits["min_length"] == 1:
        return "at least one"
    return _PLAIN.get(kind) or (
        _BOUNDS[kind].format(**{name: _shown(limit) for name, limit in limits.items()})
        if kind in _BOUNDS
        else None
    )


def _shown(limit: Any) -> str:
    return (
        f"{limit:,.12g}"
        if isinstance(limit, float)
        else f"{limit:,}"
        if isinstance(limit, int)
        else str(limit)
    )
