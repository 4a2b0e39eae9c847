"""Numbers of things in words."""

from __future__ import annotations


def count(n: int, one: str, many: str | None = None) -> str:
    """`1 question`, `3 questions`, `2,000 queries`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def are(n: int) -> str:
    """The verb that goes with so many: `is` or `are`."""
    return "is" if n == 1 else "are"
