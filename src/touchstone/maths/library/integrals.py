"""Integrals over a range, in closed form where one is found and confirmed by numbers.

A wrong key is the worst that can happen, and symbolic integration across a corner, a jump, a branch or a pole
has been wrong: what numbers don't confirm is refused. Where the function has corners or jumps, each piece
between them is integrated by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Any

from touchstone.maths.digit_arithmetic import context
from touchstone.maths.library import (
    corner_pieces,
    growth,
    half_circles,
    periodic,
    quadrature,
    real_forms,
    turning,
    uncovered,
)
from touchstone.maths.library.draws import drawn
from touchstone.maths.numeric import Undefined, Unsure
from touchstone.maths.values import CannotEvaluate, Symbolic, Value, real, scalar

# A closed form agrees with the number when they differ by less than this share of it.
AGREES = 1e-8
# At so many draws of its letters a formula has to be confirmed, and at none refuted.
ENOUGH = 2
# How SymPy says that it knows no way, or has lost it.
NOT_FOUND = (NotImplementedError, ValueError, TypeError, AttributeError, IndexError, KeyError)
OTHERWISE = "cut the range where the function has a corner, a jump or a pole, or write the value itself"


def integral(f: Value, x: Any, low: Value, high: Value) -> Value:
    """The integral of f from `low` to `high`; a float when there is no closed form."""
    from touchstone.maths.symbolic import expr_of

    expr = expr_of(scalar(f, "the function"))
    a, b = (expr_of(scalar(end, what)) for end, what in ((low, "the lower limit"), (high, "the upper limit")))
    if (expr.free_symbols - {x}) | a.free_symbols | b.free_symbols:
        return _with_letters(expr, x, a, b)
    return _of_numbers(expr, x, a, b)


def generic(found: Any) -> Any:
    """The general case of a result by cases such as x^(n+1)/(n+1) for n ≠ −1."""
    import sympy

    if isinstance(found, sympy.Piecewise) and isinstance(found.args[0][1], sympy.Ne):
        return found.args[0][0]
    return found


def _closed(expr: Any, x: Any, a: Any, b: Any) -> Any:
    """What SymPy finds, or None where that is no value.

    Its heuristic search comes last, and not at all for e^cos(x) and the like, where it takes a minute.
    """
    import sympy

    for search in ({"heurisch": False},) if _nested(expr, x) else ({"heurisch": False}, {}):
        try:
            found = generic(sympy.integrate(expr, (x, a, b), conds="none", **search))
        except NOT_FOUND:
            continue
        if found.has(sympy.nan, sympy.zoo, sympy.AccumBounds, sympy.Integral):
            continue
        if not found.has(sympy.oo) or found in (sympy.oo, -sympy.oo):
            return found
    return None


def _nested(expr: Any, x: Any) -> bool:
    """Whether a wave, an exponential or a logarithm is taken of another."""
    import sympy

    kinds = (sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.tan)
    return any(inner.has(x) for part in expr.atoms(*kinds) for inner in part.args[0].atoms(*kinds))


def _by_parts_of_range(expr: Any, x: Any, a: Any, b: Any) -> Iterator[Any]:
    """What is found piece by piece, and period by period, or as an area in a circle."""
    for way in (corner_pieces.integral, periodic.integral, half_circles.integral):
        try:
            yield way(expr, x, a, b)
        except NOT_FOUND:
            continue


def _of_numbers(expr: Any, x: Any, a: Any, b: Any) -> Value:
    import sympy

    from touchstone.maths.symbolic import value_of

    if a == b:
        return Fraction(0)
    f, ends = _integrand(expr, x), (_end(a), _end(b))
    near = quadrature.integral(f, *ends)
    if near is not None:
        for found in _by_parts_of_range(expr, x, a, b):
            if found is not None and _agrees(found, near, f.size):
                return value_of(found)
    found = _closed(expr, x, a, b)
    if found is None:
        return _rounded(near)
    if found in (sympy.oo, -sympy.oo):
        if growth.grows(f, *ends) != (1 if found == sympy.oo else -1):
            raise CannotEvaluate("that the integral is infinite is not confirmed by numbers")
        return Symbolic(found)
    if near is None:
        near = quadrature.integral(f, *ends, slowly=True)
    if near is None:
        raise CannotEvaluate(
            f"the integral would be {_said(found)}, and numbers can't confirm it; {OTHERWISE}"
        )
    if not _agrees(found, near, f.size):
        raise CannotEvaluate(
            f"the integral's closed form and its numeric value, {_digits(near)}, differ; {OTHERWISE}"
        )
    return value_of(found)


def _integrand(expr: Any, x: Any) -> quadrature.Integrand:
    from touchstone.maths.symbolic import to_tree

    try:
        return quadrature.Integrand(to_tree(expr), x.name)
    except (Undefined, Unsure):
        raise CannotEvaluate("the function has no values that the integral could be checked by") from None


def _end(limit: Any) -> Any:
    import sympy

    ctx = context()
    infinite = {sympy.oo: ctx.inf, -sympy.oo: -ctx.inf}
    if limit in infinite:
        return infinite[limit]
    number = limit.evalf(50)
    if not number.is_real or not number.is_number:
        raise CannotEvaluate("the ends of an integral must be real numbers")
    with ctx.workprec(quadrature.BITS):
        return ctx.mpf(str(number))


def _agrees(found: Any, near: Any, size: Any) -> bool:
    """Whether the closed form is the number, which may be complex; `size` is what it was added up from."""
    ctx = context()
    parts = found.evalf(30).as_real_imag()
    if near is None or not all(part.is_number and part.is_finite for part in parts):
        return False
    value = ctx.mpc(*(ctx.mpf(str(part)) for part in parts))
    return bool(abs(value - near) <= max(AGREES * size, quadrature.NO_MORE))


def _rounded(near: Any) -> float:
    if near is None:
        raise CannotEvaluate(
            "the integral does not converge, or it has no closed form and its numeric value is not certain"
        )
    if isinstance(near, context().mpc):
        raise CannotEvaluate("the integral has no closed form, and its value is not real")
    return real(float(near))


def _said(found: Any) -> str:
    return str(found)[:60].replace("**", "^")


def _digits(near: Any) -> str:
    ctx = context()
    return "0" if abs(near) < 1e-30 else str(ctx.nstr(near, 6))


def _with_letters(expr: Any, x: Any, a: Any, b: Any) -> Value:
    import sympy

    from touchstone.maths.symbolic import to_tree, value_of

    uncovered.refuse(expr, x, a, b)
    found = _closed(expr, x, a, b)
    if found is None:
        raise CannotEvaluate("no closed form of the integral was found")
    found = found.replace(_zero_to_a_power, lambda power: sympy.Integer(0))  # where it converges, it is 0
    to_tree(found)  # is there a way to write it?
    letters = sorted((expr.free_symbols | a.free_symbols | b.free_symbols) - {x}, key=str)
    real = not expr.has(sympy.I) and all(letter.is_extended_real for letter in letters)
    places = []
    for place in _places(expr, x, a, b, found, letters):
        if not (real and real_forms.has_logs(found)) and not _holds(found, place):
            raise _refuted(found, place)
        places.append(place)
    if len(places) < ENOUGH:
        raise CannotEvaluate(f"the integral would be {_said(found)}, and numbers can't confirm it")
    if real:
        found = real_forms.written_real(found, places)
        to_tree(found)
        for place in places:
            if not _holds(found, place):
                raise _refuted(found, place)
        real_forms.refuse_complex(found, places)
    return value_of(found)


def _places(expr: Any, x: Any, a: Any, b: Any, found: Any, letters: list[Any]) -> Iterator[real_forms.Place]:
    """Where both the integral and the closed form have a value."""
    import sympy

    seen = set()
    for at in chain(drawn(letters), turning.draws(expr, x, (a, b), found)):
        if (numbers := tuple(at[letter] for letter in letters)) in seen:
            continue
        seen.add(numbers)
        if found.subs(at).has(sympy.nan, sympy.zoo):
            continue  # a formula says nothing of where it has no value
        near, size = _number(expr.subs(at), x, a.subs(at), b.subs(at))
        if near is not None:
            yield real_forms.Place(at, near, size)


def _holds(found: Any, place: real_forms.Place) -> bool:
    return _agrees(found.subs(place.at), place.near, place.size)


def _refuted(found: Any, place: real_forms.Place) -> CannotEvaluate:
    where = ", ".join(f"{letter} = {value}" for letter, value in place.at.items())
    return CannotEvaluate(f"the integral's closed form, {_said(found)}, doesn't hold for {where}")


def _zero_to_a_power(part: Any) -> bool:
    return bool(part.is_Pow and part.base.is_zero)


def _number(expr: Any, x: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """The integral as a number, or None, and the size of what it was added up from."""
    try:
        f = _integrand(expr, x)
        return quadrature.integral(f, _end(a), _end(b)), f.size
    except CannotEvaluate:
        return None, 0
