"""j for the imaginary unit, as engineers write it: where numbers are complex and nobody has a j."""

from __future__ import annotations

from collections.abc import Collection

from touchstone.maths.kinds.beside import UNITS, along
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Constant, Name, Node, Relation, children

UNIT = "j"
READ_SO = "j was read as the imaginary unit; write i."


def with_i(
    node: Node,
    beside: Node | None,
    declared: Collection[str],
    *,
    number: bool = False,
    doubtful: bool = False,
) -> Node:
    """The node with i for j, where i itself doesn't stand in it, and what is `beside` it is surely complex.

    Where a `number` is expressly asked for, a j can be nothing else. `3i` may be a vector, and `3j` another:
    `doubtful` takes that for complex as well.
    """
    if UNIT in declared or UNIT not in names_in(node) or _has_i(node):
        return node
    alone = number and names_in(_value(node)) == {UNIT}
    plain = beside is not None and UNIT not in names_in(beside)
    sure = plain and beside is not None and (surely_complex(beside) or (doubtful and _has_i(beside)))
    return substitute(node, {UNIT: Constant("i")}) if sure or alone else node


def _has_i(node: Node) -> bool:
    return "i" in traits(node).constants


def _value(node: Node) -> Node:
    """3 + 4j for `x = 3 + 4j`."""
    match node:
        case Relation(sides=(Name(), value), operators=("=",)):
            return value
    return node


def surely_complex(node: Node) -> bool:
    """Whether i occurs, and not only as the vector of length 1 along an axis."""
    if not _has_i(node):
        return False
    if not is_scalar(node):
        return any(map(surely_complex, children(node)))
    terms = node.terms if isinstance(node, Add) else (node,)
    return any(along(term, len(UNITS)) is None for term in terms)
