"""Absolute values written out: `|x| < y` as `x >= 0 and x < y or x < 0 and -x < y`."""

from __future__ import annotations

from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Call, Negative, Node, children, walk

# Each absolute value doubles the cases.
MAX_CASES = 8


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
    u = inner.arguments[0]
    above = Every((Condition(Negative(u), "<="), _split(_replaced(f, inner, u), op, 2 * count)))
    below = Every((Condition(u, "<"), _split(_replaced(f, inner, Negative(u)), op, 2 * count)))
    return Some((above, below))


def _plain_abs(part: Node) -> bool:
    """An absolute value with none inside it."""
    if not (isinstance(part, Call) and part.function == "abs"):
        return False
    return not any(
        isinstance(deeper, Call) and deeper.function == "abs" for deeper in walk(part.arguments[0])
    )


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node == old:
        return new
    parts = children(node)
    return rebuilt(node, [_replaced(part, old, new) for part in parts]) if parts else node
