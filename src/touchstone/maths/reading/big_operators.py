r"""`\sum_{k=1}^{n} k^2`, `\prod` and `\lim_{x \to 0}` in answer keys: functions of keys."""

from __future__ import annotations

from touchstone.maths.reading.parser import PRODUCT, STATEMENT, SUM, Parser, Prefix
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.tree import Call, Name, Node, Relation, Span
from touchstone.maths.unreadable import Refusal

FUNCTIONS = {"sum": "sum", "prod": "product", "lim": "limit"}
"""Commands, and the functions of keys that they stand for."""


def meant(context: Context, command: str) -> bool:
    """Whether the command can be read here: in keys, where a candidate has to give the value."""
    return context.key and command in FUNCTIONS


def applied(p: Parser, token: Token, _: int) -> Node:
    """The operator on the product after it, up to a sign."""
    if p.kind != "_" or p.peek().kind != "group":
        raise Refusal(f"\\{token.text} needs its variable below it: _{{k=1}}.", token.start, token.end)
    p.advance()
    _free(p)
    opening = p.advance()
    below = _approached(p) if token.text == "lim" else _index(p, p.parse(STATEMENT))
    p.expect("endgroup", "}", opening)
    if token.text != "lim":
        if p.kind != "^":
            raise Refusal(f"\\{token.text} needs its end above it: ^{{n}}.", token.start, p.end)
        p.advance()
        below = (*below, p.value(p.exponent()))
    term = p.value(p.parse(PRODUCT))
    return Call(FUNCTIONS[token.text], (term, *below), p.span(token.start))


def _index(p: Parser, node: Node) -> tuple[Node, ...]:
    match node:
        case Relation(sides=(Name() as name, start), operators=("=",)):
            return name, p.value(start)
    return p.refuse("Below a sum or product stands where its variable begins: k=1.", node)


def _approached(p: Parser) -> tuple[Node, ...]:
    """`x \\to 0`."""
    name = p.advance()
    if name.kind != "name" or p.kind != "implies":
        raise Refusal("Below a limit stands what its variable goes to: x \\to 0.", name.start, name.end)
    p.advance()
    return Name(name.text, Span(name.start, name.end)), p.value(p.parse(SUM))


def _free(p: Parser) -> None:
    """An index called i is no imaginary unit, up to the end of the group that the sum stands in."""
    first = p.tokens[p.at + 1]
    if first.kind != "constant" or first.text not in ("e", "i"):
        return
    depth = 0
    for at in range(p.at, len(p.tokens)):
        token = p.tokens[at]
        depth += (token.kind in ("(", "[", "{", "group")) - (token.kind in (")", "]", "}", "endgroup"))
        if depth < 0:
            break
        if token.kind == "constant" and token.text == first.text:
            p.tokens[at] = token._replace(kind="name")


PREFIX: dict[str, Prefix] = {"big": applied}
