"""The tokens of `d/dx`, `\\frac{d^2}{dx^2}` and `\\frac{\\partial}{\\partial x}`."""

from __future__ import annotations

from typing import NamedTuple

from touchstone.maths.reading.parser import Parser
from touchstone.maths.reading.tokens import Token

OPENING, CLOSING = ("(", "[", "{", "group"), (")", "]", "}", "endgroup")
BRACKETS = ("(", "[", "group")


class Operator(NamedTuple):
    """What is differentiated by, how often each, and the place of the token behind.

    `inside` says where what is differentiated stands in the operator, as in `\\frac{d(x^2)}{dx}`.
    """

    by: tuple[tuple[Token, int], ...]
    partial: bool
    end: int
    inside: tuple[int, int] | None = None


class Written:
    """Goes along the tokens of an operator."""

    def __init__(self, p: Parser, first: Token | None = None) -> None:
        self.p = p
        self.tokens = p.tokens
        self.declared = p.context.declared
        self.at = p.at if first is None else p.at - 1
        self.partial: bool | None = None
        self.inside: tuple[int, int] | None = None

    def fraction(self) -> Operator | None:
        """`\\frac{d}{dx}` and `\\frac{d(x^2)}{dx}`, the first sign consumed."""
        braces = self._next("group")
        order = self._above()
        if braces:
            self._bracket()
        if not order or (braces and not self._next("endgroup")):
            return None
        braces = self._next("group")
        by = self._below()
        return None if braces and not self._next("endgroup") else self._operator(order, by)

    def quotient(self) -> Operator | None:
        """`d/dx`, `∂²/(∂x∂y)`, `d(x^2)/dx`."""
        order = self._above()
        self._bracket()
        if not order or not self._next("/"):
            return None
        bracket = self._next("(")
        by = self._below()
        return None if bracket and not self._next(")") else self._operator(order, by)

    def _operator(self, order: int | None, by: list[tuple[Token, int]] | None) -> Operator | None:
        if not order or not by or sum(times for _, times in by) != order:
            return None
        return Operator(tuple(by), bool(self.partial), self.at, self.inside)

    def _bracket(self) -> None:
        """What is differentiated, where it stands above the line, in brackets."""
        end = closed(self.p, self.at)
        if end is not None:
            self.inside, self.at = (self.at, end), end

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


def closed(p: Parser, at: int | None = None) -> int | None:
    """Behind the bracket that begins here, or at the token `at`; None where there is none."""
    begin = p.at if at is None else at
    if p.tokens[begin].kind not in BRACKETS:
        return None
    depth = 0
    for place in range(begin, len(p.tokens)):
        kind = p.tokens[place].kind
        depth += (kind in OPENING) - (kind in CLOSING)
        if depth == 0:
            return place + 1
    return None
