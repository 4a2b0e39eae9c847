"""Numbers, mixed numbers, names and constants."""

from __future__ import annotations

import re

from touchstone.maths.reading.numbers import exact
from touchstone.maths.reading.parser import POSTFIX, Parser, Prefix, new
from touchstone.maths.reading.tokens import Token
from touchstone.maths.tree import Add, Constant, Divide, Node, Number, Span
from touchstone.maths.unreadable import Refusal

CONSTANT_NOTES = {
    "e": "e was read as Euler's number 2.718….",
    "i": "i was read as the imaginary unit, the square root of −1.",
}


def number(p: Parser, token: Token, _: int) -> Node:
    """A literal, or a mixed number such as `3 1/2` and `3½`."""
    value = Number(token.text, exact(token.text), new(Span, (token.start, token.end)))
    if p.kind == "fraction" and token.text.isdigit():
        part = p.advance()
        return mixed(p, value, fraction(p, part, POSTFIX), token.start)
    if p.kind == "number" and p.token.spaced and _fraction_follows(p, token):
        numerator = literal(p.advance())
        p.advance()
        denominator = literal(p.advance())
        span = Span(numerator.span.start, denominator.span.end)
        return mixed(p, value, Divide(numerator, denominator, span), token.start)
    if p.kind in ("frac", "group") and not _raised(p):
        return with_fraction(p, value, token.start)
    return value


def with_fraction(p: Parser, value: Number, start: int) -> Node:
    """`33\\frac13` before anything that stands behind, such as `\\%`; else the number itself."""
    if not value.text.isdigit() or not _typeset_fraction(p):
        return value
    part = p.prefix[p.kind](p, p.advance(), POSTFIX)
    if p.kind in ("^", "superscript", "!"):
        raise Refusal("Put brackets around the mixed number.", start, p.token.end)
    return mixed(p, value, part, start)


_ARGUMENT = r"(?:\d|\{\d+\})"
# `\frac12`, `{\frac{1}{2}}` and `{1 \over 2}` look alike in print. A third digit is refused elsewhere.
_WHOLE_FRACTION = re.compile(rf"f{_ARGUMENT * 2}(?!\d)|\{{f{_ARGUMENT * 2}\}}|\{{\d+o\d+\}}")
_SHOWN = {"frac": "f", "group": "{", "endgroup": "}", "over": "o"}


def _typeset_fraction(p: Parser) -> bool:
    """A fraction of whole numbers follows."""
    following = (
        token.text if token.kind == "number" and token.text.isdigit() else _SHOWN.get(token.kind, " ")
        for token in p.tokens[p.at : p.at + 10]
    )
    return _WHOLE_FRACTION.match("".join(following)) is not None


def _raised(p: Parser) -> bool:
    """The number that was just read is an exponent without braces: `4^1\\frac12`."""
    before = [token.kind for token in p.tokens[max(p.at - 3, 0) : p.at - 1]]
    return before[-1:] == ["^"] or (before[:1] == ["^"] and before[1:] in (["-"], ["+"]))


def literal(token: Token) -> Number:
    """The number that a token spells."""
    return Number(token.text, exact(token.text), Span(token.start, token.end))


def _fraction_follows(p: Parser, whole: Token) -> bool:
    numerator, slash, denominator = p.tokens[p.at : p.at + 3] if p.at + 3 < len(p.tokens) else (p.token,) * 3
    texts = whole.text, numerator.text, denominator.text
    return slash.kind == "/" and denominator.kind == "number" and all(text.isdigit() for text in texts)


def mixed(p: Parser, whole: Node, part: Node, start: int) -> Node:
    """`3 1/2` as 3 + 1/2. An improper fraction may as well be a product, so it is refused."""
    assert isinstance(whole, Number)
    assert isinstance(part, Divide)
    top, bottom = part.numerator, part.denominator
    assert isinstance(top, Number)
    assert isinstance(bottom, Number)
    if top.value >= bottom.value:
        product = f"{whole.text}*{top.text}/{bottom.text}"
        raise Refusal(f"A number stands before a fraction; for a product write {product}.", start, p.end)
    p.note(f"{p.typed(start)} was read as the mixed number {whole.text} + {top.text}/{bottom.text}.")
    # The parts touch, as those of a sum with a sign never do: where form counts, one is told from the other.
    touching = Divide(top, bottom, Span(whole.span.end, part.span.end))
    return Add((whole, touching), p.span(start))


def fraction(p: Parser, token: Token, _: int) -> Node:
    """A fraction of one character: `½`."""
    span = Span(token.start, token.end)
    top, bottom = token.text.split("/")
    return Divide(Number(top, exact(top), span), Number(bottom, exact(bottom), span), span)


def constant(p: Parser, token: Token, _: int) -> Node:
    """`pi`, `e`, `i` or infinity."""
    if token.text in CONSTANT_NOTES:
        p.note(CONSTANT_NOTES[token.text])
    return Constant(token.text, Span(token.start, token.end))


PREFIX: dict[str, Prefix] = {"number": number, "fraction": fraction, "constant": constant}
