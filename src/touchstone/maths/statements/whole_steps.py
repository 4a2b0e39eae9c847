"""Whether whole letters stand in functions: `sin(pi n)` is no zero function, and zero at whole numbers."""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.statements import families
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Constant, Node, Power, walk

E = Constant("e")
_TURNING = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


def steps(f: Node, domain: Domain) -> bool:
    """Whether f may be zero at all whole values of a letter that is whole, and not at others."""
    whole = {name for name, what in domain.assume.items() if what in WHOLE_NUMBERS}
    usual = families.USUAL - domain.assume.keys()
    return any(_step(part, whole) or _turns(part, usual) for part in walk(f))


def _step(part: Node, whole: set[str]) -> bool:
    match part:
        case Call():
            return not whole.isdisjoint(names_in(part))
        case Power(base=base, exponent=exponent) if not whole.isdisjoint(names_in(exponent)):
            return not names_in(base) and base != E and (exact.rational(base) or 0) <= 0
    return False


def _turns(part: Node, usual: frozenset[str]) -> bool:
    """Whether n, k or m stands beside pi in a sine or its kin: undeclared it numbers something."""
    turning = isinstance(part, Call) and part.function in _TURNING
    return turning and "pi" in traits(part).constants and not usual.isdisjoint(names_in(part))
