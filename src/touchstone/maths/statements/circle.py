"""Places on the circle where textbooks have their solutions: multiples of pi/12, looked at exactly.

`sin(x) = 1` touches zero without crossing it, so that no search for changes of sign finds that more solves it
than `x = pi/2`; nor that `sin(x) < 1` leaves it out.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import equality
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions
from touchstone.maths.statements.turning import TURNING
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import traits
from touchstone.maths.tree import Constant, Multiply, Node

PI = Constant("pi")
STEPS, FIRST, LAST = 12, -24, 48  # from -2 pi to 4 pi
NEAR = 1e-9
_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}


def refuted(a: Formula, b: Formula, name: str, setting: Setting) -> bool:
    """Whether one of these places satisfies one of two statements and not the other."""
    if not any(traits(c.f).functions & TURNING for part in (a, b) for c in conditions(part)):
        return False
    what = setting.domain.assume.get(name, "real")
    if what == "integer":
        return False
    for k in range(1 if what in ("positive", "nonnegative") else FIRST, LAST + 1):
        place = Multiply((number(Fraction(k, STEPS)), PI))
        truths = {_holds(part, name, place, setting) for part in (a, b)}
        if truths == {True, False}:
            return True
        if not setting.deadline.left():
            break
    return False


def _holds(of: Formula, name: str, place: Node, setting: Setting) -> bool | None:
    """Whether a statement is true there; None where that is not known."""
    match of:
        case Truth(value=value):
            return value
        case Condition(f=f, op=op):
            sign = _sign(substitute(f, {name: place}), setting)
            return None if sign is None else sign in _HOLDS[op]
        case Some(parts=parts):
            found = {_holds(part, name, place, setting) for part in parts}
            return True if True in found else None if None in found else False
        case Every(parts=parts):
            found = {_holds(part, name, place, setting) for part in parts}
            return False if False in found else None if None in found else True
    return None


def _sign(value: Node, setting: Setting) -> int | None:
    try:
        v, error = compile_tree(value, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if abs(v) > error + NEAR:
        return 1 if v > 0 else -1
    return 0 if equality.compare(value, ZERO, setting.exactly).equal else None
