"""Taylor polynomials, also where only a value is missing, as sin(x)/x has none at 0."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from touchstone.maths.library import odd_roots
from touchstone.maths.library.derivatives import MOST_ORDER, derivative
from touchstone.maths.values import CannotEvaluate, Scalar, Value, integer, scalar

NONE = "the function has no Taylor series there"
# How near to the place a polynomial is held against the function, as powers of 1/2; digits for each degree.
STEPS, DIGITS = (60, 120), 40
# Beside the term after the last the distance may be so many times as large.
MOST_TIMES = 10**6


def series(f: Value, x: Any, a: Value, degree: Value) -> Scalar:
    """The Taylor polynomial around a: terms up to (x − a)^degree."""
    from touchstone.maths.symbolic import expr_of, value_of

    top = integer(degree, "the degree", low=0, high=MOST_ORDER)
    point = expr_of(scalar(a, "the point"))
    expr = _around(expr_of(scalar(f, "the function")), x, point)
    found = _by_derivatives(expr, x, point, top)
    return value_of(found if found is not None else _beside(expr, x, point, top))


def _around(expr: Any, x: Any, point: Any) -> Any:
    """The function without what doesn't turn at that place: |x| around 2 is x; and with real odd roots."""
    import sympy

    def straight(size: Any) -> Any:
        (u,) = size.args
        there = u.subs(x, point)
        return u if there.is_positive else -u if there.is_negative else size

    expr = expr.replace(lambda part: isinstance(part, sympy.Abs) and part.has(x), straight)
    return odd_roots.written_real(expr, x, lambda u: u.subs(x, point).is_negative is True)


def _by_derivatives(expr: Any, x: Any, point: Any, top: int) -> Any:
    """From the derivatives at the place; None where the function has no value there, or a derivative none."""
    import sympy

    terms = []
    complex_meant = expr.has(sympy.I)
    for k in range(top + 1):
        coefficient = expr.subs(x, point)
        if not coefficient.is_finite:
            return None
        if not complex_meant and coefficient.is_real is False:
            raise CannotEvaluate("the function has no real values there")
        terms.append(coefficient / sympy.factorial(k) * (x - point) ** k)
        expr = derivative(expr, x) if k < top else expr
    return sum(terms)


def _beside(expr: Any, x: Any, point: Any, top: int) -> Any:
    """From what the function is on both sides of a gap, as numbers close to it confirm."""
    import sympy

    step = sympy.Dummy("h")
    try:
        found = sympy.series(expr.subs(x, point + step), step, 0, top + 1).removeO()
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        raise CannotEvaluate(NONE) from None
    if not found.is_polynomial(step) or found.free_symbols - {step} or (expr.free_symbols - {x}):
        raise CannotEvaluate(NONE)
    found = sum(found.coeff(step, k) * step**k for k in range(top + 1))
    for power in STEPS:
        for way in (1, -1):
            away = sympy.Rational(*Fraction(way, 2**power).as_integer_ratio())
            apart = (expr.subs(x, point + away) - found.subs(step, away)).evalf(DIGITS * (top + 2))
            if not apart.is_real or not abs(apart) <= MOST_TIMES * abs(away) ** (top + 1):
                raise CannotEvaluate(NONE)
    return found.subs(step, x - point)
