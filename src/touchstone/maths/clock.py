"""Budgets of time; and the time of the row that is being marked, for steps that are handed no deadline.

Steps of the ladder plan with a share of the deadline and leave what is left undecided. What is looked at by
`check` is the whole of it: a step that runs into this end was longer than anybody planned.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Deadline:
    """A budget of time that steps look at between themselves.

    It is this process's own time: what others take of a busy machine is no reason for another verdict.
    The worker's owner watches the clock on the wall.
    """

    def __init__(self, milliseconds: float) -> None:
        self.end = time.process_time() + milliseconds / 1000
        self._surely = time.monotonic() + milliseconds / 1000

    def left(self) -> bool:
        """Whether there is time for another step."""
        # The clock on the wall runs ahead of our own, and is asked thirty times as quickly.
        return time.monotonic() < self._surely or time.process_time() < self.end


class Steps(Deadline):
    """A budget of so many steps, on any machine the same, within a deadline."""

    def __init__(self, count: int, within: Deadline) -> None:
        self._count = count
        self._within = within

    def left(self) -> bool:
        """Whether there is another step left."""
        self._count -= 1
        return self._count >= 0 and self._within.left()


class OutOfTime(Exception):
    """The row's time ended in the middle of a step. No arithmetic error: that would mean no value."""


_row: Deadline | None = None


@contextmanager
def row(milliseconds: float) -> Iterator[None]:
    """The time of a row; `check` raises OutOfTime when it is over. What comes after has time of its own."""
    global _row
    _row = Deadline(milliseconds)
    try:
        yield
    finally:
        _row = None


def check() -> None:
    """To be called now and then by whatever may take long. Raises OutOfTime."""
    if _row is not None and not _row.left():
        raise OutOfTime
