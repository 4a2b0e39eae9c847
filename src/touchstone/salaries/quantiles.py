"""Percentiles and the interval of a median, without assuming any shape of the distribution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor, sqrt

EXACT_UP_TO = 5_000  # beyond, the normal approximation of the ranks is exact to one rank in a thousand


def quantile(ascending: Sequence[float], q: float) -> float:
    """The q-quantile (0 ≤ q ≤ 1) of ascending values, linear between neighbours (Hyndman and Fan, type 7).

    DuckDB, PostgreSQL and numpy call the same thing `quantile_cont`, `percentile_cont` and `linear`.
    Raises ValueError for no values or q outside 0 to 1.
    """
    if not ascending or not 0 <= q <= 1:
        raise ValueError("a quantile needs at least one value and 0 ≤ q ≤ 1")
    at = q * (len(ascending) - 1)
    low = floor(at)
    high = min(low + 1, len(ascending) - 1)
    return ascending[low] + (at - low) * (ascending[high] - ascending[low])


@lru_cache(maxsize=4096)
def median_ranks(n: int) -> tuple[int, int] | None:
    """The ranks (from 1) of the two ordered values that hold the median with at least 95 % confidence.

    The number of values below the median is binomial(n, 1/2), whatever the distribution (David and Nagaraja,
    Order Statistics, 3rd ed., 7.1). None below six values, where no such pair exists.
    """
    if n > EXACT_UP_TO:
        low = floor(n / 2 - 0.979981992 * sqrt(n))  # 1.959963985 / 2
        return low, n + 1 - low
    total, term, below, rank = 2**n, 1, 0, 0  # term = C(n, rank); below = the sum of the terms before it
    while (below + term) * 40 <= total:  # P(X ≤ rank) ≤ 0.025
        below += term
        term = term * (n - rank) // (rank + 1)
        rank += 1
    return (rank, n + 1 - rank) if rank >= 1 else None


def median_interval(ascending: Sequence[float]) -> tuple[float, float] | None:
    """The 95 % interval of the median of ascending values; None below six values."""
    ranks = median_ranks(len(ascending))
    return None if ranks is None else (ascending[ranks[0] - 1], ascending[ranks[1] - 1])
