"""`x = 1 or p` beside `p or x = 1`: p is a statement there, where it may be another value of x elsewhere."""

from __future__ import annotations

from dataclasses import replace

from touchstone.maths.tree import NOWHERE, Logic, Name, Node, Relation


def as_beside(node: Node, beside: Node) -> Node:
    """With letters that were read as further values as statements, where they are ones beside it."""
    if not isinstance(node, Logic) or not isinstance(beside, Logic):
        return node
    letters = _bare(beside)
    return _read(node, letters) if letters else node


def _bare(node: Logic) -> frozenset[str]:
    """The names that stand for statements where others are joined to them."""
    found = frozenset(part.name for part in node.operands if isinstance(part, Name))
    return found.union(*(_bare(part) for part in node.operands if isinstance(part, Logic)))


def _read(node: Node, letters: frozenset[str]) -> Node:
    match node:
        case Logic(operands=parts):
            read = tuple(_read(part, letters) for part in parts)
            return node if read == parts else replace(node, operands=read)
        case Relation(sides=(Name(), Name(name=name) as value), operators=("=",)):
            # Of a value that follows another nothing else was written.
            return value if name in letters and node.span == value.span != NOWHERE else node
    return node
