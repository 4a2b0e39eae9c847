"""Numbers for letters between and at the values where a formula may turn into another.

What SymPy finds with letters holds for most of their values: π/(2·(a + 2)) for a above −2, and 0 for all n
but the 4 of cos((n − 4)·x). The values at which frequencies, leading coefficients, discriminants, radicands,
signs and exponents vanish part the line of a letter in stretches: each of these is tried, and each value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from touchstone.maths import clock
from touchstone.maths.library import frequencies, uncovered
from touchstone.maths.library.draws import allows, drawn
from touchstone.maths.values import CannotEvaluate

# More values of one letter at which a formula may turn are too many to be tried.
MOST_VALUES = 24
MOST_WAVES = 4
# Polynomials of a higher degree are asked for their coefficients alone.
MOST_DEGREE = 4
# How far beyond the last value: no numbers that make something cancel.
NEAR, FAR = Fraction(37, 29), 19
# Values that are special in many formulas.
USUAL = (0, 1, 2)
# So many periods beyond the first the ends of a range are tried where waves stand in a denominator.
PERIODS = (Fraction(237, 100), Fraction(-571, 100))


def draws(expr: Any, x: Any, places: Iterable[Any], found: Any) -> Iterator[dict[Any, Any]]:
    """Numbers for all letters of a function, of the places where it is looked at and of what was found."""
    places = list(places)
    letters = sorted((expr.free_symbols | _letters(places)) - {x}, key=str)
    zeros = _conditions(expr, x, places, found)
    turns = list(drawn(letters))
    for letter in letters:
        others = [other for other in letters if other != letter]
        for at in _of_others(others, turns):
            values = _values(letter, [zero.subs(at) for zero in zeros])
            known = [turn[letter] for turn in turns if all(turn[other] == at[other] for other in others)]
            tried = [*_between(letter, values, known), *([] if others else _usual(letter, values))]
            for value in (*dict.fromkeys(tried), *_periods(expr.subs(at), x, places, letter, at)):
                clock.check()
                yield {**at, letter: value}


def _letters(places: list[Any]) -> set[Any]:
    return {letter for place in places for letter in place.free_symbols}


def _of_others(others: list[Any], turns: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Numbers for the other letters, as they are drawn: of one sign, and of both where there are several."""
    import sympy

    if not others:
        return [{}]
    found = []
    for n, turn in zip((1, 2), turns[:5:4], strict=False):
        found.append({other: sympy.Integer(n) if other.is_integer else turn[other] for other in others})
    return found


# --- what may vanish --------------------------------------------------------------------------------------


def _conditions(expr: Any, x: Any, places: list[Any], found: Any) -> list[Any]:
    """Expressions in the letters alone, of which one is zero wherever the formula may turn into another."""
    finite = [place for place in places if place.is_finite is not False]
    zeros = [*_letters(finite), *finite, *(b - a for a, b in combinations(finite, 2))]
    zeros += expr.free_symbols - {x}
    zeros += frequencies.of(expr, x)
    zeros += _of_free(found)
    watched = list(dict.fromkeys(_watched(expr, x)))
    for part, sharp in watched:
        zeros += _of_polynomial(part, x)
        if sharp:
            zeros += [part.subs(x, place) for place in finite]
    sharp_ones = [part for part, sharp in watched if sharp and _degree(part, x)]
    zeros += [_resultant(p, q, x) for p, q in list(combinations(sharp_ones, 2))[:10]]
    zeros += [zero for part in _largest_without(expr, x) for zero in (part, *_of_free(part))]
    return list(dict.fromkeys(zero for zero in zeros if zero.free_symbols and not zero.has(x)))


def _watched(expr: Any, x: Any) -> Iterator[tuple[Any, bool]]:
    """What are arguments of functions, bases and exponents of powers; whether their zeros are sharp."""
    import sympy

    smooth = (sympy.sin, sympy.cos, sympy.exp, sympy.sinh, sympy.cosh, sympy.tanh, sympy.atan, sympy.asinh)
    yield expr, False
    for part in sympy.preorder_traversal(expr):
        if not part.has(x):
            continue
        if isinstance(part, sympy.Max | sympy.Min):
            yield from ((p - q, True) for p, q in combinations(part.args, 2))
        elif isinstance(part, sympy.Function):
            yield from ((inner, not isinstance(part, smooth)) for inner in part.args if inner.has(x))
        elif part.is_Pow:
            natural = part.exp.is_Integer and part.exp > 0
            yield from ((inner, not natural) for inner in (part.base,) if inner.has(x))
            yield from ((inner, False) for inner in (part.exp,) if inner.has(x))


def _degree(part: Any, x: Any) -> int:
    import sympy

    return int(sympy.degree(part, x)) if part.is_polynomial(x) and part.has(x) else 0


def _of_polynomial(part: Any, x: Any) -> list[Any]:
    """Its coefficients and its discriminant, or those of the quotient that it is."""
    import sympy

    found = []
    for half in sympy.fraction(sympy.together(part)):
        degree = _degree(half, x)
        if not degree:
            continue
        found += sympy.Poly(half, x).coeffs()
        if 1 < degree <= MOST_DEGREE:
            found.append(sympy.discriminant(half, x))
    return found


def _resultant(p: Any, q: Any, x: Any) -> Any:
    import sympy

    low = max(_degree(p, x), _degree(q, x)) <= MOST_DEGREE
    return sympy.resultant(p, q, x) if low else sympy.Integer(1)


def _largest_without(expr: Any, x: Any) -> Iterator[Any]:
    """The largest parts in which x isn't."""
    for part in expr.args:
        if not part.has(x):
            yield part
        else:
            yield from _largest_without(part, x)


def _of_free(expr: Any) -> list[Any]:
    """Where a formula turns by itself: at signs, at the ends of roots and logarithms, and at its poles."""
    import sympy

    found: list[Any] = []
    for part in sympy.preorder_traversal(expr):
        if isinstance(part, sympy.Max | sympy.Min):
            found += [p - q for p, q in combinations(part.args, 2)]
        elif isinstance(part, sympy.Abs | sympy.sign | sympy.log | sympy.asin | sympy.acos | sympy.gamma):
            found.append(part.args[0])
        elif part.is_Pow:
            found += [part.exp, part.exp + 1] if part.exp.free_symbols else []
            found += [] if part.exp.is_Integer and part.exp > 0 else [part.base]
    return found


# --- where it does ----------------------------------------------------------------------------------------


def _values(letter: Any, zeros: list[Any]) -> list[Any]:
    """The values of a letter at which one of them is zero, in order. Raises CannotEvaluate."""
    import sympy

    found = {sympy.Integer(0)}
    for zero in dict.fromkeys(zeros):
        if zero.has(letter):
            found |= set(_roots(zero, letter))
            if len(found) > MOST_VALUES:
                raise CannotEvaluate(
                    f"there are too many values of {letter} at which the formula may turn into another; "
                    f"{uncovered.INSTEAD}"
                )
    return sorted(found)


def _roots(zero: Any, letter: Any) -> list[Any]:
    import sympy

    above = sympy.numer(sympy.together(zero))
    if not above.is_polynomial(letter):
        return _seen(above, letter)
    polynomial = sympy.Poly(above, letter)
    if not all(factor.is_real for factor in polynomial.coeffs()):
        return _seen(above, letter)
    if polynomial.degree() == 1:
        high, low = polynomial.all_coeffs()
        return [sympy.nsimplify(-low / high)]
    if not all(factor.is_Rational for factor in polynomial.coeffs()):
        return _seen(above, letter)
    return (
        [
            root if root.is_Rational else sympy.Rational(str(root.evalf(20)))
            for root in sympy.real_roots(polynomial)
        ]
        if polynomial.degree() > 0
        else []
    )


def _seen(zero: Any, letter: Any) -> list[Any]:
    """As many as are seen from afar."""
    import sympy

    from touchstone.maths.digit_arithmetic import context
    from touchstone.maths.library import cuts
    from touchstone.maths.symbolic import to_tree

    ctx = context()
    try:
        places = cuts.turns(to_tree(zero), letter.name, -ctx.inf, ctx.inf)
    except CannotEvaluate:
        return []
    if uncovered.waves(zero, letter):  # of which there is no last
        places = sorted(places, key=abs)[:MOST_WAVES]
    return [sympy.Rational(str(ctx.nstr(place, 20))) for place in places]


def _between(letter: Any, values: list[Any], known: list[Any]) -> Iterator[Any]:
    """The values themselves, and a number in each stretch between and beyond them that has none yet."""
    import sympy

    near = sympy.Rational(NEAR.numerator, NEAR.denominator)
    inside = [values[0] - near, *((3 * a + 4 * b) / 7 for a, b in pairwise(values)), values[-1] + near]
    stretches = pairwise([-sympy.oo, *values, sympy.oo])
    real = [number for number in known if number.is_real]
    found = [*values]
    for (low, high), number in zip(stretches, inside, strict=True):
        if not any(low < other < high for other in real):
            found.append(number)
    if letter.is_integer:
        found = [n for value in found for n in (sympy.floor(value), sympy.ceiling(value))]
        found += [value + step for value in values for step in (-1, 1) if value.is_integer]
    return (value for value in found if allows(letter, value))


def _usual(letter: Any, values: list[Any]) -> Iterator[Any]:
    """What is special in many formulas, and what is far out."""
    import sympy

    far = sympy.Integer(FAR) if letter.is_integer else sympy.Rational(28 * FAR + 5, 29)
    usual = (*map(sympy.Integer, USUAL), values[-1] + far, values[0] - far)
    return (value for value in usual if allows(letter, value))


def _periods(expr: Any, x: Any, places: list[Any], letter: Any, at: dict[Any, Any]) -> Iterator[Any]:
    """Where the ends of the range are some periods out."""
    import sympy

    if not uncovered.in_denominator(expr, x):
        return
    speeds = {_slope(wave.args[0], x) for wave in uncovered.waves(expr, x)}
    for place in places:
        end = place.subs(at)
        for speed in speeds:
            angle = speed * end / (2 * sympy.pi)
            slope = _slope(angle, letter)
            if slope.is_number and slope != 0:
                for turns in PERIODS:
                    value = sympy.nsimplify(
                        ((turns - angle.subs(letter, 0)) / slope).evalf(12), rational=True
                    )
                    yield from [value] if allows(letter, value) else []


def _slope(expr: Any, x: Any) -> Any:
    return expr.diff(x)
