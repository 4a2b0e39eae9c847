"""asin(sin(u)), acos(cos(u)) and atan(tan(u)): lines that turn or jump, straight between two such places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def with_its_own(expr: Any) -> Any:
    """The function with the inverse of its own wave alone: acos(sin(u)) as π/2 − asin(sin(u))."""
    import sympy

    for inverse, wave, other in ((sympy.acos, sympy.sin, sympy.asin), (sympy.asin, sympy.cos, sympy.acos)):
        expr = expr.replace(
            lambda part, i=inverse, w=wave: isinstance(part, i) and isinstance(part.args[0], w),
            lambda part, of=other: sympy.pi / 2 - of(part.args[0]),
        )
    return expr


def found(expr: Any, x: Any) -> list[Any]:
    """All of them that hang on x."""
    import sympy

    return [part for part in expr.atoms(sympy.asin, sympy.acos, sympy.atan) if part.has(x) and is_one(part)]


def is_one(part: Any) -> bool:
    import sympy

    inside = {sympy.asin: sympy.sin, sympy.acos: sympy.cos, sympy.atan: sympy.tan}.get(type(part))
    return inside is not None and isinstance(part.args[0], inside)


def turns_where_zero(part: Any) -> Any:
    """What is zero where it turns or jumps."""
    import sympy

    (u,) = part.args[0].args
    return sympy.sin(u) if isinstance(part, sympy.acos) else sympy.cos(u)


def straightened(part: Any, value: Callable[[Any], Any]) -> Any:
    """The line that it is around a point, at which `value` says how much an expression is."""
    import sympy

    (u,) = part.args[0].args
    if isinstance(part, sympy.acos):
        n = sympy.floor(value(u / sympy.pi))
        return u - n * sympy.pi if n % 2 == 0 else (n + 1) * sympy.pi - u
    n = sympy.floor(value(u / sympy.pi) + sympy.Rational(1, 2))
    way = -1 if isinstance(part, sympy.asin) and n % 2 else 1
    return way * (u - n * sympy.pi)
