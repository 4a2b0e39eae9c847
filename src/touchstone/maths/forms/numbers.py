"""How a number that is worked out is written: 6, -3/4, 1 1/2, 1.5*10^3, 25%; and what isn't yet."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.tree import Add, Call, Divide, Multiply, Negative, Node, Number, Power, children


def value_of(node: Node) -> Fraction | None:
    """The fraction that a part is worth, if it is and has a value."""
    try:
        return exact.rational(node)
    except exact.NoValue:
        return None


def literal(node: Node) -> bool:
    """A number as typed, perhaps with one sign or in percent."""
    if isinstance(node, Negative):
        return not isinstance(node.operand, Negative) and literal(node.operand)
    if isinstance(node, Call) and node.function == "percent":
        return literal(children(node)[0])
    return isinstance(node, Number)


def mixed_number(node: Node) -> bool:
    """`1 1/2`, whose parts touch; not `1 + 1/2`."""
    match node:
        case Add(terms=(Number() as whole, Divide(numerator=Number(), denominator=Number()) as part)):
            return whole.span.end == part.span.start
    return False


def quotient(node: Node) -> bool:
    """One literal over another that leaves nothing to work out."""
    return (
        isinstance(node, Divide)
        and literal(node.numerator)
        and literal(node.denominator)
        and not comes_out(node)
    )


def comes_out(quotient: Divide) -> bool:
    """`6/2`: a whole number that is left to work out; and what stands over 1."""
    over, under = exact.rational(quotient.numerator), exact.rational(quotient.denominator)
    if under == 1:
        return True
    whole = over is not None and under is not None and over.denominator == under.denominator == 1
    return bool(whole and under and over is not None and over % under == 0)


def worked_out(node: Node) -> bool:
    """A literal, a fraction, a mixed number, scientific notation, each perhaps with a sign or in percent."""
    match node:
        case Negative(operand=Negative()):
            return False
        case Negative(operand=inner) | Call(function="percent", arguments=(inner,)):
            return worked_out(inner)
        case Multiply(factors=(Number(), Power(base=Number(text="10"), exponent=exponent))):
            return literal(exponent)
        case Power(base=Number(text="10"), exponent=exponent):
            return literal(exponent)
    return literal(node) or quotient(node) or mixed_number(node)
