"""Expressions with ±: the values that they stand for, and which signs go together.

A ± within what another stands before is free of it, as in `±√(2±√2)`, the roots of a biquadratic; ± and ∓
side by side are upper with upper. Of two ± side by side, `±a±b`, some mean two values and others four.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, product

from touchstone.maths.arrays import FROM_A_POINT, is_array
from touchstone.maths.exact import NoValue
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Items,
    Logic,
    Multiply,
    Negative,
    Node,
    Number,
    PlusMinus,
    Power,
    Relation,
    Word,
    children,
)

STEP = "signs that go together"
WHICH = "Whether the signs ± go together or each is free isn't clear. A person will look at it."
CROSSED = (
    "It agrees with upper and lower signs exchanged, or only as a set of values. A person will look at it."
)
# So many signs that are free of each other are gone through: sixteen values.
MOST = 4
USUAL, TOGETHER, FREE = "usual", "together", "free"


def uses(*nodes: Node) -> bool:
    """Whether a ± occurs."""
    return any(PlusMinus in traits(node).kinds for node in nodes)


def alternatives(node: Node) -> list[Node]:
    """The expressions that one with ± means, all upper signs first. Raises NoValue for more than a few."""
    if not uses(node):
        return [node]
    keys = sorted({_key(sign, depth) for sign, depth in _signs(node)})
    if len(keys) > MOST:
        raise NoValue
    ways = product((True, False), repeat=len(keys))
    return [_signed(node, dict(zip(keys, way, strict=True)), 0) for way in ways]


def _key(sign: PlusMinus, depth: int) -> int:
    return sign.group or -depth


def _signs(node: Node, depth: int = 0) -> Iterator[tuple[PlusMinus, int]]:
    """Each ± and how many others it stands within."""
    if isinstance(node, PlusMinus):
        yield node, depth
        depth += 1
    for part in children(node) if uses(node) else ():
        yield from _signs(part, depth)


def _signed(node: Node, upper: dict[int, bool], depth: int) -> Node:
    if not uses(node):
        return node
    if isinstance(node, PlusMinus):
        inner = _signed(node.operand, upper, depth + 1)
        return inner if upper[_key(node, depth)] else Negative(inner, node.span)
    return rebuilt(node, [_signed(child, upper, depth) for child in children(node)])


def as_values(node: Node) -> bool:
    """Whether the signs say that both values are meant: `±x` as a whole, or before roots, as in `a ± √b`."""
    whole = isinstance(node, PlusMinus) and not uses(node.operand)
    return not opposite(node) and (whole or all(_root(sign.operand) for sign, _ in _signs(node)))


def in_the_open(node: Node) -> bool:
    """Whether the signs only stand between terms, as in `(1 ± √5)/2`: either value may come first."""
    match node:
        case PlusMinus(operand=inner):
            return not uses(inner) or in_the_open(inner)
        case Negative(operand=inner):
            return in_the_open(inner)
        case Add(terms=parts):
            return all(map(in_the_open, parts))
        case Multiply(factors=parts):
            return sum(map(uses, parts)) < 2 and all(map(in_the_open, parts))
        case Divide(numerator=over, denominator=under):
            return not uses(under) and in_the_open(over)
    return not uses(node)


def _root(node: Node) -> bool:
    match node:
        case Call(function="sqrt" | "root"):
            return True
        case Power(exponent=exponent):
            return isinstance(exponent, Divide) or (
                isinstance(exponent, Number) and exponent.value.denominator > 1
            )
        case Multiply(factors=factors):
            return any(map(_root, factors))
        case Divide(numerator=over):
            return _root(over)
    return False


def flat(node: Node) -> bool:
    return is_array(node) and bool(children(node)) and all(map(is_scalar, children(node)))


def as_solutions(node: Node, beside: Node) -> Node:
    """The set {3, -3} for ±3 beside a statement: numbers are its solutions."""
    numbers = is_scalar(node) and uses(node) and not names_in(node) and not doubtful(node)
    if not numbers or not is_statement(beside) or isinstance(beside, Word):
        return node
    return Items("set", tuple(alternatives(node)), node.span)


_SIDE_BY_SIDE, NESTED = "side by side", "nested"


def rank(doubt: str) -> int:
    return ("", _SIDE_BY_SIDE, NESTED).index(doubt)


def doubtful(*nodes: Node) -> bool:
    """Whether signs may go together or not."""
    return any(map(doubts, nodes))


def doubts(node: Node) -> str:
    """Empty where it is clear which signs go together."""
    if not uses(node):
        return ""
    if isinstance(node, Relation) or is_scalar(node):
        return _unclear(node)
    if _joined(node) or several_coordinates(node):
        return "" if opposite(node) or tied(node) else _SIDE_BY_SIDE
    return max(map(doubts, children(node)), key=rank, default="")


def _unclear(scope: Node) -> str:
    depths = [depth for _, depth in _signs(scope)]
    nested = max(depths) > 0
    if len(depths) == 1 or (opposite(scope) and not nested):
        return ""
    if len(set(depths)) == len(depths) and not opposite(scope):
        return ""
    return NESTED if nested else _SIDE_BY_SIDE


def opposite(node: Node) -> bool:
    """Whether a ∓ occurs, whose upper sign is minus."""
    return any(isinstance(sign.operand, Negative) and not sign.group for sign, _ in _signs(node))


def tied(node: Node) -> bool:
    """Whether all signs are one that was written before a point: `±(1, 2)`."""
    groups = {sign.group for sign, _ in _signs(node)}
    return len(groups) == 1 and min(groups) >= FROM_A_POINT


def _joined(node: Node) -> bool:
    """`x = ±1, y = ±2`: equations that hold together, of which several have a sign."""
    if not isinstance(node, Logic | Items) or (isinstance(node, Logic) and node.operator != "and"):
        return False
    parts = children(node)
    return all(isinstance(part, Relation) for part in parts) and sum(map(uses, parts)) > 1


def several_coordinates(node: Node) -> bool:
    """`(±1, ±2)`: coordinates of which several have a sign, two points for some and four for others."""
    return flat(node) and sum(map(uses, children(node))) > 1


def read(node: Node, way: str) -> Node:
    """The tree with its signs in groups, as one reads them."""
    if not uses(node):
        return node
    if isinstance(node, Relation) or is_scalar(node):
        return grouped(node, way) if _unclear(node) else node
    if several_coordinates(node):
        return node if tied(node) else grouped(node, TOGETHER if opposite(node) else way)
    if _joined(node) and (way == TOGETHER or opposite(node)):
        return Logic("or", tuple(alternatives(grouped(node, TOGETHER))))
    return rebuilt(node, [read(part, way) for part in children(node)])


def grouped(node: Node, way: str) -> Node:
    return node if way == USUAL else _numbered(node, count(1), way)


def _numbered(node: Node, numbers: Iterator[int], way: str) -> Node:
    if not uses(node):
        return node
    group = 1 if way == TOGETHER else next(numbers) if isinstance(node, PlusMinus) else 0
    new = rebuilt(node, [_numbered(part, numbers, way) for part in children(node)])
    if way == FREE and isinstance(new, PlusMinus):
        group = new.group or group
    return replace(new, group=group) if isinstance(new, PlusMinus) else new
