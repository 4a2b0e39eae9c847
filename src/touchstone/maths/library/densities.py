"""Continuous distributions: uniform and exponential exact on exact arguments, the rest floats.

Formulas as in NIST/SEMATECH's handbook, section 1.3.6.6, with the parameters that the catalogue names.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.library.parameters import (
    confirmed,
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
    before = not has_variables(point) and compare(point, ZERO) < 0
    return ZERO if before else density(point)


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


def _standard(x: Value, mean: Value, sd: Value) -> tuple[float, float]:
    spread = as_float(positive(sd, "the standard deviation"))
    return (as_float(x) - as_float(mean)) / spread, spread


def normal_pdf(x: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    """e^(−z²/2) / (σ√2π), z = (x − μ)/σ."""
    z, spread = _standard(x, mean, sd)
    return math.exp(-z * z / 2) / (spread * math.sqrt(2 * math.pi))


def normal_cdf(x: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    """erfc(−z/√2)/2, which keeps its digits far out in the lower tail."""
    return math.erfc(-_standard(x, mean, sd)[0] / math.sqrt(2)) / 2


def normal_quantile(q: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    """The x with normal_cdf(x) = q: Wichura's AS 241, as in Python's statistics.NormalDist."""
    from statistics import NormalDist

    share = _open(q)
    return as_float(mean) + as_float(positive(sd, "the standard deviation")) * NormalDist().inv_cdf(share)


def _open(q: Value) -> float:
    share = as_float(probability(q, "q"))
    if not 0 < share < 1:
        raise CannotEvaluate("the quantile at 0 or 1 is infinite")
    return share


def _floats(*named: tuple[Value, str]) -> list[float]:
    return [as_float(positive(value, what)) for value, what in named]


def _df(value: Value) -> float:
    return as_float(positive(value, "the degrees of freedom"))


def t_pdf(x: Value, df: Value) -> Value:
    """Student's t density."""
    n, point = _df(df), as_float(x)
    scale = math.lgamma((n + 1) / 2) - math.lgamma(n / 2) - math.log(n * math.pi) / 2
    return math.exp(scale - (n + 1) / 2 * math.log1p(point * point / n))


def t_cdf(x: Value, df: Value) -> Value:
    """Student's t, P(T ≤ x)."""
    return special("stdtr", _df(df), as_float(x))


def t_quantile(q: Value, df: Value) -> Value:
    """The x with t_cdf(x, df) = q."""
    n, share = _df(df), _open(q)
    return confirmed(special("stdtrit", n, share), share, lambda x: special("stdtr", n, x))


def gamma_pdf(x: Value, shape: Value, rate: Value) -> Value:
    """β^α x^(α−1) e^(−βx) / Γ(α) for x > 0."""
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    point = as_float(x)
    if point <= 0:
        return _at_end(a, b) if point == 0 else 0.0
    return math.exp(a * math.log(b) + (a - 1) * math.log(point) - b * point - math.lgamma(a))


def _at_end(power: float, value: float) -> float:
    """A density at its end that goes as x^(power − 1), and is `value` there where the power is 1."""
    if power < 1:
        raise CannotEvaluate("the density is infinite there")
    return value if power == 1 else 0.0


def gamma_cdf(x: Value, shape: Value, rate: Value) -> Value:
    """The regularised lower incomplete gamma function P(α, βx)."""
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    return special("gammainc", a, max(0.0, b * as_float(x)))


def gamma_quantile(q: Value, shape: Value, rate: Value) -> Value:
    """The x with gamma_cdf(x) = q."""
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    share = _open(q)
    return confirmed(special("gammaincinv", a, share), share, lambda x: special("gammainc", a, x)) / b


def chi2_pdf(x: Value, df: Value) -> Value:
    """The gamma density with shape df/2 and rate 1/2."""
    return gamma_pdf(x, _df(df) / 2, 0.5)


def chi2_cdf(x: Value, df: Value) -> Value:
    """P(df/2, x/2)."""
    return gamma_cdf(x, _df(df) / 2, 0.5)


def chi2_quantile(q: Value, df: Value) -> Value:
    """The x with chi2_cdf(x, df) = q."""
    return gamma_quantile(q, _df(df) / 2, 0.5)


def f_pdf(x: Value, df1: Value, df2: Value) -> Value:
    """The density of a ratio of two chi-squares, each over its degrees of freedom."""
    m, n, point = _df(df1), _df(df2), as_float(x)
    if point <= 0:
        return _at_end(m / 2, 1.0) if point == 0 else 0.0
    ratio = m * point / (m * point + n)
    return as_float(beta_pdf(ratio, m / 2, n / 2)) * ratio * (1 - ratio) / point


def f_cdf(x: Value, df1: Value, df2: Value) -> Value:
    """P(F ≤ x)."""
    return special("fdtr", _df(df1), _df(df2), max(0.0, as_float(x)))


def f_quantile(q: Value, df1: Value, df2: Value) -> Value:
    """The x with f_cdf(x) = q."""
    m, n, share = _df(df1), _df(df2), _open(q)
    return confirmed(special("fdtri", m, n, share), share, lambda x: special("fdtr", m, n, x))


def beta_pdf(x: Value, a: Value, b: Value) -> Value:
    """x^(α−1) (1 − x)^(β−1) / B(α, β) on (0, 1)."""
    first, second = _floats((a, "a"), (b, "b"))
    point = as_float(x)
    if point in (0, 1):
        return _at_end(*((first, second) if point == 0 else (second, first)))
    if not 0 < point < 1:
        return 0.0
    scale = math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)
    return math.exp(scale + (first - 1) * math.log(point) + (second - 1) * math.log1p(-point))


def beta_cdf(x: Value, a: Value, b: Value) -> Value:
    """The regularised incomplete beta function."""
    first, second = _floats((a, "a"), (b, "b"))
    return special("betainc", first, second, min(1.0, max(0.0, as_float(x))))


def beta_quantile(q: Value, a: Value, b: Value) -> Value:
    """The x with beta_cdf(x) = q."""
    first, second = _floats((a, "a"), (b, "b"))
    share = _open(q)
    found = special("betaincinv", first, second, share)
    return confirmed(found, share, lambda x: special("betainc", first, second, x))


def _normal_above(x: Value, mean: Value = ZERO, sd: Value = ONE) -> Value:
    return math.erfc(_standard(x, mean, sd)[0] / math.sqrt(2)) / 2


def _t_above(x: Value, df: Value) -> Value:
    return special("stdtr", _df(df), -as_float(x))


def _gamma_above(x: Value, shape: Value, rate: Value) -> Value:
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    return special("gammaincc", a, max(0.0, b * as_float(x)))


def _chi2_above(x: Value, df: Value) -> Value:
    return _gamma_above(x, _df(df) / 2, 0.5)


def _f_above(x: Value, df1: Value, df2: Value) -> Value:
    return special("fdtrc", _df(df1), _df(df2), max(0.0, as_float(x)))


def _beta_above(x: Value, a: Value, b: Value) -> Value:
    first, second = _floats((a, "a"), (b, "b"))
    return special("betaincc", first, second, min(1.0, max(0.0, as_float(x))))


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
    "normal_quantile": normal_quantile,
    "t_pdf": t_pdf,
    "t_cdf": t_cdf,
    "t_quantile": t_quantile,
    "chi2_pdf": chi2_pdf,
    "chi2_cdf": chi2_cdf,
    "chi2_quantile": chi2_quantile,
    "f_pdf": f_pdf,
    "f_cdf": f_cdf,
    "f_quantile": f_quantile,
    "beta_pdf": beta_pdf,
    "beta_cdf": beta_cdf,
    "beta_quantile": beta_quantile,
    "gamma_pdf": gamma_pdf,
    "gamma_cdf": gamma_cdf,
    "gamma_quantile": gamma_quantile,
}
