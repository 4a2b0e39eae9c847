"""Two expressions beside each other at many places: on both sides of 0, close to it and far from it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from typing import Any

from touchstone.maths.library.draws import drawn

# No places at which something cancels by chance.
PLACES = tuple(
    Fraction(p, q)
    for p, q in ((1234577, 1000003), (577, 1009), (-733, 1013), (-2909, 1009), (1789, 103), (-2311, 101))
) + tuple(Fraction(p, q) for p, q in ((11, 10007), (-13, 10009), (250703, 1009), (-71, 73), (97, 101)))
# Of the places so many are enough for each of many letters' numbers.
SOME = 5
# In how many places they have to agree.
ENOUGH = 2
AGREES, DIGITS = 1e-10, 20


def agreements(left: Any, right: Any, x: Any, turns: Iterable[dict[Any, Any]] = ()) -> int | None:
    """At how many places they agree, of those where both have a value; None where they differ at one.

    With further numbers for letters, each looked at in some of the places.
    """
    import sympy

    letters = sorted((left.free_symbols | right.free_symbols) - {x}, key=str)
    usual = list(drawn(letters))
    pairs = [(usual[n % len(usual)], place) for n, place in enumerate(PLACES)]
    agreed = 0
    for turn, place in chain(pairs, ((turn, place) for turn in turns for place in PLACES[:SOME])):
        at = {**turn, x: sympy.Rational(place.numerator, place.denominator)}
        if x.is_nonnegative and place < 0:
            continue
        same = _same(left, right, at)
        if same is False:
            return None
        agreed += same is True
    return agreed


def slope(expr: Any, x: Any) -> Any:
    """The derivative where nothing jumps: a floor, which counts branches of a tangent, is a number."""
    import sympy

    steps = {part: sympy.Dummy(real=True) for part in expr.atoms(sympy.floor)}
    found = expr.xreplace(steps).diff(x)
    return found.xreplace({letter: part for part, letter in steps.items()})


def _same(left: Any, right: Any, at: dict[Any, Any]) -> bool | None:
    """Whether they agree there; None where one has no value, or is complex where no i is written."""
    import sympy

    values = [side.evalf(DIGITS, subs=at) for side in (left, right, left - right)]
    if not all(value.is_number and value.is_finite for value in values):
        return None
    if not right.has(sympy.I) and values[1].is_real is False:
        return None
    size = max(abs(values[0]), abs(values[1]))
    return bool(abs(values[2]) <= AGREES * size)
