"""Integrals of polynomials times a root of a quadratic that opens down, `sqrt(1 - x^2)`: areas in circles.

The general search takes seconds for these. Nothing is trusted here: numbers confirm what comes out.
"""

from __future__ import annotations

from typing import Any


def integral(expr: Any, x: Any, a: Any, b: Any) -> Any:
    """The integral by an antiderivative with an arc sine; None where the function is no such one."""
    import sympy
    from sympy.integrals.manualintegrate import manualintegrate

    if not (a.is_finite and b.is_finite and _in_a_circle(expr, x)):
        return None
    inner = manualintegrate(expr, x)
    if inner.has(sympy.Integral, sympy.Piecewise):
        return None
    found = inner.subs(x, b) - inner.subs(x, a)
    return None if found.has(sympy.nan, sympy.zoo, sympy.oo) else found


def _in_a_circle(expr: Any, x: Any) -> bool:
    import sympy

    roots = [
        part for part in expr.atoms(sympy.Pow) if part.exp.is_Rational and part.exp.q == 2 and part.has(x)
    ]
    if len(roots) != 1 or not all(part.is_polynomial(x) for part in (roots[0].base, expr / roots[0])):
        return False
    quadratic = roots[0].base.as_poly(x)
    return bool(quadratic.degree() == 2 and quadratic.LC().is_negative)
