"""`|z^2 w|` as `|z|^2 |w|`: the size of a product is the product of the sizes, of complex numbers too."""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Divide, Multiply, Negative, Node, Power, children


def apart(of: Formula) -> Formula:
    """The statement with such sizes taken apart; they have values at the same places."""
    match of:
        case Every(parts=parts):
            return Every(tuple(map(apart, parts)))
        case Some(parts=parts):
            return Some(tuple(map(apart, parts)))
        case Condition(f=f, op=op) if "abs" in traits(f).functions:
            return Condition(_apart(f), op)
    return of


def _apart(f: Node) -> Node:
    if "abs" not in traits(f).functions or not names_in(f):
        return f
    f = rebuilt(f, [_apart(part) for part in children(f)])
    return _size(f.arguments[0]) if isinstance(f, Call) and f.function == "abs" else f


def _size(u: Node) -> Node:
    if "i" in traits(u).constants:
        return Call("abs", (u,))  # a written i says that complex numbers are meant: it stays
    known = None if names_in(u) else exact.rational(u)
    if known is not None:
        return number(abs(known))
    match u:
        case Negative(operand=inner):
            return _size(inner)
        case Multiply(factors=factors):
            return Multiply(tuple(map(_size, factors)))
        case Divide(numerator=over, denominator=under) if names_in(over):  # |1/z| is read as a distance
            return Divide(_size(over), _size(under))
        case Power(base=base, exponent=exponent) if (exact.integer(exponent) or 0) > 0:
            return Power(_size(base), exponent)
    return Call("abs", (u,))
