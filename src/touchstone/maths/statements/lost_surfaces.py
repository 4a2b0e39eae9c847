"""Whether one equation holds all over a surface where the other has no value: `x y = 0` and `x^2 y/x = 0`."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from touchstone.maths.domain import Domain
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.rationals import Rationals
from touchstone.maths.statements.formula import Condition, Formula
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.surfaces import factors
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node

# Points of the surface that are looked at.
POINTS = 10


def lost(a: Formula, b: Formula, domain: Domain) -> bool:
    """Whether all points that are looked at of a surface solve the one, and none has a value in the other."""
    if not isinstance(a, Condition) or not isinstance(b, Condition):
        return False
    return any(_in_the_other(one.f, other.f, domain) for one, other in ((a, b), (b, a)))


def _in_the_other(f: Node, g: Node, domain: Domain) -> bool:
    for factor in factors(f):
        for name in sorted(names_in(factor)):
            value = solved_for(factor, name)
            if value is None or name in names_in(value):
                continue
            if _all_along(substitute(f, {name: value}), substitute(g, {name: value}), domain):
                return True
    return False


def _all_along(f: Node, g: Node, domain: Domain) -> bool:
    names = names_in(f) | names_in(g)
    if not names:
        return False
    points = islice(domain.points(names, f, g), POINTS)
    places = [{name: Fraction(v.real) for name, v in point.items()} for point in points]
    return all(_value(f, place) == 0 for place in places) and all(
        _value(g, place) is None for place in places
    )


def _value(f: Node, place: dict[str, Fraction]) -> Fraction | str | None:
    """What f is worth; None where it has no value, a word where that is not known exactly."""
    try:
        return Fraction(compile_tree(f, Rationals())(place))
    except Undefined:
        return None
    except Unsure:
        return "unsure"
