"""Equations in sines and cosines of multiples of one variable, as polynomials in t = exp(ix/L).

Equal polynomials up to repeated factors have equal solutions. Unequal ones may still have the same real
solutions, so nothing is refuted here.
"""

from __future__ import annotations

import math
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
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

ARCS = frozenset({"asin", "acos", "atan"})

_T = Name("•t")
_I = Constant("i")
_TWO = number(Fraction(2))


class NotAnAngle(ValueError):
    """Not a rational multiple of the variable plus a constant."""


def compare(a: Formula, b: Formula, variable: str) -> Finding:
    """Equal when both have the same solutions in t; undecided otherwise."""
    try:
        steps = [k for part in (a, b) for c in conditions(part) for k in _multiples(c.f, variable)]
    except NotAnAngle:
        return undecided(variety.STEP)
    scale = math.lcm(*(k.denominator for k in steps)) if steps else 0
    if not scale or max(abs(k) for k in steps) * scale > MAX_MULTIPLE:
        return undecided(variety.STEP)
    try:
        turned = [_turned(part, variable, scale) for part in (a, b)]
    except NotAnAngle:
        return undecided(variety.STEP)
    finding = variety.compare(*turned, real=False)
    return finding if finding.equal else undecided(variety.STEP)


def _multiples(f: Node, variable: str) -> list[Fraction]:
    """How often the variable turns in each sine. Raises NotAnAngle when it also stands elsewhere."""
    if variable not in names_in(f):
        return []
    if isinstance(f, Call) and f.function in TURNING:
        return [angle(f.arguments[0], variable)[0]]
    if isinstance(f, Name) or not traits(f).functions & TURNING:
        raise NotAnAngle
    return [k for part in children(f) for k in _multiples(part, variable)]


def angle(u: Node, variable: str) -> tuple[Fraction, Node]:
    """k and c with u = k·variable + c."""
    if variable not in names_in(u):
        return Fraction(0), u
    match u:
        case Name():
            return Fraction(1), ZERO
        case Negative(operand=inner):
            k, c = angle(inner, variable)
            return -k, Negative(c)
        case Add(terms=terms):
            parts = [angle(term, variable) for term in terms]
            return sum((k for k, _ in parts), Fraction(0)), Add(tuple(c for _, c in parts))
        case Multiply(factors=factors):
            rest = [factor for factor in factors if variable not in names_in(factor)]
            moving = [factor for factor in factors if variable in names_in(factor)]
            value = exact.rational(Multiply((ONE, ONE, *rest)))
            if len(moving) == 1 and value is not None:
                k, c = angle(moving[0], variable)
                return k * value, Multiply((number(value), c))
        case Divide(numerator=over, denominator=under):
            value = exact.rational(under)
            if value:
                k, c = angle(over, variable)
                return k / value, Divide(c, under)
    raise NotAnAngle


def _place(c: Node) -> Node:
    """exp(ic) for a constant angle; inverse functions in it as the roots that their sines and cosines are."""
    arcs, rest = _arcs(c)
    parts = [Power(_on_the_circle(arc), number(k)) for arc, k in arcs.items() if k]
    if any(k.denominator != 1 for k in arcs.values()):
        raise NotAnAngle
    return (
        Multiply((Call("exp", (Multiply((_I, rest)),)), *parts))
        if parts
        else Call("exp", (Multiply((_I, c)),))
    )


def _arcs(c: Node) -> tuple[dict[Call, Fraction], Node]:
    """How often each inverse function stands in an angle, and what else does."""
    match c:
        case Call(function=name) if name in ARCS:
            return {c: Fraction(1)}, ZERO
        case Negative(operand=inner):
            return _scaled(_arcs(inner), Fraction(-1))
        case Add(terms=terms):
            found = [_arcs(term) for term in terms]
            arcs = {arc for inner, _ in found for arc in inner}
            total = {
                arc: sum((inner.get(arc, Fraction(0)) for inner, _ in found), Fraction(0)) for arc in arcs
            }
            return total, Add(tuple(rest for _, rest in found))
        case Multiply(factors=factors):
            values = [exact.rational(factor) for factor in factors]
            others = [factor for factor, value in zip(factors, values, strict=True) if value is None]
            if len(others) == 1:
                return _scaled(
                    _arcs(others[0]), math.prod((v for v in values if v is not None), start=Fraction(1))
                )
        case Divide(numerator=over, denominator=under) if value := exact.rational(under):
            return _scaled(_arcs(over), 1 / value)
    return {}, c


def _scaled(found: tuple[dict[Call, Fraction], Node], by: Fraction) -> tuple[dict[Call, Fraction], Node]:
    arcs, rest = found
    return {arc: k * by for arc, k in arcs.items()}, Multiply((number(by), rest)) if rest != ZERO else rest


def _on_the_circle(arc: Call) -> Node:
    """cos + i sin of `acos(u)`, `asin(u)` or `atan(u)`, where that is a real number."""
    (u,) = arc.arguments
    try:
        compile_tree(arc, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        raise NotAnAngle from None
    square = Power(u, _TWO)
    if arc.function == "atan":
        return Divide(Add((ONE, Multiply((_I, u)))), Call("sqrt", (Add((ONE, square)),)))
    other = Call("sqrt", (Add((ONE, Negative(square))),))
    cosine, sine = (u, other) if arc.function == "acos" else (other, u)
    return Add((cosine, Multiply((_I, sine))))


def _turned(of: Formula, variable: str, scale: int) -> Formula:
    match of:
        case Condition(f=Call(function="sin", arguments=(u,)), op="=") if variable in names_in(u):
            k, c = angle(u, variable)  # zero where exp(2iu) is 1
            turn = Power(_T, number(Fraction(2 * (k * scale).numerator)))
            return Condition(Add((Multiply((turn, _place(Multiply((_TWO, c))))), Negative(ONE))), "=")
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
    k, c = angle(f.arguments[0], variable)
    n = (k * scale).numerator
    turn = Multiply((Power(_T, number(Fraction(n))), _place(c)))
    back = Multiply((Power(_T, number(Fraction(-n))), _place(Negative(c))))
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
