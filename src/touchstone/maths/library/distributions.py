"""Distributions: counts exact on exact arguments, Poisson and exponential with their e^−λ, the rest floats.

Formulas as in NIST/SEMATECH's handbook, section 1.3.6.6, with the parameters that the catalogue names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice

from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.scalars import add, compare, divide, multiply, negate, power, subtract
from touchstone.maths.values import (
    MOST_BITS,
    ONE,
    ZERO,
    CannotEvaluate,
    Scalar,
    Symbolic,
    Value,
    as_float,
    integer,
    real,
    scalar,
    shown,
)

# Exact sums of this many terms take tens of milliseconds.
MOST_TRIALS = 5_000
# A sum of more terms times e^−λ is longer than anybody writes: the float says it better.
MOST_EXACT_TERMS = 50


def _has_variables(number: Scalar) -> bool:
    return isinstance(number, Symbolic) and bool(number.expr.free_symbols)


def _within(value: Value, what: str, low: Scalar | None, high: Scalar | None = None) -> Scalar:
    """A parameter between its bounds, both allowed; variables are taken on trust."""
    number = scalar(value, what)
    if _has_variables(number):
        return number
    if (low is not None and compare(number, low) < 0) or (high is not None and compare(number, high) > 0):
        range_ = f"at least {shown(low)}" if high is None and low is not None else "from 0 to 1"
        raise CannotEvaluate(f"{what} must be {range_}; found {shown(number)}")
    return number


def _positive(value: Value, what: str) -> Scalar:
    number = scalar(value, what)
    if not _has_variables(number) and compare(number, ZERO) <= 0:
        raise CannotEvaluate(f"{what} must be above 0; found {shown(number)}")
    return number


def _probability(value: Value, what: str = "a probability") -> Scalar:
    return _within(value, what, ZERO, ONE)


def _fraction(number: Scalar) -> Fraction:
    """A float as the decimal that is written for it, so that sums of many terms can be exact."""
    return number if isinstance(number, Fraction) else Fraction(repr(as_float(number)))


def _settled(exact: Fraction, like: Scalar) -> Fraction | float:
    """The exact result, or its nearest float when it came from a float or is too long to be written."""
    long = max(exact.numerator.bit_length(), exact.denominator.bit_length()) > MOST_BITS
    return exact.numerator / exact.denominator if long or not isinstance(like, Fraction) else exact


def _count(value: Value, what: str) -> int:
    """A count; the floor of a number between two, which cdfs allow."""
    number = scalar(value, what)
    if isinstance(number, Symbolic):
        as_float(number)
        raise CannotEvaluate(f"{what} must be rational")
    found = math.floor(number)
    if abs(found) > MOST_TRIALS:
        raise CannotEvaluate(f"{what} must be at most {MOST_TRIALS:,}; found {found}")
    return found


def _whole(value: Value, what: str = "k") -> int:
    return integer(value, what, low=-MOST_TRIALS, high=MOST_TRIALS)


def _trials(value: Value, what: str = "the number of trials", low: int = 0) -> int:
    return integer(value, what, low=low, high=MOST_TRIALS)


# -- counts --


def binomial_pmf(k: Value, n: Value, p: Value) -> Value:
    """C(n, k) p^k (1 − p)^(n − k)."""
    count, trials, chance = _whole(k), _trials(n), _probability(p)
    if not 0 <= count <= trials:
        return ZERO
    if _has_variables(chance):
        rest = power(subtract(ONE, chance), Fraction(trials - count))
        return multiply(multiply(Fraction(math.comb(trials, count)), power(chance, Fraction(count))), rest)
    q = _fraction(chance)
    return _settled(math.comb(trials, count) * q**count * (1 - q) ** (trials - count), chance)


def binomial_cdf(k: Value, n: Value, p: Value) -> Value:
    """Σ binomial_pmf(j, n, p) for j ≤ k."""
    count, trials, chance = _count(k, "k"), _trials(n), _probability(p)
    if count < 0:
        return ZERO
    if _has_variables(chance):
        terms = (scalar(binomial_pmf(Fraction(j), n, chance)) for j in range(min(count, trials) + 1))
        return _sum(terms)
    q = _fraction(chance)
    running = 0
    for term in islice(_binomial_terms(trials, q), count + 1):
        running += term
    return _settled(Fraction(running, q.denominator**trials), chance)


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
    share, trials, chance = _fraction(_probability(q)), _trials(n), _fraction(_probability(p))
    wanted = share.numerator * chance.denominator**trials
    running = 0
    for k, term in enumerate(_binomial_terms(trials, chance)):
        running += term
        if running * share.denominator >= wanted:
            return Fraction(k)
    return Fraction(trials)


def poisson_pmf(k: Value, rate: Value) -> Value:
    """λ^k e^−λ / k!."""
    count, mean = _whole(k), _within(rate, "the rate", ZERO)
    if count < 0:
        return ZERO
    if isinstance(mean, Fraction) and count <= 200:
        return multiply(divide(power(mean, Fraction(count)), Fraction(math.factorial(count))), _decay(mean))
    if _has_variables(mean):
        return multiply(divide(power(mean, Fraction(count)), Fraction(math.factorial(count))), _decay(mean))
    number = as_float(mean)
    return (
        math.exp(count * math.log(number) - number - math.lgamma(count + 1)) if number else float(not count)
    )


def _decay(rate: Scalar) -> Scalar:
    return scalar(ELEMENTARY["exp"](negate(rate)))


def poisson_cdf(k: Value, rate: Value) -> Value:
    """Σ poisson_pmf(j, λ) for j ≤ k."""
    count, mean = _count(k, "k"), _within(rate, "the rate", ZERO)
    if count < 0:
        return ZERO
    if isinstance(mean, Fraction) and count <= MOST_EXACT_TERMS:
        return multiply(_poisson_sum(count, mean), _decay(mean))
    if _has_variables(mean):
        return _sum(scalar(poisson_pmf(Fraction(j), mean)) for j in range(count + 1))
    return _special("pdtr", float(count), as_float(mean))


def _poisson_sum(k: int, rate: Fraction) -> Fraction:
    """Σ λ^j/j! for j ≤ k, by Horner's scheme."""
    result = ONE
    for j in range(k, 0, -1):
        result = 1 + result * rate / j
    return result


def geometric_pmf(k: Value, p: Value) -> Value:
    """(1 − p)^(k − 1) p: the first success is the k-th trial."""
    count, chance = _whole(k), _probability(p)
    if count < 1:
        return ZERO
    if _has_variables(chance):
        return multiply(power(subtract(ONE, chance), Fraction(count - 1)), chance)
    q = _fraction(chance)
    return _settled((1 - q) ** (count - 1) * q, chance)


def geometric_cdf(k: Value, p: Value) -> Value:
    """1 − (1 − p)^k."""
    count, chance = _count(k, "k"), _probability(p)
    if count < 1:
        return ZERO
    if _has_variables(chance):
        return subtract(ONE, power(subtract(ONE, chance), Fraction(count)))
    return _settled(1 - (1 - _fraction(chance)) ** count, chance)


def negative_binomial_pmf(k: Value, r: Value, p: Value) -> Value:
    """C(k + r − 1, k) (1 − p)^k p^r: k failures before the r-th success."""
    count, wanted, chance = _whole(k), _trials(r, "r", 1), _probability(p)
    if count < 0:
        return ZERO
    ways = math.comb(count + wanted - 1, count)
    if _has_variables(chance):
        failures = power(subtract(ONE, chance), Fraction(count))
        return multiply(multiply(Fraction(ways), failures), power(chance, Fraction(wanted)))
    q = _fraction(chance)
    return _settled(ways * (1 - q) ** count * q**wanted, chance)


def negative_binomial_cdf(k: Value, r: Value, p: Value) -> Value:
    """Σ negative_binomial_pmf(j, r, p) for j ≤ k, which is P(Binomial(k + r, p) ≥ r)."""
    count, wanted = _count(k, "k"), _trials(r, "r", 1)
    if count < 0:
        return ZERO
    if count + wanted > MOST_TRIALS:
        raise CannotEvaluate(f"k + r must be at most {MOST_TRIALS:,}; found {count + wanted:,}")
    below = binomial_cdf(Fraction(wanted - 1), Fraction(count + wanted), p)
    return subtract(ONE, scalar(below))


def _hypergeometric(population: Value, marked: Value, draws: Value) -> tuple[int, int, int]:
    size = _trials(population, "the population")
    known = integer(marked, "the marked ones", low=0, high=size)
    return size, known, integer(draws, "the draws", low=0, high=size)


def hypergeometric_pmf(k: Value, population: Value, marked: Value, draws: Value) -> Value:
    """C(marked, k) C(population − marked, draws − k) / C(population, draws)."""
    count, (size, known, taken) = _whole(k), _hypergeometric(population, marked, draws)
    if count < 0 or count > taken:
        return ZERO
    ways = math.comb(known, count) * math.comb(size - known, taken - count)
    return _settled(Fraction(ways, math.comb(size, taken)), ONE)


def hypergeometric_cdf(k: Value, population: Value, marked: Value, draws: Value) -> Value:
    """Σ hypergeometric_pmf(j, …) for j ≤ k."""
    most, (size, known, taken) = _count(k, "k"), _hypergeometric(population, marked, draws)
    first = max(0, taken - (size - known))
    ways = math.comb(known, first) * math.comb(size - known, taken - first)
    running = 0
    for j in range(first, min(most, known, taken) + 1):
        running += ways
        ways = ways * (known - j) * (taken - j) // ((j + 1) * (size - known - taken + j + 1))
    return _settled(Fraction(running, math.comb(size, taken)), ONE)


# -- elementary densities --


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
    return add(low, multiply(_probability(q, "q"), subtract(high, low)))


def _after_zero(x: Value, density: Callable[[Scalar], Scalar]) -> Value:
    point = scalar(x, "x")
    before = not _has_variables(point) and compare(point, ZERO) < 0
    return ZERO if before else density(point)


def exponential_pdf(x: Value, rate: Value) -> Value:
    """λ e^−λx."""
    speed = _positive(rate, "the rate")
    return _after_zero(x, lambda point: multiply(speed, _decay(multiply(speed, point))))


def exponential_cdf(x: Value, rate: Value) -> Value:
    """1 − e^−λx."""
    speed = _positive(rate, "the rate")
    return _after_zero(x, lambda point: subtract(ONE, _decay(multiply(speed, point))))


def exponential_quantile(q: Value, rate: Value) -> Value:
    """−ln(1 − q)/λ."""
    rest = subtract(ONE, _probability(q, "q"))
    return divide(negate(scalar(ELEMENTARY["ln"](rest))), _positive(rate, "the rate"))


# -- floats --


def _standard(x: Value, mean: Value, sd: Value) -> tuple[float, float]:
    spread = as_float(_positive(sd, "the standard deviation"))
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
    return as_float(mean) + as_float(_positive(sd, "the standard deviation")) * NormalDist().inv_cdf(share)


def _open(q: Value) -> float:
    share = as_float(_probability(q, "q"))
    if not 0 < share < 1:
        raise CannotEvaluate("the quantile at 0 or 1 is infinite")
    return share


def _special(name: str, *arguments: float) -> float:
    """A ufunc of scipy.special, which is imported when first needed."""
    from scipy import special

    return real(float(getattr(special, name)(*arguments)))


def _floats(*named: tuple[Value, str]) -> list[float]:
    return [as_float(_positive(value, what)) for value, what in named]


def _df(value: Value) -> float:
    return as_float(_positive(value, "the degrees of freedom"))


def t_pdf(x: Value, df: Value) -> Value:
    """Student's t density."""
    n, point = _df(df), as_float(x)
    scale = math.lgamma((n + 1) / 2) - math.lgamma(n / 2) - math.log(n * math.pi) / 2
    return math.exp(scale - (n + 1) / 2 * math.log1p(point * point / n))


def t_cdf(x: Value, df: Value) -> Value:
    """Student's t, P(T ≤ x)."""
    return _special("stdtr", _df(df), as_float(x))


def t_quantile(q: Value, df: Value) -> Value:
    """The x with t_cdf(x, df) = q."""
    return _special("stdtrit", _df(df), _open(q))


def gamma_pdf(x: Value, shape: Value, rate: Value) -> Value:
    """β^α x^(α−1) e^(−βx) / Γ(α) for x > 0."""
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    point = as_float(x)
    if point <= 0:
        return 0.0
    return math.exp(a * math.log(b) + (a - 1) * math.log(point) - b * point - math.lgamma(a))


def gamma_cdf(x: Value, shape: Value, rate: Value) -> Value:
    """The regularised lower incomplete gamma function P(α, βx)."""
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    return _special("gammainc", a, max(0.0, b * as_float(x)))


def gamma_quantile(q: Value, shape: Value, rate: Value) -> Value:
    """The x with gamma_cdf(x) = q."""
    a, b = _floats((shape, "the shape"), (rate, "the rate"))
    return _special("gammaincinv", a, _open(q)) / b


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
        return 0.0
    ratio = m * point / (m * point + n)
    return as_float(beta_pdf(ratio, m / 2, n / 2)) * ratio * (1 - ratio) / point


def f_cdf(x: Value, df1: Value, df2: Value) -> Value:
    """P(F ≤ x)."""
    return _special("fdtr", _df(df1), _df(df2), max(0.0, as_float(x)))


def f_quantile(q: Value, df1: Value, df2: Value) -> Value:
    """The x with f_cdf(x) = q."""
    return _special("fdtri", _df(df1), _df(df2), _open(q))


def beta_pdf(x: Value, a: Value, b: Value) -> Value:
    """x^(α−1) (1 − x)^(β−1) / B(α, β) on (0, 1)."""
    first, second = _floats((a, "a"), (b, "b"))
    point = as_float(x)
    if not 0 < point < 1:
        return 0.0
    scale = math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)
    return math.exp(scale + (first - 1) * math.log(point) + (second - 1) * math.log1p(-point))


def beta_cdf(x: Value, a: Value, b: Value) -> Value:
    """The regularised incomplete beta function."""
    first, second = _floats((a, "a"), (b, "b"))
    return _special("betainc", first, second, min(1.0, max(0.0, as_float(x))))


def beta_quantile(q: Value, a: Value, b: Value) -> Value:
    """The x with beta_cdf(x) = q."""
    first, second = _floats((a, "a"), (b, "b"))
    return _special("betaincinv", first, second, _open(q))


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
