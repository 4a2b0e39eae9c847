"""The letter U as the sign for a union, and a bracket `[` that ends an interval."""

from __future__ import annotations

from touchstone.maths.reading.parser import Parser
from touchstone.maths.tree import Interval, Items, Name, Node, Such, Union

# As a union is typed on a keyboard; the small letter between sets that are written out alone.
UNITES = ("U", "u")
BEGINS_SET = frozenset(("(", "[", "{", "]", "empty"))
BEGINS_EVENT = frozenset(("(", "name", "not", "!", "empty"))


def closes(p: Parser) -> bool:
    """`[` here ends an interval written `[0, 1[`: nothing that it could hold follows."""
    return p.peek().kind in ("end", ")", ",", ";", "∪", "∩", "∖", "and", "or", "endgroup")


def closes_before_union(p: Parser) -> bool:
    """`[` here ends an interval before the sign `U`."""
    following = p.tokens[p.at + 1 : p.at + 3]
    return (
        len(following) == 2
        and following[0].text in UNITES
        and following[1].kind in ("(", "[", "{", "]", "empty")
    )


def joins(p: Parser, left: Node) -> bool:
    """`U` here is the sign for a union, since sets stand on both sides of it."""
    if p.events and p.token.text == "U" and "U" not in p.context.declared:
        return p.peek().kind in BEGINS_EVENT
    if p.token.text in p.context.declared:
        return False
    if p.peek().kind in BEGINS_SET and isinstance(left, Items | Interval | Union | Such):
        return True
    return p.token.text == "U" and p.token.spaced and p.peek().spaced and _sets_with_names(p, left)


def _sets_with_names(p: Parser, left: Node) -> bool:
    """`A U B` and `A U (B ∩ C)`: capital letters on both sides, or one beside other signs for sets."""
    after = p.peek()
    named = isinstance(left, Union) or (isinstance(left, Name) and _is_capital(left.name))
    if after.kind == "(":
        signs = sum(token.kind in ("∪", "∩", "∖") or token.text == "U" for token in p.tokens)
        return named and signs > 1
    return named and after.kind == "name" and _is_capital(after.text)


def _is_capital(name: str) -> bool:
    return len(name) == 1 and name.isupper()
