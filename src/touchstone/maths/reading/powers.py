"""Powers, and signs that stand after what they belong to: `x^2`, `x²`, `n!`, `25%`, `30°`."""

from __future__ import annotations

from touchstone.maths.reading.numbers import exact
from touchstone.maths.reading.parser import POSTFIX, POWER, Infix, Parser
from touchstone.maths.reading.sets import complement, is_set
from touchstone.maths.reading.tokens import Token
from touchstone.maths.tree import Call, Name, Negative, Node, Number, Power, Span
from touchstone.maths.unreadable import Refusal


def power(p: Parser, left: Node, start: int, _: int) -> Node:
    """`a ^ b`, from right to left."""
    if is_set(left) and (rest := complement(p, left, start)) is not None:
        return rest
    p.advance()
    base = p.value(left)
    return Power(base, p.value(p.exponent()), p.span(start))


def superscript(p: Parser, left: Node, start: int, _: int) -> Node:
    """`x²`, `x⁻¹`."""
    token = p.advance()
    return Power(p.value(left), small(token), p.span(start))


def small(token: Token) -> Node:
    """What small raised signs spell: `²`, `⁻¹`, `ⁿ`."""
    span = Span(token.start, token.end)
    digits = token.text.lstrip("+-")
    signs = token.text[: len(token.text) - len(digits)]
    if len(signs) > 1 or not (digits.isdigit() or digits in ("n", "x")):
        raise Refusal("This exponent can't be read; write it after ^.", token.start, token.end)
    value: Node = Number(digits, exact(digits), span) if digits.isdigit() else Name(digits, span)
    return Negative(value, span) if signs == "-" else value


def factorial(p: Parser, left: Node, start: int, _: int) -> Node:
    """`n!`."""
    sign = p.advance()
    if p.kind == "!" and p.touching():
        raise Refusal("n!! has two meanings; write (n!)! or the product.", sign.start, p.token.end)
    return Call("factorial", (p.value(left),), p.span(start))


def percent(p: Parser, left: Node, start: int, _: int) -> Node:
    """`25%`."""
    p.advance()
    return Call("percent", (p.value(left),), p.span(start))


def degrees(p: Parser, left: Node, start: int, _: int) -> Node:
    """`30°`."""
    p.advance()
    return Call("degrees", (p.value(left),), p.span(start))


INFIX: dict[str, tuple[int, Infix]] = {
    "^": (POWER, power),
    "superscript": (POWER, superscript),
    "!": (POSTFIX, factorial),
    "%": (POSTFIX, percent),
    "°": (POSTFIX, degrees),
}
