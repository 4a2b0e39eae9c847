"""The value of a data file that a contract means: `True` and `true`, `1.0` and `1` are one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TRUTHS = {"true", "false"}
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)


def as_read(meant: str, values: Sequence[str]) -> str | None:
    """Which of the values a contract means; None where it is none of them, or not one alone."""
    if meant in values:
        return meant
    if {value.lower() for value in values} <= _TRUTHS:
        alike = [value for value in values if value.lower() == meant.lower()]
    elif _NUMBER.fullmatch(meant):
        alike = [value for value in values if _NUMBER.fullmatch(value) and float(value) == float(meant)]
    else:
        return None
    return alike[0] if len(alike) == 1 else None
