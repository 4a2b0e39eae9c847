"""Formulas made of products and roots alone, all letters positive: `w = z s/sqrt(n)` is `n = (z s/w)^2`.

In logarithms such an equation is a linear one, and two are the same where one is a multiple of the other.
One part of unknown sign may be among them, `1 - p` under a root, where the equation itself says that it is
positive: it stands on one side alone, under a square root or to an odd power.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from touchstone.maths import equality, exact
from touchstone.maths.arrays import ONE, number
from touchstone.maths.comparing import Setting
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.statements.formula import Condition, Formula, variables
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power

STEP = "products of powers"
HALF = Fraction(1, 2)
# So high powers are worked out.
MOST = 24
Positive = frozenset[str]


class _Other(ValueError):
    """No such product."""


@dataclass(frozen=True)
class _Product:
    """A positive number times powers of letters, and of one part of unknown sign."""

    scale: Node
    powers: dict[Node, Fraction]
    unknown: Node | None = None
    # Whether it has a value only where the part isn't negative.
    forced: bool = False


def alike(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether both are such equations, and one says the same as the other."""
    if not isinstance(a, Condition) or not isinstance(b, Condition) or a.op != "=" or b.op != "=":
        return False
    positive = setting.domain.positive
    names = variables(a) | variables(b)
    complex_numbers = any("i" in traits(c.f).constants for c in (a, b))
    if len(names) < 2 or not names <= positive or complex_numbers:
        return False
    try:
        one, other = _equation(a.f, positive), _equation(b.f, positive)
    except (_Other, exact.NoValue):
        return False
    if one.powers.keys() != other.powers.keys() or not all(
        (one.powers, *one.powers.values(), *other.powers.values())
    ):
        return False  # what cancels may have had no value
    first = next(iter(one.powers))
    times = one.powers[first] / other.powers[first]
    if max(abs(times.numerator), times.denominator) > MOST:
        return False
    if any(n != times * other.powers[u] for u, n in one.powers.items()):
        return False
    whole = (
        Power(one.scale, number(Fraction(times.denominator))),
        Power(other.scale, number(Fraction(times.numerator))),
    )
    return equality.compare(*whole, setting.exactly).equal


def _equation(f: Node, positive: Positive) -> _Product:
    """`u - v` as u/v, which is 1."""
    match f:
        case Add(terms=(first, Negative(operand=second))):
            pass
        case Add(terms=(Negative(operand=second), first)):
            pass
        case _:
            raise _Other
    over, under = _product(first, positive), _product(second, positive)
    if over.unknown is not None and under.unknown is not None:
        raise _Other  # both sides may be zero at once
    unknown = over.unknown or under.unknown
    found = _joined(over, _power(under, Fraction(-1)))
    if unknown is not None:
        n = found.powers.get(unknown)
        if not n or not (found.forced or (n.denominator == 1 and n % 2)):
            raise _Other
    return found


def _product(node: Node, positive: Positive) -> _Product:
    if not names_in(node):
        if not known_positive(node, positive, real=True):
            raise _Other
        return _Product(node, {})
    match node:
        case Name():
            return _Product(ONE, {node: Fraction(1)})
        case Multiply(factors=factors):
            found = _product(factors[0], positive)
            for factor in factors[1:]:
                found = _joined(found, _product(factor, positive))
            return found
        case Divide(numerator=over, denominator=under):
            return _joined(_product(over, positive), _power(_product(under, positive), Fraction(-1)))
        case Power(base=base, exponent=exponent) if not names_in(exponent):
            n = exact.rational(exponent)
            if n is None:
                raise _Other
            return _power(_product(base, positive), n)
        case Call(function="sqrt", arguments=(inner,)):
            return _power(_product(inner, positive), HALF)
        case Call(function="root", arguments=(inner, degree)) if not names_in(degree):
            m = exact.integer(degree)
            if not m or m < 0:
                raise _Other
            return _power(_product(inner, positive), Fraction(1, m))
    if known_positive(node, positive, real=True):
        return _Product(ONE, {node: Fraction(1)})
    return _Product(ONE, {node: Fraction(1)}, unknown=node)


def _power(of: _Product, n: Fraction) -> _Product:
    if not n or abs(n.numerator) > MOST or n.denominator > MOST:
        raise _Other
    forced = of.forced
    if of.unknown is not None and n.denominator > 1 and not forced:
        m = of.powers.get(of.unknown, Fraction(0))
        # The root of `(1 - p)^2` is |1 - p|, and a cube root may be a complex one.
        if n.denominator % 2 or m.denominator > 1 or not m % 2:
            raise _Other
        forced = True
    scale = of.scale if of.scale == ONE else Power(of.scale, number(n))
    return _Product(scale, {u: k * n for u, k in of.powers.items()}, of.unknown, forced)


def _joined(a: _Product, b: _Product) -> _Product:
    if a.unknown is not None and b.unknown is not None and a.unknown != b.unknown:
        raise _Other
    powers = dict(a.powers)
    for u, n in b.powers.items():
        powers[u] = powers.get(u, Fraction(0)) + n
    unknown = a.unknown or b.unknown
    left = {u: n for u, n in powers.items() if n or not isinstance(u, Name)}
    return _Product(Multiply((a.scale, b.scale)), left, unknown, a.forced or b.forced)
