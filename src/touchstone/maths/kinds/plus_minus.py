"""Expressions with ±: the values that they stand for, and which signs go together.

A ± within what another stands before is free of it, as in `±√(2±√2)`, the roots of a biquadratic; ± and ∓
side by side are upper with upper. Of two ± side by side, `±a±b`, some mean two values and others four.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, product

from touchstone.maths.exact import NoValue
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Matrix, Negative, Node, PlusMinus, Relation, Word, children
from touchstone.maths.verdict import Finding, undecided

STEP = "signs that go together"
WHICH = "Whether the signs ± go together or each is free isn't clear. A person will look at it."
# So many signs that are free of each other are gone through: sixteen values.
MOST = 4
USUAL, TOGETHER, FREE = "usual", "together", "free"

Compare = Callable[[Node, Node], Finding]


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


def compare(key: Node, answer: Node, run: Compare) -> Finding:
    """What all readings of the signs agree on; else undecided."""
    for point, system in ((key, answer), (answer, key)):
        if _point(point) and _system(system):
            return _beside_a_system(key, answer, run)
    doubts = [_doubts(node) for node in (key, answer)]
    if not any(doubts):
        return run(_read(key, USUAL), _read(answer, USUAL))
    found = [run(_read(key, way), _read(answer, way)) for way in (USUAL, TOGETHER, FREE)]
    alike = len({finding.relation for finding in found}) == 1
    # Of three signs the first and the last may go together, too: no reading of these refutes for sure.
    sure = found[0].equal or max(doubts, key=_rank) != _NESTED
    return found[0] if alike and sure else undecided(STEP, WHICH)


def as_solutions(node: Node, beside: Node) -> Node:
    """The set {3, -3} for ±3 beside a statement: numbers are its solutions."""
    numbers = is_scalar(node) and uses(node) and not names_in(node) and not doubtful(node)
    if not numbers or not is_statement(beside) or isinstance(beside, Word):
        return node
    return Items("set", tuple(alternatives(node)), node.span)


def _system(node: Node) -> bool:
    parts = children(node) if isinstance(node, Items | Logic) else (node,)
    return bool(parts) and all(isinstance(part, Relation | Logic) for part in parts)


def _beside_a_system(key: Node, answer: Node, run: Compare) -> Finding:
    """`(±1, ∓2)` as two points that solve equations; of `(±1, ±2)` nobody knows whether they are four."""
    found = []
    for node in (key, answer):
        if _point(node) and not _opposite(node):
            return undecided(STEP, WHICH)
        points = alternatives(_grouped(node, TOGETHER)) if _point(node) else []
        found.append(Items("list", tuple(points), node.span) if points else _read(node, USUAL))
    return run(found[0], found[1])


_SIDE_BY_SIDE, _NESTED = "side by side", "nested"


def _rank(doubt: str) -> int:
    return ("", _SIDE_BY_SIDE, _NESTED).index(doubt)


def doubtful(*nodes: Node) -> bool:
    """Whether signs may go together or not."""
    return any(map(_doubts, nodes))


def _doubts(node: Node) -> str:
    """Empty where it is clear which signs go together."""
    if not uses(node):
        return ""
    if isinstance(node, Relation) or is_scalar(node):
        return _unclear(node)
    if _joined(node) or _point(node):
        return "" if _opposite(node) else _SIDE_BY_SIDE
    return max(map(_doubts, children(node)), key=_rank, default="")


def _unclear(scope: Node) -> str:
    depths = [depth for _, depth in _signs(scope)]
    nested = max(depths) > 0
    if len(depths) == 1 or (_opposite(scope) and not nested):
        return ""
    if len(set(depths)) == len(depths) and not _opposite(scope):
        return ""
    return _NESTED if nested else _SIDE_BY_SIDE


def _opposite(node: Node) -> bool:
    """Whether a ∓ occurs, whose upper sign is minus."""
    return any(isinstance(sign.operand, Negative) for sign, _ in _signs(node))


def _joined(node: Node) -> bool:
    """`x = ±1, y = ±2`: equations that hold together, of which several have a sign."""
    if not isinstance(node, Logic | Items) or (isinstance(node, Logic) and node.operator != "and"):
        return False
    parts = children(node)
    return all(isinstance(part, Relation) for part in parts) and sum(map(uses, parts)) > 1


def _point(node: Node) -> bool:
    """`(±1, ±2)`: coordinates of which several have a sign, two points for some and four for others."""
    if not (isinstance(node, Matrix) or (isinstance(node, Items) and node.kind != "set")):
        return False
    parts = children(node)
    return all(map(is_scalar, parts)) and sum(map(uses, parts)) > 1


def _read(node: Node, way: str) -> Node:
    """The tree with its signs in groups, as one reads them."""
    if not uses(node):
        return node
    if isinstance(node, Relation) or is_scalar(node):
        return _grouped(node, way) if _unclear(node) else node
    if _point(node):
        return _grouped(node, TOGETHER if _opposite(node) else way)
    if _joined(node) and (way == TOGETHER or _opposite(node)):
        return Logic("or", tuple(alternatives(_grouped(node, TOGETHER))))
    return rebuilt(node, [_read(part, way) for part in children(node)])


def _grouped(node: Node, way: str) -> Node:
    return node if way == USUAL else _numbered(node, count(1), way)


def _numbered(node: Node, numbers: Iterator[int], way: str) -> Node:
    if not uses(node):
        return node
    group = 1 if way == TOGETHER else next(numbers) if isinstance(node, PlusMinus) else 0
    new = rebuilt(node, [_numbered(part, numbers, way) for part in children(node)])
    return replace(new, group=group) if isinstance(new, PlusMinus) else new
