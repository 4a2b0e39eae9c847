"""The precedence parser: tokens of either syntax to a tree.

Each kind of token has a handler for where a value may begin (`PREFIX`) and one for where a value has just
ended (`INFIX`, with its strength). The handlers live in the modules beside this one, joined in `grammar`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from touchstone.maths.limits import MAX_DEPTH, MAX_NESTING
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Interval,
    Items,
    Logic,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    Span,
    Such,
    Union,
    Word,
)
from touchstone.maths.unreadable import Refusal, shortened

# Strengths, weakest first. `parse(SUM)` reads as far as nothing weaker than a sum binds.
# Arrows between statements bind more weakly than `or` and stand within the first ten.
STATEMENT, OR, AND, NOT, RELATION, UNION, SUM, PRODUCT, POWER, POSTFIX = range(0, 100, 10)
IFF, IMPLIES, XOR = 2, 4, 6

new = tuple.__new__
"""`new(Span, (start, end))` makes a span in half the time of `Span(start, end)`: one a node."""

Prefix = Callable[["Parser", Token, int], Node]
Infix = Callable[["Parser", Node, int, int], Node | None]
"""Takes what stands left, where that starts, and the strength asked for; None: no operator here after all."""


class Parser:
    """Where the reading stands: the next token, open bars, and how deep."""

    __slots__ = (
        *(
            "arrows",
            "at",
            "bars",
            "context",
            "depth",
            "end",
            "events",
            "infix",
            "key",
            "kind",
            "norms",
            "prefix",
            "text",
            "token",
        ),
        "tokens",
    )

    def __init__(
        self, context: Context, prefix: dict[str, Prefix], infix: dict[str, tuple[int, Infix]]
    ) -> None:
        self.context = context
        self.text = context.text
        self.tokens = context.tokens
        self.key = context.key
        self.prefix = prefix
        self.infix = infix
        self.at = 0
        self.token = self.tokens[0]
        self.kind = self.token.kind
        self.end = 0  # where the last consumed token ended
        self.bars = 0  # bars `|` open within the innermost bracket
        self.arrows = 0  # connectives that double what follows from them
        self.norms = 0  # bars `‖` open
        self.events = False  # letters here stand for events, as in `P(A ∩ B)`
        self.depth = 0

    def parse(self, strength: int) -> Node:
        """The longest expression from here in which nothing binds more weakly than `strength`."""
        token = self.token
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise Refusal(f"This is nested too deeply: more than {MAX_DEPTH} levels.", token.start, token.end)
        begin = self.prefix.get(token.kind)
        if begin is None:
            self.unexpected()
        self.end = token.end  # as in `advance`, which would be a call for each token
        self.at += 1
        self.token = self.tokens[self.at]
        self.kind = self.token.kind
        left = begin(self, token, strength)
        while True:
            entry = self.infix.get(self.kind)
            if entry is None or entry[0] < strength:
                break
            joined = entry[1](self, left, token.start, strength)
            if joined is None:
                break
            left = joined
        self.depth -= 1
        return left

    def advance(self) -> Token:
        """Consumes the next token."""
        token = self.token
        self.end = token.end
        self.at += 1
        self.token = self.tokens[self.at]
        self.kind = self.token.kind
        return token

    def peek(self) -> Token:
        """The token after the next one."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def touching(self) -> bool:
        """Nothing stands between what was consumed and the next token."""
        return not self.token.spaced and self.token.start == self.end

    def split_number(self) -> None:
        """Leaves only the first digit of the next token, a number, and makes a token of the rest."""
        token = self.token
        if not token.text.isdigit() or len(token.text) != token.end - token.start:
            raise Refusal("Put this number in braces.", token.start, token.end)
        middle = token.start + 1
        first = token._replace(text=token.text[0], end=middle)
        self.tokens[self.at : self.at + 1] = [first, Token("number", token.text[1:], middle, token.end)]
        self.token = first

    def span(self, start: int) -> Span:
        """From `start` to the end of what was consumed."""
        return new(Span, (start, self.end))

    def typed(self, start: int) -> str:
        """What was typed from `start` to the end of what was consumed, shortened."""
        return shortened(self.text[start : self.end], 40)

    def note(self, sentence: str) -> None:
        """Says how something was read."""
        self.context.note(sentence)

    def value(self, node: Node) -> Node:
        """The node, if one can compute with it; `[x+1]` then is a bracket of another shape."""
        kind = type(node)
        if kind in PLAIN:
            return node
        if isinstance(node, Logic) and node.operator == "not" and self.context.expected == "logical":
            return node  # `(A + B)' C`, in Boolean algebra
        if kind in STATEMENTS:
            self.refuse(f"One can't compute with {STATEMENTS[kind]}.", node)
        if isinstance(node, Items):
            if len(node.items) == 1 and not (self.key and isinstance(node.items[0], Number)):
                self.note("Brackets of another shape around one expression were read as round ones.")
                return self.value(node.items[0])
            if node.kind == "set":
                self.refuse("One can't compute with a set.", node)
        return node

    def exponent(self) -> Node:
        """What stands after `^`; a group of braces ends it."""
        if self.kind == "group":
            node = self.group()
            if self.kind == "^":
                token = self.token
                raise Refusal("Two exponents follow each other; use brackets.", token.start, token.end)
            return node
        token = self.token
        node = self.parse(POWER)
        if self.context.latex and token.kind == "number" and len(token.text) > 1:
            self.note(f"The exponent was read as {token.text}; in LaTeX write ^{{{token.text}}}.")
        return node

    def group(self) -> Node:
        """The inside of `{…}` in LaTeX, where braces only hold together."""
        opening = self.advance()
        bars, self.bars = self.bars, 0
        node = self.over(self.parse(STATEMENT), opening.end)
        self.expect("endgroup", "}", opening)
        self.bars = bars
        return node

    def over(self, node: Node, start: int) -> Node:
        """`{a \\over b}` and `{n \\choose k}`, as TeX itself writes them."""
        if self.kind not in ("over", "choose"):
            return node
        sign = self.advance().kind
        above, below = self.value(node), self.value(self.parse(SUM))
        if sign == "over":
            from touchstone.maths.reading.quotients import quotient  # which is made of this

            return quotient(self, above, below, start)
        return Call("binomial", (above, below), self.span(start))

    def expect(self, kind: str, shown: str, opening: Token) -> Token:
        """Consumes the bracket that closes `opening`."""
        if self.kind == kind:
            return self.advance()
        if self.kind == "end":
            typed = self.text[opening.start : opening.end]
            raise Refusal(
                f"{typed} is opened here and never closed; {shown} is missing.", opening.start, opening.end
            )
        token = self.token
        found = self.text[token.start : token.end]
        raise Refusal(f"{shown} should stand here, not “{found}”.", token.start, token.end)

    def refuse(self, reason: str, node: Node) -> NoReturn:
        """Refuses what a node was read from."""
        raise Refusal(reason, node.span.start, node.span.end)

    def unexpected(self) -> NoReturn:
        """Refuses the next token: something else must stand here."""
        token = self.token
        previous = self.tokens[self.at - 1] if self.at else None
        before = shortened(self.text[previous.start : previous.end], 24) if previous else ""
        found = shortened(self.text[token.start : token.end], 24)
        raise Refusal(_missing(token.kind, found, before), token.start, max(token.end, token.start + 1))


STATEMENTS: dict[type, str] = {
    Relation: "an equation or inequality",
    Logic: "a statement",
    Word: "a word such as true or none",
    Interval: "an interval",
    Union: "a union of intervals",
    Such: "a set",
}

PLAIN = frozenset((Number, Name, Constant, Negative, Add, Multiply, Divide, Power))
"""What one can compute with: nearly all that is asked about, so it is looked for first."""

CLOSING = frozenset((")", "]", "}", "⟩", "endgroup", ">|", "⌋", "⌉"))


def _missing(kind: str, found: str, before: str) -> str:
    what = f"after “{before}”" if before else "here"
    if kind == "end":
        return f"Something is missing {what}: the answer ends." if before else "There is nothing to read."
    if kind in CLOSING:
        return f"Something is missing {what}." if before else "A bracket closes that was never opened."
    return f"A number, a name or a bracket should stand {what}, not “{found}”."
