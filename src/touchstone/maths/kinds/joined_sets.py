"""Unions, intersections and differences of sets that are written out: `{(1, 2)} ∪ {(3, 4)}`, `{{1}} ∪ {{2}}`.

Sets of numbers alone are conditions on a number, whatever joins them.
"""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths.comparing import Setting
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.tree import Items, Node, Union
from touchstone.maths.verdict import Finding

Compare = Callable[[Node, Node, Setting], Finding]


class Doubtful(ValueError):
    """Whether two elements are the same isn't known."""


def gathered(node: Node, setting: Setting, compare: Compare) -> Node:
    """The set itself where it is joined of others that hold points or sets; else the node.

    Raises Doubtful.
    """
    found = _gathered(node, setting, compare)
    if found is None or isinstance(node, Items) or all(map(is_scalar, _all_in(node))):
        return node
    return found


def _all_in(node: Node) -> list[Node]:
    if isinstance(node, Union):
        return [item for part in node.parts for item in _all_in(part)]
    return list(node.items) if isinstance(node, Items) else []


def _gathered(node: Node, setting: Setting, compare: Compare) -> Items | None:
    if isinstance(node, Items):
        return node if node.kind == "set" else None
    if not isinstance(node, Union):
        return None
    parts = [_gathered(part, setting, compare) for part in node.parts]
    sets = [part for part in parts if part is not None]
    if len(sets) < len(parts):
        return None
    items = sets[0].items
    for other in sets[1:]:
        if node.operator == "∪":
            items = (*items, *other.items)
        else:
            wanted = node.operator == "∩"
            items = tuple(one for one in items if _among(one, other, setting, compare) == wanted)
    return Items("set", items, node.span)


def _among(one: Node, other: Items, setting: Setting, compare: Compare) -> bool:
    found = [compare(one, item, setting) for item in other.items]
    if any(finding.equal for finding in found):
        return True
    if any(finding.undecided for finding in found):
        raise Doubtful
    return False
