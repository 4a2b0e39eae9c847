"""`{1, 2, …, 5}`: the terms that dots stand for, where a rule leaves no doubt."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from touchstone.maths import exact
from touchstone.maths.reading.parser import STATEMENT, Parser
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Divide, Negative, Node, Number, Span
from touchstone.maths.unreadable import Refusal

WRITE_OUT = "Dots can't be read; write every term."
# More are not listed by anybody; the limits of the reader hold for what is written out as for what is typed.
MOST = 60
# Those that stand on the line or in its middle; others belong to matrices.
COMMANDS = frozenset(["ldots", "dots", "cdots", "dotsc"])


def begin(context: Context) -> bool:
    """Whether dots may stand here: behind a comma within brackets."""
    return context.depth > 0 and bool(context.tokens) and context.tokens[-1].kind == ","


def fill(p: Parser, row: list[Node]) -> None:
    """Reads the dots and the last term, and adds to the row all that they stand for."""
    sign = p.advance()
    if p.kind != ",":
        raise Refusal(WRITE_OUT, sign.start, sign.end)
    p.advance()
    last = p.parse(STATEMENT)
    terms = _between([_value(node, sign) for node in row], _value(last, sign), sign)
    written = [_number(term, Span(sign.start, sign.end)) for term in terms]
    p.note(f"The dots were read as {', '.join(map(str, terms))}." if terms else "The dots were left out.")
    row.extend([*written, last])


def _value(node: Node, sign: Token) -> Fraction:
    try:
        value = None if names_in(node) else exact.rational(node)
    except exact.NoValue:
        value = None
    if value is None:
        raise Refusal(WRITE_OUT, sign.start, sign.end)
    return value


def _between(first: list[Fraction], last: Fraction, sign: Token) -> list[Fraction]:
    """What stands between: steps of one length, else of one ratio where three terms show it."""
    steps = {b - a for a, b in pairwise(first)} or {Fraction(1)}
    if len(steps) == 1 and (step := steps.pop()):
        count = (last - first[-1]) / step
        if count.denominator == 1 and 1 <= count <= MOST:
            return [first[-1] + k * step for k in range(1, int(count))]
    elif len(first) > 2 and all(first) and len(ratios := {b / a for a, b in pairwise(first)}) == 1:
        (ratio,) = ratios
        terms = [first[-1]]
        while len(terms) < MOST and terms[-1] != last and abs(terms[-1].numerator) < 10**60:
            terms.append(terms[-1] * ratio)
        if terms[-1] == last:
            return terms[1:-1]
    raise Refusal(WRITE_OUT, sign.start, sign.end)


def _number(value: Fraction, span: Span) -> Node:
    top = Number(str(abs(value.numerator)), Fraction(abs(value.numerator)), span)
    whole = value.denominator == 1
    size = (
        top if whole else Divide(top, Number(str(value.denominator), Fraction(value.denominator), span), span)
    )
    return Negative(size, span) if value < 0 else size
