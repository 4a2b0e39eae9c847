"""What repeats itself is told from what doesn't, or not so often: `tan(x) = 2` from `x = arctan(2) + 2 pi n`.

An equation in sines and tangents of multiples of x alone has, with each solution, all that lie a period
further. Of a few numbers none lies beyond the largest; from one of `c + d n` to another, for whole n, it is
multiples of d alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.formula import Formula, conditions
from touchstone.maths.statements.points import points
from touchstone.maths.statements.turning import TURNING, NotAnAngle, angle
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Name, Node, children

# These repeat after pi, the others after 2 pi.
_TWICE = frozenset({"tan", "cot"})


def period(of: Formula, x: str) -> Fraction | None:
    """q where all conditions repeat after q·pi; None where x stands outside of sines, or nowhere."""
    try:
        found = {q for c in conditions(of) for q in _periods(c.f, x)}
    except NotAnAngle:
        return None
    if not found:
        return None
    return Fraction(math.lcm(*(q.numerator for q in found)), math.gcd(*(q.denominator for q in found)))


def _periods(f: Node, x: str) -> Iterator[Fraction]:
    match f:
        case Name(name=name) if name == x:
            raise NotAnAngle
        case Call(function=function, arguments=(u,)) if function in TURNING and x in names_in(u):
            turns, _ = angle(u, x)
            if not turns:
                raise NotAnAngle
            yield (1 if function in _TWICE else 2) / abs(turns)
        case _:
            for part in children(f) if x in names_in(f) else ():
                yield from _periods(part, x)


def endless(a: Formula, b: Formula, x: str) -> bool:
    """Whether one repeats itself and the other is one real number or a few."""
    return any(period(one, x) is not None and _few(other, x) for one, other in ((a, b), (b, a)))


def _few(of: Formula, x: str) -> bool:
    found = points(of)
    return bool(found) and all(point.keys() == {x} and is_real(point[x]) for point in found or ())


def is_real(value: Node) -> bool:
    """Whether a number surely has a real value."""
    try:
        return isinstance(compile_tree(value, Floats(real=True))({})[0], float)
    except (Undefined, Unsure, OverflowError, ValueError):
        return False
