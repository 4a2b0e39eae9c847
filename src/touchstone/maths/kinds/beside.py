"""The same said in another shape: `x = 1, y = 2` beside (1, 2), `x = 1 or x = 2` beside {1, 2}.

Which side is the key never matters here, so that what is right one way round is right the other way, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from touchstone.maths.arrays import ONE, ZERO
from touchstone.maths.kinds import named
from touchstone.maths.kinds.shape import ORDER, is_scalar, is_statement
from touchstone.maths.kinds.solutions import one_of
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Constant,
    Divide,
    Interval,
    Items,
    Logic,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Relation,
    Such,
    Union,
    walk,
)


def shaped(node: Node, beside: Node) -> Node:
    """The node in the shape of what stands beside it, where what is meant is beyond doubt."""
    if isinstance(beside, Items | Matrix) and is_scalar(node):
        return _by_units(node, beside)
    if not isinstance(beside, Items):
        return _together(node, beside)
    if beside.kind == "set":
        return _points(node, beside)
    if isinstance(node, Items) and not all(map(is_statement, node.items)):
        return node
    if all(map(is_scalar, beside.items)):
        point = _point(node)
        if point is not None and not named.letters(node) & names_in(beside):
            return Items(beside.kind, point, node.span)
    return _together(node, beside)


def solutions_of(node: Node, system: Node) -> Node:
    """The point (2, 1), or several, as what it says of x and y beside a system that is about them."""
    letters = named.coordinates(names_in(system))
    if not letters or not (isinstance(system, Items) or is_statement(system)):
        return node
    several = isinstance(node, Items) and all(isinstance(one, Items) for one in node.items)
    points = node.items if several and isinstance(node, Items) else (node,)
    found = [_values_of(point, letters) for point in points]
    if not found or None in found:
        return node
    parts = tuple(part for part in found if part is not None)
    return parts[0] if len(parts) == 1 else Logic("or", parts, node.span)


def points_for(system: Node, point: Node) -> Iterator[Node]:
    """What (2, 1) may say beside equations in p and q, or in x, y and k: their letters have no sure order."""
    joined = isinstance(system, Items) and system.kind != "set" and all(map(is_statement, system.items))
    if not joined and not (isinstance(system, Logic) and system.operator == "and"):
        return
    if not isinstance(point, Items) or len(point.items) < 2:
        return
    names = names_in(system)
    unknowns = [sorted(letters) for letters in named.COORDINATES if letters <= names]
    for letters in [sorted(names), *unknowns]:
        if (values := _values_of(point, letters)) is not None:
            yield values


def _values_of(point: Node, letters: list[str]) -> Node | None:
    """`x = 2 and y = 1` for (2, 1)."""
    if not isinstance(point, Items) or point.kind == "set" or len(point.items) != len(letters):
        return None
    if not all(is_scalar(value) and not names_in(value) & {*letters} for value in point.items):
        return None
    parts = zip(letters, point.items, strict=True)
    return Logic("and", tuple(Relation((Name(x), value), ("=",)) for x, value in parts), point.span)


def solved(node: Node) -> bool:
    """Whether a statement names its solutions: `x = 1 or x = 2`, `x = ±1`, `x ∈ {1, 2}`."""
    if isinstance(node, Relation) and node.operators == ("in",):
        return isinstance(node.sides[0], Name) and not isinstance(node.sides[1], Name)
    parts = node.operands if isinstance(node, Logic) and node.operator == "or" else (node,)
    return all(isinstance(part, Relation) for part in parts) and one_of(node) is not None


def members(node: Node, beside: Node) -> Node:
    """`x = {2, 3}` as `x ∈ {2, 3}` beside a statement about x that has no set in it."""
    match node:
        case Relation(sides=(Name(name=name), Items(kind="set", items=values)), operators=("=",)) if (
            values and all(map(is_scalar, values)) and is_statement(beside) and name in names_in(beside)
        ):
            if not any(isinstance(part, Items | Such | Union | Interval) for part in walk(beside)):
                return replace(node, operators=("in",))
    return node


def spans(node: Node) -> bool:
    """Whether the node says which numbers of a range are meant."""
    if isinstance(node, Relation) and node.operators == ("in",):
        return isinstance(node.sides[0], Name) and isinstance(node.sides[1], Interval | Union)
    return isinstance(node, Interval | Union | Such | Logic) or (
        isinstance(node, Relation) and bool(names_in(node)) and any(op in ORDER for op in node.operators)
    )


def _together(node: Node, beside: Node) -> Node:
    """`x > 2, x < 5`, read as a list beside (2, 5): both hold."""
    pair = isinstance(beside, Interval) or (
        isinstance(beside, Items) and len(beside.items) == 2 and all(map(is_scalar, beside.items))
    )
    if pair and isinstance(node, Items) and node.kind != "set" and node.items:
        bounds = all(isinstance(part, Relation) and spans(part) for part in node.items)
        return Logic("and", node.items, node.span) if bounds else node
    return node


# What stands for the vectors of length 1 along the axes: bare or in bold, or under a hat.
UNITS = (("i", "i_hat"), ("j", "j_hat"), ("k", "k_hat"))


def _by_units(node: Node, beside: Items | Matrix) -> Node:
    """`3i - 2j + k` beside (3, -2, 1), with the brackets or the column that stand there."""
    entries = beside.items if isinstance(beside, Items) else tuple(row[0] for row in beside.rows)
    column = isinstance(beside, Items) or len(beside.rows[0]) == 1
    if len(entries) not in (2, 3) or not column or (isinstance(beside, Items) and beside.kind == "set"):
        return node
    if not all(map(is_scalar, entries)) or any(map(_mentions, entries)):
        return node
    found: list[list[Node]] = [[] for _ in entries]
    for term in node.terms if isinstance(node, Add) else (node,):
        split = along(term, len(entries))
        if split is None:
            return node
        found[split[0]].append(split[1])
    values = tuple(_sum(parts) for parts in found)
    if isinstance(beside, Items):
        return Items(beside.kind, values, node.span)
    return Matrix(tuple((value,) for value in values), node.span)


def _axis(node: Node, size: int) -> int | None:
    """Which axis a letter stands for."""
    name = node.name if isinstance(node, Name | Constant) else None
    return next((at for at, names in enumerate(UNITS[:size]) if name in names), None)


def along(term: Node, size: int) -> tuple[int, Node] | None:
    """The axis of a term and how far it goes along it; None where there is not one axis."""
    match term:
        case Negative(operand=inner):
            split = along(inner, size)
            return split and (split[0], Negative(split[1]))
        case Divide(numerator=over, denominator=under) if not _mentions(under):
            split = along(over, size)
            return split and (split[0], Divide(split[1], under))
        case Multiply(factors=factors):
            axes = [factor for factor in factors if _axis(factor, size) is not None]
            rest = tuple(factor for factor in factors if _axis(factor, size) is None)
            at = _axis(axes[0], size) if len(axes) == 1 and not any(map(_mentions, rest)) else None
            return None if at is None else (at, rest[0] if len(rest) == 1 else Multiply(rest))
    at = _axis(term, size)
    return None if at is None else (at, ONE)


def _mentions(node: Node) -> bool:
    return any(_axis(part, 3) is not None for part in walk(node))


def _sum(parts: list[Node]) -> Node:
    return ZERO if not parts else parts[0] if len(parts) == 1 else Add(tuple(parts))


def _point(node: Node) -> tuple[Node, ...] | None:
    """The coordinates that `x = 1 and y = 2` or `(x, y) = (1, 2)` gives, in the order of the letters."""
    match node:
        case Relation(sides=(Items() as one, Items() as other), operators=("=",)) if len(one.items) == len(
            other.items
        ):
            names, values = (one, other) if _unknowns(one) else (other, one)
            return values.items if _unknowns(names) and not names_in(names) & names_in(values) else None
        case Logic(operator="and") | Items():
            found = named.values(node)
            kept = None if found is None else named.in_order(found)
            return None if kept is None else tuple(one.value for one in kept)
    return None


def _unknowns(items: Items) -> bool:
    """`(x, y)`: letters in their usual order."""
    names = [one.name for one in items.items if isinstance(one, Name)]
    return items.kind != "set" and len(names) == len(items.items) and names == sorted(set(names))


def _points(node: Node, beside: Items) -> Node:
    """`x = 1 and y = 2 or x = 3 and y = 4` as the set of its points, beside such a set."""
    many = bool(beside.items) and all(isinstance(one, Items) and one.kind != "set" for one in beside.items)
    if not many or not is_statement(node):
        return node
    parts = node.operands if isinstance(node, Logic) and node.operator == "or" else (node,)
    if len({named.letters(part) for part in parts}) != 1 or named.letters(node) & names_in(beside):
        return node
    first = next(one for one in beside.items if isinstance(one, Items))
    found = [_point(part) for part in parts]
    points = tuple(Items(first.kind, point, node.span) for point in found if point is not None)
    return Items("set", points, node.span) if len(points) == len(parts) else node
