"""The values of a function of any real number, `{x^2 | x ∈ ℝ}`, as an interval, where that can be proved.

Each rule is a theorem: a polynomial of odd degree takes every value, a square and its like all from the
vertex on, a sine of what takes every value all from -1 to 1. Factors and terms that are numbers stretch
and shift.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, fraction_of
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Interval,
    Logic,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    Such,
    Word,
    walk,
)


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, None for no end there; whether each end is taken."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False


LINE = Range()
_ONES = Range(Fraction(-1), Fraction(1), low_closed=True, high_closed=True)
_FROM_ZERO, _BEYOND_ZERO = Range(Fraction(0), low_closed=True), Range(Fraction(0))


def written_out(node: Node) -> Node:
    """The interval that a set of values fills; any other node as it is."""
    match node:
        case Such(
            name=name,
            where=Logic(
                operator="and", operands=(Relation(sides=(left, value), operators=("=",)), Word("all"))
            ),
        ) if left == name and len(names_in(value)) == 1 and name.name not in names_in(value):
            zeroth = any(isinstance(part, Power) and part.exponent == ZERO for part in walk(value))
            found = None if zeroth else of(value, min(names_in(value)))
            return node if found is None else _interval(found, node)
    return node


def of_reals(node: Node) -> Node:
    """`{f(x) | x ∈ R}` where R is a letter of the question: beside R itself it means the real numbers."""
    match node:
        case Such(
            where=Logic(
                operator="and", operands=(value, Relation(sides=(Name(), held), operators=("in",)))
            ) as where
        ) if held == Name("R"):
            return replace(node, where=replace(where, operands=(value, Word("all"))))
    return node


def of_several(node: Node) -> bool:
    """Whether the values hang on several letters, of which some are any number: `{x + y | x ∈ ℝ}`."""
    match node:
        case Such(
            name=name,
            where=Logic(operator="and", operands=(Relation(sides=(left, value), operators=("=",)), *every)),
        ) if left == name and name.name not in names_in(value):
            said = [one for part in every for one in (part.operands if isinstance(part, Logic) else (part,))]
            return len(names_in(value)) > 1 and all(map(_any_number, said))
    return False


def _any_number(said: Node) -> bool:
    match said:
        case Word(word="all") | Relation(sides=(Name(), Name(name="ℤ" | "ℕ")), operators=("in",)):
            return True
    return False


def _interval(found: Range, node: Node) -> Node:
    endless = Constant("oo", node.span)
    low = Negative(endless, node.span) if found.low is None else number(found.low)
    high = endless if found.high is None else number(found.high)
    return Interval(low, high, found.low_closed, found.high_closed, node.span)


def of(value: Node, letter: str) -> Range | None:
    """All values of an expression, for all real numbers that its one letter may be; None where unknown."""
    polynomial = _polynomial(value, letter)
    if polynomial is not None:
        return _of_polynomial(polynomial)
    match value:
        case Negative(operand=inner):
            return _stretched(of(inner, letter), Fraction(-1))
        case Add(terms=terms):
            varying, numbers = _apart(terms)
            found = None if varying is None else of(varying, letter)
            return None if found is None else _shifted(found, sum(numbers, Fraction(0)))
        case Multiply(factors=factors):
            varying, numbers = _apart(factors)
            found = None if varying is None else of(varying, letter)
            return _stretched(found, math.prod(numbers, start=Fraction(1)))
        case Divide(numerator=inner, denominator=under):
            by = exact.rational(under)
            return _stretched(of(inner, letter), 1 / by) if by else None
    return _of_function(value, letter)


def _of_function(value: Node, letter: str) -> Range | None:
    """Of a sine, an absolute value, an exponential, of what takes every value; and of their powers."""
    match value:
        case Call(function="sin" | "cos", arguments=(inner,)):
            return _ONES if of(inner, letter) == LINE else None
        case Call(function="abs", arguments=(inner,)):
            return _FROM_ZERO if of(inner, letter) == LINE else None
        case Call(function="exp", arguments=(inner,)) | Power(base=Constant(name="e"), exponent=inner):
            return _BEYOND_ZERO if of(inner, letter) == LINE else None
        case Power(base=Number(value=base), exponent=inner) if base > 0 and base != 1:
            return _BEYOND_ZERO if of(inner, letter) == LINE else None
        case Power(base=inner, exponent=Number(value=power)) if power.denominator == 1 and 0 < power <= 24:
            return _raised(of(inner, letter), power.numerator)
    return None


def _raised(found: Range | None, power: int) -> Range | None:
    if found in (LINE, _ONES):
        if power % 2:
            return found
        return _FROM_ZERO if found == LINE else replace(_ONES, low=Fraction(0))
    return found if found in (_FROM_ZERO, _BEYOND_ZERO) else None


def _apart(parts: tuple[Node, ...]) -> tuple[Node | None, list[Fraction]]:
    """The one part that is no number, and the numbers; None where several vary."""
    numbers = [exact.rational(part) for part in parts]
    varying = [part for part, value in zip(parts, numbers, strict=True) if value is None]
    return (varying[0] if len(varying) == 1 else None), [value for value in numbers if value is not None]


def _shifted(found: Range, by: Fraction) -> Range:
    low, high = (None if end is None else end + by for end in (found.low, found.high))
    return replace(found, low=low, high=high)


def _stretched(found: Range | None, by: Fraction) -> Range | None:
    if found is None or by == 0:
        return None
    low, high = (None if end is None else end * by for end in (found.low, found.high))
    if by > 0:
        return replace(found, low=low, high=high)
    return Range(high, low, found.high_closed, found.low_closed)


def _polynomial(value: Node, letter: str) -> dict[int, Fraction] | None:
    try:
        over, under = fraction_of(value, [letter])
    except (NotRational, ZeroDivisionError, exact.NoValue):
        return None
    return _divided(over, under)


def _divided(over: Polynomial, under: Polynomial) -> dict[int, Fraction] | None:
    by = under.get((0,))
    if by is None or len(under) != 1:
        return None
    return {power: value / by for (power,), value in over.items() if value}


def _of_polynomial(p: dict[int, Fraction]) -> Range | None:
    degree = max(p, default=0)
    if degree % 2:
        return LINE
    leading = p.get(degree, Fraction(0))
    if degree == 2:
        vertex = p.get(0, Fraction(0)) - p.get(1, Fraction(0)) ** 2 / (4 * leading)
    elif degree > 0 and all(
        power % 2 == 0 and (power == 0 or value * leading > 0) for power, value in p.items()
    ):
        vertex = p.get(0, Fraction(0))
    else:
        return None
    return _shifted(_stretched(_FROM_ZERO, leading) or LINE, vertex)
