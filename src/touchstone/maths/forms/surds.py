"""What is left to work out in a number that is no fraction: with roots, i, logarithms."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths.forms.collected import LIKE, NUMBERS, untidy
from touchstone.maths.forms.irrational import as_letters
from touchstone.maths.forms.numbers import value_of
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.forms.structure import canonical
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Negative, Node, Power, children, walk


def unfinished(wanted: Node, number: Node) -> str | None:
    """What is left to do, unless the key is written so. Raises CannotJudge where one may argue."""
    known = {canonical(part) for part in walk(wanted)}
    for part in walk(number):
        if isinstance(part, Add) and (amiss := untidy(part)):
            return amiss
        if canonical(part) not in known and (_complex_left(part) or _roots_left(part)):
            return NUMBERS
    if _alike(number):
        return LIKE
    if _sum_below(number) and not _sum_below(wanted):
        raise CannotJudge("a root below the line")
    if 0 < _logarithms(wanted) < _logarithms(number):
        raise CannotJudge("logarithms to be joined")
    return None


def _complex_left(part: Node) -> bool:
    """i in a power, below a line, or in two factors."""
    match part:
        case Power(base=base):
            return _has_i(base)
        case Divide(denominator=under):
            return _has_i(under)
        case Multiply(factors=factors):
            return sum(map(_has_i, factors)) > 1
        case Call(function="conj" | "re" | "im" | "abs", arguments=(inner,)):
            return _has_i(inner)
    return False


def _has_i(node: Node) -> bool:
    """Whether i stands in a part, but for the one of `e^(i pi/3)`."""
    if isinstance(node, Power):
        return _has_i(node.base)
    if isinstance(node, Call) and node.function == "exp":
        return False
    return (isinstance(node, Constant) and node.name == "i") or any(map(_has_i, children(node)))


def _roots_left(part: Node) -> bool:
    """A power of what holds roots, or a product of two of them; 1/sqrt(2) and sqrt(2)/sqrt(3) may stay."""
    if isinstance(part, Power):
        return any(_radicand(inner) is not None for inner in walk(part.base))
    if not isinstance(part, Multiply | Divide):
        return False
    above, below = list(_radicands(part, False)), list(_radicands(part, True))
    return len(above) > 1 or len(below) > 1 or any(math.gcd(a, b) > 1 for a in above for b in below)


def _radicands(node: Node, below: bool) -> Iterator[int]:
    """What square roots are taken of above a line, or below it."""
    match node:
        case Negative(operand=inner):
            yield from _radicands(inner, below)
        case Multiply(factors=factors):
            for factor in factors:
                yield from _radicands(factor, below)
        case Divide(numerator=over, denominator=under):
            yield from _radicands(over, below)
            yield from _radicands(under, not below)
        case _:
            found = _radicand(node)
            if not below and found is not None and found.denominator == 1:
                yield found.numerator


def _radicand(node: Node) -> Fraction | None:
    match node:
        case Call(function="sqrt", arguments=(inner,)):
            return value_of(inner)
        case Power(base=inner, exponent=exponent) if value_of(exponent) == Fraction(1, 2):
            return value_of(inner)
    return None


def _alike(number: Node) -> bool:
    """`sqrt(20) + sqrt(5)`, which are like terms once what is whole is drawn out."""
    try:
        drawn = as_letters(number)
    except CannotJudge:
        return False
    return any(isinstance(part, Add) and untidy(part) == LIKE for part in walk(drawn))


def _sum_below(node: Node) -> bool:
    """`1/(1 + sqrt(2))`."""
    return any(
        isinstance(part, Divide)
        and isinstance(part.denominator, Add)
        and any(_radicand(inner) is not None for inner in walk(part.denominator))
        for part in walk(node)
    )


def _logarithms(node: Node) -> int:
    return sum(isinstance(part, Call) and part.function in ("ln", "log") for part in walk(node))
