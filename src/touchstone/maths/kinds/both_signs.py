"""Compares what is written with ±: formulas, points and systems, sign by sign where that matters.

Beside letters a formula with ± may be an identity, such as that of cos(a±b): there upper signs go with upper
ones on both sides. Coordinates with ±, `(±3, 0)` and `±(1, 2)`, stand for points.
"""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths.kinds.plus_minus import (
    CROSSED,
    FREE,
    NESTED,
    STEP,
    TOGETHER,
    USUAL,
    WHICH,
    alternatives,
    as_values,
    doubtful,
    doubts,
    flat,
    grouped,
    opposite,
    rank,
    read,
    several_coordinates,
    tied,
    uses,
)
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Logic, Name, Node, Relation, children
from touchstone.maths.verdict import Finding, all_of, undecided

Compare = Callable[[Node, Node], Finding]


def compare(key: Node, answer: Node, run: Compare) -> Finding:
    """What all readings of the signs agree on; else undecided."""
    for point, system in ((key, answer), (answer, key)):
        if several_coordinates(point) and _system(system):
            return _beside_a_system(key, answer, run)
    found_doubts = [doubts(node) for node in (key, answer)]
    if not any(found_doubts):
        return _as_read(key, answer, USUAL, run)
    found = [_as_read(key, answer, way, run) for way in (USUAL, TOGETHER, FREE)]
    alike = len({finding.relation for finding in found}) == 1
    # Of three signs the first and the last may go together, too: no reading of these refutes for sure.
    sure = found[0].equal or max(found_doubts, key=rank) != NESTED
    return found[0] if alike and sure else undecided(STEP, WHICH)


def _as_read(key: Node, answer: Node, way: str, run: Compare) -> Finding:
    """The finding for one reading of the signs."""
    one, other = read(key, way), read(answer, way)
    points = _points(one), _points(other)
    if points[0] and points[1]:
        pairs = list(zip(children(one), children(other), strict=False))
        if _ordered(one) and _ordered(other) and len(children(one)) == len(children(other)):
            return all_of(_as_read(a, b, USUAL, run) for a, b in pairs)
        return _as_points((one, other), points, run)
    found = run(one, other)
    if found.different:
        return found
    return _sign_by_sign(one, other, found, run)


def apply(key: Node, answer: Node) -> bool:
    """Whether a point with a sign stands beside one without."""
    return flat(key) and flat(answer) and uses(answer) and not uses(key)


def each(key: Node, answer: Node, run: Compare) -> Finding:
    """`±(1, 2)` beside a vector up to its sign: right where all that it names is."""
    found = [run(key, one) for one in alternatives(answer)]
    if doubtful(answer) or len({finding.relation for finding in found}) > 1:
        return undecided(STEP, WHICH)
    return found[0]


def _as_points(nodes: tuple[Node, Node], points: tuple[list[Node], list[Node]], run: Compare) -> Finding:
    """Sets of points: `(±3, 0)` beside {(3, 0), (-3, 0)}. A list of them has an order, which ± hasn't."""
    mine, theirs = points
    found = run(Items("set", tuple(mine)), Items("set", tuple(theirs)))
    if found.equal and all(map(_coordinates, nodes)):
        letters = names_in(nodes[0]) | names_in(nodes[1])
        pairs = zip(mine, theirs, strict=False)
        if letters and not (len(mine) == len(theirs) and all(run(a, b).equal for a, b in pairs)):
            return undecided(STEP, CROSSED)
    elif found.equal and _ordered(nodes[0]) and (_ordered(nodes[1]) or not uses(nodes[0])):
        in_order = run(Items("list", tuple(mine)), Items("list", tuple(theirs)))
        return found if in_order.equal else undecided(STEP)
    elif found.different and not any(map(tied, nodes)) and not run(*nodes).different:
        return undecided(STEP, WHICH)  # entry by entry, each a set of its own
    return found


def _ordered(node: Node) -> bool:
    """A list of points."""
    return isinstance(node, Items) and node.kind != "set" and not flat(node)


def _points(node: Node) -> list[Node]:
    """The points that `(±3, 0)` or a collection of points stands for; none for anything else."""
    if flat(node):
        return alternatives(node)
    parts = node.items if isinstance(node, Items) and all(map(flat, node.items)) else ()
    return [point for part in parts for point in alternatives(part)]


def _coordinates(node: Node) -> bool:
    """`(±3, 0)`: a point with a sign."""
    return flat(node) and uses(node)


def _sign_by_sign(key: Node, answer: Node, found: Finding, run: Compare) -> Finding:
    """Formulas `y = … ± …` with upper signs beside upper ones, where all solutions together say too little.

    `x = (b ± √D)/(-2a)` gives solutions, whichever comes first.
    """
    sides = [value for node in (key, answer) if (value := _formula(node)) is not None and uses(value)]
    if len(sides) < 2 or not any(map(names_in, sides)):
        return found
    if found.equal and all(map(as_values, sides)):
        return found
    mine, theirs = alternatives(key), alternatives(answer)
    pairs = [run(a, b) for a, b in zip(mine, theirs, strict=False)] if len(mine) == len(theirs) else []
    if pairs and all(pair.equal for pair in pairs):
        return pairs[0]
    return undecided(STEP, CROSSED) if found.equal else found


def _formula(node: Node) -> Node | None:
    match node:
        case Relation(sides=(Name(), value) | (value, Name()), operators=("=",)) if is_scalar(value):
            return value
    return None


def _system(node: Node) -> bool:
    parts = children(node) if isinstance(node, Items | Logic) else (node,)
    return bool(parts) and all(isinstance(part, Relation | Logic) for part in parts)


def _beside_a_system(key: Node, answer: Node, run: Compare) -> Finding:
    """`(±1, ∓2)` as two points that solve equations; of `(±1, ±2)` nobody knows whether they are four."""
    found = []
    for node in (key, answer):
        if several_coordinates(node) and not (opposite(node) or tied(node)):
            return undecided(STEP, WHICH)
        several = several_coordinates(node)
        points = alternatives(grouped(node, TOGETHER)) if several else []
        found.append(Items("list", tuple(points), node.span) if several else read(node, USUAL))
    return run(found[0], found[1])
