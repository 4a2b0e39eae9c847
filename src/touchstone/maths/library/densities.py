"""Continuous distributions: uniform and exponential exact on exact arguments, the rest floats.

Their quantiles are in `continuous_quantiles`.

Formulas as in NIST/SEMATECH's handbook, section 1.3.6.6, with the parameters that the catalogue names.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths.library import trust
from touchstone.maths.library.chances import as_share, density, precise, share_of
from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.library.parameters import (
    decay,
    has_variables,
    positive,
    probability,
    special,
)
from touchstone.maths.scalars import add, compare, divide, multiply, negate, subtract
from touchstone.maths.values import (
    ONE,
    ZERO,
    CannotEvaluate,
    Scalar,
    Value,
    as_float,
    scalar,
)


def _interval(a: Value, b: Value) -> tuple[Scalar, Scalar]:
    low, high = scalar(a, "the low end"), scalar(b, "the high end")
    if compare(low, high) >= 0:
        raise CannotEvaluate("the low end must be below the high end")
    return low, high


def uniform_pdf(x: Value, a: Value, b: Value) -> Value:
    """1/(b − a) from a to b."""
    low, high = _interval(a, b)
    point = scalar(x, "x")
    inside = compare(point, low) >= 0 and compare(point, high) <= 0
    return divide(ONE, subtract(high, low)) if inside else ZERO


def uniform_cdf(x: Value, a: Value, b: Value) -> Value:
    """(x − a)/(b − a) from a to b."""
    low, high = _interval(a, b)
    point = scalar(x, "x")
    if compare(point, low) <= 0:
        return ZERO
    return divide(subtract(point, low), subtract(high, low)) if compare(point, high) < 0 else ONE


def uniform_quantile(q: Value, a: Value, b: Value) -> Value:
    """a + q(b − a)."""
    low, high = _interval(a, b)
    return add(low, multiply(probability(q, "q"), subtract(high, low)))


def _after_zero(x: Value, density: Callable[[Scalar], Scalar]) -> Value:
    point = scalar(x, "x")
    if has_variables(point):
        trust.at_least(point, ZERO, "x is at least 0")
        return density(point)
    return ZERO if compare(point, ZERO) < 0 else density(point)


def exponential_pdf(x: Value, rate: Value) -> Value:
    """λ e^−λx."""
    speed = positive(rate, "the rate")
    return _after_zero(x, lambda point: multiply(speed, decay(multiply(speed, point))))


def exponential_cdf(x: Value, rate: Value) -> Value:
    """1 − e^−λx."""
    speed = positive(rate, "the rate")
    return _after_zero(x, lambda point: subtract(ONE, decay(multiply(speed, point))))


def exponential_quantile(q: Value, rate: Value) -> Value:
    """−ln(1 − q)/λ."""
    rest = subtract(ONE, probability(q, "q"))
    return divide(negate(scalar(ELEMENTARY["ln"](rest))), positive(rate, "the rate"))


def standard(x: Value, mean: Value, sd: Value) -> tuple[Scalar, Scalar]:
    """(x − μ)/σ, and σ."""
    spread = positive(sd, "the standard deviation")
    return divide(subtract(scalar(x, "x"), scalar(mean, "the mean")), spread), spread


def normal_pdf(x: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    """e^(−z²/2) / (σ√2π), z = (x − μ)/σ."""
    import mpmath as m

    return density(lambda z, spread: -z * z / 2 - m.log(spread * m.sqrt(2 * m.pi)), *standard(x, mean, sd))


def normal_cdf(x: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    """erfc(−z/√2)/2, which keeps its digits far out in the lower tail."""
    return _normal_below(standard(x, mean, sd)[0])


def _normal_below(z: Scalar) -> float:
    import mpmath as m

    return precise(lambda z: m.erfc(-z / m.sqrt(2)) / 2, z)


def floats(*named: tuple[Value, str]) -> list[float]:
    """Parameters that are above 0."""
    return [as_float(positive(value, what)) for value, what in named]


def df_of(value: Value) -> Scalar:
    return positive(value, "the degrees of freedom")


def _log_beta(a: Any, b: Any) -> Any:
    import mpmath as m

    return m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)


def t_pdf(x: Value, df: Value) -> Value:
    """Student's t density."""
    import mpmath as m

    def logarithm(x: Any, n: Any) -> Any:
        return -_log_beta(n / 2, m.mpf(1) / 2) - m.log(n) / 2 - (n + 1) / 2 * m.log1p(x * x / n)

    return density(logarithm, scalar(x, "x"), df_of(df))


def t_cdf(x: Value, df: Value) -> Value:
    """Student's t, P(T ≤ x)."""
    return t_below(as_float(x), as_float(df_of(df)))


def t_below(x: float, n: float) -> float:
    """Near the middle by its difference from one half, which has digits of its own."""
    if abs(x) < 0.5:
        return as_share(0.5 + math.copysign(special("betainc", 0.5, n / 2, x * x / (n + x * x)) / 2, x))
    return share_of("stdtr", n, x)


def gamma_pdf(x: Value, shape: Value, rate: Value) -> Value:
    """β^α x^(α−1) e^(−βx) / Γ(α) for x > 0."""
    import mpmath as m

    a, b, point = positive(shape, "the shape"), positive(rate, "the rate"), scalar(x, "x")
    if (side := compare(point, ZERO)) <= 0:
        return _at_end(a, b) if side == 0 else ZERO
    return density(lambda x, a, b: a * m.log(b) + (a - 1) * m.log(x) - b * x - m.loggamma(a), point, a, b)


def _at_end(power: Scalar, value: Scalar) -> Scalar:
    """A density at its end that goes as x^(power − 1), and is `value` there where the power is 1."""
    if (side := compare(power, ONE)) < 0:
        raise CannotEvaluate("the density is infinite there")
    return value if side == 0 else ZERO


def gamma_cdf(x: Value, shape: Value, rate: Value) -> Value:
    """The regularised lower incomplete gamma function P(α, βx)."""
    a, b = floats((shape, "the shape"), (rate, "the rate"))
    point = as_float(x)
    return share_of("gammainc", a, b * point) if point > 0 else ZERO


def _half(df: Value) -> Scalar:
    return divide(df_of(df), Fraction(2))


def chi2_pdf(x: Value, df: Value) -> Value:
    """The gamma density with shape df/2 and rate 1/2."""
    return gamma_pdf(x, _half(df), Fraction(1, 2))


def chi2_cdf(x: Value, df: Value) -> Value:
    """P(df/2, x/2)."""
    return gamma_cdf(x, _half(df), Fraction(1, 2))


def f_pdf(x: Value, df1: Value, df2: Value) -> Value:
    """The density of a ratio of two chi-squares, each over its degrees of freedom."""
    import mpmath as m

    first, second, point = df_of(df1), df_of(df2), scalar(x, "x")
    if (side := compare(point, ZERO)) <= 0:
        return _at_end(_half(df1), ONE) if side == 0 else ZERO

    def logarithm(x: Any, a: Any, b: Any) -> Any:
        sides = a / 2 * m.log(a * x) + b / 2 * m.log(b) - (a + b) / 2 * m.log(a * x + b)
        return sides - m.log(x) - _log_beta(a / 2, b / 2)

    return density(logarithm, point, first, second)


def f_cdf(x: Value, df1: Value, df2: Value) -> Value:
    """P(F ≤ x)."""
    point = as_float(x)
    return f_side("betainc", point, as_float(df_of(df1)), as_float(df_of(df2))) if point > 0 else ZERO


def f_side(side: str, x: float, m: float, n: float) -> float:
    """P(F ≤ x) by `betainc`, P(F > x) by `betaincc`: from the share of m·x/(m·x + n) or its rest."""
    if m * x <= n:
        return share_of(side, m / 2, n / 2, m * x / (m * x + n))
    return share_of("betaincc" if side == "betainc" else "betainc", n / 2, m / 2, n / (m * x + n))


def beta_pdf(x: Value, a: Value, b: Value) -> Value:
    """x^(α−1) (1 − x)^(β−1) / B(α, β) on (0, 1)."""
    import mpmath as m

    first, second, point = positive(a, "a"), positive(b, "b"), scalar(x, "x")
    rest = subtract(ONE, point)
    if 0 in (compare(point, ZERO), compare(rest, ZERO)):
        return _beta_end(point, first, second)
    if compare(point, ZERO) < 0 or compare(rest, ZERO) < 0:
        return ZERO

    def logarithm(x: Any, y: Any, a: Any, b: Any) -> Any:
        return (a - 1) * m.log(x) + (b - 1) * m.log(y) - _log_beta(a, b)

    return density(logarithm, point, rest, first, second)


def _beta_end(point: Scalar, a: Scalar, b: Scalar) -> Scalar:
    return _at_end(a, b) if compare(point, ZERO) == 0 else _at_end(b, a)


def beta_cdf(x: Value, a: Value, b: Value) -> Value:
    """The regularised incomplete beta function."""
    return _beta_side("betainc", scalar(x, "x"), a, b)


def _beta_side(side: str, x: Scalar, a: Value, b: Value) -> Value:
    """P(X ≤ x) by `betainc`, P(X > x) by `betaincc`."""
    first, second = floats((a, "a"), (b, "b"))
    rest = subtract(ONE, x)
    if compare(x, ZERO) <= 0 or compare(rest, ZERO) <= 0:
        return ONE if (side == "betainc") == (compare(rest, ZERO) <= 0) else ZERO
    if compare(x, rest) <= 0:
        return share_of(side, first, second, as_float(x))
    return share_of("betaincc" if side == "betainc" else "betainc", second, first, as_float(rest))


def _normal_above(x: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    return _normal_below(negate(standard(x, mean, sd)[0]))


def _t_above(x: Value, df: Value) -> Value:
    return t_below(-as_float(x), as_float(df_of(df)))


def _gamma_above(x: Value, shape: Value, rate: Value) -> Value:
    a, b = floats((shape, "the shape"), (rate, "the rate"))
    return share_of("gammaincc", a, max(0.0, b * as_float(x)))


def _chi2_above(x: Value, df: Value) -> Value:
    return _gamma_above(x, _half(df), Fraction(1, 2))


def _f_above(x: Value, df1: Value, df2: Value) -> Value:
    point = as_float(x)
    return f_side("betaincc", point, as_float(df_of(df1)), as_float(df_of(df2))) if point > 0 else ONE


def _beta_above(x: Value, a: Value, b: Value) -> Value:
    return _beta_side("betaincc", scalar(x, "x"), a, b)


# What `1 - …_cdf(…)` is worth, in digits that the subtraction would lose.
ABOVE: dict[str, Callable[..., Value]] = {
    "normal_cdf": _normal_above,
    "t_cdf": _t_above,
    "chi2_cdf": _chi2_above,
    "f_cdf": _f_above,
    "beta_cdf": _beta_above,
    "gamma_cdf": _gamma_above,
}

FUNCTIONS: dict[str, Callable[..., Value]] = {
    "uniform_pdf": uniform_pdf,
    "uniform_cdf": uniform_cdf,
    "uniform_quantile": uniform_quantile,
    "exponential_pdf": exponential_pdf,
    "exponential_cdf": exponential_cdf,
    "exponential_quantile": exponential_quantile,
    "normal_pdf": normal_pdf,
    "normal_cdf": normal_cdf,
    "t_pdf": t_pdf,
    "t_cdf": t_cdf,
    "chi2_pdf": chi2_pdf,
    "chi2_cdf": chi2_cdf,
    "f_pdf": f_pdf,
    "f_cdf": f_cdf,
    "beta_pdf": beta_pdf,
    "beta_cdf": beta_cdf,
    "gamma_pdf": gamma_pdf,
    "gamma_cdf": gamma_cdf,
}
