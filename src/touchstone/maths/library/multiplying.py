"""Products up to a letter, in closed form where each factor has one that is proved.

A factor that doesn't run is raised to the number of factors, a base to the sum of its exponents, and k + m,
for whole m, multiplies up to a quotient of factorials; k + m + 1/2 does so with those of even numbers.
All else is refused.
"""

from __future__ import annotations

from typing import Any

from touchstone.maths.values import CannotEvaluate, Scalar, Value, scalar

NO_FORM = "no closed form of the product was found"
# So many factors are multiplied to see whether the form agrees, and as many letters as there are drawn.
TRIED = (0, 1, 2, 5)
AGREES = 1e-25


def multiplication(term: Value, k: Any, low: Value, high: Value) -> Scalar:
    """The product for k from `low`, a whole number, to `high`, which holds letters. Raises CannotEvaluate."""
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    expr = expr_of(scalar(term, "each factor"))
    a, b = (expr_of(scalar(end, what)) for end, what in ((low, "the start"), (high, "the end")))
    if not a.is_Integer or b.has(sympy.oo) or expr == 0:
        raise CannotEvaluate(NO_FORM)
    still, running = expr.as_independent(k, as_Add=False)
    found = still ** (b - a + 1)
    for factor in sympy.Mul.make_args(running):
        found *= _multiplied(factor, k, int(a), b)
    shorter = sympy.combsimp(found)
    found = found if shorter.has(sympy.gamma) else shorter
    _confirm(found, expr, k, int(a), b)
    return value_of(found)


def _multiplied(factor: Any, k: Any, a: int, b: Any) -> Any:
    """One factor, multiplied for all k."""
    import sympy

    base, exponent = factor.as_base_exp()
    if not base.has(k):
        return _powers(base, exponent, k, a, b)
    if exponent.has(k):
        raise CannotEvaluate(NO_FORM)
    above, below = sympy.fraction(sympy.cancel(sympy.together(base)))
    if not (exponent.is_Integer or (above.subs(k, a) / below.subs(k, a)).is_positive):
        raise CannotEvaluate(NO_FORM)
    return (_linear(above, k, a, b) / _linear(below, k, a, b)) ** exponent


def _powers(base: Any, exponent: Any, k: Any, a: int, b: Any) -> Any:
    """`c^p(k)`: c to the sum of the exponents."""
    import sympy

    if not exponent.is_polynomial(k):
        raise CannotEvaluate(NO_FORM)
    whole = all(c.is_Integer for c in sympy.Poly(exponent, k).coeffs())
    if not (whole or base.is_positive):
        raise CannotEvaluate(NO_FORM)
    return base ** sympy.factor(sympy.summation(exponent, (k, a, b)))


def _linear(expr: Any, k: Any, a: int, b: Any) -> Any:
    """A polynomial of k that falls into linear factors, each positive from `a` on."""
    import sympy

    if not expr.has(k):
        return expr ** (b - a + 1)
    if expr.free_symbols != {k} or not expr.is_polynomial(k):
        raise CannotEvaluate(NO_FORM)
    content, factors = sympy.factor_list(sympy.Poly(expr, k, domain="QQ"))
    found, shifts = sympy.Integer(1), {}
    for factor, times in factors:
        if factor.degree() != 1:
            raise CannotEvaluate(NO_FORM)
        slope, start = factor.all_coeffs()
        content *= slope**times
        shifts[start / slope] = times
    for shift, times in shifts.items():
        found *= _run(shift, a, b) ** times
    return content ** (b - a + 1) * found


def _run(shift: Any, a: int, b: Any) -> Any:
    """The product of k + shift."""
    import sympy

    if a + shift <= 0 or shift.q > 2:
        raise CannotEvaluate(NO_FORM)
    if shift.q == 1:
        return sympy.factorial(b + shift) / sympy.factorial(a + shift - 1)
    half = sympy.Rational(1, 2)
    return _halves(b + shift + half) / _halves(a + shift - half)


def _halves(count: Any) -> Any:
    """The product of i - 1/2 for i from 1 on."""
    import sympy

    return sympy.factorial(2 * count) / (4**count * sympy.factorial(count))


def _confirm(found: Any, expr: Any, k: Any, a: int, b: Any) -> None:
    """That the form agrees with what some factors come to. Raises CannotEvaluate."""
    import sympy

    ends = sorted(b.free_symbols, key=str)
    others = sorted(expr.free_symbols - {k} - set(ends), key=str)
    if len(ends) != 1 or expr.has(ends[0]):
        raise CannotEvaluate(NO_FORM)
    at = {letter: sympy.Rational(2 * place + 3, 7) for place, letter in enumerate(others)}
    for n in TRIED:
        end = b.subs(ends[0], a + n)
        if not end.is_Integer or int(end) < a - 1 or int(end) > a + 40:
            continue
        factors = [expr.subs({**at, k: place}) for place in range(a, int(end) + 1)]
        there, near = (x.evalf(40) for x in (found.subs({**at, ends[0]: a + n}), sympy.Mul(*factors)))
        if not (there.is_finite and abs(there - near) <= AGREES * abs(near)):
            raise CannotEvaluate("the closed form of the product and its factors, multiplied, differ")
