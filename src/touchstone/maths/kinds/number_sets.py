"""ℤ by its letter, alone or in `2ℤ + 1` and `ℤ ∩ [0, 5]`, beside sets and statements that say the same.

Also what is declared of the letter of a set: `{x | x^2 = 4}` with a positive x is {2}.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Interval, Items, Logic, Name, Node, Relation, Such, Union, walk

INTEGERS = Name("ℤ")
# Letters for what lies in a set and for what numbers it, which no text can be read as.
_MEMBER, _NUMBER = Name("x•"), Name("m•")
# What is typed for sets that have letters of their own.
_TYPED = {"Z": "ℤ", "Q": "ℚ", "N": "ℕ", "C": "ℂ"}


def spelled(node: Node, beside: Node) -> Node:
    """The set, or the statement, that ℤ stands for beside one that isn't the same."""
    if node == beside or INTEGERS.name not in names_in(node):
        return node
    if node == INTEGERS:
        return _all_of_them(beside) or node
    if is_scalar(node) and names_in(node) == {INTEGERS.name} and _once(node):
        value = substitute(node, {INTEGERS.name: _NUMBER})
        whole = Relation((_NUMBER, INTEGERS), ("in",), node.span)
        return Such(_MEMBER, Logic("and", (Relation((_MEMBER, value), ("=",)), whole)), node.span)
    match node:
        case Union(parts=parts, operator="∩") if INTEGERS in parts:
            rest = [part for part in parts if part != INTEGERS]
            if rest and all(isinstance(part, Interval | Such | Items) for part in rest):
                said = tuple(map(_within, (INTEGERS, *rest)))
                return Such(_MEMBER, Logic("and", said), node.span)
    return node


def _within(part: Node) -> Node:
    """That a number lies in a set."""
    if isinstance(part, Such):
        return substitute(part.where, {part.name.name: _MEMBER})
    return Relation((_MEMBER, part), ("in",))


def unsettled(one: Node, other: Node) -> bool:
    """Whether of two sets one is ℤ, ℕ or ℚ joined with something else, and isn't understood."""
    sets = all(isinstance(node, Interval | Items | Such | Union) for node in (one, other))
    return sets and any(
        part in _LETTERS for node in (one, other) if isinstance(node, Union) for part in node.parts
    )


def lettered(node: Node, declared: frozenset[str]) -> Node:
    """`[0, 2] ∩ Z` with ℤ, and so `(0, 5) ∩ ℕ`, where all is positive: ℕ may have 0 or not."""
    match node:
        case Union(parts=parts, operator="∩"):
            rest = [part for part in parts if not isinstance(part, Name)]
            if not rest or not all(isinstance(part, Interval | Such | Items) for part in rest):
                return node
            positive = any(map(_positive, rest))
            return replace(node, parts=tuple(_letter(part, declared, positive) for part in parts))
    return node


def _letter(part: Node, declared: frozenset[str], positive: bool) -> Node:
    if not isinstance(part, Name) or part.name in declared:
        return part
    name = _TYPED.get(part.name, part.name)
    return INTEGERS if name == "ℕ" and positive else Name(name, part.span) if name == "ℤ" else part


def _positive(node: Node) -> bool:
    """Whether a set surely holds positive numbers alone."""
    if not isinstance(node, Interval):
        return False
    low = exact.rational(node.low)
    return low is not None and (low > 0 or (low == 0 and not node.low_closed))


def _once(node: Node) -> bool:
    return sum(part == INTEGERS for part in walk(node)) == 1


def _all_of_them(beside: Node) -> Node | None:
    """All whole numbers, as the other side speaks of numbers."""
    if is_statement(beside):
        names = names_in(beside) - {INTEGERS.name}
        return Relation((Name(min(names)), INTEGERS), ("in",)) if len(names) == 1 else None
    if isinstance(beside, Such | Union | Interval | Items) or INTEGERS.name in names_in(beside):
        return Such(_MEMBER, Relation((_MEMBER, INTEGERS), ("in",)))
    return None


def typed(answer: Node, key: Node, declared: frozenset[str]) -> Node:
    """ℤ for Z where the key is a set of numbers and Z is no letter of the question."""
    match answer:
        case Name(name=name) if name in _TYPED and name not in declared:
            return Name(_TYPED[name], answer.span) if not is_scalar(key) or key in _LETTERS else answer
    return answer


_LETTERS = frozenset(map(Name, _TYPED.values()))


def restricted(node: Node, assume: Mapping[str, str]) -> Node:
    """A set with what is declared of its letter among its conditions."""
    if not isinstance(node, Such) or node.name.name not in assume:
        return node
    more: Node | None = None
    match assume[node.name.name]:
        case "positive":
            more = Relation((node.name, ZERO), (">",))
        case "nonnegative":
            more = Relation((node.name, ZERO), (">=",))
        case "integer":
            more = Relation((node.name, INTEGERS), ("in",))
    if more is None:
        return node
    kept = (
        node.where.operands
        if isinstance(node.where, Logic) and node.where.operator == "and"
        else (node.where,)
    )
    return Such(node.name, Logic("and", (*kept, more), node.where.span), node.span)
