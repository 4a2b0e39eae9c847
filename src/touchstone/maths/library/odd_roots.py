"""Odd roots of what may be negative, read as the real ones where no i is written: x^(1/3) is −2 at −8."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def found(expr: Any, x: Any) -> list[Any]:
    """The powers u^(p/q) with an odd q of a u that may be negative; none where complex numbers are meant."""
    import sympy

    if expr.has(sympy.I):
        return []
    return [part for part in expr.atoms(sympy.Pow) if part.has(x) and _is_odd(part)]


def _is_odd(part: Any) -> bool:
    base, exponent = part.args
    odd = exponent.is_Rational and exponent.q % 2 == 1 and exponent.q > 1
    return bool(odd and not base.is_nonnegative)


def written_real(expr: Any, x: Any, negative: Callable[[Any], bool]) -> Any:
    """The expression with each odd root of a u that is negative as one of −u."""
    for part in found(expr, x):
        base, exponent = part.args
        if negative(base):
            size = (-base) ** exponent
            expr = expr.xreplace({part: -size if exponent.p % 2 else size})
    return expr
