"""Powers such as `x^x` where their base is negative: they have values at scattered places alone, if any.

Where there is one, it is (-u)^v or -(-u)^v. Two statements that agree with either of these in its place, all
along where u is negative, agree wherever the power has a value. Where they part, at single places, what the
power itself says there is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from touchstone.maths.arrays import number
from touchstone.maths.domain import Domain
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, conditions
from touchstone.maths.statements.marks import Mark
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Multiply, Negative, Node, Power, children, walk


def agree(
    a: Formula,
    b: Formula,
    domain: Domain,
    parted: Callable[[Formula, Formula], list[Mark] | None],
    same_at: Callable[[Mark], bool],
) -> bool:
    """Whether both surely say the same where the base of their only such power is negative."""
    positive = frozenset(n for n, what in domain.assume.items() if what in ("positive", "nonnegative"))
    parts = (part for side in (a, b) for c in conditions(side) for part in walk(c.f))
    powers = {part for part in parts if isinstance(part, Power) and _negative(part, positive)}
    if len(powers) > 1:
        return False
    for power in powers:
        below = Condition(power.base, "<")
        size = Power(Negative(power.base), power.exponent)
        for value in (size, Multiply((number(Fraction(-1)), size))):
            places = parted(*(Every((below, _with(side, power, value))) for side in (a, b)))
            if places is None or not all(isinstance(at, Fraction) and same_at(at) for at in places):
                return False
    return True


def _negative(power: Power, positive: frozenset[str]) -> bool:
    """Whether base and exponent change, and the base may be negative."""
    varying = bool(names_in(power.base)) and bool(names_in(power.exponent))
    return varying and not known_positive(power.base, positive, real=True)


def _with(of: Formula, power: Node, value: Node) -> Formula:
    match of:
        case Condition(f=f, op=op):
            return Condition(_replaced(f, power, value), op)
        case Every(parts=parts):
            return Every(tuple(_with(part, power, value) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_with(part, power, value) for part in parts))
    return of


def _replaced(f: Node, power: Node, value: Node) -> Node:
    if f == power:
        return value
    return rebuilt(f, [_replaced(part, power, value) for part in children(f)])
