"""Equations in sines and cosines of multiples of one variable, as polynomials in t = exp(ix/L).

Equal polynomials up to repeated factors have equal solutions. Unequal ones may still have the same real
solutions, so nothing is refuted here.
"""

from __future__ import annotations

import math
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.statements import variety
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, conditions
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Power,
    children,
)
from touchstone.maths.verdict import Finding, undecided

TURNING = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
MAX_MULTIPLE = 24

_T = Name("•t")
_I = Constant("i")
_TWO = number(Fraction(2))


class _NotAnAngle(ValueError):
    """Not a rational multiple of the variable plus a constant."""


def compare(a: Formula, b: Formula, variable: str) -> Finding:
    """Equal when both have the same solutions in t; undecided otherwise."""
    try:
        steps = [k for part in (a, b) for c in conditions(part) for k in _multiples(c.f, variable)]
    except _NotAnAngle:
        return undecided(variety.STEP)
    scale = math.lcm(*(k.denominator for k in steps)) if steps else 0
    if not scale or max(abs(k) for k in steps) * scale > MAX_MULTIPLE:
        return undecided(variety.STEP)
    finding = variety.compare(_turned(a, variable, scale), _turned(b, variable, scale), real=False)
    return finding if finding.equal else undecided(variety.STEP)


def _multiples(f: Node, variable: str) -> list[Fraction]:
    """How often the variable turns in each sine. Raises _NotAnAngle when it also stands elsewhere."""
    if variable not in names_in(f):
        return []
    if isinstance(f, Call) and f.function in TURNING:
        return [_angle(f.arguments[0], variable)[0]]
    if isinstance(f, Name) or not traits(f).functions & TURNING:
        raise _NotAnAngle
    return [k for part in children(f) for k in _multiples(part, variable)]


def _angle(u: Node, variable: str) -> tuple[Fraction, Node]:
    """k and c with u = k·variable + c."""
    if variable not in names_in(u):
        return Fraction(0), u
    match u:
        case Name():
            return Fraction(1), ZERO
        case Negative(operand=inner):
            k, c = _angle(inner, variable)
            return -k, Negative(c)
        case Add(terms=terms):
            parts = [_angle(term, variable) for term in terms]
            return sum((k for k, _ in parts), Fraction(0)), Add(tuple(c for _, c in parts))
        case Multiply(factors=factors):
            rest = [factor for factor in factors if variable not in names_in(factor)]
            moving = [factor for factor in factors if variable in names_in(factor)]
            value = exact.rational(Multiply((ONE, ONE, *rest)))
            if len(moving) == 1 and value is not None:
                k, c = _angle(moving[0], variable)
                return k * value, Multiply((number(value), c))
        case Divide(numerator=over, denominator=under):
            value = exact.rational(under)
            if value:
                k, c = _angle(over, variable)
                return k / value, Divide(c, under)
    raise _NotAnAngle


def _turned(of: Formula, variable: str, scale: int) -> Formula:
    match of:
        case Condition(f=f, op=op):
            return Condition(_in_t(f, variable, scale), op)
        case Every(parts=parts):
            return Every(tuple(_turned(part, variable, scale) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_turned(part, variable, scale) for part in parts))
    return of


def _in_t(f: Node, variable: str, scale: int) -> Node:
    if variable not in names_in(f):
        return f
    if not (isinstance(f, Call) and f.function in TURNING):
        return rebuilt(f, [_in_t(part, variable, scale) for part in children(f)])
    k, c = _angle(f.arguments[0], variable)
    n = (k * scale).numerator
    turn = Multiply((Power(_T, number(Fraction(n))), Call("exp", (Multiply((_I, c)),))))
    back = Multiply((Power(_T, number(Fraction(-n))), Call("exp", (Negative(Multiply((_I, c))),))))
    cosine: Node = Divide(Add((turn, back)), _TWO)
    sine: Node = Divide(Add((turn, Negative(back))), Multiply((_TWO, _I)))
    return {
        "sin": sine,
        "cos": cosine,
        "tan": Divide(sine, cosine),
        "cot": Divide(cosine, sine),
        "sec": Divide(ONE, cosine),
        "csc": Divide(ONE, sine),
    }[f.function]
