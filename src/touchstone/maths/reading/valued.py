"""Values behind commas: `x = 1, 2` gives two values for x, `x = 2k, k = 0, 1` two as well."""

from __future__ import annotations

from touchstone.maths.reading.parser import STATEMENTS, Parser
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Items,
    Logic,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    Relation,
    Span,
    Word,
    children,
)

BY_ITSELF = "Write each solution by itself: x = 1, y = 3 or x = 2, y = 4."
WHICH = "Several values: write {1, 2} for a set, [1, 2] for a list, (1, 2) for a tuple or an interval."
_NUMBERING = frozenset("jklmn")


def full(p: Parser, parts: list[Node]) -> list[Node]:
    """`x = 1, 2` as `x = 1, x = 2`, and `x = 2, y = 1, 3` as `x = 2, (y = 1 or y = 3)`.

    A value belongs to the name that it follows.
    """
    groups: list[list[Node]] = []
    for part in _one_by_one(p, parts):
        if isinstance(part, Relation | Logic | Word):
            groups.append([part])
            continue
        unknown = solved_for(groups[-1][0]) if groups else None
        if unknown is None:
            p.refuse("An equation or inequality should stand here, as before the comma.", part)
        p.note(f"Each value was read as one for {unknown}.")
        groups[-1].append(Relation((Name(unknown, part.span), part), ("=",), part.span))
    several = [group for group in groups if len(group) > 1]
    if several and (len(several) > 1 or p.context.expected == "system"):
        p.refuse(BY_ITSELF, several[-1][1])
    if len(groups) == 1:
        return groups[0]
    return _for_each(p, groups) or [_either(group) for group in groups]


def solutions(p: Parser, parts: list[Node], start: int) -> Node | None:
    """`1, 2` and `1 or 2` as {1, 2}, where an equation in one letter is asked about; points for x and y."""
    parts, declared = _one_by_one(p, parts), p.context.declared
    if p.key or p.context.expected != "equation" or any(names_in(part) & declared for part in parts):
        return None
    letters = any(isinstance(part, Name) for part in parts)  # they may be statements: `p and q`
    values = len(declared) == 1 and not letters and all(type(part) not in _NO_VALUE for part in parts)
    points = declared in _COORDINATES and all(_is_point(part, len(declared)) for part in parts)
    if not values and not points:
        return None
    p.note("The values were read as solutions.")
    return Items("set", tuple(parts), p.span(start))


def _one_by_one(p: Parser, parts: list[Node]) -> list[Node]:
    """`2 or 3` of `1, 2 or 3` as two more values; a set in braces that were typed holds together."""
    return [value for part in parts for value in (_values(p, part) or (part,))]


def _values(p: Parser, part: Node) -> tuple[Node, ...] | None:
    typed = p.text[part.span.start : part.span.start + 2]
    match part:
        case Items(kind="set", items=values) if not typed.startswith(("{", "\\{")):
            return values
        case Logic(operator="or" | "and", operands=values) if all(
            type(value) not in _NO_VALUE and not isinstance(value, Name) for value in values
        ):
            return values
    return None


_NO_VALUE = frozenset((Items, Matrix, *STATEMENTS))
_COORDINATES = ({"x", "y"}, {"x", "y", "z"})


def _is_point(node: Node, size: int) -> bool:
    point = isinstance(node, Items) and node.kind == "tuple" and len(node.items) == size
    return point and all(type(item) not in _NO_VALUE for item in children(node))


def _either(group: list[Node]) -> Node:
    span = Span(group[0].span.start, group[-1].span.end)
    return group[0] if len(group) == 1 else Logic("or", tuple(group), span)


def _for_each(p: Parser, groups: list[list[Node]]) -> list[Node] | None:
    """`x = 2k, k = 0, 1` as `x = 2*0, x = 2*1`, where k is no letter of the question."""
    (first, *more), counts = groups[0], groups[-1]
    letter = solved_for(counts[0])
    if len(groups) != 2 or more or len(counts) < 2 or letter not in _NUMBERING - p.context.declared:
        return None
    values = [part.sides[1] for part in counts if isinstance(part, Relation)]
    if solved_for(first) in (None, letter) or letter not in names_in(first) or not all(map(_whole, values)):
        return None
    p.note(f"{letter} was read as each of these numbers.")
    return [substitute(first, {letter: value}) for value in values]


def _whole(node: Node) -> bool:
    inner = node.operand if isinstance(node, Negative) else node
    return isinstance(inner, Number) and inner.text.isdigit()


def solved_for(node: Node) -> str | None:
    """`x` for `x = 1`."""
    if isinstance(node, Relation) and node.operators == ("=",) and isinstance(node.sides[0], Name):
        return node.sides[0].name
    return None
