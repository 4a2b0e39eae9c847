"""Exact arithmetic on fractions, for the signs of polynomials and of |x| at rational points."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.limits import MAX_BITS
from touchstone.maths.numeric import Run, Undefined, Unsure


def _checked(value: Fraction | int | None) -> Fraction:
    if value is None:
        raise Unsure("not rational, or too large")
    value = Fraction(value)
    if exact.bits(value) > MAX_BITS:
        raise Unsure("too large")
    return value


class Rationals:
    """Fractions; whatever has no rational value is Unsure."""

    def number(self, value: Fraction) -> Run:
        return lambda env: value

    def constant(self, name: str) -> Run:
        raise Unsure(f"{name} is not rational")

    def add(self, a: Fraction, b: Fraction) -> Fraction:
        return _checked(a + b)

    def negative(self, a: Fraction) -> Fraction:
        return -a

    def multiply(self, a: Fraction, b: Fraction) -> Fraction:
        return _checked(a * b)

    def divide(self, a: Fraction, b: Fraction) -> Fraction:
        if b == 0:
            raise Undefined("division by zero")
        return _checked(a / b)

    def power_integer(self, a: Fraction, n: int) -> Fraction:
        return self.power(a, Fraction(n)) if n else Fraction(1)

    def power_rational(self, a: Fraction, exponent: Fraction) -> Fraction:
        if a < 0 and exponent.denominator % 2 == 0:
            raise Undefined("an even root of a negative number")
        if a < 0 and exponent.denominator > 1:
            value = self.power(-a, exponent)
            return value if exponent.numerator % 2 == 0 else -value
        return self.power(a, exponent)

    def power(self, a: Fraction, b: Fraction) -> Fraction:
        try:
            return _checked(exact.power(a, b))
        except exact.NoValue as error:
            raise Undefined(str(error)) from None

    def root(self, a: Fraction, degree: int) -> Fraction:
        if degree < 1:
            raise Undefined("a root needs a positive degree")
        if a < 0 and degree % 2 == 0:
            raise Undefined("an even root of a negative number")
        return self.power_rational(a, Fraction(1, degree))

    def function(self, name: str) -> Callable[..., Fraction]:
        found = _FUNCTIONS.get(name)
        if found is None:
            raise Unsure(f"{name} is not rational")
        return found


def _sqrt(a: Fraction) -> Fraction:
    return Rationals().root(a, 2)


_FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "abs": abs,
    "sqrt": _sqrt,
    "percent": lambda a: a / 100,
    "sign": lambda a: Fraction((a > 0) - (a < 0)),
    "relu": lambda a: max(a, Fraction(0)),
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "floor": lambda a: Fraction(math.floor(a)),
    "ceil": lambda a: Fraction(math.ceil(a)),
}
