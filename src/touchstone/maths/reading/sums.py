"""Signs and sums."""

from __future__ import annotations

from touchstone.maths.reading import sets
from touchstone.maths.reading.parser import POWER, PRODUCT, SUM, Infix, Parser, Prefix
from touchstone.maths.reading.tokens import Token
from touchstone.maths.tree import Add, Call, Negative, Node, PlusMinus, Span


def minus(p: Parser, token: Token, strength: int) -> Node:
    """`-x`: takes the product after it, or after an operator only the next factor."""
    first = p.token.start
    operand = p.parse(PRODUCT if strength <= PRODUCT else POWER)
    if p.text[first].isdigit() and isinstance(operand, Call) and operand.function == "mod":
        whole, modulus = operand.arguments
        if "≡" not in p.text and "equiv" not in p.text:  # where it makes no difference
            p.note(f"{p.typed(token.start)} was read as the remainder of the negative number.")
        negative = Negative(whole, Span(token.start, whole.span.end))
        return Call("mod", (negative, modulus), p.span(token.start))
    return Negative(p.value(operand), p.span(token.start))


def plus(p: Parser, token: Token, strength: int) -> Node:
    """`+x` is `x`."""
    return p.value(p.parse(PRODUCT if strength <= PRODUCT else POWER))


def plus_minus(p: Parser, token: Token, strength: int) -> Node:
    """`±x`."""
    if token.text == "+-":
        p.note("+- was read as ±.")
    operand = p.value(p.parse(PRODUCT if strength <= PRODUCT else POWER))
    return _either(p, operand, token)


def _either(p: Parser, operand: Node, sign: Token) -> Node:
    """`±x`, and `∓x`, whose upper sign is minus."""
    span = p.span(sign.start)
    return PlusMinus(Negative(operand, span) if sign.text == "∓" else operand, span)


def add(p: Parser, left: Node, start: int, _: int) -> Node:
    """`a + b - c ± d`, flat and in order."""
    if p.kind == "-" and (without := sets.minus(p, left, start)) is not None:
        return without
    terms = [p.value(left)]
    while p.kind in ("+", "-", "±"):
        sign = p.advance()
        term = p.value(p.parse(PRODUCT))
        if sign.text == "+-":
            term = _written_plus_minus(p, sign, term)
        elif sign.kind == "-":
            term = Negative(term, p.span(sign.start))
        elif sign.kind == "±":
            term = _either(p, term, sign)
        terms.append(term)
    return Add(tuple(terms), p.span(start))


def _written_plus_minus(p: Parser, sign: Token, term: Node) -> Node:
    """`a +- b`: ± where several answers can be right, else plus and then minus."""
    span = p.span(sign.start)
    if p.context.several:
        p.note("+- was read as ±.")
        return PlusMinus(term, span)
    p.note("+- was read as plus a negative number; write ± for both signs.")
    return Negative(term, span)


PREFIX: dict[str, Prefix] = {"-": minus, "+": plus, "±": plus_minus}

INFIX: dict[str, tuple[int, Infix]] = dict.fromkeys(("+", "-", "±"), (SUM, add))
