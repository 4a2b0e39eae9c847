"""Answers that name what they give: `λ₁ = 3, λ₂ = 1` for a list, `x_1 = 1, x_2 = 5` for solutions."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Logic, Name, Node, Relation

OR, AND = "or", "and"


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


def plain(key: Node, answer: Node, *, unordered: bool, asked: bool) -> Node:
    """The answer without the names, in the shape of the key, where what is meant is beyond doubt."""
    found = values(answer)
    if found is None:
        return answer
    if isinstance(key, Items) and all(map(is_scalar, key.items)):
        return _as_items(key, answer, found, any_order=unordered or (asked and key.kind == "set"))
    names = names_in(key)
    if is_statement(key) and len(names) == 1 and _numbered(found) and {one.base for one in found} == names:
        (name,) = names
        solutions = tuple(Relation((Name(name), one.value), ("=",), one.value.span) for one in found)
        return Logic(OR, solutions, answer.span)
    return answer


def _as_items(key: Items, answer: Node, found: list[_Named], *, any_order: bool) -> Node:
    names = [one.name for one in found]
    if names_in(key) & set(names):
        return answer
    either = isinstance(answer, Logic) and answer.operator == OR
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
_COORDINATES = ({"x", "y"}, {"x", "y", "z"}, {"u", "v"}, {"u", "v", "w"}, {"a", "b"}, {"a", "b", "c"})


def in_order(found: list[_Named]) -> list[_Named] | None:
    """What is given in the order of its letters; None where that could be another than the one meant."""
    names = [one.name for one in found]
    if len(set(names)) < len(names):
        return None
    kept = sorted(found, key=lambda one: one.name)
    return kept if kept == found or set(names) in _COORDINATES else None


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
