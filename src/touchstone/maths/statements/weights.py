"""How small a gap the numbers that are written can make: nothing nearer than that is taken for the same.

`pi` and `pi + 10^-300` look alike in any number of digits that doesn't go by what is written. So each
statement is weighed: the bits of its numbers and of what they come to, times the powers and roots that the
variable stands under.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from touchstone.maths import exact
from touchstone.maths.digit_arithmetic import ALIKE, EXACT
from touchstone.maths.digits import Digits
from touchstone.maths.heights import LITTLE
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.marks import PRECISION, finer
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Constant, Multiply, Name, Negative, Node, Number, Power, children

# By so many bits more than are written things have to agree; with more than these written nothing is known.
SPARE, MOST = 120, 3000
UNKNOWN = MOST + 1


@contextmanager
def fine_enough(*functions: Node) -> Iterator[bool]:
    """Tells marks apart as finely as conditions on these ask; whether that is possible."""
    bits = sum(map(weight, set(functions)))
    with finer(SPARE + bits if bits <= MOST else None):
        yield bits <= MOST


def weight(f: Node) -> int:
    """The bits of one condition."""
    match f:
        case Multiply(factors=factors):
            return min(sum(map(weight, factors)), UNKNOWN)  # the zeros of each are found by themselves
        case Negative(operand=inner) | Power(base=inner, exponent=Number()):
            return weight(inner)
    return min(_bits(f) * _power(f), UNKNOWN)


def _bits(f: Node) -> int:
    """The bits of all numbers in an expression, and of the sizes of what they come to."""
    if isinstance(f, Name):
        return 0
    if names_in(f):
        if isinstance(f, Power) and not names_in(f.exponent):
            return _bits(f.base)
        return sum(map(_bits, children(f)))
    try:
        value = exact.rational(f)
    except exact.NoValue:
        return 0
    if value is not None:
        return exact.bits(value)
    inside = sum(map(_bits, children(f)))
    if isinstance(f, Call | Power) and inside > LITTLE:
        inside *= ALIKE
    return 2 if isinstance(f, Constant) else min(inside + _size(f), UNKNOWN)


def _size(f: Node) -> int:
    """How many bits away from 1 a constant is, and how many it takes to see all its terms."""
    arithmetic = Digits(real=False)
    arithmetic.ctx.prec = PRECISION
    try:
        v, _ = compile_tree(f, arithmetic)({})
        size = arithmetic.size(v)
    except Undefined:
        return 0
    except (Unsure, OverflowError, ValueError):
        return UNKNOWN
    unseen = arithmetic.wanted if arithmetic.wanted > PRECISION else 0
    return (0 if size == EXACT else abs(size)) + unseen


def _power(f: Node) -> int:
    """How often, at most, the variable is multiplied by itself, roots as powers."""
    if not names_in(f):
        return 1
    inner = max(map(_power, children(f)), default=1)
    match f:
        case Multiply(factors=factors):
            return sum(_power(factor) for factor in factors if names_in(factor))
        case Power(exponent=exponent):
            n = None if names_in(exponent) else exact.rational(exponent)
            return inner if n is None else inner * max(abs(n.numerator), 1) * n.denominator
        case Call(function="sqrt"):
            return 2 * inner
        case Call(function="root", arguments=(_, Number(value=n))):
            return inner * max(abs(n.numerator), 1)
    return inner
