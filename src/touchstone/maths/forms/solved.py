"""Solved: each equation says what an unknown is, each inequality between what it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Interval, Items, Logic, Name, Node, Relation, Such, Union, children, walk

NO_UNKNOWN = "Say it in a word, such as all or none."
LEAVE_OUT = "One condition says nothing beside another: leave it out."
DENIED = "Say it without “not”."
SETS = "Work out the sets."
EQUALS = "Say what it equals, with an equals sign."
INSERT = "One solution stands in another: put in what is known."
# Ways in which equations between two letters can be read, as `x = y` can, beyond which a person looks.
MOST_WAYS = 256
ORDERS = frozenset({"<", "<=", ">", ">="})


def unsolved(node: Node, key: Node, variable: str | None) -> str | None:
    """What is left to do until an answer gives its unknowns; None when nothing is."""
    amiss = _amiss(node, frozenset({variable}) if variable else _given(key), names_in(key))
    return amiss or (EQUALS if _enclosed(node, key) else SETS if any(map(_sets_left, walk(node))) else None)


def _sets_left(part: Node) -> bool:
    """`{1, 2, 3} ∩ {3, 4}`; but `(0, 5) ∩ ℤ` and `ℝ ∖ {3}` may stay."""
    if not isinstance(part, Union) or part.operator == "∪":
        return False
    listed = [isinstance(one, Items) for one in part.parts]
    return (
        listed[0]
        if part.operator == "∖"
        else any(listed) or all(isinstance(one, Interval) for one in part.parts)
    )


def _enclosed(node: Node, key: Node) -> bool:
    """`3 <= x <= 3` and `x in [3, 3]`, where the key says what x equals."""
    says = [any(map(_equates, _relations(one))) for one in (key, node)]
    return says == [True, False] and not _bounds(key) and _bounds(node)


def _bounds(node: Node) -> bool:
    return any(
        isinstance(part, Interval) or (isinstance(part, Relation) and bool(set(part.operators) & ORDERS))
        for part in walk(node)
    )


def is_solved(node: Node) -> bool:
    """Whether a statement gives its unknowns, or is a set, an interval, a list of values."""
    try:
        return _amiss(node, _given(node), names_in(node)) is None
    except CannotJudge:
        return False


def _given(key: Node) -> frozenset[str]:
    """What a key is solved for: all that it gives a value, else bounds; of one unknown that."""
    relations = list(_relations(key))
    values = frozenset[str]().union(*map(_alone, filter(_equates, relations)))
    bounds = frozenset[str]().union(*map(_alone, relations))
    names = names_in(key)
    return values or bounds or (names if len(names) == 1 else frozenset())


def _relations(node: Node) -> Iterator[Relation]:
    if isinstance(node, Relation):
        yield from _apiece(node)
    elif isinstance(node, Logic | Items | Union):
        for part in children(node):
            yield from _relations(part)


def _apiece(relation: Relation) -> list[Relation]:
    """`(x, y) = (2, 1)` says what x is, and what y is."""
    match relation:
        case Relation(sides=(Items(items=first), Items(items=second)), operators=("=",)) if len(first) == len(
            second
        ):
            return [Relation(pair, ("=",), relation.span) for pair in zip(first, second, strict=True)]
    return [relation]


def _equates(relation: Relation) -> bool:
    return set(relation.operators) == {"="}


def _amiss(node: Node, asked: frozenset[str], known: frozenset[str]) -> str | None:
    match node:
        case Relation():
            return _together(_apiece(node), asked, known)
        case Logic(operator="not", operands=(Relation(operators=operators),)) if set(operators) != {"="}:
            return DENIED
        case Logic(operator="and", operands=parts) | Items(items=parts):
            joined = list(_joined(parts))
            relations = [one for part in joined if isinstance(part, Relation) for one in _apiece(part)]
            rest = [part for part in joined if not isinstance(part, Relation)]
            return _together(relations, asked, known) or _each(rest, asked, known)
        case Logic(operands=parts) | Union(parts=parts):
            return _each(parts, asked, known)
        case Such(name=name, where=where):
            return _amiss(where, frozenset({name.name}), known)
    return None


def _each(parts: Iterable[Node], asked: frozenset[str], known: frozenset[str]) -> str | None:
    return next(filter(None, (_amiss(part, asked, known) for part in parts)), None)


def _joined(parts: Iterable[Node]) -> Iterator[Node]:
    """What holds at once, without the joints."""
    for part in parts:
        if isinstance(part, Logic) and part.operator == "and":
            yield from _joined(part.operands)
        else:
            yield part


def _together(relations: list[Relation], asked: frozenset[str], known: frozenset[str]) -> str | None:
    """What is amiss with what holds at once: each gives an unknown, and none by another."""
    if amiss := _each(_described(relations), asked, known):
        return amiss
    equal = any(map(_equates, relations))
    heads = list[list[str]]()
    for relation in relations:
        alone = _alone(relation)
        if _equates(relation) or not equal:
            # In `v = u + a*t` v stands alone, where the question is for t.
            alone -= known - asked if asked else frozenset()
        if not alone:
            return _isolate(relation, asked)
        if _equates(relation):
            heads.append(sorted(alone, key=lambda name: (name not in asked, name)))
    if equal and any(_idle(relation, relations) for relation in relations):
        return LEAVE_OUT
    ways = 1
    for choice in heads:
        ways *= len(choice)
    if ways > MOST_WAYS:
        raise CannotJudge("too many ways")
    if not any(_apart(relations, way) for way in product(*heads)):
        return INSERT
    return None


def _described(relations: list[Relation]) -> list[Node]:
    """The sets of `x in {t | 2t + 1 = 7}`, which say no more than their conditions do."""
    within = [relation.sides[1] for relation in relations if relation.operators == ("in",)]
    return [part for one in within for part in walk(one) if isinstance(part, Such)]


def _idle(bound: Relation, relations: list[Relation]) -> bool:
    """Whether a bound is about an unknown that is said to be a number."""
    return not _equates(bound) and any(
        _equates(other) and names_in(other) == names_in(bound) == _alone(other) for other in relations
    )


def _apart(relations: list[Relation], heads: tuple[str, ...]) -> bool:
    """Whether the unknowns that are given stand in nothing that another is given by."""
    left, values = iter(heads), set[str]()
    for relation in relations:
        head = next(left) if _equates(relation) else None
        for side in relation.sides:
            if not isinstance(side, Name):
                values |= names_in(side)
            elif head is not None and len(relation.sides) == 2 and side.name != head:
                values.add(side.name)
    return len(set(heads)) == len(heads) and not values & set(heads)


def _alone(relation: Relation) -> frozenset[str]:
    """The names that are a side of their own and stand in no other one."""
    sides = relation.sides
    if "in" in relation.operators:  # `(x, y) in {(1, 2)}` too
        sides = sides[0].items if isinstance(sides[0], Items) else sides[:1]
        return frozenset(side.name for side in sides if isinstance(side, Name)) - names_in(relation.sides[1])
    return frozenset(
        side.name
        for side in sides
        if isinstance(side, Name)
        and not any(side.name in names_in(other) for other in relation.sides if other is not side)
    )


def _isolate(relation: Relation, asked: frozenset[str]) -> str:
    names = names_in(relation)
    if not names:
        return NO_UNKNOWN
    wanted = sorted(asked & names) or sorted(names)
    return f"Isolate {wanted[0]}." if len(wanted) == 1 else "Isolate each unknown."
