"""The same up to the order of sums and products: what is written, not what it is worth."""

from __future__ import annotations

from typing import TypeAlias

from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Items,
    Logic,
    Multiply,
    Negative,
    Node,
    Number,
    PlusMinus,
    Power,
    Relation,
    Union,
    children,
)

Key: TypeAlias = tuple[object, ...]

_TURNED = {">": "<", ">=": "<="}


def same(a: Node, b: Node) -> bool:
    """Whether two trees differ at most in the order of terms, factors, elements and sides."""
    return canonical(a) == canonical(b)


def canonical(node: Node) -> Key:
    """A key that is equal for trees equal up to order. A minus sign is moved to the front of its product."""
    match node:
        case Number(value=value):
            return ("number", str(value))
        case Add():
            return ("add", *_sorted(_terms(node)))
        case Negative() | Multiply() | Divide():
            return _product(node)
        case Call(function="exp", arguments=(exponent,)):  # another spelling of e^x
            return ("power", canonical(Constant("e")), canonical(exponent))
        case Power(base=base, exponent=exponent):
            return ("power", canonical(base), canonical(exponent))
        case Relation(sides=sides, operators=operators):
            return _relation(sides, operators)
        case Logic(operator="implies", operands=(a, b)):
            return ("implies", canonical(a), canonical(b))
        case Logic(operator=operator, operands=parts):
            return (operator, *_sorted([canonical(part) for part in parts]))
        case Union(parts=(first, *rest), operator="∖"):
            return ("without", canonical(first), *_sorted([canonical(part) for part in rest]))
        case Union(parts=parts, operator=operator):
            return (operator, *_sorted([canonical(part) for part in parts]))
        case Items(kind="set", items=items):
            return ("set", *_sorted(list({canonical(item) for item in items})))
        case PlusMinus(operand=inner):
            return ("±", canonical(inner))
    own = tuple(
        str(getattr(node, name))
        for name in node.__dataclass_fields__
        if isinstance(getattr(node, name), str | bool)
    )
    return (type(node).__name__, *own, len(children(node)), *(canonical(part) for part in children(node)))


def _sorted(keys: list[Key]) -> list[Key]:
    return sorted(keys, key=repr)


def _terms(node: Node) -> list[Key]:
    """The terms of nested sums."""
    if isinstance(node, Add):
        return [key for term in node.terms for key in _terms(term)]
    return [canonical(node)]


def _product(node: Node) -> Key:
    """Sign, factors above and factors below the line."""
    above: list[Key] = []
    below: list[Key] = []
    negative = _collect(node, above, below)
    if len(above) == 1 and not below:
        return ("negative", above[0]) if negative else above[0]
    key: Key = ("product", ("over", *_sorted(above)), ("under", *_sorted(below)))
    return ("negative", key) if negative else key


def _collect(node: Node, above: list[Key], below: list[Key]) -> bool:
    """Sorts the factors; returns whether an odd number of minus signs was met."""
    match node:
        case Negative(operand=inner):
            return not _collect(inner, above, below)
        case Multiply(factors=factors):
            return sum([_collect(factor, above, below) for factor in factors]) % 2 == 1
        case Divide(numerator=over, denominator=under):
            sign = _collect(over, above, below)
            upper: list[Key] = []
            lower: list[Key] = []
            sign ^= _collect(under, upper, lower)
            whole: Key = ("product", *_sorted(upper), ("under", *_sorted(lower)))
            below.append(upper[0] if len(upper) == 1 and not lower else whole)
            return sign
        case Number(value=value) if value < 0:
            above.append(("number", str(-value)))
            return True
    above.append(canonical(node))
    return False


def _relation(sides: tuple[Node, ...], operators: tuple[str, ...]) -> Key:
    if operators[0] in _TURNED:
        sides, operators = sides[::-1], tuple(_TURNED.get(op, op) for op in operators[::-1])
    keys = [canonical(side) for side in sides]
    if set(operators) <= {"="} or operators == ("!=",):
        keys = _sorted(keys)
    return ("relation", operators, *keys)
