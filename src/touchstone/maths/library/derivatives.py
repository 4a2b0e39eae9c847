"""Derivatives that have no value where the function has none: |x|' is |x|/x, which 0 is not.

SymPy's is sign(x), and sign(0) is 0.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from touchstone.maths.values import CannotEvaluate

# A derivative of high order of a quotient doubles in size each time.
MOST_ORDER = 20
NOT_EVERYWHERE = "the derivative jumps, so that the next one has no value everywhere: cut it in pieces"


def derivative(expr: Any, x: Any, times: int = 1) -> Any:
    """The derivative of that order. Raises CannotEvaluate where a jump on the way would be forgotten."""
    for _ in range(times):
        expr = _once(expr, x)
    return expr


def _once(expr: Any, x: Any) -> Any:
    import sympy

    smooth = expr.replace(lambda part: isinstance(part, sympy.Max | sympy.Min) and part.has(x), _as_distance)
    found = smooth.diff(x)
    if found.has(sympy.DiracDelta, sympy.Derivative, sympy.Heaviside):
        raise CannotEvaluate("the function jumps or is given by cases, and has no derivative everywhere")
    found = found.replace(lambda part: isinstance(part, sympy.sign) and part.has(x), _with_a_gap)
    if any(jump not in _jumps(found, x) for jump in _jumps(smooth, x)):
        raise CannotEvaluate(NOT_EVERYWHERE)
    return found


def _as_distance(extreme: Any) -> Any:
    """max(a, b) as (a + b + |a − b|)/2."""
    import sympy

    way = 1 if isinstance(extreme, sympy.Max) else -1
    return reduce(lambda a, b: (a + b + way * sympy.Abs(a - b)) / 2, extreme.args)


def _with_a_gap(sign: Any) -> Any:
    """sign(u) as |u|/u; beside a factor u, as in (x·|x|)', SymPy makes |u| of it."""
    import sympy

    (u,) = sign.args
    return sympy.Abs(u) / u


def _jumps(expr: Any, x: Any) -> set[Any]:
    """The u of all |u|/u."""
    import sympy

    return {
        size.args[0]
        for product in expr.atoms(sympy.Mul)
        for size in product.args
        if isinstance(size, sympy.Abs) and size.has(x) and _divided_by(product, size.args[0])
    }


def _divided_by(product: Any, u: Any) -> bool:
    powers = (factor.as_base_exp() for factor in product.args)
    return any(base == u and exponent.could_extract_minus_sign() for base, exponent in powers)
