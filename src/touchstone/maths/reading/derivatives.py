"""Derivatives that the author of a key leaves to be worked out: `d/dx`, `\\frac{\\partial}{\\partial x}`.

They stand before what is differentiated: a bracket, with its exponent, or a product up to the next plus or
minus. Where a reader could think of another end the key is refused, since its value would be another one; so
it is where a letter of the operand may itself hang on the variable, as the y of `\\frac{d}{dx} y^2`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from touchstone.maths.reading.parser import PRODUCT, Parser
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

_OPENING, _CLOSING = ("(", "[", "{", "group"), (")", "]", "}", "endgroup")
_BRACKETS = ("(", "[", "group")


class _Operator(NamedTuple):
    """What is differentiated by, how often each, and the place of the token behind."""

    by: tuple[tuple[Token, int], ...]
    partial: bool
    end: int


def leibniz(p: Parser, token: Token) -> Node | None:
    """The derivative that begins with `token`, just consumed: `d/dx …` and its kin; None for all else."""
    found = _Written(p).fraction() if token.kind == "frac" else _Written(p, token).quotient()
    if found is None:
        return None
    if token.kind != "frac" and p.at > 1 and p.tokens[p.at - 2].kind == "/":
        raise Refusal(
            "Put the derivative below the line in brackets.", token.start, p.tokens[found.end - 1].end
        )
    while p.at < found.end:
        p.advance()
    products = {f"d{name.text} was read as the product d·{name.text}." for name, _ in found.by}
    p.context.notes[:] = [note for note in p.context.notes if note not in products]
    return _applied(p, token, found)


class _Written:
    """Goes along the tokens of an operator."""

    def __init__(self, p: Parser, first: Token | None = None) -> None:
        self.tokens = p.tokens
        self.declared = p.context.declared
        self.at = p.at if first is None else p.at - 1
        self.partial: bool | None = None

    def fraction(self) -> _Operator | None:
        """`\\frac{d}{dx}`, its first sign consumed."""
        braces = self._next("group")
        order = self._above()
        if not order or (braces and not self._next("endgroup")):
            return None
        braces = self._next("group")
        by = self._below()
        return None if braces and not self._next("endgroup") else self._operator(order, by)

    def quotient(self) -> _Operator | None:
        """`d/dx`, `∂²/(∂x∂y)`."""
        order = self._above()
        if not order or not self._next("/"):
            return None
        bracket = self._next("(")
        by = self._below()
        return None if bracket and not self._next(")") else self._operator(order, by)

    def _operator(self, order: int | None, by: list[tuple[Token, int]] | None) -> _Operator | None:
        if not order or not by or sum(times for _, times in by) != order:
            return None
        return _Operator(tuple(by), bool(self.partial), self.at)

    def _above(self) -> int | None:
        """d, or `d^2`."""
        return self._order() if self._sign() else None

    def _below(self) -> list[tuple[Token, int]] | None:
        """`dx`, `dx^2`, `∂x ∂y`."""
        found: list[tuple[Token, int]] = []
        while True:
            at = self.at
            name = self._differential()
            if name is None:
                self.at = at
                return found
            order = self._order()
            if order is None:
                return None
            found.append((name, order))
            if not self.partial:
                return found

    def _differential(self) -> Token | None:
        token = self.tokens[self.at]
        whole = token.kind == "name" and len(token.text) == 2 and token.text in self.declared
        if whole and token.text[0] == "d" and not self.partial:
            self.at += 1
            return token._replace(text=token.text[1])
        if not self._sign():
            return None
        token = self.tokens[self.at]
        self.at += 1
        return token if token.kind == "name" else None

    def _sign(self) -> bool:
        """Whether d, or ∂, stands here; all have to be the same."""
        token = self.tokens[self.at]
        if token.kind == "∂" and self.partial is not False:
            self.partial = True
        elif token.kind == "name" and token.text == "d" and "d" not in self.declared and not self.partial:
            self.partial = False
        else:
            return False
        self.at += 1
        return True

    def _order(self) -> int | None:
        """An exponent, a written number; 1 where there is none."""
        raised = self.tokens[self.at]
        if raised.kind == "superscript":
            self.at += 1
        elif self._next("^"):
            braces = self._next("group")
            raised = self.tokens[self.at]
            self.at += 1
            if raised.kind != "number" or (braces and not self._next("endgroup")):
                return None
        else:
            return 1
        return int(raised.text) if raised.text.isdigit() and len(raised.text) == 1 else None

    def _next(self, kind: str) -> bool:
        """Whether such a token stands here, which is then passed."""
        if self.tokens[self.at].kind != kind:
            return False
        self.at += 1
        return True


def _applied(p: Parser, token: Token, operator: _Operator) -> Node:
    shown, start = p.typed(token.start), p.at
    if p.kind == "end":
        raise Refusal(f"Behind {shown} stands what is differentiated.", token.start, p.end)
    closing = closed(p)
    begins_anew = _begins(p, start)
    operand = p.value(p.parse(PRODUCT))
    names = frozenset(name.text for name, _ in operator.by)
    if not begins_anew:
        _refuse_another_end(p, token, shown, operand, closing)
    span = p.span(token.start)
    if (written := _letters(operand, operator, span)) is not None:
        return written
    _refuse_hidden(p, shown, operand, names, partial=operator.partial)
    for name, times in reversed(operator.by):
        by = Name(name.text, Span(name.start, name.end))
        often = (Number(str(times), Fraction(times), by.span),) if times > 1 else ()
        operand = Call(DIFF, (operand, by, *often), span)
    return operand


def _letters(operand: Node, operator: _Operator, span: Span) -> Node | None:
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
    written = _Written(p)
    written.at = at + (token.kind == "frac")
    return (written.fraction() if token.kind == "frac" else written.quotient()) is not None


def closed(p: Parser) -> int | None:
    """Behind the bracket that the operand begins with; None where it begins otherwise."""
    if p.kind not in _BRACKETS:
        return None
    depth = 0
    for at in range(p.at, len(p.tokens)):
        kind = p.tokens[at].kind
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth == 0:
            return at + 1
    return None


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
        depth += (p.tokens[end].kind in _OPENING) - (p.tokens[end].kind in _CLOSING)
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
    if not partial and (
        changing := sorted(name for name in names - by if name.partition("_")[0] in CHANGING)
    ):
        letter = changing[0]
        p.refuse(f"{letter} may hang on {min(by)}; where it doesn't, write ∂ or \\partial for d.", operand)


def _of_two(p: Parser, name: str) -> bool:
    return len(name) == 2 and name[0] == "d" and name in p.context.declared
