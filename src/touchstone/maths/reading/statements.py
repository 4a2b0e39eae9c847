"""Relations, logic, words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from touchstone.maths.reading.boolean import as_statement
from touchstone.maths.reading.congruences import congruence
from touchstone.maths.reading.parser import (
    AND,
    IFF,
    IMPLIES,
    NOT,
    OR,
    POSTFIX,
    RELATION,
    STATEMENT,
    UNION,
    XOR,
    Infix,
    Parser,
    Prefix,
)
from touchstone.maths.reading.sets import SET_WORDS, either
from touchstone.maths.reading.tokens import Token
from touchstone.maths.reading.valued import solutions
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Constant, Logic, Multiply, Name, Negative, Node, Relation, Word, walk
from touchstone.maths.unreadable import Refusal


def relation(p: Parser, left: Node, start: int, strength: int) -> Node | None:
    """`a = b`, and chains such as `0 < x <= 1`."""
    if p.token.text == "≡" and _between_statements(p):
        return _equivalence(p, left, start) if strength <= IFF else None
    sides = [_side(p, left)]
    operators = []
    while p.kind == "relation":
        sign = p.advance()
        if sign.text == "!=" and not sign.spaced and p.text[sign.start] == "!":
            p.note("!= was read as “is not equal to”; put a space between a factorial and =.")
        operators.append(sign.text)
        sides.append(_side(p, p.parse(UNION)))
    if p.kind in ("in", "notin", "owns", "subset"):
        p.unexpected()
    if "≡" in operators:
        return congruence(p, sides, start)
    _refuse_forgotten_comma(p, sides)
    last = sides[-1]
    if isinstance(last, Word) and last.word in SET_WORDS and len(sides) == 2 and isinstance(left, Name):
        return last  # `x = all real numbers`
    for side in sides:
        if isinstance(side, Word):
            p.refuse("A word can't be a side of an equation or inequality.", side)
    return Relation(tuple(sides), tuple(operators), p.span(start))


def _refuse_forgotten_comma(p: Parser, sides: list[Node]) -> None:
    """`x = 1 y = 2`: two equations, or a chain that nobody would write with this blank."""
    for side in sides[1:-1] if isinstance(sides[0], Name) else ():
        match side:
            case (
                Multiply(factors=(*numbers, Name() as name))
                | Negative(operand=Multiply(factors=(*numbers, Name() as name)))
            ) if not any(map(names_in, numbers)):
                if any(isinstance(part, Constant) for number in numbers for part in walk(number)):
                    continue  # `C = 2 pi r = 12`
                signs = {b.start: a.kind for a, b in pairwise(p.tokens)}
                if (
                    signs.get(name.span.start) != "*"
                    and p.text[name.span.start - 1 : name.span.start].isspace()
                ):
                    p.refuse("Put a comma, or the word and, between two equations.", name)


def _between_statements(p: Parser) -> bool:
    """`p ∨ q ≡ q ∨ p`: letters alone, and nothing to divide by."""
    asked = p.key or p.context.expected == "logical"
    return asked and "mod" not in p.text and not any(character.isdigit() for character in p.text)


def _equivalence(p: Parser, left: Node, start: int) -> Node:
    """`p ≡ q` between statements: iff."""
    p.advance()
    operands = tuple(statement(p, node) for node in (left, p.parse(IFF + 1)))
    return Logic("iff", operands, p.span(start))


def _side(p: Parser, node: Node) -> Node:
    if isinstance(node, Relation | Logic):
        p.refuse("A statement can't be a side of an equation or inequality.", node)
    return node


def junction(p: Parser, left: Node, start: int, _: int) -> Node:
    """`a or b or c` and `a and b`, flat."""
    operator = p.kind
    operands = [left]
    while p.kind == operator:
        p.advance()
        operands.append(p.parse(AND if operator == "or" else NOT))
    for node in operands if operator == "or" else ():
        _refuse_subset(p, node)
    if operator == "or" and (alternatives := either(p, operands, start)) is not None:
        return alternatives
    if (values := solutions(p, operands, start)) is not None:
        return values
    return Logic(operator, tuple(statement(p, node) for node in _completed(p, operands)), p.span(start))


def _refuse_subset(p: Parser, node: Node) -> None:
    """`A ⊆ B` says something about all elements, which `or` and `not` do not go along with."""
    for part in walk(node):
        if isinstance(part, Relation) and part.operators == ("⊆",):
            p.refuse("⊆ stands alone, or beside “and”.", part)


def _completed(p: Parser, operands: list[Node]) -> Sequence[Node]:
    """`x = 1 or 2` as `x = 1 or x = 2`."""
    if p.events:
        return operands  # `P(X = 0 and A)`
    first = operands[0]
    if not (isinstance(first, Relation) and first.operators == ("=",) and isinstance(first.sides[0], Name)):
        return operands
    if any(isinstance(operand, Relation | Logic | Word) for operand in operands[1:]):
        return operands
    p.note(f"Each value was read as one for {first.sides[0].name}.")
    return (first, *(Relation((first.sides[0], value), ("=",), value.span) for value in operands[1:]))


def statement(p: Parser, node: Node) -> Node:
    """The node, if `and`, `or` and `not` may stand beside it: a relation, a word, a name for a statement."""
    if (
        isinstance(node, Relation | Logic | Word | Name)
        or p.key
        or p.events
        or p.context.expected in ("set", "elements")
    ):
        return node
    return p.refuse("Beside and, or, not stands a statement, such as x = 1.", node)


def arrow(p: Parser, left: Node, start: int, _: int) -> Node:
    """`p implies q` (from right to left), `p iff q`, `p xor q` (from left to right)."""
    sign = p.advance()
    kind = "implies" if sign.kind in ("then", "implied") else sign.kind
    right = p.parse(IMPLIES if kind == "implies" and sign.kind != "implied" else STRENGTHS[kind] + 1)
    if sign.kind == "implied":
        _refuse_two_ways(p, sign)
    if p.text.startswith(">>", sign.start) and not (
        _one(left, p.text[start : sign.start]) and _one(right, p.text[sign.end : p.end])
    ):
        raise Refusal("Put brackets around what stands before and after >>.", sign.start, sign.end)
    drawn = not sign.text.isalpha()
    if drawn and not all(isinstance(node, Relation | Logic | Word | Name) for node in (left, right)):
        raise Refusal("An arrow has no meaning in an answer.", sign.start, sign.end)
    if drawn and not p.key and p.context.expected != "logical":
        what = "An arrow" if sign.kind != "xor" else "The sign ⊕"
        raise Refusal(f"{what} has no meaning in an answer.", sign.start, sign.end)
    sides = (right, left) if sign.kind == "implied" else (left, right)
    operands = tuple(statement(p, node) for node in sides)
    for node in operands:
        _refuse_subset(p, node)
    p.arrows += 1
    if p.arrows > MOST_ARROWS:
        raise Refusal(f"At most {MOST_ARROWS} arrows can be read.", sign.start, sign.end)
    if kind in NEGATED:
        joined = Logic(NEGATED[kind], operands, p.span(start))
        return joined if kind == "xnor" else Logic("not", (joined,), p.span(start))
    return Logic(kind, operands, p.span(start))


def _refuse_two_ways(p: Parser, sign: Token) -> None:
    """`p → q ← r`, `p ← q ← r`: which arrow comes first isn't clear."""
    at = next(i for i, token in enumerate(p.tokens) if token is sign)
    for side, opening, closing in ((p.tokens[at - 1 :: -1], ")]", "(["), (p.tokens[at + 1 :], "([", ")]")):
        depth = 0
        for token in side:
            depth += (token.kind in opening) - (token.kind in closing)
            if depth < 0:
                break
            if depth == 0 and token.kind in _ARROWS:
                raise Refusal("Beside other arrows write ⇐ the other way: q ⇒ p.", sign.start, sign.end)


_ARROWS = ("implies", "implied", "iff", "then")


def _one(node: Node, typed: str) -> bool:
    """Whether what stands beside `>>` hangs together: programs bind it more strongly than `and`."""
    if not isinstance(node, Logic) or node.operator == "not":
        return True
    depth, typed = 0, typed.strip()
    inner = [depth := depth + (c == "(") - (c == ")") for c in typed]
    return 0 not in inner[:-1] and typed.endswith(")")


STRENGTHS = {"iff": IFF, "implies": IMPLIES, "xor": XOR, "xnor": XOR, "nand": AND, "nor": OR}
# `p nand q` is `not (p and q)`.
NEGATED = {"nand": "and", "nor": "or", "xnor": "iff"}
# Each may double what has to be looked at.
MOST_ARROWS = 8


def negation(p: Parser, token: Token, _: int) -> Node:
    """`not a`."""
    inner = statement(p, p.parse(NOT))
    _refuse_subset(p, inner)
    return Logic("not", (inner,), p.span(token.start))


MARKED = "A mark for a derivative follows a name: f'(x), y'."


def primed(p: Parser, left: Node, start: int, _: int) -> Node:
    """`(p or q)'`: a mark behind a statement in brackets negates it; a name with its mark is one token."""
    mark = p.advance()
    left = as_statement(p, left) if p.context.expected == "logical" else left
    if not isinstance(left, Logic | Word):
        logical = p.context.expected == "logical"
        reason = "Write not (…) for what is false." if logical else MARKED
        raise Refusal(reason, mark.start, mark.end)
    _refuse_subset(p, left)
    twice = len(mark.text) % 2 == 0
    return left if twice else Logic("not", (left,), p.span(start))


def conditional(p: Parser, token: Token, _: int) -> Node:
    """`if p then q`."""
    condition = p.parse(IMPLIES + 1)
    if p.kind != "then":
        p.unexpected()
    return arrow(p, condition, token.start, IMPLIES)


def connective(p: Parser, token: Token, _: int) -> Node:
    """`And(p, q)`, `Implies(p, q)`, as computer algebra writes them."""
    opening = p.advance()
    parts = [p.parse(STATEMENT)]
    while p.kind == ",":
        p.advance()
        parts.append(p.parse(STATEMENT))
    p.expect(")", ")", opening)
    operator, span = token.text, p.span(token.start)
    least, most = {"not": (1, 1), "and": (2, None), "or": (2, None)}.get(operator, (2, 2))
    if len(parts) < least or (most is not None and len(parts) > most):
        raise Refusal(f"{p.text[token.start : token.end]} takes {least} statements.", token.start, p.end)
    for node in parts if operator != "and" else ():
        _refuse_subset(p, node)
    p.arrows += operator in STRENGTHS
    if p.arrows > MOST_ARROWS:
        raise Refusal(f"At most {MOST_ARROWS} arrows can be read.", token.start, token.end)
    return Logic(operator, tuple(statement(p, node) for node in parts), span)


def word(p: Parser, token: Token, _: int) -> Node:
    """`true`, `false`, `all`, `none`, `no real solution`."""
    return Word(token.text, p.span(token.start))


PREFIX: dict[str, Prefix] = {
    "not": negation,
    "!": negation,
    "word": word,
    "if": conditional,
    "connective": connective,
}

INFIX: dict[str, tuple[int, Infix]] = {
    "or": (OR, junction),
    "and": (AND, junction),
    "relation": (RELATION, relation),
    "prime": (POSTFIX, primed),
    "implies": (IMPLIES, arrow),
    "implied": (IMPLIES, arrow),
    "iff": (IFF, arrow),
    "xor": (XOR, arrow),
    "xnor": (XOR, arrow),
    "nand": (AND, arrow),
    "nor": (OR, arrow),
}
