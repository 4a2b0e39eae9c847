"""How often the pay gap's interval holds the true gap, where pay is skewed, beside Fieller's own."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from random import Random
from statistics import fmean, variance

from bench.figures import Figure
from touchstone.own_pay.ratio import fieller, ratio_interval

TITLE = "pay gap: how often the 95 % interval holds the true gap, in %"
TIMES = 4_000
# Women and men; the spread of the logarithm of their pay; which share of each is paid how many times as much.
GROUPS = [
    ((10, 10), (0.2, 0.2), (0.0, 0.0), 1.0),
    ((10, 10), (0.6, 0.3), (0.0, 0.0), 1.0),
    ((10, 60), (0.5, 0.3), (0.0, 0.0), 1.0),
    ((10, 60), (0.2, 0.2), (0.1, 0.1), 2.0),
    ((200, 12), (0.3, 0.6), (0.0, 0.0), 1.0),
    ((200, 12), (0.2, 0.2), (0.1, 0.1), 2.0),
    ((20, 20), (0.3, 0.6), (0.0, 0.0), 1.0),
    ((30, 300), (0.2, 0.2), (0.1, 0.1), 2.0),
    ((100, 400), (0.6, 0.3), (0.0, 0.0), 1.0),
    # A sex of thirty shows nobody who is paid three times as much in one draw of five.
    ((29, 300), (0.15, 0.15), (0.05, 0.05), 3.0),
    ((30, 300), (0.15, 0.15), (0.05, 0.05), 3.0),
    ((30, 300), (0.15, 0.15), (0.05, 0.05), 4.0),
    ((40, 400), (0.15, 0.15), (0.05, 0.05), 3.0),
    ((60, 600), (0.15, 0.15), (0.05, 0.05), 3.0),
    ((400, 40), (0.15, 0.15), (0.05, 0.05), 3.0),
    ((100, 1000), (0.15, 0.15), (0.02, 0.02), 4.0),
    ((30, 300), (0.2, 0.6), (0.0, 0.0), 1.0),
    ((30, 300), (0.3, 0.3), (0.0, 0.0), 1.0),
]
# What one sex alone has, and its few need not show, no interval can know: nothing is promised.
BEYOND = [
    ((10, 60), (0.2, 0.3), (0.1, 0.0), 3.0),
    ((60, 10), (0.3, 0.2), (0.0, 0.1), 3.0),
    ((30, 300), (0.15, 0.15), (0.05, 0.0), 3.0),
]
LEAST = 94.0  # of 95, for what 4,000 draws leave open and the most skewed of these groups


def run(quick: bool) -> Iterator[Figure]:
    """Draws groups whose gap is known and counts how often each interval holds it."""
    chance = Random(1954)
    for sizes, spreads, rare, times_as_much in (*GROUPS, *BEYOND):
        what = f"{sizes[0]} women, {sizes[1]} men, spread {spreads[0]} and {spreads[1]}"
        if any(rare):
            what += f", {rare[0]:.0%} and {rare[1]:.0%} paid {times_as_much:g} times as much"
        pays = list(zip(sizes, spreads, rare, strict=True))
        ours, plain = _held(chance, pays, times_as_much, TIMES // 10 if quick else TIMES)
        promised = (sizes, spreads, rare, times_as_much) in GROUPS and not quick
        yield Figure(f"{what}: ours", 100 * ours, "%", LEAST if promised else None, at_least=True)
        yield Figure(f"{what}: Fieller's", 100 * plain, "%")


def _held(
    chance: Random, pays: list[tuple[int, float, float]], times_as_much: float, times: int
) -> tuple[float, float]:
    means = [exp(spread**2 / 2) * (1 - rare + rare * times_as_much) for _, spread, rare in pays]
    true, sizes = means[0] / means[1], [size for size, _, _ in pays]
    ours = plain = 0
    for _ in range(times):
        over, under = (_drawn(chance, *pay, times_as_much) for pay in pays)
        ours += _holds(ratio_interval(over, under), true)
        squares = [variance(one) / fmean(one) ** 2 for one in (over, under)]
        plain += _holds(fieller(squares, sizes, 0.95), true * fmean(under) / fmean(over))
    return ours / times, plain / times


def _drawn(chance: Random, size: int, spread: float, rare: float, times_as_much: float) -> list[float]:
    return [
        chance.lognormvariate(0, spread) * (times_as_much if chance.random() < rare else 1)
        for _ in range(size)
    ]


def _holds(ends: tuple[float, float] | None, true: float) -> bool:
    return ends is None or ends[0] <= true <= ends[1]
