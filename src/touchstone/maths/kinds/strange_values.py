"""Values that a statement or a set gives for an unknown and that are no numbers: `x = oo`, `x = 1/0`.

Among real numbers such a part is never true, so that `x = 1 or x = oo` says what `x = 1` does. Who writes it
doesn't mean that.
"""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths.keys import without_value
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Matrix, Name, Node, Relation, Union, children

INFINITE = "Infinity is no number that solves it."
UNDEFINED = "One of your values is none: it divides by zero, or takes the logarithm of zero."


def strange(node: Node) -> str | None:
    """What is amiss with a value that a statement or a set gives; None when nothing is."""
    for value in _given(node):
        if "oo" in traits(value).constants and scalars.digits(value) is None:
            return INFINITE
        if without_value(value):
            return UNDEFINED
    return None


def _given(node: Node) -> Iterator[Node]:
    """The numbers that are given: the elements of sets, and what unknowns equal or are compared with."""
    match node:
        case Items(kind="set") | Relation():
            numbers = [part for part in children(node) if is_scalar(part) and not names_in(part)]
            if isinstance(node, Items) or any(isinstance(side, Name) for side in node.sides):
                yield from numbers if _exact(node) else ()
    if isinstance(node, Items | Relation | Logic | Union):
        for part in children(node):
            yield from _given(part)


def _exact(node: Node) -> bool:
    """Whether values are named, and no bounds: `x < oo` is true of every number."""
    return not isinstance(node, Relation) or set(node.operators) == {"="}


def one_is_none(node: Node) -> bool:
    """Whether an entry of a collection has no value, as in `[1, 1/0]`."""
    if not isinstance(node, Items | Matrix):
        return False
    parts = children(node)
    return any(without_value(part) if is_scalar(part) else one_is_none(part) for part in parts)
