"""Several values with one name, `x_{1,2} = 1 ± √3`, one value with several, `x_1 = x_2 = 2`, and eigenvalues
in any of their shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from touchstone.maths.exact import NoValue
from touchstone.maths.kinds import plus_minus
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Logic, Name, Node, Relation

_NUMBERED = re.compile(r"(.+)_\{([0-9]+(?:,[0-9]+)+)\}")


def plain(answer: Node) -> Node:
    """`λ = ±√2`, `λ ∈ {2, 3}`, `±√2` and `[±√2]` as a collection, where one in any order is asked for."""
    match answer:
        case Relation(sides=(Name(name=name), value), operators=("=",)) if is_scalar(value):
            if not _numbers(name) and name not in names_in(value):
                return plain(value)
        case Relation(sides=(Name(), Items(kind="set") as values), operators=("in",)):
            return plain(values)
        case Items(items=items, kind=kind) if all(map(is_scalar, items)) and plus_minus.uses(answer):
            if not any(map(plus_minus.doubtful, items)):
                return Items(kind, tuple(_each(items)), answer.span)
    if is_scalar(answer) and not plus_minus.doubtful(answer):
        return Items("set", tuple(_each((answer,))), answer.span)
    return _spread(answer, _both) if isinstance(answer, Items | Logic) else answer


def _each(values: tuple[Node, ...]) -> list[Node]:
    return [one for value in values for one in plus_minus.alternatives(value)]


def numbered(node: Node, known: Set[str]) -> Node:
    """`x_1 = 1 + √3, x_2 = 1 - √3` for `x_{1,2} = 1 ± √3`, where nobody else has that name.

    And `x_1 = 2, x_2 = 2` for the chain `x_1 = x_2 = 2`, as double roots are written.
    """
    return _spread(node, lambda part: _unchained(part, known) or _apart(part, known))


def _unchained(part: Node, known: Set[str]) -> list[Node]:
    """Each name with the one value of a chain; nothing for anything else."""
    if not isinstance(part, Relation) or len(part.sides) < 3 or set(part.operators) != {"="}:
        return []
    at = next((i for i, side in enumerate(part.sides) if not isinstance(side, Name)), -1)  # x_1 = x_2 = a
    value = part.sides[at]
    names = [
        side for i, side in enumerate(part.sides) if isinstance(side, Name) and i != at % len(part.sides)
    ]
    distinct = {one.name for one in names}
    if len(distinct) < len(part.sides) - 1 or distinct & (known | names_in(value)):
        return []
    if not is_scalar(value) or plus_minus.uses(value):
        return []
    return [Relation((name, value), ("=",), part.span) for name in names]


def _spread(node: Node, apart: Callable[[Node], list[Node]]) -> Node:
    """A list or a junction with each part replaced by several; the node itself where none is."""
    parts = node.items if isinstance(node, Items) else node.operands if isinstance(node, Logic) else (node,)
    found = [apart(part) for part in parts]
    if all(len(one) == 1 for one in found):
        return node
    spread = tuple(part for one in found for part in one)
    if isinstance(node, Items):
        return Items(node.kind, spread, node.span)
    return Logic(node.operator if isinstance(node, Logic) else "and", spread, node.span)


def _both(part: Node) -> list[Node]:
    """`λ = √2` and `λ = -√2` for `λ = ±√2`."""
    match part:
        case Relation(sides=(Name(name=name) as letter, value), operators=("=",)) if is_scalar(value):
            if not _numbers(name) and not plus_minus.doubtful(value):
                return [Relation((letter, one), ("=",), part.span) for one in plus_minus.alternatives(value)]
    return [part]


def _apart(part: Node, known: Set[str]) -> list[Node]:
    match part:
        case Relation(sides=(Name(name=name), value), operators=("=",)) if is_scalar(value) and (
            name not in known and (numbers := _numbers(name)) and not plus_minus.doubtful(value)
        ):
            try:
                values = plus_minus.alternatives(value)
            except NoValue:
                return [part]
            values = values * len(numbers) if len(values) == 1 else values
            if len(values) == len(numbers):
                base = name.rpartition("_{")[0]
                pairs = zip(numbers, values, strict=True)
                return [Relation((Name(f"{base}_{n}"), one), ("=",), part.span) for n, one in pairs]
    return [part]


def _numbers(name: str) -> list[str]:
    found = _NUMBERED.fullmatch(name)
    return found[2].split(",") if found else []
