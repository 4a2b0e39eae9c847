"""Arithmetic on numbers and expressions: exact fractions without SymPy, SymPy for roots and variables.

A float met on the way makes the result a float: what came from a table of a distribution is no longer exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from touchstone.maths import rounded
from touchstone.maths.rounded import Rounded
from touchstone.maths.values import MOST_BITS, ONE, ZERO, CannotEvaluate, Scalar, Symbolic, checked

# Symbolic powers are expanded, differentiated and printed: 1,000 is the reader's own bound.
MOST_EXPONENT = 1000


def add(left: Scalar, right: Scalar) -> Scalar:
    """The sum."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return checked(left + right)
    return _mixed(left, right, rounded.add, lambda a, b: a + b)


def subtract(left: Scalar, right: Scalar) -> Scalar:
    """The difference."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return checked(left - right)
    return _mixed(left, right, rounded.subtract, lambda a, b: a - b)


def multiply(left: Scalar, right: Scalar) -> Scalar:
    """The product."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return checked(left * right)
    return _mixed(left, right, rounded.multiply, lambda a, b: a * b)


def divide(left: Scalar, right: Scalar) -> Scalar:
    """The quotient. Raises CannotEvaluate for a division by zero."""
    if is_zero(right):
        raise CannotEvaluate("a division by zero")
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return checked(left / right)
    return _mixed(left, right, rounded.divide, lambda a, b: a / b)


def negate(number: Scalar) -> Scalar:
    """The number with the other sign."""
    return Symbolic(-number.expr) if isinstance(number, Symbolic) else -number


def power(base: Scalar, exponent: Scalar) -> Scalar:
    """`base ^ exponent`. Raises CannotEvaluate for 0 to a negative power and for what would be too large."""
    if isinstance(base, Fraction) and isinstance(exponent, Fraction):
        return _exact_power(base, exponent)
    if not isinstance(base, float) and not isinstance(exponent, float):
        _check_exponent(base, exponent)
    return _mixed(base, exponent, rounded.power, lambda a, b: a**b)


def _exact_power(base: Fraction, exponent: Fraction) -> Scalar:
    if base == 0 and exponent < 0:
        raise CannotEvaluate("a division by zero")
    if exponent.denominator == 1:
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if abs(base) != 1 and base != 0 and bits * abs(exponent.numerator) > 2 * MOST_BITS:
            raise CannotEvaluate("a power on the way is too large")
        if base in (1, -1):
            return ONE if base == 1 or exponent.numerator % 2 == 0 else -ONE
        return checked(base**exponent.numerator)
    root = exact_root(base, exponent.denominator) if base >= 0 else None
    if root is not None:
        return _exact_power(root, Fraction(exponent.numerator))
    _check_exponent(base, exponent)
    return _mixed(base, exponent, rounded.power, lambda a, b: a**b)


def exact_root(number: Fraction, degree: int) -> Fraction | None:
    """The rational root of a number ≥ 0, or None when it is irrational or the degree is large."""
    if degree > 64:
        return None
    above, below = _integer_root(number.numerator, degree), _integer_root(number.denominator, degree)
    return None if above is None or below is None else Fraction(above, below)


def _integer_root(number: int, degree: int) -> int | None:
    if degree == 2:
        root = math.isqrt(number)
        return root if root * root == number else None
    # Newton's method from above, exact on integers of any size
    root = 1 << -(-number.bit_length() // degree) if number else 0
    while root:
        lower = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if lower >= root:
            break
        root = lower
    return root if root**degree == number else None


def _check_exponent(base: Scalar, exponent: Scalar) -> None:
    """Refuses what SymPy would try to multiply out, before it is asked."""
    if isinstance(exponent, Fraction):
        if abs(exponent) > MOST_EXPONENT:
            raise CannotEvaluate(f"an exponent on the way is above {MOST_EXPONENT}")
        if isinstance(base, Fraction):
            bits = max(base.numerator.bit_length(), base.denominator.bit_length())
            if bits * abs(exponent) > MOST_BITS or exponent.denominator > MOST_EXPONENT:
                raise CannotEvaluate("a power on the way is too large")


def _mixed(
    left: Scalar,
    right: Scalar,
    on_decimals: Callable[[rounded.Near, rounded.Near], rounded.Near],
    operate: Callable[[Any, Any], Any],
) -> Scalar:
    """Decimals when one side is a float and both are numbers; else SymPy's exact expressions."""
    variables = any(isinstance(side, Symbolic) and side.expr.free_symbols for side in (left, right))
    if (isinstance(left, float) or isinstance(right, float)) and not variables:
        return Rounded.of(on_decimals(rounded.near(left), rounded.near(right)))
    from touchstone.maths.symbolic import expr_of, value_of

    return value_of(operate(expr_of(left), expr_of(right)))


def is_zero(number: Scalar) -> bool:
    """Whether the number is zero; of an expression with variables, whether it is so everywhere."""
    if isinstance(number, float):
        return rounded.sign(number) == 0
    if not isinstance(number, Symbolic):
        return number == 0
    from touchstone.maths.symbolic import vanishes

    return vanishes(number.expr)


def compare(left: Scalar, right: Scalar) -> int:
    """−1, 0 or 1 as left is below, equal to or above right. Raises CannotEvaluate for variables."""
    if isinstance(left, float) or isinstance(right, float):
        return rounded.compare(left, right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left > right) - (left < right)
    from touchstone.maths.symbolic import expr_of, sign

    return sign(Symbolic(expr_of(left) - expr_of(right)))


def equal(left: Scalar, right: Scalar) -> bool:
    """Whether both are the same number, or the same expression."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left == right
    if isinstance(left, float) or isinstance(right, float):
        return rounded.compare(left, right) == 0
    from touchstone.maths.symbolic import expr_of, same

    return same(expr_of(left), expr_of(right))


def total(numbers: list[Scalar]) -> Scalar:
    """The sum of many, in one go."""
    exact = [number for number in numbers if isinstance(number, Fraction)]
    if len(exact) == len(numbers):
        return checked(sum(exact, start=ZERO))
    if all(isinstance(number, Fraction | float) for number in numbers):
        return reduce(add, numbers, _NOTHING)
    return _all_at_once(numbers, add, ZERO, "Add")


def product(numbers: list[Scalar]) -> Scalar:
    """The product of many, 1 of none."""
    if all(isinstance(number, Fraction | float) for number in numbers):
        return reduce(multiply, numbers, _ONE)
    return _all_at_once(numbers, multiply, ONE, "Mul")


_ONE: Scalar = ONE
_NOTHING: Scalar = ZERO


def _all_at_once(
    numbers: list[Scalar], step: Callable[[Scalar, Scalar], Scalar], start: Scalar, name: str
) -> Scalar:
    """One SymPy sum or product of many: joined one by one, it sorts the growing whole each time."""
    if any(isinstance(number, float) for number in numbers):
        return reduce(step, numbers, start)
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    return value_of(getattr(sympy, name)(*(expr_of(number) for number in numbers)))


def square_root(number: Scalar) -> Scalar:
    """The square root, exact."""
    return power(number, Fraction(1, 2))


def ordered(numbers: list[Scalar]) -> list[Scalar]:
    """The numbers from the smallest to the largest."""
    if all(isinstance(number, Fraction | float) for number in numbers):
        return sorted(numbers)  # type: ignore[type-var]
    from touchstone.maths.symbolic import many_digits

    # Numbers that agree to 40 digits may keep the order they came in.
    return sorted(numbers, key=many_digits)
