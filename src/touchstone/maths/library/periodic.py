"""The integral of a rational function of sines and cosines, over as many periods as the range has.

With the tangent of x, or of x/2, for a variable the function is a rational one, whose antiderivative jumps
where the tangent has its poles: what it gains over a whole period is counted period by period.
"""

from __future__ import annotations

from functools import reduce
from typing import Any


def integral(expr: Any, x: Any, a: Any, b: Any) -> Any:
    """The closed form, or None where the function is of another kind."""
    import sympy

    if not (a.is_finite and b.is_finite):
        return None
    speed = _speed(expr, x)
    if speed is None:
        return None
    sine, cosine, t, y = sympy.symbols("s c t y", cls=sympy.Dummy, real=True)
    rational = _in_both(expr.subs(x, y / speed), y, sine, cosine)
    if rational is None:
        return None
    short = _of_tangent(rational, sine, cosine, t)
    function, divisor = (short, 1) if short is not None else (_of_half(rational, sine, cosine, t), 2)
    whole = sympy.integrate(function, t)
    if whole.has(sympy.Integral, sympy.RootSum):
        return None
    ends = [sympy.limit(whole, t, end) for end in (-sympy.oo, sympy.oo)]
    if not all(end.is_finite for end in ends):
        return None
    high, low = (_counted(whole, t, speed * end / divisor, ends) for end in (b, a))
    return (high - low) / speed


def _speed(expr: Any, x: Any) -> Any:
    """The g of which all angles are whole multiples g·x; None where there are others, or x beside them."""
    import sympy

    kinds = (sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc)
    waves = [part for part in expr.atoms(*kinds) if part.has(x)]
    angles = {part.args[0] / x for part in waves}
    if not waves or not all(angle.is_Rational for angle in angles):
        return None
    stand_in = {part: sympy.Dummy() for part in waves}
    rest = expr.xreplace(stand_in)
    letters = tuple(stand_in.values())
    if rest.has(x) or rest.is_polynomial(*letters) or not rest.is_rational_function(*letters):
        return None  # SymPy's own form of sin(x)*cos(3*x) is shorter
    return abs(reduce(sympy.gcd, angles))


def _in_both(expr: Any, y: Any, sine: Any, cosine: Any) -> Any:
    """The function of sin(y) and cos(y) alone."""
    import sympy

    plain = {
        sympy.tan: lambda u: sympy.sin(u) / sympy.cos(u),
        sympy.cot: lambda u: sympy.cos(u) / sympy.sin(u),
        sympy.sec: lambda u: 1 / sympy.cos(u),
        sympy.csc: lambda u: 1 / sympy.sin(u),
    }
    for kind, as_both in plain.items():
        expr = expr.replace(kind, as_both)
    found = sympy.expand_trig(expr).subs({sympy.sin(y): sine, sympy.cos(y): cosine})
    return None if found.has(y) else found


def _of_tangent(rational: Any, sine: Any, cosine: Any, t: Any) -> Any:
    """With t = tan(y), where the function repeats after half a turn: then cos(y) has even powers alone."""
    import sympy

    above, below = sympy.fraction(sympy.cancel(rational.subs(sine, t * cosine)))
    parts = [sympy.Poly(part, cosine).all_terms() for part in (above, below)]
    odd = {power % 2 for terms in parts for (power,), factor in terms if factor != 0}
    if len(odd) != 1:
        return None
    least = odd.pop()
    square = 1 / (1 + t**2)
    top, bottom = (sum(f * square ** ((n - least) // 2) for (n,), f in terms if f != 0) for terms in parts)
    return sympy.cancel(top / bottom * square)


def _of_half(rational: Any, sine: Any, cosine: Any, t: Any) -> Any:
    """With t = tan(y/2)."""
    import sympy

    square = 1 + t**2
    return sympy.cancel(rational.subs({sine: 2 * t / square, cosine: (1 - t**2) / square}) * 2 / square)


def _counted(whole: Any, t: Any, angle: Any, ends: list[Any]) -> Any:
    """What the antiderivative has come to at an angle: whole half turns, and the rest."""
    import sympy

    turns = sympy.floor(angle / sympy.pi + sympy.Rational(1, 2))
    tangent = sympy.tan(angle)
    inside = ends[0] if tangent.has(sympy.zoo) else whole.subs(t, tangent)
    return turns * (ends[1] - ends[0]) + inside
