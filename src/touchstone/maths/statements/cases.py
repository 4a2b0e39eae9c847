"""Absolute values, max and min written out: `|x| < y` as `x >= 0 and x < y or x < 0 and -x < y`."""

from __future__ import annotations

from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Add, Call, Negative, Node, children, walk

# Each absolute value doubles the cases.
MAX_CASES = 8
ARGUMENTS = {"abs": 1, "max": 2, "min": 2}


def by_cases(of: Formula) -> Formula:
    """The statement without absolute values, where they are few."""
    match of:
        case Condition(f=f, op=op):
            return _split(f, op, 1)
        case Every(parts=parts):
            return Every(tuple(map(by_cases, parts)))
        case Some(parts=parts):
            return Some(tuple(map(by_cases, parts)))
    return of


def _split(f: Node, op: str, count: int) -> Formula:
    inner = next((part for part in walk(f) if _plain_abs(part)), None)
    if inner is None or count >= MAX_CASES:
        return Condition(f, op)
    assert isinstance(inner, Call)
    if inner.function != "abs":
        return _larger(f, inner, op, count)
    u = inner.arguments[0]
    above = Every((Condition(Negative(u), "<="), _split(_replaced(f, inner, u), op, 2 * count)))
    below = Every((Condition(u, "<"), _split(_replaced(f, inner, Negative(u)), op, 2 * count)))
    return Some((above, below))


def _larger(f: Node, inner: Call, op: str, count: int) -> Formula:
    """`max(u, v)` as u where it is the larger, as v elsewhere."""
    u, v = inner.arguments
    gap = Add((u, Negative(v)))  # positive where u is the larger
    first, second = (u, v) if inner.function == "max" else (v, u)
    above = Every((Condition(Negative(gap), "<="), _split(_replaced(f, inner, first), op, 2 * count)))
    below = Every((Condition(gap, "<"), _split(_replaced(f, inner, second), op, 2 * count)))
    return Some((above, below))


def _plain_abs(part: Node) -> bool:
    """An absolute value, or the larger or smaller of two, with none inside it."""
    if not (isinstance(part, Call) and len(part.arguments) == ARGUMENTS.get(part.function)):
        return False
    inside = (deeper for argument in part.arguments for deeper in walk(argument))
    return not any(isinstance(deeper, Call) and deeper.function in ARGUMENTS for deeper in inside)


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node == old:
        return new
    parts = children(node)
    return rebuilt(node, [_replaced(part, old, new) for part in parts]) if parts else node
