"""Quotients, and those of differentials: `dy/dx` is an operation and not an answer."""

from __future__ import annotations

from touchstone.maths.reading.parser import Parser
from touchstone.maths.tree import Constant, Divide, Multiply, Name, Negative, Node, Number, Power
from touchstone.maths.unreadable import Refusal


def quotient(p: Parser, numerator: Node, denominator: Node, start: int) -> Node:
    """`a / b`; refuses `dy/dx`, which is an operation and not an answer."""
    if "d" not in p.context.declared:
        numerator = _higher(p, numerator, denominator)
        operation = _differential(denominator) or _declared_differential(p, denominator)
        if (operation and (numerator == Name("d") or _differential(numerator))) or _repeated(
            numerator, denominator
        ):
            raise Refusal("d/dx can't be read; give the derivative itself.", start, p.end)
    return Divide(numerator, denominator, p.span(start))


def _higher(p: Parser, numerator: Node, denominator: Node) -> Node:
    """`d^2 y` over `dx^2`: a quotient of differentials that the author of the question writes."""
    match numerator, denominator:
        case Multiply(factors=(Power(base=Name("d"), exponent=Number() as n), Name() as y)), Power(
            base=below, exponent=Number() as m
        ) if n == m and n.text.isdigit() and len(n.text) == 1 and _declared_differential(p, below):
            return Name("d" * int(n.text) + y.name, numerator.span)
    return numerator


def _repeated(numerator: Node, denominator: Node) -> bool:
    """`d^2` or `d^2 y` over `dx^2`: to differentiate twice, an operation too; and d over anything such."""
    above = numerator.factors[0] if isinstance(numerator, Multiply) else numerator
    match above, denominator:
        case Power(base=Name("d"), exponent=Number() as n), Multiply(
            factors=(Name("d"), Power(base=Name(), exponent=Number() as m))
        ):
            return n == m
        case ((Name("d") | Power(base=Name("d"))), Multiply(factors=(Name("d"), *others))):
            return all(
                isinstance(one.base if isinstance(one, Power) else one, Name | Constant) for one in others
            )
    return False


def _declared_differential(p: Parser, node: Node) -> bool:
    return (
        isinstance(node, Name)
        and len(node.name) == 2
        and node.name[0] == "d"
        and node.name in p.context.declared
    )


def refuse_derivative(p: Parser, factors: list[Node], start: int) -> None:
    """`dy/dx`, `d/dx`: an operation and not an answer."""
    below = p.token.text == "d" and p.peek().kind == "name" and not p.peek().spaced
    above = any(factor == Name("d") or _power_of_d(factor) for factor in factors[-2:])
    if below and above and "d" not in p.context.declared:
        raise Refusal("d/dx can't be read; give the derivative itself.", start, p.peek().end)


def _power_of_d(node: Node) -> bool:
    return isinstance(node, Power) and node.base == Name("d")


def _differential(node: Node) -> bool:
    return (
        isinstance(node, Multiply)
        and len(node.factors) == 2
        and node.factors[0] == Name("d")
        and isinstance(node.factors[1], Name)
    )


def note_short_exponent(p: Parser, last: Node) -> None:
    """`x^1/2`, `x^-1/2`: nobody raises to the first power on purpose, and few mean 1/(2x)."""
    if not isinstance(last, Power):
        return
    exponent = last.exponent
    below = isinstance(exponent, Negative) and isinstance(exponent.operand, Number)
    bare = below and p.text[: exponent.span.start].rstrip()[-1:] == "^"
    if bare or (isinstance(exponent, Number) and exponent.text == "1"):
        p.note("The exponent ends before the sign /; put an exponent that is a quotient in brackets.")
