"""Quantiles of continuous distributions: of the side that is smaller, and near the middle by the way to it.

So the last shares before 1 keep their digits, and so does a quantile near 0 of a symmetric distribution.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps

from touchstone.maths.library.chances import TOO_FAR, Shares, confirmed, shares
from touchstone.maths.library.densities import df_of, f_side, floats, t_below
from touchstone.maths.library.parameters import positive, special
from touchstone.maths.rounded import known
from touchstone.maths.scalars import add, multiply
from touchstone.maths.values import ONE, SMALLEST, ZERO, CannotEvaluate, Scalar, Value, as_float, scalar

# How far a quantile may be off, beside itself: the normal distribution's, and those that are searched for.
NORMAL, SEARCHED = 1e-14, 3e-12
# Nearer to one half than this, a share is told by how far it is from there.
MIDDLE = 0.25


def normal_quantile(q: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    """The x with normal_cdf(x) = q."""
    spread = positive(sd, "the standard deviation")
    return add(scalar(mean, "the mean"), multiply(spread, known(_standard_normal(shares(q)), NORMAL)))


def _end(q: Value, *ends: Scalar) -> Scalar | None:
    """The quantile at 0, and at 1 where that end is finite, too; None for what lies between."""
    share = scalar(q, "q")
    return next((end for at, end in zip((ZERO, ONE), ends, strict=False) if share == at), None)


def _standard_normal(wanted: Shares) -> float:
    """Far out by Wichura's AS 241, as in Python's statistics.NormalDist."""
    from statistics import NormalDist

    if abs(wanted.middle) < MIDDLE:
        return math.sqrt(2) * special("erfinv", 2 * wanted.middle)
    return math.copysign(NormalDist().inv_cdf(wanted.smaller), wanted.middle)


def t_quantile(q: Value, df: Value) -> Value:
    """The x with t_cdf(x, df) = q, from the share of beta's that x²/(n + x²) has."""
    n, wanted = as_float(df_of(df)), shares(q)
    if wanted.middle == 0:
        return 0.0
    if abs(wanted.middle) < MIDDLE:
        near = _sure("betaincinv", 0.5, n / 2, 2 * abs(wanted.middle))
        far = _sure("betainccinv", n / 2, 0.5, 2 * abs(wanted.middle))
    else:
        near = _sure("betainccinv", 0.5, n / 2, 2 * wanted.smaller)
        far = _sure("betaincinv", n / 2, 0.5, 2 * wanted.smaller)
    x = math.copysign(math.sqrt(n * near / far), wanted.middle)
    return confirmed(x, wanted, lambda x: t_below(x, n), lambda x: t_below(-x, n))


def gamma_quantile(q: Value, shape: Value, rate: Value) -> Value:
    """The x with gamma_cdf(x) = q."""
    a, b = floats((shape, "the shape"), (rate, "the rate"))
    if (end := _end(q, ZERO)) is not None:
        return end
    wanted = shares(q)
    x = _inverse("gammaincinv", "gammainccinv", wanted, a)
    return confirmed(x, wanted, lambda x: special("gammainc", a, x), lambda x: special("gammaincc", a, x)) / b


def _inverse(below: str, above: str, wanted: Shares, *arguments: float) -> float:
    """What SciPy's inverses make of the smaller share."""
    name = below if wanted.below <= wanted.above else above
    return _sure(name, *arguments, wanted.smaller)


def _sure(name: str, *arguments: float) -> float:
    """What SciPy's inverse gives, unless a float has no room for its digits."""
    found = special(name, *arguments)
    if abs(found) < SMALLEST:
        raise CannotEvaluate(TOO_FAR)
    return found


def chi2_quantile(q: Value, df: Value) -> Value:
    """The x with chi2_cdf(x, df) = q."""
    return gamma_quantile(q, as_float(df_of(df)) / 2, 0.5)


def f_quantile(q: Value, df1: Value, df2: Value) -> Value:
    """The x with f_cdf(x) = q, from the share of beta's that m·x/(m·x + n) has."""
    m, n = as_float(df_of(df1)), as_float(df_of(df2))
    if (end := _end(q, ZERO)) is not None:
        return end
    wanted = shares(q)
    share = _inverse("betaincinv", "betainccinv", wanted, m / 2, n / 2)
    rest = _inverse("betainccinv", "betaincinv", wanted, n / 2, m / 2)
    x = n * share / (m * rest)
    return confirmed(x, wanted, lambda x: f_side("betainc", x, m, n), lambda x: f_side("betaincc", x, m, n))


def beta_quantile(q: Value, a: Value, b: Value) -> Value:
    """The x with beta_cdf(x) = q."""
    first, second = floats((a, "a"), (b, "b"))
    if (end := _end(q, ZERO, ONE)) is not None:
        return end
    wanted = shares(q)
    x = _inverse("betaincinv", "betainccinv", wanted, first, second)
    if x > 0.5:  # near 1 the rest has digits that x can't have
        turned = Shares(wanted.above, wanted.below, -wanted.middle)
        rest = _inverse("betaincinv", "betainccinv", turned, second, first)
        return 1 - _beta_confirmed(rest, turned, second, first)
    return _beta_confirmed(x, wanted, first, second)


def _beta_confirmed(x: float, wanted: Shares, a: float, b: float) -> float:
    return confirmed(x, wanted, lambda x: special("betainc", a, b, x), lambda x: special("betaincc", a, b, x))


def _searched(quantile: Callable[..., Value]) -> Callable[..., Value]:
    """The function, whose floats know how far off they may be."""

    @wraps(quantile)
    def call(*arguments: Value) -> Value:
        found = quantile(*arguments)
        return known(found, SEARCHED) if isinstance(found, float) else found

    return call


SEARCHES = (t_quantile, chi2_quantile, f_quantile, beta_quantile, gamma_quantile)
FUNCTIONS: dict[str, Callable[..., Value]] = {
    "normal_quantile": normal_quantile,
    **{quantile.__name__: _searched(quantile) for quantile in SEARCHES},
}
