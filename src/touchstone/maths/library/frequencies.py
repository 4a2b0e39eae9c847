"""The frequencies of a product of waves and exponentials, as if it were multiplied out.

cos(n·x)·cos(4·x) is half of cos((n + 4)·x) and cos((n − 4)·x): where one of these is 0, its integral is
another than elsewhere.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from touchstone.maths.library.uncovered import INSTEAD
from touchstone.maths.values import CannotEvaluate

MOST = 80


def of(expr: Any, x: Any) -> list[Any]:
    """All rates of its exponentials, divided by i where they are waves. Raises CannotEvaluate: too many."""
    import sympy

    found: list[Any] = []
    for rate in _rates(expr, x):
        turned = sympy.expand(rate / sympy.I)
        found += [rate] if not rate.has(sympy.I) else [turned] if not turned.has(sympy.I) else _both(rate)
    return found


def _both(rate: Any) -> list[Any]:
    return list(rate.as_real_imag())


def _rates(expr: Any, x: Any) -> frozenset[Any]:
    import sympy

    none = frozenset({sympy.Integer(0)})
    if not expr.has(x):
        return none
    if expr.is_Add:
        return _counted(frozenset().union(*(_rates(part, x) for part in expr.args)))
    if expr.is_Mul:
        return reduce(_sums, (_rates(part, x) for part in expr.args))
    if isinstance(expr, sympy.exp):
        return frozenset({_slope(expr.args[0], x)})
    if isinstance(expr, sympy.sin | sympy.cos | sympy.sinh | sympy.cosh):
        rate = _slope(expr.args[0], x) * (sympy.I if isinstance(expr, sympy.sin | sympy.cos) else 1)
        return frozenset({rate, -rate})
    if expr.is_Pow and not expr.base.has(x):
        return frozenset({_slope(expr.exp, x) * sympy.log(expr.base)})
    if expr.is_Pow and expr.exp.is_Integer and expr.exp > 0:
        return reduce(_sums, [_rates(expr.base, x)] * int(expr.exp))
    return frozenset().union(none, *(_rates(part, x) for part in expr.args))


def _slope(angle: Any, x: Any) -> Any:
    """How fast an angle grows; that of a polynomial at 0."""
    import sympy

    return sympy.expand(angle).coeff(x, 1) if angle.is_polynomial(x) else sympy.Integer(0)


def _sums(left: frozenset[Any], right: frozenset[Any]) -> frozenset[Any]:
    import sympy

    return _counted(frozenset(sympy.expand(p + q) for p in left for q in right))


def _counted(rates: frozenset[Any]) -> frozenset[Any]:
    if len(rates) > MOST:
        raise CannotEvaluate(f"there are too many frequencies in the integral to look at all; {INSTEAD}")
    return rates
