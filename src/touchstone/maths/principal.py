"""Inverse functions written as the logarithms and roots that define their principal values in the plane.

As in the NIST Digital Library of Mathematical Functions, sections 4.23 and 4.37; `digits` counts by them too.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from touchstone.maths.arrays import ONE, number
from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Negative, Node, Power, children

TWO, TURN = number(Fraction(2)), Constant("i")


def _ln(u: Node) -> Node:
    return Call("ln", (u,))


def _sqrt(u: Node) -> Node:
    return Call("sqrt", (u,))


def _asinh(u: Node) -> Node:
    return _ln(Add((u, _sqrt(Add((Power(u, TWO), ONE))))))


def _acosh(u: Node) -> Node:
    roots = Multiply((_sqrt(Add((u, Negative(ONE)))), _sqrt(Add((u, ONE)))))
    return _ln(Add((u, roots)))


def _atanh(u: Node) -> Node:
    return Divide(Add((_ln(Add((ONE, u))), Negative(_ln(Add((ONE, Negative(u))))))), TWO)


def _asin(u: Node) -> Node:
    root = _sqrt(Add((ONE, Negative(Power(u, TWO)))))
    return Negative(Multiply((TURN, _ln(Add((Multiply((TURN, u)), root))))))


def _acos(u: Node) -> Node:
    return Add((Divide(Constant("pi"), TWO), Negative(_asin(u))))


def _atan(u: Node) -> Node:
    turned = Multiply((TURN, u))
    difference = Add((_ln(Add((ONE, Negative(turned)))), Negative(_ln(Add((ONE, turned))))))
    return Divide(Multiply((TURN, difference)), TWO)


DEFINED: dict[str, Callable[[Node], Node]] = {
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "asin": _asin,
    "acos": _acos,
    "atan": _atan,
    "acsch": lambda u: _asinh(Divide(ONE, u)),
    "asech": lambda u: _acosh(Divide(ONE, u)),
    "acoth": lambda u: _atanh(Divide(ONE, u)),
    "acsc": lambda u: _asin(Divide(ONE, u)),
    "asec": lambda u: _acos(Divide(ONE, u)),
    "acot": lambda u: _atan(Divide(ONE, u)),
}


def written_out(node: Node) -> Node:
    """The expression without inverse functions."""
    parts = children(node)
    if not parts:
        return node
    changed = [written_out(part) for part in parts]
    if any(new is not old for new, old in zip(changed, parts, strict=True)):
        node = rebuilt(node, changed)
    if isinstance(node, Call) and node.function in DEFINED:
        return DEFINED[node.function](node.arguments[0])
    return node
