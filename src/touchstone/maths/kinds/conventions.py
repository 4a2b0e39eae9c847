"""What books define in two ways: whether acot of a negative number is negative, or lies between π/2 and π."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths.arrays import number
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import traits
from touchstone.maths.tree import Add, Call, Constant, Divide, Negative, Node, children

OPEN = (
    "This is right where acot lies between 0 and π, which books define in two ways. A person will look at it."
)
_QUARTER = Divide(Constant("pi"), number(Fraction(2)))


def other_acot(node: Node) -> Node:
    """The node with acot(u) as π/2 − atan(u); what holds no acot as it is."""
    if "acot" not in traits(node).functions:
        return node
    parts = [other_acot(part) for part in children(node)]
    if isinstance(node, Call) and node.function == "acot":
        return Add((_QUARTER, Negative(Call("atan", (parts[0],)))))
    return rebuilt(node, parts)
