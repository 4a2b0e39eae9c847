"""What only LaTeX has: fractions and roots with groups for arguments, matrices by `&` and `\\\\`, braces."""

from __future__ import annotations

from touchstone.maths.reading.atoms import literal, with_fraction
from touchstone.maths.reading.brackets import BARE_MATRICES, matrix
from touchstone.maths.reading.derivatives import leibniz
from touchstone.maths.reading.environments import EITHER
from touchstone.maths.reading.numbers import exact
from touchstone.maths.reading.parser import POWER, STATEMENT, Parser, Prefix
from touchstone.maths.reading.quotients import quotient
from touchstone.maths.reading.tokens import Token
from touchstone.maths.tree import (
    Call,
    Items,
    Logic,
    Matrix,
    Multiply,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    Word,
)
from touchstone.maths.unreadable import Refusal

_SINGLE = frozenset(("name", "constant", "frac", "binom", "sqrt"))


def argument(p: Parser, command: Token) -> Node:
    """What a command takes: a group, or one sign: `\\frac12` is a half."""
    if p.kind == "group":
        return p.value(p.group())
    if p.kind == "number":
        if len(p.token.text) > 1:
            p.split_number()
        return literal(p.advance())
    if p.kind in _SINGLE:
        return p.value(p.prefix[p.kind](p, p.advance(), POWER))
    raise Refusal(f"{command.text} needs its arguments in braces.", command.start, command.end)


def frac(p: Parser, token: Token, _: int) -> Node:
    """`\\frac{a}{b}`."""
    if p.key and (derivative := leibniz(p, token)) is not None:
        return derivative
    numerator = argument(p, token)
    return quotient(p, numerator, argument(p, token), token.start)


def binom(p: Parser, token: Token, _: int) -> Node:
    """`\\binom{n}{k}`."""
    upper = argument(p, token)
    return Call("binomial", (upper, argument(p, token)), p.span(token.start))


def sqrt(p: Parser, token: Token, _: int) -> Node:
    """`\\sqrt{x}`, `\\sqrt[n]{x}`."""
    if p.kind != "[":
        return Call("sqrt", (argument(p, token),), p.span(token.start))
    opening = p.advance()
    degree = p.value(p.parse(STATEMENT))
    p.expect("]", "]", opening)
    return Call("root", (argument(p, token), degree), p.span(token.start))


def group(p: Parser, opening: Token, _: int) -> Node:
    """`{…}` on its own: holds together; with commas in it, somebody meant a set."""
    bars, p.bars = p.bars, 0
    if p.kind == "endgroup":
        raise Refusal("There is nothing between these braces.", opening.start, p.token.end)
    parts = [p.over(p.parse(STATEMENT), opening.end)]
    while p.kind == ",":
        p.advance()
        parts.append(p.parse(STATEMENT))
    p.expect("endgroup", "}", opening)
    p.bars = bars
    if len(parts) > 1:
        p.note("Braces around several values were read as a set; in LaTeX write \\{ and \\}.")
        return Items("set", tuple(parts), p.span(opening.start))
    node = _scientific(p, parts[0], opening)
    return with_fraction(p, node, opening.start) if isinstance(node, Number) else node


def _scientific(p: Parser, node: Node, opening: Token) -> Node:
    """`{1.2 \\times 10^{-3}}` is one literal: this is how the writer prints `1.2e-3`."""
    match node:
        case Multiply(
            factors=(Number() as digits, Power(base=Number(text="10"), exponent=Number() as power))
        ):
            sign, raised = "", power
        case Multiply(
            factors=(
                Number() as digits,
                Power(base=Number(text="10"), exponent=Negative(operand=Number() as power)),
            )
        ):
            sign, raised = "-", power
        case _:
            return node
    if "e" in digits.text or not raised.text.isdigit() or len(raised.text) > 3 or int(raised.text) > 400:
        return node
    text = f"{digits.text}e{sign}{int(raised.text)}"
    return Number(text, exact(text), p.span(opening.start))


def environment(p: Parser, opening: Token, _: int) -> Node:
    """`\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}`."""
    bars, p.bars = p.bars, 0
    asked = p.context.expected
    if opening.text == EITHER:
        p.context.expected = ""  # each row may be a system, whose equations hold together
    rows: list[list[Node]] = [[]]
    while p.kind != "endmatrix":
        if p.kind == "end":
            raise Refusal(f"\\end{{{opening.text}}} is missing.", opening.start, opening.end)
        rows[-1].append(p.parse(STATEMENT))
        if p.kind == "," and p.peek().kind in ENDS_ROW and opening.text in ("cases", EITHER):
            p.advance()
        if p.kind == "&":
            p.advance()
        elif p.kind == "newline":
            p.advance()
            rows.append([])
        elif p.kind != "endmatrix":
            p.unexpected()
    closing = p.advance()
    p.bars, p.context.expected = bars, asked
    if closing.text != opening.text:
        raise Refusal(
            f"\\begin{{{opening.text}}} and \\end{{{closing.text}}} differ.", closing.start, closing.end
        )
    if not rows[-1]:
        rows.pop()
    if opening.text == EITHER:
        return _either(p, rows, opening)
    lines = opening.text in BARE_MATRICES and all(
        len(row) == 1 and isinstance(row[0], Relation) for row in rows
    )
    if opening.text == "cases" or (lines and rows):
        return _system(p, rows, opening)
    return _as_matrix(p, [tuple(row) for row in rows], opening)


PIECES = "piecewise"
"""A function given piece by piece: value, condition, value, condition …, and at the end what is left over."""


def _piecewise(p: Parser, rows: list[list[Node]], opening: Token) -> Node:
    """`x & x \\ge 0` and so on, the last perhaps `-x & \\text{otherwise}`."""
    parts: list[Node] = []
    for i, row in enumerate(rows):
        last = 0 < i == len(rows) - 1 and row[1] == Word("true")
        if not last and not isinstance(row[1], Relation | Logic):
            p.refuse("Beside each piece stands its condition, such as x > 0.", row[1])
        parts += [p.value(row[0])] if last else [p.value(row[0]), row[1]]
    return Call(PIECES, tuple(parts), p.span(opening.start))


def _system(p: Parser, rows: list[list[Node]], opening: Token) -> Node:
    """`\\begin{cases}` around equations that hold together, or around the pieces of a function."""
    if rows and all(len(row) == 2 for row in rows):
        return _piecewise(p, rows, opening)
    if not rows or any(len(row) != 1 or not isinstance(row[0], Relation) for row in rows):
        raise Refusal("Only equations, one a row, can stand in cases.", opening.start, p.end)
    equations = tuple(row[0] for row in rows)
    if p.context.expected in AS_LIST:
        return Items("list", equations, p.span(opening.start))
    if len(equations) == 1:
        return equations[0]
    return Logic("and", equations, p.span(opening.start))


def _either(p: Parser, rows: list[list[Node]], opening: Token) -> Node:
    """`\\left[\\begin{array}{l} x=1 \\\\ x=2 \\end{array}\\right.`: any of the rows."""
    if not rows or any(len(row) != 1 or not isinstance(row[0], Relation | Logic) for row in rows):
        raise Refusal("Only equations and inequalities, one a row, can stand here.", opening.start, p.end)
    p.note("The bracket around the rows was read as “or”.")
    alternatives = tuple(row[0] for row in rows)
    return alternatives[0] if len(rows) == 1 else Logic("or", alternatives, p.span(opening.start))


ENDS_ROW = ("newline", "endmatrix", "&")
AS_LIST = ("system", "list")
"""Kinds of answer in which equations below each other are kept apart; elsewhere they hold together."""


def _as_matrix(p: Parser, rows: list[tuple[Node, ...]], opening: Token) -> Node:
    if not rows:
        raise Refusal("This matrix is empty.", opening.start, p.end)
    entries = matrix(p, rows, opening)
    assert isinstance(entries, Matrix)
    if opening.text != "vmatrix":
        return entries
    if not p.key:
        raise Refusal("A determinant belongs in an answer key; give its value.", opening.start, p.end)
    return Call("det", (entries,), p.span(opening.start))


PREFIX: dict[str, Prefix] = {
    "frac": frac,
    "binom": binom,
    "sqrt": sqrt,
    "group": group,
    "matrix": environment,
}
