"""Numbers that are written and are not real, as ln(-1): among real numbers they solve nothing.

So `x = ln(4) or x = ln(-1)` says what `x = ln(4)` does, there. Who writes it doesn't mean that.
"""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import compiled
from touchstone.maths.numeric import NotReal, Undefined, Unsure
from touchstone.maths.statements import complex_plane
from touchstone.maths.statements.constants import constant_sign
from touchstone.maths.statements.deciding import one_name
from touchstone.maths.statements.formula import Condition, Formula, conditions, formula
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Interval, Items, Logic, Node, Power, Such, Union, Word, walk

STEP = "numbers that are not real"
REALS = Word("all")


def one_alone(a: Node, b: Node) -> bool:
    """Whether one statement alone writes a number that isn't real; a written i says that such are meant."""
    if any("i" in traits(node).constants for node in (a, b)):
        return False
    return _written(a) != _written(b)


def given(key: Node, answer: Node, setting: Setting) -> bool:
    """Whether numbers that are not real may be given for what is said to be real, or declared so."""
    said = said_real(key) or said_real(answer)
    if key == answer or not (said or _declared_real(setting)):
        return False
    return _listed(*one_name(formula(key), formula(answer)), setting, said=said)


def _declared_real(setting: Setting) -> bool:
    return any(what != "complex" for what in setting.domain.assume.values())


def said_real(node: Node) -> bool:
    """Whether a set or a statement says that its numbers are real: `{x ∈ ℝ | …}`, `x^2 = 4 and x ∈ ℝ`."""
    return any(map(_says_so, walk(node)))


def _says_so(part: Node) -> bool:
    match part:
        case Such(real=real):
            return real
        case Interval():
            return True
        case Union(parts=parts):
            return REALS in parts
        case Logic(operands=parts) | Items(kind="list" | "tuple", items=parts):
            return REALS in parts
    return False


def _listed(a: Formula, b: Formula, setting: Setting, *, said: bool) -> bool:
    """Whether a real variable may be said to be what is no real number: `x = i`, x being declared real.

    `said`: what isn't declared is real, too, since one of the statements says so.
    """
    assume = setting.domain.assume
    usual = "real" if said else "complex"
    for c in (*conditions(a), *conditions(b)):
        names = names_in(c.f)
        if names and all(assume.get(name, usual) != "complex" for name in names) and _never(c, setting):
            return True
    return False


def _never(c: Condition, setting: Setting) -> bool:
    """Whether a condition on real variables may have an imaginary part that is a number, and not zero."""
    if "i" not in traits(c.f).constants:
        return any(map(_unreal, walk(c.f)))
    try:
        _, im = complex_plane.parts_of(c.f, frozenset(), setting)
    except (complex_plane.NotInThePlane, exact.NoValue):
        return True
    # `x = i y/y` says no other thing than `x = i`.
    return im is not None and (not names_in(im) or constant_sign(im) is not None)


def _written(node: Node) -> bool:
    return any(map(_unreal, walk(node)))


def _unreal(part: Node) -> bool:
    """Whether a number has a value, but no real one. The third root of -8 is real, and 1/0 is none."""
    if not isinstance(part, Call | Power) or names_in(part):
        return False
    try:
        compiled(part, real=True)({})
    except NotReal:
        return True
    except (Undefined, Unsure, OverflowError, ValueError):
        pass
    return False
