"""A plane or a line by a normal vector, `r·(2, -1, 3) = 4`, in the coordinates x, y, z of the point r."""

from __future__ import annotations

from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Items, Matrix, Name, Node, Relation

COORDINATES = {2: ("x", "y"), 3: ("x", "y", "z")}


def both_in_coordinates(key: Node, answer: Node) -> tuple[Node, Node] | None:
    """The pair with products of a point and a vector multiplied out; None where neither holds one."""
    mine, theirs = in_coordinates(key), in_coordinates(answer)
    if mine is None and theirs is None:
        return None
    return mine or key, theirs or answer


def in_coordinates(node: Node) -> Node | None:
    """`2x - y + 3z = 4` for `r·(2, -1, 3) = 4`, read as `(2r, -r, 3r) = 4`; None for anything else."""
    if not isinstance(node, Relation) or node.operators != ("=",):
        return None
    for product, value in (node.sides, node.sides[::-1]):
        entries = _entries(product)
        names = frozenset[str]().union(*map(names_in, entries))
        letters = COORDINATES.get(len(entries))
        if letters is None or len(names) != 1 or not is_scalar(value) or names & names_in(value):
            continue
        (point,) = names
        if all(is_scalar(entry) for entry in entries):
            along = (substitute(entry, {point: Name(x)}) for entry, x in zip(entries, letters, strict=True))
            return Relation((Add(tuple(along)), value), ("=",), node.span)
    return None


def _entries(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.items if node.kind != "set" else ()
    if isinstance(node, Matrix) and len(node.rows[0]) == 1:
        return tuple(row[0] for row in node.rows)
    return ()
