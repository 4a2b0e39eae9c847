"""Quantiles of counts: the smallest k whose chance of at most k reaches a share, in exact numbers.

With draws from 0 to 1 as shares they sample a law.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import context
from touchstone.maths.library.counts import hypergeometric_numbers
from touchstone.maths.library.parameters import MOST_TRIALS, as_fraction, positive, probability, trials_of
from touchstone.maths.values import ONE, ZERO, CannotEvaluate, Value

# Digits of e^rate beside the sum that has to reach a share of it: the two are never equal.
BITS = 400
# Bits of the largest power that is worked out exactly.
MOST_POWER = 2_000_000


def _share(q: Value) -> Fraction:
    return as_fraction(probability(q, "q"))


def _endless(q: Value) -> Fraction:
    """A share of a law without a largest value."""
    share = _share(q)
    if share == 1:
        raise CannotEvaluate("the quantile at 1 is infinite")
    return share


def _chance(p: Value) -> Fraction:
    chance = as_fraction(probability(p))
    if chance == 0:
        raise CannotEvaluate("a probability must be above 0; found 0")
    return chance


def _first(reached: Iterator[bool], start: int = 0) -> Fraction:
    """The first k, from `start` on, at which the share is reached."""
    for k, enough in enumerate(reached, start):
        if enough:
            return Fraction(k)
        if k > MOST_TRIALS:
            break
    raise CannotEvaluate(f"the quantile is above {MOST_TRIALS:,}")


def poisson_quantile(q: Value, rate: Value) -> Value:
    """The smallest k with poisson_cdf(k, rate) ≥ q."""
    share, mean = _endless(q), as_fraction(positive(rate, "the rate"))
    return _first(_poisson(share, mean)) if share else ZERO


def _poisson(share: Fraction, mean: Fraction) -> Iterator[bool]:
    """Whether Σ λ^j/j! for j ≤ k reaches q·e^λ: all terms are positive, so that no digits are lost."""
    ctx = context()
    with ctx.workprec(BITS):
        rate = ctx.mpf(mean.numerator) / mean.denominator
        wanted = ctx.mpf(share.numerator) / share.denominator * ctx.exp(rate)
        term = running = ctx.mpf(1)
    for k in range(1, MOST_TRIALS + 3):
        yield bool(running >= wanted)
        with ctx.workprec(BITS):
            term = term * rate / k
            running += term


def geometric_quantile(q: Value, p: Value) -> Value:
    """The smallest k from 1 on with geometric_cdf(k, p) ≥ q."""
    share, chance = _share(q), _chance(p)
    if chance == 1 or share == 0:
        return ONE
    _endless(q)
    # (1 − p)^k is down to 1 − q: from where logarithms say so, the exact numbers decide.
    rest, miss = 1 - share, 1 - chance
    k = round((math.log(rest.numerator) - math.log(rest.denominator)) / math.log1p(-float(chance)))
    if k * miss.denominator.bit_length() > MOST_POWER:
        raise CannotEvaluate("the quantile is too large")
    k = max(1, k - 1)
    while miss**k > rest:
        clock.check()
        k += 1
    while k > 1 and miss ** (k - 1) <= rest:
        clock.check()
        k -= 1
    return Fraction(k)


def negative_binomial_quantile(q: Value, r: Value, p: Value) -> Value:
    """The smallest k with negative_binomial_cdf(k, r, p) ≥ q."""
    wanted, chance = trials_of(r, "r", 1), _chance(p)
    if chance == 1 or _share(q) == 0:
        return ZERO
    return _first(_negative_binomial(_endless(q), wanted, chance))


def _negative_binomial(share: Fraction, r: int, p: Fraction) -> Iterator[bool]:
    """Sums of C(j + r − 1, j) (b − a)^j a^r b^(k − j) beside q·b^(k + r), where p = a/b."""
    a, b = p.numerator, p.denominator
    term = running = a**r
    whole = b**r
    k = 0
    while True:
        clock.check()
        yield running * share.denominator >= share.numerator * whole
        k += 1
        term = term * (k + r - 1) * (b - a) // k
        running, whole = running * b + term, whole * b


def hypergeometric_quantile(q: Value, population: Value, marked: Value, draws: Value) -> Value:
    """The smallest k with hypergeometric_cdf(k, …) ≥ q."""
    share, (size, known, taken) = _share(q), hypergeometric_numbers(population, marked, draws)
    first = max(0, taken - (size - known))
    wanted = share * math.comb(size, taken)
    running = 0
    for k in range(first, min(known, taken) + 1):
        running += math.comb(known, k) * math.comb(size - known, taken - k)
        if running >= wanted:
            return Fraction(k)
    raise AssertionError("all chances come to 1")


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "poisson_quantile": poisson_quantile,
    "geometric_quantile": geometric_quantile,
    "negative_binomial_quantile": negative_binomial_quantile,
    "hypergeometric_quantile": hypergeometric_quantile,
}
