"""Distributions of counts, exact on exact arguments; Poisson keeps its e^−λ.

Formulas as in NIST/SEMATECH's handbook, section 1.3.6.6, with the parameters that the catalogue names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

from touchstone.maths.library import trust
from touchstone.maths.library.chances import density, share_of
from touchstone.maths.library.parameters import (
    MOST_EXACT_TERMS,
    MOST_TRIALS,
    as_fraction,
    count_of,
    decay,
    has_variables,
    probability,
    settled,
    trials_of,
    whole,
    within,
)
from touchstone.maths.library.whole_numbers import binomial, factorial
from touchstone.maths.scalars import add, divide, is_zero, multiply, power, subtract
from touchstone.maths.values import (
    ONE,
    ZERO,
    CannotEvaluate,
    Scalar,
    Symbolic,
    Value,
    as_float,
    integer,
    scalar,
)


def _symbols(*counts: Value) -> bool:
    """Whether a count is left open: the closed form is then the answer, for whole numbers in its place."""
    return any(isinstance(count, Symbolic) and has_variables(count) for count in counts)


def _trusted(k: Value, least: Scalar) -> Scalar:
    """A count with letters, taken to be whole and no smaller than its law allows."""
    count = scalar(k)
    if has_variables(count):
        trust.at_least(count, least, f"k is a whole number from {least} on", whole=True)
    return count


def _ways(n: Value, k: Value) -> Scalar:
    return binomial(n, k)


def binomial_pmf(k: Value, n: Value, p: Value) -> Value:
    """C(n, k) p^k (1 − p)^(n − k), with symbols for any of them."""
    if _symbols(k, n):
        ways, hit, chance = _ways(n, k), _trusted(k, ZERO), probability(p)
        rest = subtract(_trusted(n, ZERO), hit)
        if has_variables(rest):
            trust.at_least(rest, ZERO, "k is at most n")
        miss = power(subtract(ONE, chance), rest)
        return multiply(multiply(ways, power(chance, hit)), miss)
    count, trials, chance = whole(k), trials_of(n), probability(p)
    if not 0 <= count <= trials:
        return ZERO
    if has_variables(chance):
        rest = power(subtract(ONE, chance), Fraction(trials - count))
        return multiply(multiply(Fraction(math.comb(trials, count)), power(chance, Fraction(count))), rest)
    q = as_fraction(chance)
    return settled(math.comb(trials, count) * q**count * (1 - q) ** (trials - count), chance)


def binomial_cdf(k: Value, n: Value, p: Value) -> Value:
    """Σ binomial_pmf(j, n, p) for j ≤ k."""
    count, trials, chance = count_of(k, "k"), trials_of(n), probability(p)
    if count < 0:
        return ZERO
    if has_variables(chance):
        terms = (scalar(binomial_pmf(Fraction(j), n, chance)) for j in range(min(count, trials) + 1))
        return _sum(terms)
    q = as_fraction(chance)
    running = 0
    for term in islice(_binomial_terms(trials, q), count + 1):
        running += term
    return settled(Fraction(running, q.denominator**trials), chance)


def _sum(terms: Iterator[Scalar]) -> Scalar:
    result: Scalar = ZERO
    for term in terms:
        result = add(result, term)
    return result


def _binomial_terms(n: int, p: Fraction) -> Iterator[int]:
    """C(n, j) a^j (b − a)^(n − j) for j = 0, 1, … n, where p = a/b: each from the one before, in integers."""
    hit, miss = p.numerator, p.denominator - p.numerator
    if miss == 0:
        yield from (0 for _ in range(n))
        yield 1
        return
    term = miss**n
    for j in range(n + 1):
        yield term
        term = term * (n - j) * hit // ((j + 1) * miss)


def binomial_quantile(q: Value, n: Value, p: Value) -> Value:
    """The smallest k with binomial_cdf(k, n, p) ≥ q."""
    share, trials, chance = as_fraction(probability(q)), trials_of(n), as_fraction(probability(p))
    wanted = share.numerator * chance.denominator**trials
    running = 0
    for k, term in enumerate(_binomial_terms(trials, chance)):
        running += term
        if running * share.denominator >= wanted:
            return Fraction(k)
    return Fraction(trials)


def poisson_pmf(k: Value, rate: Value) -> Value:
    """λ^k e^−λ / k!, with symbols for either."""
    if _symbols(k):
        mean = within(rate, "the rate", ZERO)
        below = factorial(k)
        return multiply(divide(power(mean, _trusted(k, ZERO)), below), decay(mean))
    count, mean = whole(k), within(rate, "the rate", ZERO)
    if count < 0:
        return ZERO
    if isinstance(mean, Fraction) and count <= 200:
        return multiply(divide(power(mean, Fraction(count)), Fraction(math.factorial(count))), decay(mean))
    if has_variables(mean):
        return multiply(divide(power(mean, Fraction(count)), Fraction(math.factorial(count))), decay(mean))
    if is_zero(mean):
        return ONE if count == 0 else ZERO
    return density(_log_poisson, mean, Fraction(count))


def _log_poisson(mean: Any, count: Any) -> Any:
    import mpmath as m

    return count * m.log(mean) - mean - m.loggamma(count + 1)


def poisson_cdf(k: Value, rate: Value) -> Value:
    """Σ poisson_pmf(j, λ) for j ≤ k."""
    count, mean = count_of(k, "k"), within(rate, "the rate", ZERO)
    if count < 0:
        return ZERO
    if isinstance(mean, Fraction) and count <= MOST_EXACT_TERMS:
        return multiply(_poisson_sum(count, mean), decay(mean))
    if has_variables(mean):
        return _sum(scalar(poisson_pmf(Fraction(j), mean)) for j in range(count + 1))
    return share_of("pdtr", float(count), as_float(mean))


def _poisson_sum(k: int, rate: Fraction) -> Fraction:
    """Σ λ^j/j! for j ≤ k, by Horner's scheme."""
    result = ONE
    for j in range(k, 0, -1):
        result = 1 + result * rate / j
    return result


def geometric_pmf(k: Value, p: Value) -> Value:
    """(1 − p)^(k − 1) p: the first success is the k-th trial."""
    if _symbols(k):
        chance = probability(p)
        return multiply(power(subtract(ONE, chance), subtract(_trusted(k, ONE), ONE)), chance)
    count, chance = whole(k), probability(p)
    if count < 1:
        return ZERO
    if has_variables(chance):
        return multiply(power(subtract(ONE, chance), Fraction(count - 1)), chance)
    q = as_fraction(chance)
    return settled((1 - q) ** (count - 1) * q, chance)


def geometric_cdf(k: Value, p: Value) -> Value:
    """1 − (1 − p)^k."""
    count, chance = count_of(k, "k"), probability(p)
    if count < 1:
        return ZERO
    if has_variables(chance):
        return subtract(ONE, power(subtract(ONE, chance), Fraction(count)))
    return settled(1 - (1 - as_fraction(chance)) ** count, chance)


def negative_binomial_pmf(k: Value, r: Value, p: Value) -> Value:
    """C(k + r − 1, k) (1 − p)^k p^r: k failures before the r-th success."""
    count, wanted, chance = whole(k), trials_of(r, "r", 1), probability(p)
    if count < 0:
        return ZERO
    ways = math.comb(count + wanted - 1, count)
    if has_variables(chance):
        failures = power(subtract(ONE, chance), Fraction(count))
        return multiply(multiply(Fraction(ways), failures), power(chance, Fraction(wanted)))
    q = as_fraction(chance)
    return settled(ways * (1 - q) ** count * q**wanted, chance)


def negative_binomial_cdf(k: Value, r: Value, p: Value) -> Value:
    """Σ negative_binomial_pmf(j, r, p) for j ≤ k, which is P(Binomial(k + r, p) ≥ r)."""
    count, wanted = count_of(k, "k"), trials_of(r, "r", 1)
    if count < 0:
        return ZERO
    if count + wanted > MOST_TRIALS:
        raise CannotEvaluate(f"k + r must be at most {MOST_TRIALS:,}; found {count + wanted:,}")
    below = binomial_cdf(Fraction(wanted - 1), Fraction(count + wanted), p)
    return subtract(ONE, scalar(below))


def hypergeometric_numbers(population: Value, marked: Value, draws: Value) -> tuple[int, int, int]:
    """The size, the marked ones and the draws, as far as they can be."""
    size = trials_of(population, "the population")
    known = integer(marked, "the marked ones", low=0, high=size)
    return size, known, integer(draws, "the draws", low=0, high=size)


def hypergeometric_pmf(k: Value, population: Value, marked: Value, draws: Value) -> Value:
    """C(marked, k) C(population − marked, draws − k) / C(population, draws)."""
    count, (size, known, taken) = whole(k), hypergeometric_numbers(population, marked, draws)
    if count < 0 or count > taken:
        return ZERO
    ways = math.comb(known, count) * math.comb(size - known, taken - count)
    return settled(Fraction(ways, math.comb(size, taken)), ONE)


def hypergeometric_cdf(k: Value, population: Value, marked: Value, draws: Value) -> Value:
    """Σ hypergeometric_pmf(j, …) for j ≤ k."""
    most, (size, known, taken) = count_of(k, "k"), hypergeometric_numbers(population, marked, draws)
    first = max(0, taken - (size - known))
    ways = math.comb(known, first) * math.comb(size - known, taken - first)
    running = 0
    for j in range(first, min(most, known, taken) + 1):
        running += ways
        ways = ways * (known - j) * (taken - j) // ((j + 1) * (size - known - taken + j + 1))
    return settled(Fraction(running, math.comb(size, taken)), ONE)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "binomial_pmf": binomial_pmf,
    "binomial_cdf": binomial_cdf,
    "binomial_quantile": binomial_quantile,
    "poisson_pmf": poisson_pmf,
    "poisson_cdf": poisson_cdf,
    "geometric_pmf": geometric_pmf,
    "geometric_cdf": geometric_cdf,
    "negative_binomial_pmf": negative_binomial_pmf,
    "negative_binomial_cdf": negative_binomial_cdf,
    "hypergeometric_pmf": hypergeometric_pmf,
    "hypergeometric_cdf": hypergeometric_cdf,
}
