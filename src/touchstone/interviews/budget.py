"""How long a search may take: whoever waits gets an answer, even if it is that nothing was decided."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

SEARCH_SECONDS = 4.0  # for a set, or for all those of a loop; the hardest of the bench's requests takes three
SAY_SECONDS = 0.4  # for what the nearest form misses, and for the nearest blueprint that works
OFFER_SECONDS = 0.9  # for each of two searches for what would work instead; as much again where time is left
WHOLE_SECONDS = 6.2  # for all of it: with starting and printing the answer comes within eight


class TimeIsUp(Exception):
    """A search was stopped before it decided. It never leaves the room: the answer says so in a sentence."""


@dataclass(frozen=True)
class Budget:
    """Seconds by a clock of its own, counted from when it is made."""

    seconds: float = SEARCH_SECONDS
    clock: Callable[[], float] = time.monotonic
    started: float = field(default=-1.0)

    def __post_init__(self) -> None:
        if self.started < 0:
            object.__setattr__(self, "started", self.clock())

    @property
    def left(self) -> float:
        """Seconds that are left, 0 or more."""
        return max(0.0, self.started + self.seconds - self.clock())

    def offers(self) -> Budget:
        """A budget for one of two searches for an offer, when this one is for all of an answer."""
        return Budget(min(2 * OFFER_SECONDS, max(OFFER_SECONDS, self.left / 2)), self.clock)

    def part(self, share: float) -> Budget:
        """A budget of its own with a share of what is left."""
        return Budget(self.left * share, self.clock)
