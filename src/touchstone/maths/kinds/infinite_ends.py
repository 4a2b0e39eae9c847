"""Ends that are never reached: `(1, oo]` and `1 < x <= oo` mean (1, oo), but infinity is no number in it."""

from __future__ import annotations

from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Interval, Items, Node, Relation, walk

OPEN = "The numbers are right, but infinity is none of them: write a round bracket there, or < instead of ≤."
_REACHED = frozenset({"<=", ">="})


def reached(node: Node) -> bool:
    """Whether an infinite end is written as if it were reached."""
    return "oo" in traits(node).constants and any(map(_reached, walk(node)))


def _reached(part: Node) -> bool:
    match part:
        case Interval():
            ends = (part.low, part.low_closed), (part.high, part.high_closed)
            return any(closed and _infinite(end) for end, closed in ends)
        case Items(kind="list", items=(low, high)):  # `[2, oo]`, unless an interval was expressly asked for
            return _infinite(low) or _infinite(high)
        case Relation(sides=sides, operators=operators):
            pairs = zip(sides, operators, sides[1:], strict=False)
            return any(op in _REACHED and (_infinite(a) or _infinite(b)) for a, op, b in pairs)
    return False


def _infinite(end: Node) -> bool:
    return "oo" in traits(end).constants and not names_in(end)
