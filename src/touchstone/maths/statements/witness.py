"""A real point with small whole coordinates that solves one system of polynomials and not the other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from touchstone.maths import exact
from touchstone.maths.statements.formula import Formula, variables
from touchstone.maths.statements.points import points
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, cases

# Whole numbers from -REACH to REACH are tried for each of so many variables: 729 points.
REACH, MOST_NAMES = 4, 3
MOST_TERMS = 40


def parts(a: Formula, b: Formula) -> bool:
    """Whether some real point is seen to solve one and not the other."""
    names = sorted(variables(a) | variables(b))
    if len(names) > MOST_NAMES:
        return False
    try:
        sides = [cases(side, names) for side in (a, b)]
    except (NotRational, ZeroDivisionError, exact.NoValue):
        return False
    if sum(len(p) for side in sides for system in side for p in system) > MOST_TERMS:
        return False
    places = [*_written(a, names), *_written(b, names), *_grid(len(names))]
    return any(_solves(sides[0], at) != _solves(sides[1], at) for at in places)


def _grid(width: int) -> Iterator[tuple[Fraction, ...]]:
    whole = [Fraction(n) for n in range(-REACH, REACH + 1)]
    yield from product(whole, repeat=width)


def _written(of: Formula, names: list[str]) -> Iterator[tuple[Fraction, ...]]:
    """Solutions that are written out as fractions."""
    for point in points(of) or ():
        values = [exact.rational(point[name]) if name in point else None for name in names]
        known = [value for value in values if value is not None]
        if len(known) == len(names):
            yield tuple(known)


def _solves(side: list[list[Polynomial]], at: tuple[Fraction, ...]) -> bool:
    return any(all(_value(p, at) == 0 for p in system) for system in side)


def _value(p: Polynomial, at: tuple[Fraction, ...]) -> Fraction:
    total = Fraction(0)
    for powers, c in p.items():
        for x, n in zip(at, powers, strict=True):
            c = c * x**n if n else c
        total += c
    return total
