"""Equations of which every side is in a form, and yet nothing was done: `x(x - 5) = -6` for `(x-2)(x-3) = 0`.

What stands on which side is a part of the form: where the key says what y is, or what is 0, the answer does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from touchstone.maths.forms.numbers import value_of
from touchstone.maths.forms.polynomials import CannotJudge, as_polynomial
from touchstone.maths.forms.structure import same
from touchstone.maths.statements.systems import Polynomial
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Logic, Name, Node, Relation, children

ONE_SIDE = "Bring everything to one side first, so that the other one is 0."
ALONE = "Write it with the same alone on one side as the question does."
# Forms of a side as a whole, which two sides can't share.
WHOLE = frozenset({"factored", "lowest_terms"})
COMPARED = frozenset({"=", "!=", "<", "<=", ">", ">="})


def moved(form: str, key: Node, answer: Node, in_form: Callable[[Node], bool]) -> str | None:
    """What to do where an answer has on its sides what doesn't stand so in its key. Raises CannotJudge."""
    if form not in WHOLE:
        return None
    asked = list(_relations(key))
    # `x^2 - 5x = -6` may be all that the question shows: `x(x - 5) = -6` needn't be what it asks for.
    numbers = bool(asked) and in_form(key)
    alone = isinstance(answer, Relation)
    found = [_amiss(form, asked, one, numbers=numbers, alone=alone) for one in _relations(answer)]
    return next(filter(None, found), None)


def _relations(node: Node) -> Iterator[Relation]:
    if isinstance(node, Relation):
        if COMPARED.issuperset(node.operators):
            yield node
    elif isinstance(node, Logic | Items):
        for part in children(node):
            yield from _relations(part)


def _amiss(form: str, asked: list[Relation], answer: Relation, *, numbers: bool, alone: bool) -> str | None:
    if any(_shared(key, answer, numbers=numbers) for key in asked):
        return None
    given = frozenset[str]().union(*map(_given, asked))
    if form == "factored" and (numbers or given) and any(_alike(key, answer) for key in asked):
        return None
    if not given and (_given(answer) or _zero(answer)):
        return None
    # `2x - 1 = 0 or x = 3` is more than factored; `2x = 3` isn't a fraction in lowest terms.
    if form == "factored" and not (alone and given) and _linear(answer):
        return None
    if given:
        return _isolate(given & names_in(answer))
    return ONE_SIDE if asked and all(map(_zero, asked)) else _unsure()


def _isolate(given: frozenset[str]) -> str:
    # What stands for `f(x)` has no name to show.
    names = [name for name in given if name.replace("_", "").isalnum()]
    return f"Write it with {names[0]} alone on one side." if len(names) == len(given) == 1 else ALONE


def _unsure() -> str | None:
    raise CannotJudge("other sides")


def _given(relation: Relation) -> frozenset[str]:
    """What a relation says the value of: y in `y = x^2`."""
    sides = relation.sides
    return frozenset(
        side.name
        for side in sides
        if isinstance(side, Name) and not any(side.name in names_in(one) for one in sides if one is not side)
    )


def _zero(relation: Relation) -> bool:
    return any(value_of(side) == 0 for side in relation.sides)


def _linear(relation: Relation) -> bool:
    """`2x = 4`, of which there is nothing to factor."""
    if len(names_in(relation)) != 1:
        return False
    sides = [as_polynomial(side) for side in relation.sides if names_in(side)]
    return len(sides) == 1 and all(sum(power) <= 1 for power in sides[0])


def _shared(key: Relation, answer: Relation, *, numbers: bool) -> bool:
    """Whether a side is one of the key's: 0, a name, or another one."""
    mine = [side for side in key.sides if numbers or names_in(side) or value_of(side) == 0]
    return any(same(one, other) for one in mine for other in answer.sides)


def _alike(key: Relation, answer: Relation) -> bool:
    """Whether both sides are the key's, times one number."""
    names = [[tuple(sorted(names_in(side))) for side in one.sides] for one in (key, answer)]
    try:
        mine, theirs = ([as_polynomial(side) for side in one.sides] for one in (key, answer))
    except CannotJudge:
        return False
    return any(names[0] == names[1][::turn] and _proportional(mine, theirs[::turn]) for turn in (1, -1))


def _proportional(mine: list[Polynomial], theirs: list[Polynomial]) -> bool:
    if any(one.keys() != other.keys() for one, other in zip(mine, theirs, strict=True)):
        return False
    ratios = {other[power] / one[power] for one, other in zip(mine, theirs, strict=True) for power in one}
    return len(ratios) == 1
