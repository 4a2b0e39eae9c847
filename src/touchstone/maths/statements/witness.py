"""A real point that solves one system of polynomials and not the other: with small whole coordinates, or on
a line or a curve that the one is said to lie on, as `x^2 + y^2 = 1 and y = x` lies on `y = x`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from touchstone.maths import exact
from touchstone.maths.comparing import Setting
from touchstone.maths.statements import line
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, variables
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.points import points
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, cases
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node

# Whole numbers from -REACH to REACH are tried for each of so many variables: 729 points.
REACH, MOST_NAMES = 4, 3
MOST_TERMS = 40


def parts(a: Formula, b: Formula, setting: Setting) -> bool:
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
    if any(_solves(sides[0], at) != _solves(sides[1], at) for at in places):
        return True
    return any(_parted_on(side, (a, b), names, setting) for side in (a, b))


def _parted_on(side: Formula, both: tuple[Formula, Formula], names: list[str], setting: Setting) -> bool:
    """Whether both differ where the equations of one are solved for all variables but one."""
    values: dict[str, Node] = {}
    for part in side.parts if isinstance(side, Every) else (side,):
        left = _substituted(part, values)
        if len(values) == len(names) - 1 or not isinstance(left, Condition):
            break
        known = ((name, solved_for(left.f, name)) for name in sorted(names_in(left.f)))
        for name, value in known:
            if value is not None:
                values = {n: substitute(old, {name: value}) for n, old in values.items()} | {name: value}
                break
    free = [name for name in names if name not in values]
    if len(free) != 1:
        return False
    mine, theirs = (_substituted(part, values) for part in both)
    return line.compare(mine, theirs, free[0], setting).different


def _substituted(of: Formula, values: dict[str, Node]) -> Formula:
    match of:
        case Condition(f=f, op=op):
            return Condition(substitute(f, values), op)
        case Every(parts=parts):
            return Every(tuple(_substituted(part, values) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_substituted(part, values) for part in parts))
    return of


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
