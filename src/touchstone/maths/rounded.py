"""Decimals that know how far they may be from what they stand for.

A float that a table of a distribution gives is right to its last digit; a difference of two need not have one
right digit. So each carries what was worked out with more digits than a float has (`many`) and a bound on its
distance from the truth (`off`). Where a float is asked for that has lost its digits, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple, Self

from touchstone.maths.values import SMALLEST, TINY, CannotEvaluate, Scalar, Symbolic

# Bits worked with, 60 digits; and what rounding to them may do, beside the result.
BITS = 200
ROUNDING = 2.0 ** (4 - BITS)
# How far a float may be from what it stands for, where nothing is said: its maker knows it to 14 digits.
FLOAT = 1e-14
# Digits that a result, or a number that a table is asked for, has lost when it may be so far off.
LOST = 1e-10
# Digits that SymPy is handed, where there are as many.
TO_SYMPY = 44
ADVICE = (
    "a difference on the way has lost its digits: what was left is too small beside what it was worked out "
    "from; write the tail itself, as 1 - normal_cdf(9) or normal_cdf(-9)"
)


class Near(NamedTuple):
    """A number in many digits, and a bound on its distance from the truth."""

    many: Any
    off: Any


class Rounded(float):
    """A float with what is known of its error."""

    __slots__ = ("near",)
    near: Near

    @classmethod
    def of(cls, near: Near) -> Self:
        """The nearest float to a number. Raises CannotEvaluate where there is none."""
        try:
            number = float(near.many)
        except OverflowError:
            raise CannotEvaluate("a number on the way is larger than 1e308") from None
        if abs(number) == float("inf"):
            raise CannotEvaluate("a number on the way is larger than 1e308")
        if abs(number) < SMALLEST and near.many:
            raise CannotEvaluate(TINY)
        found = cls(number)
        found.near = near
        return found

    def __neg__(self) -> Rounded:
        return Rounded.of(Near(-self.near.many, self.near.off))

    def __abs__(self) -> Rounded:
        return -self if self < 0 else self

    def __reduce__(self) -> tuple[type[float], tuple[float]]:
        return float, (float(self),)


@cache
def context() -> Any:
    """mpmath's numbers of so many bits: nobody else changes their precision."""
    from mpmath.ctx_mp import MPContext

    ctx = MPContext()
    ctx.prec = BITS
    return ctx


def near(number: Scalar) -> Near:
    """A real number without letters in many digits. Raises CannotEvaluate for others."""
    ctx = context()
    if isinstance(number, Rounded):
        return number.near
    if isinstance(number, Fraction):
        many = ctx.mpf(number.numerator) / number.denominator
        exact = number.denominator == 1 and abs(number.numerator).bit_length() <= BITS
        return Near(many, ctx.mpf(0) if exact else abs(many) * ROUNDING)
    if isinstance(number, float):
        many = ctx.mpf(number)
        return Near(many, abs(many) * FLOAT)
    return _symbolic(number)


def _symbolic(number: Symbolic) -> Near:
    from touchstone.maths.symbolic import in_digits
    from touchstone.maths.values import as_float

    as_float(number)  # says what is amiss
    ctx = context()
    found = in_digits(number.expr, 56)
    if found is None:
        raise CannotEvaluate("a number on the way is too uncertain to go on with")
    many = ctx.mpf(str(found.as_real_imag()[0]))
    return Near(many, abs(many) * ctx.mpf(10) ** -52)


def known(number: float, error: float) -> Rounded:
    """A float that is known but for that share of it."""
    many = context().mpf(number)
    return Rounded.of(Near(many, abs(many) * error))


def sure(number: float) -> float:
    """The plain float. Raises CannotEvaluate where it has lost its digits."""
    if isinstance(number, Rounded):
        many, off = number.near
        if off > abs(many) * LOST:
            raise CannotEvaluate(ADVICE)
        return float(number)
    return number


def sign(number: float) -> int:
    """−1, 0 or 1. Raises CannotEvaluate where it can't be told."""
    if isinstance(number, Rounded):
        many, off = number.near
        if abs(many) <= off and off:
            raise CannotEvaluate(ADVICE)
        return int(many > 0) - int(many < 0)
    return int(number > 0) - int(number < 0)


def compare(left: Scalar, right: Scalar) -> int:
    """−1, 0 or 1 as left is below, equal to or above right; two that can't be told apart pass for equal."""
    a, b = near(left), near(right)
    apart = a.many - b.many
    return 0 if abs(apart) <= a.off + b.off else 1 if apart > 0 else -1


def same(left: Scalar, right: Scalar) -> None:
    """Refuses two that can't be told apart, unless both are exact: a condition on them holds by chance."""
    a, b = near(left), near(right)
    if abs(a.many - b.many) <= a.off + b.off and (a.off or b.off):
        raise CannotEvaluate("two decimals are too close to tell which is larger")


def _fraction(number: Any) -> Fraction:
    from mpmath.libmp import to_rational

    return Fraction(*map(int, to_rational(number._mpf_)))


def stepped(number: float, step: Callable[[Any], int]) -> int:
    """The whole number beside a decimal. Raises CannotEvaluate where it may be the next one."""
    many, off = near(number)
    low, high = (step(_fraction(end)) for end in (many - off, many + off))
    if low != high:
        raise CannotEvaluate("a decimal is too close to where rounding turns")
    return low


def add(a: Near, b: Near) -> Near:
    many = a.many + b.many
    return Near(many, a.off + b.off + abs(many) * ROUNDING)


def subtract(a: Near, b: Near) -> Near:
    return add(a, Near(-b.many, b.off))


def multiply(a: Near, b: Near) -> Near:
    many = a.many * b.many
    return Near(many, abs(a.many) * b.off + (abs(b.many) + b.off) * a.off + abs(many) * ROUNDING)


def divide(a: Near, b: Near) -> Near:
    least = abs(b.many) - b.off
    if least <= 0:
        raise CannotEvaluate(ADVICE)
    many = a.many / b.many
    return Near(many, (a.off + abs(many) * b.off) / least + abs(many) * ROUNDING)


def power(base: Near, exponent: Near) -> Near:
    """The base to the exponent, both real. Raises CannotEvaluate where there is no real value."""
    ctx = context()
    low, high = abs(base.many) - base.off, abs(base.many) + base.off
    e = exponent.many
    whole = ctx.isint(e) and not exponent.off
    if not whole and base.many < 0:
        reason = "a negative number to a fractional power has no real value"
        raise CannotEvaluate(ADVICE if low <= 0 else reason)
    if e == 0 and not exponent.off:
        return Near(ctx.mpf(1), ctx.mpf(0))
    if low <= 0:
        return _power_about_zero(base, exponent, high)
    _not_too_large(base, exponent)
    many = base.many ** (int(e) if whole else e)
    stretch = base.off / low * (abs(e) + exponent.off) + exponent.off * abs(ctx.log(abs(base.many)))
    if stretch > 0.1:
        raise CannotEvaluate(ADVICE)
    return Near(many, abs(many) * (2 * stretch + ROUNDING * (1 + abs(e))))


def _power_about_zero(base: Near, exponent: Near, high: Any) -> Near:
    ctx = context()
    if exponent.many <= 0 or exponent.off:
        if not base.many and not base.off:
            raise CannotEvaluate("a power on the way is infinite or too large")
        raise CannotEvaluate(ADVICE)
    e = int(exponent.many) if ctx.isint(exponent.many) else exponent.many
    many = base.many**e
    return Near(many, 2 * high**e if high else ctx.mpf(0))


def _not_too_large(base: Near, exponent: Near) -> None:
    ctx = context()
    if abs(ctx.mag(base.many)) * abs(exponent.many) > 10_000:
        raise CannotEvaluate("a power on the way is infinite or too large")


def applied(function: Callable[[Any], Any], number: Scalar) -> Near:
    """What a function of mpmath's makes of a number: how far off it is, is seen beside it on both sides."""
    many, off = near(number)
    value = function(many)
    error = abs(value) * ROUNDING * 16
    if off:
        try:
            error += sum(abs(function(many + step) - value) for step in (off, -off))
        except (ValueError, ZeroDivisionError):
            raise CannotEvaluate("a decimal is too close to where a function ends") from None
    return Near(value, error)
