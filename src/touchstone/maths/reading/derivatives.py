"""Derivatives that the author of a key leaves to be worked out: `d/dx`, `\\frac{\\partial}{\\partial x}`.

They stand before what is differentiated: a bracket, with its exponent, or a product up to the next plus or
minus. Where a reader could think of another end the key is refused, since its value would be another one; so
it is where a letter of the operand may itself hang on the variable, as the y of `\\frac{d}{dx} y^2`.
"""

from __future__ import annotations

import re
from fractions import Fraction

from touchstone.maths.reading.operators import CLOSING, OPENING, Operator, Written, closed
from touchstone.maths.reading.parser import POSTFIX, PRODUCT, Parser
from touchstone.maths.reading.symbols import GREEK_NAMES
from touchstone.maths.reading.tokens import Token
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Divide, Multiply, Name, Node, Number, Power, Span, children
from touchstone.maths.unreadable import Refusal

DIFF = "diff"
_TIMES = r"(?:\s*+\^?\s*+[2-9²³])?+"
_GREEK = "|".join(sorted(GREEK_NAMES, key=len, reverse=True))
_NAME = rf"\s*+(?:[A-Za-z]|{_GREEK})(?:_[A-Za-z0-9]++)?+(?![A-Za-z_])"
WRITTEN = re.compile(rf"(?<![A-Za-z\\_])d{_TIMES}(?:{_NAME})?+\s*+/\s*+\(?+\s*+d(?:{_NAME}){_TIMES}")
"""`d/dx`, `d^2/dx^2` and `dy/dx` in plain text, where dx is no word that nobody knows."""

# Letters that mostly stand for what changes with another: y in x, x in t.
CHANGING = frozenset("rstuvwxyz")
# Angles that mostly change with time.
ANGLES = frozenset(("theta", "phi"))


def leibniz(p: Parser, token: Token) -> Node | None:
    """The derivative that begins with `token`, just consumed: `d/dx …` and its kin; None for all else."""
    found = Written(p).fraction() if token.kind == "frac" else Written(p, token).quotient()
    if found is None:
        return None
    if token.kind != "frac" and p.at > 1 and p.tokens[p.at - 2].kind == "/":
        raise Refusal(
            "Put the derivative below the line in brackets.", token.start, p.tokens[found.end - 1].end
        )
    operand = _inside(p, found)
    while p.at < found.end:
        p.advance()
    products = {f"d{name.text} was read as the product d·{name.text}." for name, _ in found.by}
    p.context.notes[:] = [note for note in p.context.notes if note not in products]
    return _applied(p, token, found, operand)


def _inside(p: Parser, operator: Operator) -> Node | None:
    """What stands in the operator, read; None where nothing does."""
    if operator.inside is None:
        return None
    begin, end = operator.inside
    while p.at < begin:
        p.advance()
    return p.value(p.prefix[p.kind](p, p.advance(), POSTFIX)) if p.at < end else None


def _applied(p: Parser, token: Token, operator: Operator, operand: Node | None) -> Node:
    shown = p.typed(token.start)
    if operand is None:
        operand = _behind(p, token, shown)
    names = frozenset(name.text for name, _ in operator.by)
    span = p.span(token.start)
    if not (isinstance(operand, Name) and operand.name in p.context.declared):  # else it may be given
        if (written := _letters(operand, operator, span)) is not None:
            return written
        _refuse_hidden(p, shown, operand, names, partial=operator.partial)
    for name, times in reversed(operator.by):
        by = Name(name.text, Span(name.start, name.end))
        often = (Number(str(times), Fraction(times), by.span),) if times > 1 else ()
        operand = Call(DIFF, (operand, by, *often), span)
    return operand


def _behind(p: Parser, token: Token, shown: str) -> Node:
    """What stands behind the operator."""
    if p.kind == "end":
        raise Refusal(f"Behind {shown} stands what is differentiated.", token.start, p.end)
    closing, begins_anew = closed(p), _begins(p, p.at)
    operand = p.value(p.parse(PRODUCT))
    if not begins_anew:
        _refuse_another_end(p, token, shown, operand, closing)
    return operand


def _letters(operand: Node, operator: Operator, span: Span) -> Node | None:
    """`dy/dx` for `\\frac{d}{dx} y`: what a letter is isn't said, and nothing is worked out."""
    ((name, times), *more) = operator.by
    if more or not isinstance(operand, Name) or len(operand.name) != 1 or operand.name == name.text:
        return None
    sign = "∂" if operator.partial else "d"
    if len(name.text) != 1:
        return None
    by = Name(sign + name.text, Span(name.start, name.end))
    below = by if times == 1 else Power(by, Number(str(times), Fraction(times), by.span), by.span)
    return Divide(Name(sign * times + operand.name, operand.span), below, span)


def _begins(p: Parser, at: int) -> bool:
    """Whether another operator begins at the token `at`."""
    token = p.tokens[at]
    if token.kind != "frac" and not (token.kind == "∂" or token.text == "d"):
        return False
    written = Written(p)
    written.at = at + (token.kind == "frac")
    return (written.fraction() if token.kind == "frac" else written.quotient()) is not None


def _refuse_another_end(p: Parser, token: Token, shown: str, operand: Node, closing: int | None) -> None:
    """`\\frac{d}{dx}x^3 + 2x`, `d/dx(x^2) e^x`: whether the rest is differentiated, too, isn't sure."""
    if closing is None:
        doubtful = p.kind in ("+", "-", "±") and not _begins(p, p.at + 1)
        doubtful = doubtful or _derived_behind(operand)
    else:
        doubtful = any(
            one.kind in ("name", "big", "function") for one in p.tokens[_exponent(p, closing) : p.at]
        )
    if doubtful:
        raise Refusal(
            f"It isn't sure what {shown} stands before; put all of that, and nothing else, in brackets.",
            token.start,
            p.end,
        )


def _exponent(p: Parser, at: int) -> int:
    """Behind the exponent that stands at `at`."""
    if p.tokens[at].kind == "superscript":
        return at + 1
    if p.tokens[at].kind != "^":
        return at
    depth = 0
    for end in range(at + 1, p.at):
        depth += (p.tokens[end].kind in OPENING) - (p.tokens[end].kind in CLOSING)
        if depth == 0:
            return end + 1
    return p.at


def _derived_behind(node: Node) -> bool:
    """Whether a later factor is a derivative itself: `d/dx x^2 * d/dx x^3`."""
    match node:
        case Multiply(factors=(first, *others)):
            return _derived_behind(first) or any(DIFF in traits(one).functions for one in others)
        case Divide(numerator=over, denominator=under, span=span):
            return over.span.start == span.start and (
                _derived_behind(over) or DIFF in traits(under).functions
            )
    return False


# What binds its second argument between the third and the fourth.
_BINDING = frozenset(("sum", "product", "integrate"))


def _free(node: Node) -> frozenset[str]:
    """The names that occur and aren't bound: of `\\int_0^x t\\,dt` x alone."""
    match node:
        case Call(function=function, arguments=(term, Name(name=name), *ends)) if (
            function in _BINDING and ends
        ):
            return (_free(term) - {name}).union(*map(_free, ends))
    parts = children(node)
    return frozenset[str]().union(*map(_free, parts)) if parts else names_in(node)


def _refuse_hidden(p: Parser, shown: str, operand: Node, by: frozenset[str], *, partial: bool) -> None:
    """Letters that may hang on the variable, which working out would take for constants."""
    names = _free(operand)
    if not names:
        return
    if by - names:
        p.refuse(f"What stands behind {shown} doesn't hold {min(by - names)}; write what it is.", operand)
    derived = sorted(name for name in names if name[:1] == "∂" or name[-1:] == "'" or _of_two(p, name))
    if derived:
        p.refuse(f"{derived[0]} behind {shown} can't be worked out.", operand)
    moving = frozenset() if partial else CHANGING | ANGLES if "t" in by else CHANGING
    if changing := sorted(name for name in names - by if name.partition("_")[0] in moving):
        letter = changing[0]
        p.refuse(f"{letter} may hang on {min(by)}; where it doesn't, write ∂ or \\partial for d.", operand)


def _of_two(p: Parser, name: str) -> bool:
    return len(name) == 2 and name[0] == "d" and name in p.context.declared
