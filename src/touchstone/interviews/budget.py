"""How long a search may take: whoever waits gets an answer, even if it is that nothing was decided."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

SEARCH_SECONDS = 4.0  # for a set, or for all those of a loop
HARD_SECONDS = (
    2.5  # more for all forms in one model: the hardest proof of the bench's 200 requests takes three
)
SAY_SECONDS = 0.4  # for what the nearest form misses, and for the nearest blueprint that works
OFFER_SECONDS = (
    0.6  # for each of two searches for what would work instead; three times that where time is left
)
WHOLE_SECONDS = 6.2  # for all of it: with starting and printing the answer comes within eight
SOON = 0.1  # seconds of work after which it is known how busy the machine is
SLOWEST = 10.0  # times: a busier machine than that has other troubles
SPARE = 0.2  # a share more: the machine may get busier meanwhile


class TimeIsUp(Exception):
    """A search was stopped before it decided. It never leaves the room: the answer says so in a sentence."""


@dataclass(frozen=True)
class Budget:
    """Seconds of the asking thread's own work, counted from when it is made.

    Work and not time, so that a busy machine answers later and not otherwise: on an idle one both are the
    same, since the solver works in the thread that asks. `clock` and `wall` give work and time.
    """

    seconds: float = SEARCH_SECONDS
    clock: Callable[[], float] = time.thread_time
    wall: Callable[[], float] = time.monotonic
    started: tuple[float, float] = ()  # type: ignore[assignment]

    def __post_init__(self) -> None:
        object.__setattr__(self, "started", self.started or (self.clock(), self.wall()))

    @property
    def left(self) -> float:
        """Seconds of work that are left, 0 or more."""
        return max(0.0, self.started[0] + self.seconds - self.clock())

    @property
    def wait(self) -> float:
        """For how long to wait for the solver, which knows of time alone: what is left, as slowly as it went
        so far, and a little."""
        worked, passed = self.clock() - self.started[0], self.wall() - self.started[1]
        slower = passed / worked if worked > SOON else SLOWEST
        return self.left * min(max(slower, 1.0), SLOWEST) * (1 + SPARE)

    def more(self, seconds: float) -> Budget:
        """A budget of its own with what is left and so many seconds."""
        return Budget(self.left + seconds, self.clock, self.wall)

    def offers(self) -> Budget:
        """A budget for one of two searches for an offer, when this one is for all of an answer."""
        return Budget(min(3 * OFFER_SECONDS, max(OFFER_SECONDS, self.left / 2)), self.clock, self.wall)

    def part(self, share: float) -> Budget:
        """A budget of its own with a share of what is left."""
        return Budget(self.left * share, self.clock, self.wall)
