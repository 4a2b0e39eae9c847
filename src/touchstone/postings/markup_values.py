"""The values of a JobPosting, of which any may be of any shape."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

Data = dict[str, Any]


def text_of(value: Any) -> str:
    """The text without blanks around it; empty for anything else."""
    return value.strip() if isinstance(value, str) else ""


def mapping_of(value: Any) -> Data:
    """The object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    """The values; one alone is a list of it."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_number(value: Any) -> bool:
    """Whether it is a number, which true and false are not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def moment_of(value: Any) -> datetime | None:
    """The day and time, if it is one."""
    try:
        return datetime.fromisoformat(text_of(value)) if text_of(value) else None
    except ValueError:
        return None


def day_of(value: Any) -> date | None:
    """The day, if it is one."""
    moment = moment_of(value)
    return moment.date() if moment else None
