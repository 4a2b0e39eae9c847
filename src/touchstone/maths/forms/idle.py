"""What does nothing in an answer: pairs of signs, powers 0, a line under a line, `cos(0)` in place of 1."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.forms.collected import NOTHING, NUMBERS
from touchstone.maths.forms.numbers import comes_out, value_of, worked_out
from touchstone.maths.kinds import scalars
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Negative,
    Node,
    Number,
    Power,
    children,
    walk,
)

SIGNS = "Leave out two minus signs that cancel."
ONE = "Leave out the factor 1."
COMPOUND = "Write it without a fraction under the line."
# A number that is nearer than this to a fraction with a denominator up to the limit is that fraction.
NEAR, LIMIT = Fraction(1, 10**40), 10**6


def idle(node: Node, *, numbers: bool = True) -> str | None:
    """What does nothing in an expression, as a sentence; None when all of it does something.

    `numbers` says whether sums and quotients of numbers have to be worked out.
    """
    found = next(filter(None, map(_idle, walk(node))), None)
    left = NUMBERS if numbers and any(map(_left, walk(node))) else None
    return found or left or left_in(node) or signs(node)


def _left(part: Node) -> bool:
    """`1 + 1`, not the mixed number `1 1/2`, and `2*3`, `4/2`."""
    if isinstance(part, Add | Multiply):
        return value_of(part) is not None and not worked_out(part)
    return isinstance(part, Divide) and value_of(part) is not None and comes_out(part)


def _idle(part: Node) -> str | None:
    match part:
        case Add(terms=terms) if any(value_of(term) == 0 for term in terms):
            return NOTHING
        case Multiply(factors=factors):
            if any(value_of(factor) == 0 for factor in factors):
                return NOTHING
            return ONE if any(map(_one, factors[1:])) else None
        case Divide(denominator=under):
            return ONE if _one(under) else COMPOUND if _turned(under) else None
        case Power(base=base, exponent=exponent):
            power = value_of(exponent)
            if power == 0:
                return ONE
            if power is not None and not worked_out(exponent):
                return NUMBERS
            return COMPOUND if power is not None and power < 0 and _turned(base) else None
    return None


def _one(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 1


def _turned(node: Node) -> bool:
    """Whether a factor has a line or a negative power of its own, so that it stands above again."""
    match node:
        case Negative() | Multiply():
            return any(map(_turned, children(node)))
        case Divide():
            return True
        case Power(exponent=exponent):
            power = value_of(exponent)
            return power is not None and power < 0
    return False


def left_in(node: Node) -> str | None:
    """Numbers such as `cos(0)`, `ln(e)`, `i^2`, `sqrt(4)`, which are worth a fraction."""
    return NUMBERS if any(_worth_a_fraction(part) for part in walk(node)) else None


def _worth_a_fraction(part: Node) -> bool:
    if not isinstance(part, Call | Power) or names_in(part):
        return False
    match part:
        case Call(function="percent" | "degrees"):
            return False
        case Power(base=Constant(name="i"), exponent=exponent):
            return exact.integer(exponent) not in (None, 1)
        case Power(base=base, exponent=exponent) if value_of(base) is not None:
            power = value_of(exponent)
            if power is not None and power.denominator == 1:
                return False  # 2^10 may stay, and others tell when it may not
    value = scalars.digits(part)
    return value is not None and abs(value - value.limit_denominator(LIMIT)) < NEAR


def signs(node: Node) -> str | None:
    """Two minus signs or more before one product: `--6`, `x - (-1)`, `(-x)(-y)`."""
    return SIGNS if any(_minuses(part) > 1 for part in walk(node)) else None


def pairs(node: Node) -> int:
    """In how many places two signs cancel."""
    return sum(_minuses(part) // 2 for part in walk(node))


def _minuses(node: Node) -> int:
    match node:
        case Negative(operand=inner):
            return 1 + _minuses(inner)
        case Multiply() | Divide():
            return sum(map(_minuses, children(node)))
        case Call(function="percent", arguments=(inner,)):
            return _minuses(inner)
    return 0
