"""Functions to and of whole numbers: rounding, remainders, divisors, factorials."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths import rounded as decimals
from touchstone.maths.library.elementary import exact_call, spread_of
from touchstone.maths.limits import MAX_BINOMIAL, MAX_FACTORIAL
from touchstone.maths.scalars import add, divide, multiply, subtract
from touchstone.maths.values import (
    ZERO,
    CannotEvaluate,
    Scalar,
    Symbolic,
    Value,
    as_float,
    checked,
    integer,
    scalar,
)

# Decimal places beyond this are a typing slip.
MOST_PLACES = 30


def floor(x: Value) -> Scalar:
    """The largest integer that is not above x."""
    return _to_integer(scalar(x, "the argument of floor"), math.floor, "floor")


def ceil(x: Value) -> Scalar:
    """The smallest integer that is not below x."""
    return _to_integer(scalar(x, "the argument of ceil"), math.ceil, "ceiling")


def _to_integer(x: Scalar, step: Callable[[Any], int], name: str) -> Scalar:
    if isinstance(x, Symbolic):
        return exact_call(name, x)
    return Fraction(decimals.stepped(x, step) if isinstance(x, float) else step(x))


def rounded(x: Value, places: Value = ZERO) -> Scalar:
    """x to so many decimal places, halves away from zero as in school: round(2.5) is 3, round(−2.5) is −3."""
    digits = integer(places, "the places of round", low=-MOST_PLACES, high=MOST_PLACES)
    number = scalar(x, "the argument of round")
    if isinstance(number, Symbolic):
        number = _many_digits(number)
    scale = Fraction(10) ** digits
    if isinstance(number, float):
        half = Fraction(1, 2) if number > 0 else -Fraction(1, 2)
        moved = add(multiply(number, scale), half)
        decimals.stepped(moved, math.trunc)  # type: ignore[arg-type]
    exact = Fraction(repr(number)) if isinstance(number, float) else number
    return (-1 if exact < 0 else 1) * Fraction(math.floor(abs(exact) * scale + Fraction(1, 2))) / scale


def _many_digits(number: Symbolic) -> Fraction:
    """An irrational number to 60 digits, so that rounding it is safe."""
    from touchstone.maths.symbolic import in_digits

    as_float(number)  # refuses variables and complex numbers
    found = in_digits(number.expr, 60)
    if found is None:
        raise CannotEvaluate("the digits that round needs can't be had")
    return Fraction(str(found))


def gcd(*arguments: Value) -> Scalar:
    """The greatest common divisor of integers."""
    return Fraction(math.gcd(*_integers(arguments, "gcd")))


def lcm(*arguments: Value) -> Scalar:
    """The least common multiple of integers."""
    return checked(Fraction(math.lcm(*_integers(arguments, "lcm"))))


def _integers(arguments: tuple[Value, ...], name: str) -> list[int]:
    return [integer(item, f"each argument of {name}") for item in spread_of(arguments, name)]


def mod(a: Value, n: Value) -> Scalar:
    """The remainder of a by n, with the sign of n."""
    left, right = scalar(a, "the first argument of mod"), scalar(n, "the second argument of mod")
    if isinstance(left, Symbolic) or isinstance(right, Symbolic):
        return exact_call("Mod", left, right)
    if right == 0:
        raise CannotEvaluate("a division by zero")
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left % right
    return subtract(left, multiply(right, floor(divide(left, right))))


def factorial(n: Value) -> Scalar:
    """n!, for whole numbers up to 200."""
    number = scalar(n, "the argument of factorial")
    if isinstance(number, Symbolic):
        return exact_call("factorial", number)
    return Fraction(math.factorial(integer(number, "the argument of factorial", low=0, high=MAX_FACTORIAL)))


def binomial(n: Value, k: Value) -> Scalar:
    """The number of ways to choose k of n, n up to 500."""
    above, below = scalar(n, "the first argument of binomial"), scalar(k, "the second argument of binomial")
    if isinstance(above, Symbolic) or isinstance(below, Symbolic):
        return exact_call("binomial", above, below)
    size = integer(above, "the first argument of binomial", low=0, high=MAX_BINOMIAL)
    chosen = integer(below, "the second argument of binomial", low=-MAX_BINOMIAL, high=MAX_BINOMIAL)
    return Fraction(math.comb(size, chosen)) if chosen >= 0 else ZERO


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "floor": floor,
    "ceil": ceil,
    "round": rounded,
    "gcd": gcd,
    "lcm": lcm,
    "mod": mod,
    "factorial": factorial,
    "binomial": binomial,
}
