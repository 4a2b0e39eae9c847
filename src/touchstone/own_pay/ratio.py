"""The interval of a ratio of two averages, made to hold for pay: skewed, and often of few people.

Fieller's limits (1954) are exact for normal pay. Pay is skewed, and there his 95 % hold about nine times in
ten, and eight where a few are paid far above the rest and a sex may show nobody of them
(`python -m bench pay_gap` measures it). Two things widen them here. They are drawn as for 98 %. And the pay
of a sex is taken to spread, relative to its average, no less than that of both together, where it may only
have missed whom the other shows: where as many drawn from the other would all stay within its own highest pay
more than twice in a hundred times; under thirty always. What one sex alone has and does not show, no interval
can know: where one in twenty of thirty women alone is paid three times as much, 83 in 100 hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, variance

from touchstone.salaries.confidence import LOW_BELOW

DRAWN_AS = 0.98
MISSED = 0.02  # as likely as the interval, as it is drawn, is to be wrong


def ratio_interval(over: Sequence[float], under: Sequence[float]) -> tuple[float, float] | None:
    """The interval that holds mean(over) / mean(under) with 95 %: two independent samples of at least two,
    of numbers above 0.

    None where the lower mean is too unsure for any bounded interval.
    """
    top, bottom = fmean(over), fmean(under)
    squares = variance(over) / top**2, variance(under) / bottom**2
    together = _together(squares, (len(over), len(under)))
    spread = [
        max(own, together) if _may_have_missed(pay, other) else own
        for own, pay, other in zip(squares, (over, under), (under, over), strict=True)
    ]
    ends = fieller(spread, (len(over), len(under)), DRAWN_AS)
    return None if ends is None else (ends[0] * top / bottom, ends[1] * top / bottom)


def _may_have_missed(pay: Sequence[float], other: Sequence[float]) -> bool:
    """Whether chance alone may have left out of `pay` those who, relative to the average, are paid in `other`
    above its highest."""
    highest = max(pay) / fmean(pay) * fmean(other)
    above = sum(one > highest for one in other) / len(other)
    return len(pay) < LOW_BELOW or (1 - above) ** len(pay) > MISSED


def _together(squares: Sequence[float], n: Sequence[int]) -> float:
    """The relative variance of both samples, each about its own mean."""
    return sum(square * (count - 1) for square, count in zip(squares, n, strict=True)) / (sum(n) - 2)


def fieller(squares: Sequence[float], n: Sequence[int], confidence: float) -> tuple[float, float] | None:
    """Fieller's limits as multiples of the ratio itself, of two samples' relative variances and sizes.

    With Welch and Satterthwaite's degrees of freedom. None where there is no bounded interval.
    """
    from scipy.stats import t

    a, b = (square / count for square, count in zip(squares, n, strict=True))
    if a + b == 0:
        return 1.0, 1.0
    freedom = (a + b) ** 2 / (a**2 / (n[0] - 1) + b**2 / (n[1] - 1))
    factor = float(t.ppf((1 + confidence) / 2, freedom))
    rest = 1 - factor**2 * b
    if rest <= 0:
        return None
    root = factor * sqrt(a + b - factor**2 * a * b)
    return (1 - root) / rest, (1 + root) / rest
