"""General solutions with free constants: `y = -C e^x` is the family that `y = C e^x` is.

Nothing is accepted here. Where the answer's functions lie in the space that the key's constants span, and
fill it, a person looks: whether each function has a constant that gives it isn't shown by numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import count

from touchstone.maths.arrays import ONE
from touchstone.maths.kinds.scalars import digits
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
)

# The letters that constants of integration mostly have.
_FREE = re.compile(r"[CcKkABD](?:_[0-9])?")
MOST = 4
# What is nearer to 0 than this, of numbers with some 60 digits, is 0.
NOTHING = Fraction(1, 10**25)
Vector = list[Fraction]


class _NoValueError(ArithmeticError):
    """At some point there is no value."""


def constants_in(node: Node) -> frozenset[str]:
    """The letters that are called as free constants are."""
    return frozenset(name for name in names_in(node) if _FREE.fullmatch(name))


def may_be_one_family(key: Node, answer: Node, same: Callable[[Node, Node], bool]) -> bool:
    """Whether both may be the same functions, for other values of their constants."""
    pair = _functions(key, answer)
    if pair is None:
        return False
    mine, theirs = pair
    constants = sorted(constants_in(mine))
    others = names_in(mine) - {*constants}
    free = sorted(names_in(theirs) - others)
    if (
        not (constants and others and free and others <= names_in(theirs))
        or max(map(len, (constants, free))) > MOST
    ):
        return False
    if len(constants) == len(free) == 1 and any(
        same(mine, substitute(theirs, {free[0]: other})) for other in _otherwise(Name(constants[0]))
    ):
        return True
    try:
        return _fill((mine, constants), (theirs, free), sorted(others))
    except _NoValueError:
        return False


def _functions(key: Node, answer: Node) -> tuple[Node, Node] | None:
    """What y is on both sides, or two expressions."""
    if is_scalar(key) and is_scalar(answer):
        return key, answer
    match key, answer:
        case Relation(operators=("=",)), Relation(operators=("=",)):
            for name, value in (key.sides, key.sides[::-1]):
                for other, told in (answer.sides, answer.sides[::-1]):
                    if (
                        isinstance(name, Name)
                        and name == other
                        and name.name not in names_in(value) | names_in(told)
                    ):
                        return value, told
    return None


def _otherwise(c: Name) -> Sequence[Node]:
    """Other constants that run through as many numbers."""
    two = Number("2", Fraction(2))
    return (
        Negative(c),
        Multiply((two, c)),
        Divide(c, two),
        Divide(ONE, c),
        Power(Constant("e"), c),
        Call("ln", (c,)),
    )


def _fill(mine: tuple[Node, list[str]], theirs: tuple[Node, list[str]], others: list[str]) -> bool:
    """Whether the key is linear in its constants, and the answer's functions fill the space that it is."""
    drawn = count(1)

    def draw(names: list[str]) -> dict[str, Fraction]:
        return {name: Fraction(300 + 617 * next(drawn) ** 2 % 2603, 1000) for name in names}

    node, constants = mine
    points = [draw(others) for _ in range(2 * len(constants) + 3)]

    def values(at: Node, env: dict[str, Fraction]) -> Vector:
        found = [digits(at, {**point, **env}) for point in points]
        if None in found:
            raise _NoValueError
        return [value for value in found if value is not None]

    start = draw(constants)
    base = values(node, start)
    along = [_minus(values(node, {**start, c: start[c] + 1}), base) for c in constants]
    if _rank(along) < len(constants):
        return False
    inside = [_minus(values(node, draw(constants)), base) for _ in range(2)]  # of what isn't linear, no more
    drawings = [values(theirs[0], draw(theirs[1])) for _ in range(len(constants) + 2)]
    inside += [_minus(one, base) for one in drawings]
    moved = [_minus(one, drawings[0]) for one in drawings[1:]]
    return _rank(along + inside) == _rank(moved) == len(constants)


def _minus(a: Vector, b: Vector) -> Vector:
    return [x - y for x, y in zip(a, b, strict=True)]


def _rank(vectors: Sequence[Vector]) -> int:
    rows, found = [list(vector) for vector in vectors], 0
    for column in range(len(rows[0])):
        pivot = max(range(found, len(rows)), key=lambda row: abs(rows[row][column]), default=None)
        if pivot is None or abs(rows[pivot][column]) < NOTHING:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        top = rows[found]
        for row in rows[found + 1 :]:
            factor = row[column] / top[column]
            row[column:] = [x - factor * y for x, y in zip(row[column:], top[column:], strict=True)]
        found += 1
    return found
