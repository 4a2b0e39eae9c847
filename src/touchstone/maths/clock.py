"""The time of the row that is being marked, for long steps that carry no deadline of their own.

Steps of the ladder plan with a share of the deadline and leave what is left undecided. What is looked at here
is the whole of it: a step that runs into this end was longer than anybody planned.
"""

from __future__ import annotations

from touchstone.maths.sampling import Deadline


class OutOfTime(Exception):
    """The row's time ended in the middle of a step."""


_row: Deadline | None = None


def begin(milliseconds: float) -> None:
    """Starts the time of a row."""
    global _row
    _row = Deadline(milliseconds)


def check() -> None:
    """To be called now and then by whatever may take long. Raises OutOfTime."""
    if _row is not None and not _row.left():
        raise OutOfTime
