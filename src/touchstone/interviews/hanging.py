"""Answers of one candidate hang together: an interval is worth its candidates, not its answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias

import numpy as np

from touchstone.interviews.model import Places
from touchstone.interviews.pool import Bools, Floats

LEVEL = 0.95  # of all intervals
RESAMPLES = 2_000  # the ends of an interval are then steady to 0.01

# The candidate of each row of a table; None: every row is another candidate's.
Of: TypeAlias = Sequence[Hashable] | None


def candidates_of(of: Of, rows: Bools) -> Places:
    """For each row that is true the number of its candidate, counted from 0 without gaps."""
    names = range(len(rows)) if of is None else of
    numbers: dict[Hashable, int] = {}
    return np.array(
        [numbers.setdefault(name, len(numbers)) for name, used in zip(names, rows, strict=True) if used],
        dtype=np.int64,
    )


def resampled(who: Places, statistic: Callable[[Places], float], seed: int) -> tuple[float, float]:
    """The interval of a statistic of rows: a percentile bootstrap that draws candidates with all their rows.

    Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8.
    """
    chance, count = np.random.default_rng(seed), int(who.max()) + 1
    order = np.argsort(who, kind="stable")
    held = np.split(order, np.cumsum(np.bincount(who))[:-1])
    draws = [
        statistic(np.concatenate([held[one] for one in chance.integers(0, count, count)]))
        for _ in range(RESAMPLES)
    ]
    known = np.array([draw for draw in draws if not math.isnan(draw)])
    if not len(known):
        return math.nan, math.nan
    low, high = np.quantile(known, [(1 - LEVEL) / 2, 1 - (1 - LEVEL) / 2])
    return float(low), float(high)


def spread_of_sum(adds: Floats, who: Places) -> float:
    """The standard deviation of a sum over rows of which those of one candidate hang together."""
    return float(np.sqrt((np.bincount(who, adds - adds.mean()) ** 2).sum()))
