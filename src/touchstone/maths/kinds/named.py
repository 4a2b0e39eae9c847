"""Answers that name what they give: `x = 5` for a number, `λ₁ = 3, λ₂ = 1` for a list, `x_1 = 1, x_2 = 5` for
solutions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from touchstone.maths.functions import FUNCTIONS
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.plain import to_plain
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Call,
    Divide,
    Interval,
    Items,
    Logic,
    Multiply,
    Name,
    Node,
    Power,
    Relation,
    Such,
    Union,
    Word,
)

OR, AND = "or", "and"
_DIFFERENTIAL = re.compile(r"(?:d+|∂+)[A-Za-z]")


@dataclass(frozen=True)
class _Named:
    name: str
    value: Node

    @property
    def base(self) -> str:
        return self.name.rpartition("_")[0]

    @property
    def number(self) -> int:
        return int(self.name.rpartition("_")[2])


# Kinds whose answer a single name may stand before; beside sets and intervals `x = 5` is a solution.
_SCALARS = frozenset({"number", "probability", "expression", "antiderivative"})
_COLLECTIONS = frozenset({"list", "tuple", "matrix", "set", "interval"})


def labelled(kind: str | None, answer: Node) -> tuple[Node, Node] | None:
    """The label and the value of `x = 5`, `v = (1, 2)`, `f(x) = x^2`, where a value is asked for.

    None for what is no label: one that stands in the value too makes an equation.
    """
    if (
        not (isinstance(answer, Relation) and answer.operators == ("=",))
        or kind not in _SCALARS | _COLLECTIONS
    ):
        return None
    for label, value in (answer.sides, answer.sides[::-1]):
        fits = is_scalar(value) if kind in _SCALARS else not (is_scalar(value) or is_statement(value))
        if fits and _is_label(label, value, kind):
            return label, value
    return None


def without_label(kind: str | None, key: Node) -> Node:
    """`x^2 + C` for the key `F(x) = x^2 + C` of an antiderivative."""
    found = labelled(kind, key) if kind == "antiderivative" else None
    return key if found is None else found[1]


# What solutions, and where something is defined, are called.
_SOLUTIONS = re.compile(r"[LDS](?:_[A-Za-z0-9]+)?")


def without_set_name(node: Node, beside: Node, said: frozenset[str]) -> Node:
    """`(1, 2)` for `L = (1, 2)` beside `1 < x < 2`, where L can't be anything of the question's."""
    found = set_with_name(node)
    if found is None or not usual(found[0]) or set_with_name(beside) is not None:
        return node
    if names_in(found[0]) & (said | names_in(beside)) or len(names_in(beside)) > 1:
        return node
    return found[1] if set_like(beside) or is_statement(beside) else node


def usual(label: Node) -> bool:
    return isinstance(label, Name) and _SOLUTIONS.fullmatch(label.name) is not None


def set_with_name(node: Node) -> tuple[Node, Node] | None:
    """The name and the set of `D = [2, oo)`."""
    if not isinstance(node, Relation) or node.operators != ("=",):
        return None
    for label, value in (node.sides, node.sides[::-1]):
        if usual(label) and value == Name("R"):
            return label, Word("all", value.span)
        if is_scalar(label) and names_in(label) and set_like(value) and not names_in(label) & names_in(value):
            return label, value
    return None


def set_like(node: Node) -> bool:
    """What may be a set of numbers beside a statement: (1, 2) and [1, 2] are intervals there."""
    if isinstance(node, Items):
        return node.kind == "set" or (len(node.items) == 2 and all(map(is_scalar, node.items)))
    return isinstance(node, Interval | Union | Such | Word)


def label_left_out(kind: str | None, answer: Node) -> list[str]:
    """Says that of `x = 5` the 5 is marked."""
    found = labelled(kind, answer)
    if found is None:
        return []
    label = found[0]
    if isinstance(label, Multiply):  # `F(x)`
        label = Call(to_plain(label.factors[0]), label.factors[1:])
    return [f"“{to_plain(label)}” was read as the name of the value."]


def _is_label(label: Node, value: Node, kind: str | None) -> bool:
    match label:
        case Name(name=name):
            return name not in names_in(value)
        case Call(function=function, arguments=arguments) if function not in FUNCTIONS:
            event = function == "Pr"  # `P(X = 1)`, `P(A ∩ B)`
            named = event or all(type(one) is Name for one in arguments)
            return named and function not in traits(value).functions
        case Divide() if names_in(label) and _is_derivative(label):
            return not names_in(label) & names_in(value)
        case Multiply(factors=(Name(name=name), Name(name=variable))) if kind == "antiderivative":
            # `F(x) = x^2 + C`: before a bracket only f and g are read as functions.
            return name.isupper() and name not in names_in(value) and variable in names_in(value)
    return False


def _is_derivative(node: Divide) -> bool:
    """`dy/dx`, `d^2y/dx^2`, `∂f/∂x`, read as quotients of letters of their own."""
    below = node.denominator.factors if isinstance(node.denominator, Multiply) else (node.denominator,)
    bases = [one.base if isinstance(one, Power) else one for one in below]
    letters = [one.name for one in (node.numerator, *bases) if isinstance(one, Name)]
    return len(letters) == 1 + len(bases) and all(map(_DIFFERENTIAL.fullmatch, letters))


def plain(key: Node, answer: Node, *, unordered: bool, asked: bool) -> Node:
    """The answer without the names, in the shape of the key, where what is meant is beyond doubt."""
    found = values(answer)
    if found is None:
        return answer
    if isinstance(key, Items) and all(map(is_scalar, key.items)):
        return _as_items(key, answer, found, any_order=unordered or (asked and key.kind == "set"))
    if not _numbered(found):
        return answer
    (base,) = {one.base for one in found}
    given = frozenset[str]().union(*(names_in(one.value) for one in found))
    # Beside a key in several letters the values may hold the others: x_1 = a, x_2 = -a for x^2 = a^2.
    names = names_in(key)
    if is_statement(key) and base in names - given and names.isdisjoint(one.name for one in found):
        solutions = tuple(Relation((Name(base), one.value), ("=",), one.value.span) for one in found)
        return Logic(OR, solutions, answer.span)
    # A double root: x_1 = x_2 = 2 where one number is asked for.
    double = is_scalar(key) and not names and len({one.value for one in found}) == 1
    return found[0].value if double else answer


def _as_items(key: Items, answer: Node, found: list[_Named], *, any_order: bool) -> Node:
    names = [one.name for one in found]
    if names_in(key) & set(names):
        return answer
    either = isinstance(answer, Logic) and answer.operator == OR
    if either and key.kind == "tuple":
        return answer  # a point has all its coordinates
    if _numbered(found):
        kept = sorted(found, key=lambda one: one.number)
    elif any_order and len(set(names)) == 1:
        kept = found  # λ = 3 or λ = 1
    elif key.kind != "set" and not either and (ordered := in_order(found)) is not None:
        kept = ordered  # x = 1, y = 2 for (1, 2)
    else:
        return answer
    return Items(key.kind, tuple(one.value for one in kept), answer.span)


# Letters that stand for coordinates in this order, whichever is given first.
COORDINATES = ({"x", "y"}, {"x", "y", "z"}, {"u", "v"}, {"u", "v", "w"}, {"a", "b"}, {"a", "b", "c"})


def coordinates(names: frozenset[str]) -> list[str]:
    """Letters in the order of a point's coordinates: x, y or x_1, x_2; none where that isn't sure."""
    if set(names) in COORDINATES:
        return sorted(names)
    bases = {name.rpartition("_")[0] for name in names}
    numbered = [f"{base}_{n}" for base in bases for n in range(1, len(names) + 1)]
    return numbered if "" not in bases and set(numbered) == names else []


def in_order(found: list[_Named]) -> list[_Named] | None:
    """What is given in the order of its letters; None where that could be another than the one meant."""
    names = [one.name for one in found]
    if len(set(names)) < len(names):
        return None
    kept = sorted(found, key=lambda one: one.name)
    return kept if kept == found or set(names) in COORDINATES else None


def letters(node: Node) -> frozenset[str]:
    """The names that the parts of a statement give values to."""
    match node:
        case Relation(sides=(first, *_)):
            return names_in(first)
        case Logic(operands=parts) | Items(items=parts):
            return frozenset[str]().union(*map(letters, parts))
    return frozenset()


def _numbered(found: list[_Named]) -> bool:
    """`x_1` and `x_2`: one letter with a number each."""
    numbers = [one.name.rpartition("_")[2] for one in found]
    distinct = len(set(numbers)) == len(numbers) and len({one.base for one in found}) == 1
    return distinct and bool(found[0].base) and all(number.isdecimal() for number in numbers)


def values(answer: Node) -> list[_Named] | None:
    """`name = value` several times; None for anything else."""
    match answer:
        case Items(kind="list" | "tuple" | "set", items=parts) | Logic(operator="and" | "or", operands=parts):
            pass
        case _:
            return None
    found = []
    for part in parts:
        match part:
            case Relation(sides=(Name(name=name), value), operators=("=",)) if is_scalar(value):
                found.append(_Named(name, value))
            case _:
                return None
    names = {one.name for one in found}
    return found if len(found) > 1 and not any(names_in(one.value) & names for one in found) else None
