"""Calculus on expressions, through SymPy; the arguments are already evaluated, variables are names."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from touchstone.maths.library import probing, taylor, turning
from touchstone.maths.library.derivatives import MOST_ORDER, derivative
from touchstone.maths.library.integrals import generic
from touchstone.maths.limits import MAX_EXPANDED_TERMS
from touchstone.maths.values import (
    CannotEvaluate,
    Many,
    Scalar,
    Table,
    Value,
    integer,
    listed,
    scalar,
)


def _expr(value: Value, what: str = "the function") -> Any:
    from touchstone.maths.symbolic import expr_of

    return expr_of(scalar(value, what))


def _value(expr: Any) -> Scalar:
    from touchstone.maths.symbolic import value_of

    return value_of(expr)


def diff(f: Value, x: Any, order: Value = Fraction(1)) -> Value:
    """The derivative of f by x, of that order."""
    times = integer(order, "the order of a derivative", low=0, high=MOST_ORDER)
    if isinstance(f, Many):
        return listed(diff(item, x, order) for item in f.items)
    return _value(derivative(_expr(f), x, times))


def antiderivative(f: Value, x: Any) -> Value:
    """A function whose derivative is f."""
    import sympy

    expr = _expr(f)
    found = generic(sympy.integrate(expr, x))
    if found.has(sympy.Integral):
        raise CannotEvaluate("no closed form of the integral was found")
    turns = turning.draws(expr, x, (), found) if expr.free_symbols - {x} else ()
    agreed = probing.agreements(probing.slope(found, x), expr, x, turns)
    if agreed is None:
        raise CannotEvaluate("the integral that was found does not stand the test of its derivative")
    if agreed < probing.ENOUGH:
        raise CannotEvaluate("an integral was found, and numbers can't confirm its derivative")
    return _value(found)


def gradient(f: Value, variables: Sequence[Any]) -> Value:
    """The list of first derivatives."""
    return listed(diff(f, x) for x in variables)


def hessian(f: Value, variables: Sequence[Any]) -> Value:
    """The matrix of second derivatives."""
    first = [derivative(_expr(f), x) for x in variables]
    return Table(tuple(tuple(_value(derivative(g, y)) for y in variables) for g in first))


def jacobian(functions: Value, variables: Sequence[Any]) -> Value:
    """The matrix with one row of derivatives a function."""
    if not isinstance(functions, Many):
        raise CannotEvaluate("the first argument of jacobian is a list of functions")
    return Table(tuple(tuple(_value(derivative(_expr(f), x)) for x in variables) for f in functions.items))


def divergence(functions: Value, variables: Sequence[Any]) -> Value:
    """Σ ∂f_i/∂x_i."""
    if not isinstance(functions, Many) or len(functions.items) != len(variables):
        raise CannotEvaluate("divergence takes as many functions as variables")
    pairs = zip(functions.items, variables, strict=True)
    return _value(sum((derivative(_expr(f), x) for f, x in pairs), start=_expr(Fraction(0))))


def laplacian(f: Value, variables: Sequence[Any]) -> Value:
    """Σ ∂²f/∂x_i²."""
    return _value(sum((derivative(_expr(f), x, 2) for x in variables), start=_expr(Fraction(0))))


def expand(f: Value) -> Value:
    """The product multiplied out, when at most 2,000 terms are predicted."""
    import sympy

    expr = _expr(f)
    if _predicted_terms(expr) > MAX_EXPANDED_TERMS:
        raise CannotEvaluate(f"the expanded form has more than {MAX_EXPANDED_TERMS:,} terms")
    return _value(sympy.expand(expr))


def _predicted_terms(expr: Any) -> float:
    """An upper bound on the terms of the expanded form, without expanding."""
    if expr.is_Add:
        return sum(_predicted_terms(part) for part in expr.args)
    if expr.is_Mul:
        return math.prod(_predicted_terms(part) for part in expr.args)
    if expr.is_Pow and expr.exp.is_Integer and expr.exp > 0:
        terms = _predicted_terms(expr.base)
        n = int(expr.exp)
        return math.comb(n + int(terms) - 1, n) if terms < 50 else math.inf
    return 1


def factor(f: Value) -> Value:
    """The polynomial as a product over the rational numbers."""
    import sympy

    return _value(sympy.factor(_expr(f)))


def simplify(f: Value) -> Value:
    """A shorter form of the same expression."""
    import sympy

    return _value(sympy.simplify(_expr(f)))


def roots(f: Value, x: Any) -> Value:
    """The real roots of a polynomial, each once, smallest first; floats where there is no closed form."""
    import sympy

    above, below = sympy.fraction(sympy.together(_expr(f)))
    polynomial = sympy.Poly(above, x) if above.is_polynomial(x) and below.is_polynomial(x) else None
    if polynomial is None or polynomial.degree() < 1 or polynomial.free_symbols_in_domain:
        raise CannotEvaluate("roots takes a polynomial in its variable alone, or a quotient of two")
    if polynomial.degree() > MOST_ORDER:
        raise CannotEvaluate(f"roots takes polynomials up to degree {MOST_ORDER}")
    # What makes the denominator zero is no root, however often the numerator is zero there.
    divisor = sympy.Poly(below, x)
    if divisor.free_symbols_in_domain:
        raise CannotEvaluate("roots takes a polynomial in its variable alone, or a quotient of two")
    common = sympy.gcd(polynomial, divisor)
    while common.degree() > 0:
        polynomial = polynomial.quo(common)
        common = sympy.gcd(polynomial, divisor)
    found = sympy.real_roots(polynomial, multiple=False) if polynomial.degree() > 0 else []
    exact = [root if not root.has(sympy.CRootOf) else sympy.Float(root.evalf(20)) for root, _ in found]
    return listed(_value(root) for root in exact)


# How each is called: `f` worked out with the variable free, `x` a variable, `xs` a list of them, `a` a value.
FORMS: dict[str, tuple[Callable[..., Value], str, int]] = {
    "diff": (diff, "f x a", 2),
    "series": (taylor.series, "f x a a", 4),
    "gradient": (gradient, "f xs", 2),
    "hessian": (hessian, "f xs", 2),
    "jacobian": (jacobian, "f xs", 2),
    "divergence": (divergence, "f xs", 2),
    "laplacian": (laplacian, "f xs", 2),
    "roots": (roots, "f x", 2),
}

FUNCTIONS: dict[str, Callable[..., Value]] = {"expand": expand, "factor": factor, "simplify": simplify}
