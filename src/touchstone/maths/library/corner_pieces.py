"""The integral of what has corners or jumps, |cos(x)|, max(x, 0), floor(x): each piece in closed form.

So is one of asin(sin(x)), and of odd roots, which SymPy takes for complex where their argument is negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import combinations, pairwise
from typing import Any

from touchstone.maths.digit_arithmetic import context
from touchstone.maths.library import cuts, folded, odd_roots
from touchstone.maths.library.quadrature import BITS

# More pieces are a sum that nobody wants to read.
MOST_PIECES = 60
# A place is a rational number with a denominator up to this, perhaps times π and beside a solution.
DENOMINATORS = 60
SAME = 1e-30


def integral(expr: Any, x: Any, a: Any, b: Any) -> Any:
    """The sum of the pieces in closed form, or None where there is none or no need."""
    import sympy

    expr = folded.with_its_own(expr)
    turning = _turning(expr, x)
    if not turning or not (a.is_finite and b.is_finite):
        return None
    if a > b:
        turned = integral(expr, x, b, a)
        return None if turned is None else -turned
    places = _places(turning, x, a, b)
    if places is None or len(places) > MOST_PIECES:
        return None
    total = sympy.Integer(0)
    known: dict[Any, Any] = {}
    for low, high in pairwise([a, *places, b]):
        straight = _straightened(expr, x, (low + high) / 2)
        if straight is None:
            return None
        if straight not in known:
            known[straight] = sympy.integrate(straight, x)
        whole = known[straight]
        part = _at_end(whole, x, high, "-") - _at_end(whole, x, low, "+")
        if part.has(sympy.Integral, sympy.nan, sympy.zoo, sympy.oo):
            return None
        total += part
    return total


def _at_end(whole: Any, x: Any, end: Any, side: str) -> Any:
    import sympy

    found = whole.subs(x, end)
    return sympy.limit(whole, x, end, side) if found.has(sympy.nan, sympy.zoo, sympy.oo) else found


def _turning(expr: Any, x: Any) -> list[Any]:
    import sympy

    kinds = (sympy.Abs, sympy.sign, sympy.Max, sympy.Min, sympy.floor, sympy.ceiling, sympy.Mod)
    plain = [part for part in expr.atoms(*kinds) if part.has(x)]
    return [*plain, *folded.found(expr, x), *odd_roots.found(expr, x)]


def _places(turning: list[Any], x: Any, a: Any, b: Any) -> list[Any] | None:
    """Exactly where they turn, in order; None where a place can't be said exactly."""
    from touchstone.maths.symbolic import to_tree

    ctx = context()
    found: dict[Any, Any] = {}
    with ctx.workprec(BITS):
        low, high = (ctx.mpf(str(end.evalf(50))) for end in (a, b))
        for watched, zero_at in _equations(turning):
            for place in cuts.turns(to_tree(watched), x.name, low, high):
                known = [low, high, *found.values()]
                if any(abs(p - place) < SAME for p in known):
                    continue
                exact = _exactly(place, zero_at(place), x)
                if exact is None:
                    return None
                found[exact] = place
    return sorted(found, key=lambda exact: found[exact])


def _equations(turning: list[Any]) -> Iterator[tuple[Any, Callable[[Any], Any]]]:
    """What to watch, and what is zero at a place that was found."""
    import sympy

    for part in turning:
        if isinstance(part, sympy.Max | sympy.Min):
            for left, right in combinations(part.args, 2):
                yield left - right, partial(_itself, left - right)
        elif isinstance(part, sympy.Abs | sympy.sign | sympy.Pow):
            yield part.args[0], partial(_itself, part.args[0])
        elif folded.is_one(part):
            zero = folded.turns_where_zero(part)
            yield zero, partial(_itself, zero)
        else:
            inner = part.args[0] / part.args[1] if isinstance(part, sympy.Mod) else part.args[0]
            yield sympy.floor(inner), partial(_off_nearest, inner)


def _itself(u: Any, place: Any) -> Any:
    return u


def _off_nearest(u: Any, place: Any) -> Any:
    """How far u is from the whole number that it passes there."""
    import sympy

    (x,) = u.free_symbols
    return u - sympy.Integer(round(u.subs(x, sympy.Float(str(place), 30))))


def _exactly(place: Any, zero: Any, x: Any) -> Any:
    """The zero that lies there: a fraction, times π perhaps, and beside a solution that SymPy finds."""
    import sympy

    from touchstone.maths.symbolic import vanishes

    try:
        solutions = [s for s in sympy.solve(zero, x) if not s.free_symbols]
    except NotImplementedError:
        solutions = []
    for exact in _candidates(place, solutions):
        if vanishes(zero.subs(x, exact)):
            return exact
    return None


def _candidates(place: Any, solutions: list[Any]) -> Iterator[Any]:
    import sympy

    ctx = context()
    fraction = _fraction(place)
    if fraction is not None:
        yield fraction
    for solution in [sympy.Integer(0), *solutions]:
        number = solution.evalf(50)
        if not number.is_real:
            continue
        away = (place - ctx.mpf(str(number))) / ctx.pi
        turns = _fraction(away)
        if turns is not None:
            yield solution + turns * sympy.pi


def _fraction(number: Any) -> Any:
    """The fraction with a small denominator that is this number to thirty digits, or None."""
    import sympy

    near = Fraction(float(number)).limit_denominator(DENOMINATORS)
    ctx = context()
    off = abs(number - ctx.mpf(near.numerator) / near.denominator)
    return sympy.Rational(near.numerator, near.denominator) if off < SAME else None


def _straightened(expr: Any, x: Any, inside: Any) -> Any:
    """The function as it is around a point: without what turns elsewhere. None where that can't be said."""
    import sympy

    inside = inside.evalf(30)

    def value(u: Any) -> Any:
        return u.subs(x, inside)

    replaced: dict[Any, Callable[..., Any]] = {
        sympy.Abs: lambda u: u if value(u) >= 0 else -u,
        sympy.sign: lambda u: sympy.Integer(1 if value(u) > 0 else -1),
        sympy.Max: lambda *us: max(us, key=value),
        sympy.Min: lambda *us: min(us, key=value),
        sympy.floor: lambda u: sympy.floor(value(u)),
        sympy.ceiling: lambda u: sympy.ceiling(value(u)),
        sympy.Mod: lambda u, n: u - n * sympy.floor(value(u / n)),
    }
    try:
        expr = odd_roots.written_real(expr, x, lambda u: value(u) < 0)
        expr = expr.xreplace({part: folded.straightened(part, value) for part in folded.found(expr, x)})
        for kind, straight in replaced.items():
            for part in sorted(expr.atoms(kind), key=sympy.default_sort_key):
                if part.has(x):
                    expr = expr.subs(part, straight(*part.args))
    except TypeError:  # a value that has no order
        return None
    return expr
