"""Whether two functions have real values at the same points, or a branch is lost from one to the other."""

from __future__ import annotations

from itertools import islice

from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Env, Run, Undefined, Unsure, compile_tree
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Node, Number, Power, walk

# What has real values for a part of its arguments.
_PARTLY = frozenset({"sqrt", "root", "ln", "log", "logit", "gamma", "factorial"})
_INVERSE = frozenset({"asin", "acos", "asec", "acsc", "acosh", "atanh", "acoth", "asech"})
# Points at which both have a value, or neither.
_POINTS = 60


def together(f: Node, g: Node, domain: Domain) -> bool:
    """Whether both have a value at the same points, as far as many of them show."""
    names = names_in(f) | names_in(g)
    try:
        sides = [compile_tree(side, Floats(real=True)) for side in (f, g)]
    except (Undefined, Unsure):
        return False
    for point in islice(domain.for_pair(f, g).points(names, f, g), _POINTS):
        here = {_known({name: (value, 0.0) for name, value in point.items()}, side) for side in sides}
        if here == {True, False}:
            return False
    return True


def _known(env: Env, side: Run) -> bool | None:
    """Whether there is a value; None where floats can't tell."""
    try:
        side(env)
    except Undefined:
        return False
    except (Unsure, OverflowError, ValueError):
        return None
    return True


def partly_defined(*nodes: Node) -> bool:
    """Whether a root, a logarithm or their kin of a variable occurs."""
    return any(traits(node).functions & (_PARTLY | _INVERSE) or _power(node) for node in nodes)


def _power(node: Node) -> bool:
    powers = (part for part in walk(node) if isinstance(part, Power) and names_in(part))
    return any(not isinstance(p.exponent, Number) or p.exponent.value.denominator > 1 for p in powers)
