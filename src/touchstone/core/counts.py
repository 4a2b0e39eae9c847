"""Numbers of things in words."""

from __future__ import annotations

from collections.abc import Sequence


def count(n: int, one: str, many: str | None = None) -> str:
    """`1 question`, `3 questions`, `2,000 queries`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def are(n: int) -> str:
    """The verb that goes with so many: `is` or `are`."""
    return "is" if n == 1 else "are"


def interval(value: float | None, bounds: Sequence[float] | None) -> str:
    """`112,000 (108,000–117,000)`."""
    if value is None:
        return "not known"
    if not bounds:
        return f"{value:,.0f}"
    return f"{value:,.0f} ({bounds[0]:,.0f}–{bounds[1]:,.0f})"
