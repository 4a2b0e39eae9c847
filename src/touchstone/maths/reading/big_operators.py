r"""`\sum_{k=1}^{n} k^2`, `\prod`, `\lim_{x \to 0}` and `\int_0^1 x\,dx` in answer keys: functions of keys."""

from __future__ import annotations

from itertools import pairwise

from touchstone.maths.arrays import ONE
from touchstone.maths.reading.operators import closed
from touchstone.maths.reading.parser import POSTFIX, PRODUCT, STATEMENT, SUM, Parser, Prefix
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.tree import Call, Divide, Multiply, Name, Node, Relation, Span, children
from touchstone.maths.unreadable import Refusal

FUNCTIONS = {"sum": "sum", "prod": "product", "lim": "limit", "int": "integrate"}
"""Commands, and the functions of keys that they stand for."""


_OPENING, _CLOSING = ("(", "[", "{", "group"), (")", "]", "}", "endgroup")


BEGINS = "Below a sum or product stands where its variable begins: k=1."

SUMS = "∑()"
"""Among the names of a question, says that answers may hold sums, as the key does."""


def meant(context: Context, command: str) -> bool:
    """Whether the command can be read here: in keys; a candidate has to give the value, of most."""
    return (context.key and command in FUNCTIONS) or (command in ("sum", "prod") and allowed(context))


def allowed(context: Context) -> bool:
    """Whether sums can be read here."""
    return context.key or SUMS[:-2] in context.functions


def applied(p: Parser, token: Token, _: int) -> Node:
    """The operator on the product after it, up to a sign."""
    if token.text == "int":
        return _integral(p, token)
    high = _above(p) if token.text != "lim" and p.kind == "^" else None
    if p.kind != "_" or (p.peek().kind != "group" and token.text != "sum"):
        raise Refusal(f"\\{token.text} needs its variable below it: _{{k=1}}.", token.start, token.end)
    below = _below(p, token)
    if token.text != "lim":
        high = _above(p) if p.kind == "^" else high
        if high is not None and len(below) == 1:
            p.refuse(BEGINS, below[0])
        if high is None and len(below) > 1:
            raise Refusal(f"\\{token.text} needs its end above it: ^{{n}}.", token.start, p.end)
        below = below if high is None else (*below, high)
    closing = closed(p)
    term = p.value(p.parse(PRODUCT))
    if token.text == "prod" and closing != p.at:
        _refuse_still(p, token, term, below[0])
    return Call(FUNCTIONS[token.text], (term, *below), p.span(token.start))


def _refuse_still(p: Parser, token: Token, term: Node, running: Node) -> None:
    """`\\prod_{i=1}^n x_i \\theta`: whether what stands behind and doesn't run is in it isn't sure."""
    assert isinstance(running, Name)
    if any(not _runs(factor, running.name) for factor in _behind(term)):
        raise Refusal(
            "It isn't sure what \\prod stands before; put that, and nothing else, in brackets.",
            token.start,
            p.end,
        )


def _runs(node: Node, letter: str) -> bool:
    """Whether the letter occurs, bare or in an index, and isn't bound again."""
    from touchstone.maths.library.indexed import runs_with

    match node:
        case Name(name=name):
            return name == letter or ("_" in name and runs_with(name, letter))
        case Call(function="sum" | "product", arguments=(_, Name(name=name), *ends)) if name == letter:
            return any(_runs(end, letter) for end in ends)
    return any(_runs(part, letter) for part in children(node))


def _behind(node: Node) -> tuple[Node, ...]:
    """The factors and divisors behind the first factor; a fraction is one."""
    match node:
        case Multiply(factors=(first, *others)):
            return (*_behind(first), *others)
        case Divide(numerator=over, denominator=under, span=span) if over.span.start == span.start:
            return (*_behind(over), under)
    return ()


def _above(p: Parser) -> Node:
    p.advance()
    if p.kind == "name":  # `^n [x_i + 1]` indexes no n
        return p.prefix[p.kind](p, p.advance(), POSTFIX)
    return p.value(p.exponent())


def _below(p: Parser, token: Token) -> tuple[Node, ...]:
    """What stands below: `k=1`, the letter alone (of a sum), or what a limit goes to."""
    p.advance()
    if p.kind != "group":
        _free(p, p.at)
        p.token = p.tokens[p.at]
        p.kind = p.token.kind
        name = p.advance()
        if name.kind != "name":
            raise Refusal(BEGINS, name.start, name.end)
        return (Name(name.text, Span(name.start, name.end)),)
    _free(p, p.at + 1)
    opening = p.advance()
    below = _approached(p) if token.text == "lim" else _index(p, p.parse(STATEMENT))
    p.expect("endgroup", "}", opening)
    if len(below) == 1 and token.text != "sum":
        raise Refusal(BEGINS, opening.start, p.end)
    return below


def _integral(p: Parser, token: Token) -> Node:
    """`\\int_0^1 x\\,dx`: up to the first d with a letter after it, outside further brackets."""
    if p.kind != "_":
        raise Refusal("\\int needs its ends: \\int_{0}^{1}.", token.start, token.end)
    p.advance()
    low = _end(p)
    if p.kind != "^":
        raise Refusal("\\int needs its end above it: ^{1}.", token.start, p.end)
    p.advance()
    high = _end(p)
    _mark_differential(p, token)
    body = ONE if p.kind == "differential" else p.value(p.parse(SUM))
    if p.kind != "differential":
        p.unexpected()
    p.advance()
    name = p.advance()
    variable = Name(name.text, Span(name.start, name.end))
    return Call("integrate", (body, variable, low, high), p.span(token.start))


def _end(p: Parser) -> Node:
    """One end of an integral: what stands in braces, or one sign."""
    if p.kind == "group":
        return p.value(p.group())
    if p.kind == "number" and len(p.token.text) > 1:
        p.split_number()
    if p.kind not in ("number", "name", "constant"):
        p.unexpected()
    return p.value(p.prefix[p.kind](p, p.advance(), POSTFIX))


def _mark_differential(p: Parser, token: Token) -> None:
    depth = 0
    for at, (here, after) in enumerate(pairwise(p.tokens[p.at :]), p.at):
        depth += (here.kind in _OPENING) - (here.kind in _CLOSING)
        if depth < 0:
            break
        if depth == 0 and (here.kind, here.text, after.kind) == ("name", "d", "name"):
            p.tokens[at] = here._replace(kind="differential")
            p.token = p.tokens[p.at]
            p.kind = p.token.kind
            return
    raise Refusal("An integral ends with its variable: dx.", token.start, token.end)


def _index(p: Parser, node: Node) -> tuple[Node, ...]:
    match node:
        case Relation(sides=(Name() as name, start), operators=("=",)):
            return name, p.value(start)
        case Name():
            return (node,)
    return p.refuse(BEGINS, node)


def _approached(p: Parser) -> tuple[Node, ...]:
    """`x \\to 0`."""
    name = p.advance()
    if name.kind != "name" or p.kind != "implies":
        raise Refusal("Below a limit stands what its variable goes to: x \\to 0.", name.start, name.end)
    p.advance()
    return Name(name.text, Span(name.start, name.end)), p.value(p.parse(SUM))


def _free(p: Parser, place: int) -> None:
    """An index called i is no imaginary unit, up to the end of the group that the sum stands in."""
    first = p.tokens[place]
    if first.kind != "constant" or first.text not in ("e", "i"):
        return
    depth = 0
    for at in range(p.at, len(p.tokens)):
        token = p.tokens[at]
        depth += (token.kind in _OPENING) - (token.kind in _CLOSING)
        if depth < 0:
            break
        if token.kind == "constant" and token.text == first.text:
            p.tokens[at] = token._replace(kind="name")


PREFIX: dict[str, Prefix] = {"big": applied}
