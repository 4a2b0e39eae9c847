"""Where an equation has no sides to speak of, zeros of denominators and what has no real root: no solutions.

Two equations with proportional sides have the same solutions where both have values. They are the same
equation only when neither lacks what the other has.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths import exact, modular
from touchstone.maths.arrays import ONE, number
from touchstone.maths.statements.constants import constant_sign
from touchstone.maths.statements.defined import POLES
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Negative, Node, Power, walk

_WITHIN_ONE = frozenset({"asin", "acos", "atanh"})
_LOGS = frozenset({"ln", "log", "log2", "log10"})


def alike(f: Node, g: Node, *, real: bool) -> bool:
    """Whether f and g surely have no value at the same places; what each lacks is found in the other.

    Of several variables places without a real root aren't asked for: they are passed over, as in expressions.
    """
    first, second = list(zeros(f)), list(zeros(g))
    if not (_found(first, second, real=real) and _found(second, first, real=real)):
        return False
    if not real or len(names_in(f) | names_in(g)) > 1:
        return True
    first, second = list(_negatives(f)), list(_negatives(g))
    return _as_often_negative(first, second) and _as_often_negative(second, first)


def _found(few: list[Node], many: list[Node], *, real: bool) -> bool:
    return all(any(u == v or modular.proportional(u, v, real=real).equal for v in many) for u in few)


def _as_often_negative(few: list[Node], many: list[Node]) -> bool:
    return all(any(u == v or constant_sign(Divide(u, v)) == 1 for v in many) for u in few)


def _negatives(f: Node) -> Iterator[Node]:
    """What must not be negative."""
    for part in walk(f):
        match part:
            case Call(function="sqrt", arguments=(inner,)) if names_in(inner):
                yield inner
            case Call(function="root", arguments=(inner, degree)) if names_in(inner):
                n = exact.rational(degree)
                if n is None or n % 2 == 0:
                    yield inner
            case Power(base=base, exponent=exponent) if names_in(base):
                n = exact.rational(exponent)
                if n is None or n.denominator % 2 == 0:
                    yield base
            case Call(function=name, arguments=(inner,)) if name in _WITHIN_ONE and names_in(inner):
                yield _one_minus_square(inner)
            case Call(function="acosh", arguments=(inner,)) if names_in(inner):
                yield Add((inner, Negative(ONE)))


def _one_minus_square(u: Node) -> Node:
    return Add((ONE, Negative(Power(u, number(Fraction(2))))))


def zeros(f: Node) -> Iterator[Node]:
    """What must not be zero."""
    for part in walk(f):
        match part:
            case Divide(denominator=under) if names_in(under):
                yield under
            case Power(base=base, exponent=exponent) if names_in(base):
                n = exact.rational(exponent)
                if n is None or n < 0:
                    yield base
            case Call(function=name, arguments=(inner, *_)) if names_in(inner):
                if name in POLES:
                    yield Call(POLES[name], (inner,))
                elif name in _LOGS:
                    yield inner
