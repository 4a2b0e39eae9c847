"""Statistics of data sets, exact on exact data. Formulas: NIST/SEMATECH's handbook unless one is named."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from touchstone.maths.library.certain import real_numbers
from touchstone.maths.scalars import (
    add,
    compare,
    divide,
    equal,
    is_zero,
    multiply,
    ordered,
    power,
    product,
    square_root,
    subtract,
    total,
)
from touchstone.maths.values import ONE, ZERO, CannotEvaluate, Scalar, Value, integer, listed, numbers, scalar

HALF = Fraction(1, 2)


def data_of(x: Value, name: str, *, least: int = 1) -> list[Scalar]:
    """The elements of a list, real but for the mean."""
    found = numbers(x, f"the argument of {name}", least=least)
    if name != "mean":
        real_numbers(found, name)
    return found


def pairs_of(x: Value, y: Value, name: str, *, least: int = 1) -> tuple[list[Scalar], list[Scalar]]:
    """The elements of two lists of one length."""
    left = numbers(x, f"the first argument of {name}", least=least)
    right = numbers(y, f"the second argument of {name}", least=least)
    if len(left) != len(right):
        raise CannotEvaluate(f"the lists given to {name} have {len(left)} and {len(right)} elements")
    if name != "mean":
        real_numbers([*left, *right], name)
    return left, right


def _mean(items: list[Scalar]) -> Scalar:
    return divide(total(items), Fraction(len(items)))


def mean(x: Value, weights: Value | None = None) -> Value:
    """The arithmetic mean, Σ w_i x_i / Σ w_i when weights are given."""
    if weights is None:
        return _mean(data_of(x, "mean"))
    items, shares = pairs_of(x, weights, "mean")
    return divide(_dot(items, shares), total(shares))


def _dot(left: list[Scalar], right: list[Scalar]) -> Scalar:
    return total([multiply(a, b) for a, b in zip(left, right, strict=True)])


def median(x: Value) -> Value:
    """The middle one of the sorted elements, or the mean of the two in the middle."""
    items = ordered(data_of(x, "median"))
    middle = len(items) // 2
    return items[middle] if len(items) % 2 else _mean(items[middle - 1 : middle + 1])


def mode(x: Value) -> Value:
    """The most frequent element; the sorted list of them when several share first place."""
    counts: list[tuple[Scalar, int]] = []
    for item in ordered(data_of(x, "mode")):
        if counts and equal(counts[-1][0], item):
            counts[-1] = (item, counts[-1][1] + 1)
        else:
            counts.append((item, 1))
    most = max(count for _, count in counts)
    winners = [item for item, count in counts if count == most]
    return winners[0] if len(winners) == 1 else listed(winners)


def _deviations(items: list[Scalar]) -> list[Scalar]:
    middle = _mean(items)
    return [subtract(item, middle) for item in items]


def _moment(items: list[Scalar], order: int) -> Scalar:
    """The population's central moment, Σ (x_i − mean)^order / n."""
    return _mean([power(item, Fraction(order)) for item in _deviations(items)])


def variance(x: Value) -> Value:
    """Σ (x_i − mean)² / (n − 1)."""
    items = data_of(x, "variance", least=2)
    return divide(multiply(_moment(items, 2), Fraction(len(items))), Fraction(len(items) - 1))


def population_variance(x: Value) -> Value:
    """Σ (x_i − mean)² / n."""
    return _moment(data_of(x, "pvariance"), 2)


def stdev(x: Value) -> Value:
    """The square root of the sample variance."""
    return square_root(scalar(variance(x)))


def population_stdev(x: Value) -> Value:
    """The square root of the population variance."""
    return square_root(scalar(population_variance(x)))


def quantile(x: Value, q: Value, kind: Value = Fraction(7)) -> Value:
    """The q-quantile by one of the nine definitions of Hyndman and Fan (1996), 7 as in NumPy and R."""
    items = ordered(data_of(x, "quantile"))
    share = scalar(q, "the second argument of quantile")
    if compare(share, ZERO) < 0 or compare(share, ONE) > 0:
        raise CannotEvaluate("the second argument of quantile is a share from 0 to 1")
    if isinstance(share, float):
        share = Fraction(repr(share))
    if not isinstance(share, Fraction):
        raise CannotEvaluate("the second argument of quantile must be rational")
    below, weight = _place(share, len(items), integer(kind, "the type of quantile", low=1, high=9))
    low = items[min(max(below, 1), len(items)) - 1]
    high = items[min(max(below + 1, 1), len(items)) - 1]
    return low if weight == 0 else add(low, multiply(weight, subtract(high, low)))


def _place(q: Fraction, n: int, kind: int) -> tuple[int, Fraction]:
    """The rank j (from 1) below the quantile and the weight of rank j + 1: table 1 of Hyndman and Fan."""
    shift = {
        1: ZERO,
        2: ZERO,
        3: -HALF,
        4: ZERO,
        5: HALF,
        6: q,
        7: 1 - q,
        8: (q + 1) / 3,
        9: q / 4 + Fraction(3, 8),
    }[kind]
    position = n * q + shift
    below = math.floor(position)
    rest = position - below
    if kind > 3:
        return below, rest
    if rest:
        return below, ONE
    return below, {1: ZERO, 2: HALF, 3: Fraction(below % 2)}[kind]


def iqr(x: Value) -> Value:
    """The third quartile less the first, both of type 7."""
    return subtract(scalar(quantile(x, Fraction(3, 4))), scalar(quantile(x, Fraction(1, 4))))


def _cross_moment(left: list[Scalar], right: list[Scalar]) -> Scalar:
    return _dot(_deviations(left), _deviations(right))


def covariance(x: Value, y: Value) -> Value:
    """Σ (x_i − mean)(y_i − mean) / (n − 1)."""
    left, right = pairs_of(x, y, "covariance", least=2)
    return divide(_cross_moment(left, right), Fraction(len(left) - 1))


def population_covariance(x: Value, y: Value) -> Value:
    """Σ (x_i − mean)(y_i − mean) / n."""
    left, right = pairs_of(x, y, "pcovariance")
    return divide(_cross_moment(left, right), Fraction(len(left)))


def correlation(x: Value, y: Value) -> Value:
    """Pearson's coefficient."""
    return _correlation(*pairs_of(x, y, "correlation", least=2))


def _correlation(left: list[Scalar], right: list[Scalar]) -> Scalar:
    below = multiply(_cross_moment(left, left), _cross_moment(right, right))
    if is_zero(below):
        raise CannotEvaluate("a list whose elements are all equal has no correlation")
    return divide(_cross_moment(left, right), square_root(below))


def rank_correlation(x: Value, y: Value) -> Value:
    """Spearman's coefficient: Pearson's on the ranks, equal elements sharing their mean rank."""
    left, right = pairs_of(x, y, "rank_correlation", least=2)
    return _correlation(_ranks(left), _ranks(right))


def _ranks(items: list[Scalar]) -> list[Scalar]:
    groups: list[list[Scalar]] = []
    for item in ordered(items):
        if groups and equal(groups[-1][0], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    ranks: dict[Scalar, Scalar] = {}
    before = 0
    for group in groups:
        ranks |= dict.fromkeys(group, before + Fraction(len(group) + 1, 2))
        before += len(group)
    return [ranks[item] for item in items]


def slope(x: Value, y: Value) -> Value:
    """Σ (x_i − mean)(y_i − mean) / Σ (x_i − mean)²."""
    left, right = pairs_of(x, y, "slope", least=2)
    below = _cross_moment(left, left)
    if is_zero(below):
        raise CannotEvaluate("a list whose elements are all equal has no line through it")
    return divide(_cross_moment(left, right), below)


def intercept(x: Value, y: Value) -> Value:
    """mean(y) − slope·mean(x)."""
    left, right = pairs_of(x, y, "intercept", least=2)
    return subtract(_mean(right), multiply(scalar(slope(x, y)), _mean(left)))


def _positive(x: Value, name: str) -> list[Scalar]:
    items = data_of(x, name)
    if any(compare(item, ZERO) <= 0 for item in items):
        raise CannotEvaluate(f"{name} takes positive elements")
    return items


def geometric_mean(x: Value) -> Value:
    """The n-th root of the product."""
    items = _positive(x, "geometric_mean")
    return power(product(items), Fraction(1, len(items)))


def harmonic_mean(x: Value) -> Value:
    """n / Σ 1/x_i."""
    items = _positive(x, "harmonic_mean")
    return divide(Fraction(len(items)), total([divide(ONE, item) for item in items]))


def skewness(x: Value) -> Value:
    """The third central moment over the cube of the population's standard deviation."""
    items = data_of(x, "skewness", least=2)
    return _standardised(items, 3, Fraction(3, 2))


def kurtosis(x: Value) -> Value:
    """The fourth central moment over the square of the population's variance; 3 for a normal one."""
    return _standardised(data_of(x, "kurtosis", least=2), 4, Fraction(2))


def _standardised(items: list[Scalar], order: int, exponent: Fraction) -> Scalar:
    second = _moment(items, 2)
    if is_zero(second):
        raise CannotEvaluate("a list whose elements are all equal has no shape")
    return divide(_moment(items, order), power(second, exponent))


def standard_error(x: Value) -> Value:
    """The standard error of the mean, stdev(x)/√n."""
    items = data_of(x, "standard_error", least=2)
    return square_root(divide(scalar(variance(x)), Fraction(len(items))))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "mean": mean,
    "median": median,
    "mode": mode,
    "variance": variance,
    "pvariance": population_variance,
    "stdev": stdev,
    "pstdev": population_stdev,
    "quantile": quantile,
    "iqr": iqr,
    "covariance": covariance,
    "pcovariance": population_covariance,
    "correlation": correlation,
    "rank_correlation": rank_correlation,
    "slope": slope,
    "intercept": intercept,
    "geometric_mean": geometric_mean,
    "harmonic_mean": harmonic_mean,
    "skewness": skewness,
    "kurtosis": kurtosis,
    "standard_error": standard_error,
}
