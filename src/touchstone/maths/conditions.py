"""Conditions, statements and regions of the key language: true or false on numbers, kept where letters stand.

Each step takes what evaluates a tree, and the tree.
"""

from __future__ import annotations

from typing import Protocol

from touchstone.maths import rounded
from touchstone.maths.results import tree_of
from touchstone.maths.scalars import compare, equal
from touchstone.maths.tree import (
    Interval,
    Logic,
    Node,
    PlusMinus,
    Relation,
    Such,
    Union,
    Word,
)
from touchstone.maths.values import (
    CannotEvaluate,
    Many,
    Statement,
    Symbolic,
    Table,
    Value,
    is_number,
    kind_of,
    scalar,
)


class Scope(Protocol):
    """What is needed of the interpreter."""

    def value(self, node: Node) -> Value: ...


def relation(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Relation)
    sides = [scope.value(side) for side in node.sides]
    if any(has_variables(side) for side in sides):
        return Statement(Relation(tuple(tree_of(side) for side in sides), node.operators))
    pairs = zip(sides, sides[1:], node.operators, strict=False)
    return all(_holds(left, right, operator) for left, right, operator in pairs)


def has_variables(value: Value) -> bool:
    """Whether a variable stands anywhere in the value."""
    match value:
        case Statement():
            return True
        case Symbolic(expr=expr):
            return bool(expr.free_symbols)
        case Many(items=items):
            return any(has_variables(item) for item in items)
        case Table(rows=rows):
            return any(has_variables(entry) for row in rows for entry in row)
    return False


def _holds(left: Value, right: Value, operator: str) -> bool:
    if operator in ("=", "!="):
        return same(left, right) == (operator == "=")
    _told_apart(left, right)
    order = compare(scalar(left, "what is compared"), scalar(right, "what is compared"))
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]


def _told_apart(left: Value, right: Value) -> None:
    """Refuses a condition that decimals can't decide."""
    if isinstance(left, float) or isinstance(right, float):
        rounded.same(scalar(left), scalar(right))


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal, entry by entry."""
    match left, right:
        case (Many(kind="set"), Many(kind="set")):
            return _inside(left.items, right.items) and _inside(right.items, left.items)
        case (Many(), Many()):
            return len(left.items) == len(right.items) and all(map(same, left.items, right.items))
        case (Table(), Table()):
            return (left.height, left.width) == (right.height, right.width) and all(
                same(a, b)
                for r, s in zip(left.rows, right.rows, strict=True)
                for a, b in zip(r, s, strict=True)
            )
    if is_number(left) and is_number(right):
        _told_apart(left, right)
        return equal(scalar(left), scalar(right))
    if kind_of(left) != kind_of(right):
        raise CannotEvaluate(f"{kind_of(left)} can't be compared with {kind_of(right)}")
    return left == right


def _inside(few: tuple[Value, ...], many: tuple[Value, ...]) -> bool:
    return all(any(same(item, other) for other in many) for item in few)


def logic(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Logic)
    if node.operator == "not":
        value = _truth(scope.value(node.operands[0]))
        return Statement(Logic("not", (value.tree,))) if isinstance(value, Statement) else not value
    if node.operator in ("implies", "iff", "xor"):
        return _arrow(node.operator, *(_truth(scope.value(operand)) for operand in node.operands))
    decisive = node.operator == "or"
    open_: list[Node] = []
    for operand in node.operands:
        value = _truth(scope.value(operand))
        if value is decisive:
            return decisive
        if isinstance(value, Statement):
            open_.append(value.tree)
    if not open_:
        return not decisive
    return Statement(Logic(node.operator, tuple(open_)) if len(open_) > 1 else open_[0])


def _arrow(operator: str, a: bool | Statement, b: bool | Statement) -> Value:
    if isinstance(a, bool) and isinstance(b, bool):
        return {"implies": not a or b, "iff": a is b, "xor": a is not b}[operator]
    return Statement(Logic(operator, (tree_of(a), tree_of(b))))


def _truth(value: Value) -> bool | Statement:
    if isinstance(value, bool | Statement):
        return value
    raise CannotEvaluate(f"a condition is needed here; found {kind_of(value)}")


def word(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Word)
    return node.word == "true" if node.word in ("true", "false") else Statement(node)


def plus_minus(scope: Scope, node: Node) -> Value:
    assert isinstance(node, PlusMinus)
    return Statement(PlusMinus(tree_of(scope.value(node.operand))))


def interval(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Interval)
    low, high = tree_of(scope.value(node.low)), tree_of(scope.value(node.high))
    return Statement(Interval(low, high, node.low_closed, node.high_closed))


def union(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Union)
    return Statement(Union(tuple(tree_of(scope.value(part)) for part in node.parts), node.operator))


def such(scope: Scope, node: Node) -> Value:
    assert isinstance(node, Such)
    return Statement(Such(node.name, tree_of(_truth(scope.value(node.where)))))
