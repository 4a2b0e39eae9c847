"""`sqrt(x^2 - 2x + 1)` as `|x - 1|`: roots of squares that are multiplied out, among real numbers."""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.statements.definite import MOST_NAMES, line, matrix, squares
from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Multiply, Node, children


def without_perfect(of: Formula) -> Formula:
    """The statement with such roots taken."""
    match of:
        case Every(parts=parts):
            return Every(tuple(map(without_perfect, parts)))
        case Some(parts=parts):
            return Some(tuple(map(without_perfect, parts)))
        case Condition(f=f, op=op) if "sqrt" in traits(f).functions:
            return Condition(_taken(f), op)
    return of


def _taken(f: Node) -> Node:
    if "sqrt" not in traits(f).functions:
        return f
    f = rebuilt(f, [_taken(part) for part in children(f)])
    match f:
        case Call(function="sqrt", arguments=(Add() as inner,)):
            return _root(inner) or f
    return f


def _root(inner: Node) -> Node | None:
    """`c |x - 1|`, where the sum under the root is c^2 times a square of what is linear."""
    names = sorted(names_in(inner))
    found = coefficients(inner) if 0 < len(names) <= MOST_NAMES else None
    if not found or max(sum(n for _, n in powers) for powers in found) != 2:
        return None
    parts = squares(matrix(found, names))
    if parts is None or len(parts) != 1 or parts[0][0] < 0:
        return None
    ((factor, row),) = parts
    size = Call("sqrt", (number(factor),))
    root = exact.rational(size)
    return Multiply((size if root is None else number(root), Call("abs", (line(row, names),))))
