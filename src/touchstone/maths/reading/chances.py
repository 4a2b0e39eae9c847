"""Probabilities and expected values: `P(A | B)`, `Pr(X > 2)`, `E[X^2]`, `Var(X)`, `Cov(X, Y)`.

`Pr`, `Var`, `Cov` and the blackboard letters always mean them. `P` and `p` do before a bracket that holds an
event, `E` before one that holds a random variable, unless the question has a variable of that name: in
`P(1+r)^n` and `E(1+v)` they are factors.
"""

from __future__ import annotations

from collections.abc import Sequence

from touchstone.maths.reading.parser import STATEMENT, Parser, Prefix
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.tree import (
    Add,
    Call,
    Items,
    Logic,
    Multiply,
    Name,
    Node,
    Power,
    Relation,
    Span,
    Union,
    Word,
)
from touchstone.maths.unreadable import Refusal

CHANCE, MEAN = "Pr", "Ex"
LETTERS = {"P": CHANCE, "p": CHANCE, "E": MEAN}
WORDS = {**dict.fromkeys(("Pr", "Prob"), CHANCE), **dict.fromkeys(("Var", "var"), "Var")}
WORDS |= {**dict.fromkeys(("Cov", "cov"), "Cov"), "expectation": MEAN}
"""Words that mean one of them before a bracket."""
BLACKBOARD = {"P": CHANCE, "E": MEAN, "V": "Var"}
OPERATORS = frozenset((CHANCE, MEAN, "Var", "Cov"))
"""What they are called in a tree: `Pr(event)`, `Pr(event, condition)`, `Ex(value)`, `Cov(value, value)`."""

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_RELATIONS = frozenset(("relation", "in", "notin"))
_JOINING = frozenset(
    ("and", "or", "xor", "not", "!", "∩", "∪", "∖", ",", "(", ")", "group", "endgroup", "empty")
)
_ENDS = frozenset(("name", "number", ")", "]", "}", "endgroup", "superscript"))
_SPACE = Name("Omega")


def operator(p: Parser, token: Token) -> str | None:
    """What the letter before a bracket means there: `Pr`, `Ex` or nothing of the kind."""
    meaning = LETTERS.get(token.text)
    context = p.context
    if meaning is None or token.text in context.declared or token.text in context.functions:
        return None
    inside = _inside(context.tokens, p.at)
    if meaning == MEAN:
        names = [one.text for one in inside if one.kind == "name"]
        loose = p.kind == "[" or MEAN in context.functions
        return meaning if names and (loose or any(map(_capital, names))) else None
    return meaning if p.kind == "(" and _event(inside, loose=_conditional(context)) else None


def _inside(tokens: Sequence[Token], at: int) -> list[Token]:
    """The tokens between the bracket that opens at `at` and the one that closes it."""
    depth = 0
    found: list[Token] = []
    for token in tokens[at:]:
        depth += (token.kind in _OPENING) - (token.kind in _CLOSING)
        if depth == 0:
            return found[1:]
        found.append(token)
    return []


def _capital(name: str) -> bool:
    letter = name.partition("_")[0].rstrip("'")
    return letter == "Omega" or (len(letter) == 1 and letter.isupper())


def _conditional(context: Context) -> bool:
    """Whether the question is about probabilities, or `p(x | y)` occurs: then lower-case events are read."""
    if CHANCE in context.functions:
        return True
    tokens = context.tokens
    return any(
        token.text in LETTERS and token.kind == "name" and _bar(_inside(tokens, i + 1))
        for i, token in enumerate(tokens[:-1])
        if tokens[i + 1].kind == "("
    )


def _bar(inside: Sequence[Token]) -> int | None:
    """Where the bar of a condition stands: after a value, with no bar before it."""
    for i, token in enumerate(inside):
        if token.kind == "|":
            return i if i and inside[i - 1].kind in _ENDS and i + 1 < len(inside) else None
    return None


def _event(inside: Sequence[Token], *, loose: bool) -> bool:
    """Whether events stand in the bracket: capital letters joined in their way, or a statement."""
    if not inside:
        return False
    bar = _bar(inside)
    loose = loose or bar is not None
    kinds = {token.kind for token in inside}
    complements = {i for i, token in enumerate(inside) if token.text in ("c", "C") and _raised(inside, i)}
    names = [token.text for i, token in enumerate(inside) if token.kind == "name" and i not in complements]
    if kinds & _RELATIONS:
        return loose or any(map(_capital, names))
    if not names and "empty" not in kinds:
        return False
    if not (loose or all(map(_capital, names))):
        return False
    plain = kinds - _JOINING - {"name", "|"}
    return not plain - ({"^"} if complements else set()) - ({"+"} if all(map(_capital, names)) else set())


def _raised(inside: Sequence[Token], i: int) -> bool:
    """`A^c`, `A^{c}`."""
    before = [token.kind for token in inside[max(0, i - 2) : i]]
    return before[-1:] == ["^"] or before == ["^", "group"]


def applied(p: Parser, token: Token, meaning: str) -> Node:
    """The operator on what stands in the bracket after it."""
    if p.kind not in _BRACKETS:
        p.unexpected()
    opening = p.advance()
    bars, events = p.bars, p.events
    p.bars, p.events = 1, meaning == CHANCE  # a bar ends what is read, as a closing one would
    first = _several(p)
    second: list[Node] = []
    if p.kind == "|":
        p.advance()
        p.events = True
        second = _several(p)
    p.bars, p.events = bars, events
    p.expect(_BRACKETS[opening.kind], _BRACKETS[opening.kind], opening)
    return Call(meaning, _arguments(p, token, meaning, first, second), p.span(token.start))


def _arguments(
    p: Parser, token: Token, meaning: str, first: list[Node], second: list[Node]
) -> tuple[Node, ...]:
    given = (_together(p, second),) if second else ()
    if meaning == CHANCE:
        if token.kind == "name":
            p.note(f"{token.text} was read as a probability.")
        return (_together(p, first), *given)
    wanted = 2 if meaning == "Cov" else 1
    if len(first) != wanted:
        arguments = "2 arguments" if wanted == 2 else "1 argument"
        reason = f"{token.text} takes {arguments}; here it has {len(first)}."
        raise Refusal(reason, token.start, p.end)
    if meaning == MEAN and token.kind == "name":
        p.note(f"{token.text} was read as an expected value.")
    return (*map(p.value, first), *given)


def _several(p: Parser) -> list[Node]:
    found = [p.parse(STATEMENT)]
    while p.kind == ",":
        p.advance()
        found.append(p.parse(STATEMENT))
    return found


def _together(p: Parser, nodes: list[Node]) -> Node:
    """Events between commas: all of them."""
    events = tuple(_as_event(p, node) for node in nodes)
    return events[0] if len(events) == 1 else _joined("and", events, nodes[0].span)


def _joined(operator: str, parts: Sequence[Node], span: Span) -> Node:
    """Flat, as `A and B and C` is read."""
    flat: list[Node] = []
    for part in parts:
        same = isinstance(part, Logic) and part.operator == operator
        flat.extend(part.operands if same and isinstance(part, Logic) else (part,))
    return Logic(operator, tuple(flat), span)


def _as_event(p: Parser, node: Node) -> Node:
    """Sets, products and sums of names as statements: `A ∩ B`, `AB` and `A, B` are `A and B`."""
    match node:
        case Name(name=name) if name[-1:] == "'" or name.endswith("_bar"):
            inner = Name(name.removesuffix("_bar").removesuffix("'"), node.span)
            return Logic("not", (inner,), node.span)
        case Name() | Relation() | Word(word="true" | "false"):
            return node
        case Word(word="all"):
            return Word("true", node.span)
        case Items(kind="set", items=()):
            return Word("false", node.span)
        case Logic(operator="and" | "or" as operator, operands=parts):
            return _joined(operator, [_as_event(p, part) for part in parts], node.span)
        case Logic(operator=operator, operands=parts):
            return Logic(operator, tuple(_as_event(p, part) for part in parts), node.span)
        case Union(parts=(Word(word="all"), inner), operator="∖"):
            return Logic("not", (_as_event(p, inner),), node.span)
        case Union(parts=(first, *rest), operator="∖"):
            without = [Logic("not", (_as_event(p, part),), node.span) for part in rest]
            return _joined("and", [_as_event(p, first), *without], node.span)
        case Union(parts=parts, operator=sign):
            operator = "and" if sign == "∩" else "or"
            return _joined(operator, [_as_event(p, part) for part in parts], node.span)
        case Multiply(factors=parts):
            return _joined("and", [_as_event(p, part) for part in parts], node.span)
        case Add(terms=parts):
            p.note("The sign + between events was read as “or”.")
            return _joined("or", [_as_event(p, part) for part in parts], node.span)
        case Power(base=base, exponent=Name(name="c" | "C")):
            return Logic("not", (_as_event(p, base),), node.span)
        case Call(function="conj", arguments=(inner,)):
            return Logic("not", (_as_event(p, inner),), node.span)
    return p.refuse("A probability is one of events: letters joined by and, or, not, or X > 2.", node)


def word(p: Parser, token: Token, _: int) -> Node:
    """`Pr(A)`, `Var(X)` and the blackboard letters."""
    return applied(p, token, token.text)


PREFIX: dict[str, Prefix] = {"chance": word}
