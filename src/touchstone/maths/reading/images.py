"""Sets of values that an expression takes: `{2n | n ∈ ℤ}` is `{x | x = 2n and n ∈ ℤ}`."""

from __future__ import annotations

from collections import Counter

from touchstone.maths.reading.parser import STATEMENT, SUM, Parser
from touchstone.maths.reading.tokens import Token
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Logic, Name, Node, Relation, Such, Word
from touchstone.maths.unreadable import Refusal

# Names for the values, of which one at least is free.
VALUES = ("x", "y", "z", "w", "v", "u")
_DEPTH = {"(": 1, "[": 1, "{": 1, "group": 1, ")": -1, "]": -1, "}": -1, "endgroup": -1}


def stands_here(p: Parser) -> bool:
    """Whether after a bar or a colon, before these braces end, a name is said to lie in a set."""
    depth, parted = 0, False
    for at in range(p.at, len(p.tokens) - 2):
        kind = p.tokens[at].kind
        depth += _DEPTH.get(kind, 0)
        if depth < 0:
            return False
        if depth == 0 and (kind in ("|", ":") or (parted and kind in (",", "and"))):
            following = [token.kind for token in p.tokens[at + 1 : at + 3]]
            if following == ["name", "in"]:
                return at > p.at
            parted = parted or at > p.at
    return False


def such(p: Parser, opening: Token) -> Node:
    """`{2n | n ∈ ℤ}` after its brace."""
    outer, p.bars = p.bars, 1  # the bar ends what is read, as a closing one would
    value = p.value(p.parse(SUM))
    if p.kind not in ("|", ":"):
        p.unexpected()
    p.advance()
    p.bars = 0
    parts = [p.parse(STATEMENT)]
    while p.kind == ",":
        p.advance()
        parts.append(p.parse(STATEMENT))
    p.bars = outer
    p.expect("}", "}", opening)
    refuse_unused(p, opening)
    for part in parts:
        if not isinstance(part, Relation | Logic | Word):
            p.refuse("After the bar stands a condition, such as n in Z.", part)
    parts = _members_first(parts)
    taken = frozenset[str]().union(names_in(value), *map(names_in, parts))
    free = next((name for name in VALUES if name not in taken), None)
    if free is None:
        raise Refusal("There are too many letters in this set.", opening.start, p.end)
    name = Name(free, value.span)
    where = (Relation((name, value), ("=",), value.span), *parts)
    return Such(name, Logic("and", where, p.span(opening.end)), p.span(opening.start))


def _members_first(parts: list[Node]) -> list[Node]:
    """`1 <= n <= 4 and n ∈ ℤ` in the order of `n ∈ ℤ, 1 <= n <= 4`."""
    if isinstance(parts[0], Relation) and parts[0].operators == ("in",):
        return parts
    flat = [
        one
        for part in parts
        for one in (part.operands if isinstance(part, Logic) and part.operator == "and" else (part,))
    ]
    return sorted(flat, key=lambda part: not (isinstance(part, Relation) and part.operators == ("in",)))


def refuse_unused(p: Parser, opening: Token) -> None:
    """`{t^2 | s ∈ ℝ}`: of s all is said, and of t nothing."""
    tokens = [token for token in p.tokens[: p.at] if token.start >= opening.start]
    met = Counter(token.text for token in tokens if token.kind == "name")
    for at, token in enumerate(tokens[:-2]):
        line = (tokens[at + 2].kind, tokens[at + 2].text)
        real = line in (("word", "all"), ("name", "R")) and tokens[at + 1].kind == "in"
        if token.kind == "name" and real and met[token.text] < 2:
            raise Refusal(f"{token.text} occurs nowhere else in this set.", token.start, token.end)
