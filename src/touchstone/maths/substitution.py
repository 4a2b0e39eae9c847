"""Replaces variables by expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from touchstone.maths.traits import names_in
from touchstone.maths.tree import Name, Node, children


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with each named variable replaced, all at once."""
    if isinstance(node, Name):
        return values.get(node.name, node)
    if not names_in(node) & values.keys():
        return node
    return rebuilt(node, [substitute(part, values) for part in children(node)])


def rebuilt(node: Node, parts: list[Node]) -> Node:
    """The node with other children, in the order of `children`."""
    if not parts:
        return node
    changes: dict[str, object] = {}
    rest = iter(parts)
    for name in node.__dataclass_fields__:
        value = getattr(node, name)
        if name == "span":
            continue
        if name == "rows":
            changes[name] = tuple(tuple(next(rest) for _ in row) for row in value)
        elif isinstance(value, tuple) and name != "operators":
            changes[name] = tuple(next(rest) for _ in value)
        elif hasattr(value, "span"):
            changes[name] = next(rest)
    return replace(node, **changes)  # type: ignore[arg-type]
