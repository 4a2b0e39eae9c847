"""Statements that write their solutions out: `x = 1 or x = 2`, `x = ±1`; and sets, which do the same."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths.kinds import collections, plus_minus
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Logic, Name, Node, Relation


def written_out(node: Node) -> Iterator[tuple[str | None, Node]]:
    """The name and the value of each `x = 1` that is joined; None as a name for anything else."""
    match node:
        case Logic(operator="and" | "or", operands=parts):
            for part in parts:
                yield from written_out(part)
        case Relation(sides=(Name(name=name), value), operators=("=",)) if is_scalar(value):
            yield from ((name, one) for one in plus_minus.alternatives(value))
        case Relation(sides=(value, Name(name=name)), operators=("=",)) if is_scalar(value):
            yield from ((name, one) for one in plus_minus.alternatives(value))
        case _:
            yield None, node


def graph(node: Node) -> tuple[str, Node] | None:
    """`y = 2x`: the name that stands alone, and what it equals."""
    if isinstance(node, Relation) and len(found := list(written_out(node))) == 1:
        ((name, value),) = found
        return (name, value) if name is not None and name not in names_in(value) else None
    return None


def one_of(node: Node) -> tuple[str | None, list[Node]] | None:
    """The values of which any will do, and for what: of `x = 1 or x = 2`, or the elements of a set."""
    if isinstance(node, Items) and node.kind == "set":
        elements = collections.elements(node)
        return (None, elements) if all(map(is_scalar, elements)) else None
    alternative = (isinstance(node, Logic) and node.operator == "or") or isinstance(node, Relation)
    found = list(written_out(node)) if alternative else []
    names = {name for name, _ in found}
    if len(names) != 1 or None in names or any(names & names_in(value) for _, value in found):
        return None
    return found[0][0], [value for _, value in found]
