"""Values at the natural numbers, `{2n | n ∈ ℕ}`, as a sequence that rises: two such sets hold the same values
when their sequences are equal, term by term.

ℕ begins at 0 for some and at 1 for others, so that only what holds for both is known.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Interval, Items, Logic, Name, Negative, Node, Relation, Word

# Where the natural numbers may begin.
EITHER = (0, 1)
# More terms, or a higher start, are nobody's sequence.
MOST = 10**6

Same = Callable[[Node, Node], bool]


def starts(letter: str, where: tuple[Node, ...]) -> tuple[int, ...]:
    """From where on a letter runs through the whole numbers, in either reading of ℕ; nothing for others."""
    parts = [one for part in where for one in _parts(part)]
    held = {ring for ring in ("ℤ", "ℕ") if Relation((Name(letter), Name(ring)), ("in",)) in parts}
    bounds = [_bound(part, letter) for part in parts if not _member(part)]
    if not held or None in bounds:
        return ()
    least = [bound for bound in bounds if bound is not None]
    if "ℕ" in held:
        return tuple(dict.fromkeys(max([first, *least]) for first in EITHER))
    return (max(least),) if least else ()


def _parts(where: Node) -> tuple[Node, ...]:
    return where.operands if isinstance(where, Logic) and where.operator == "and" else (where,)


def _member(part: Node) -> bool:
    return isinstance(part, Relation) and part.operators == ("in",)


def _bound(part: Node, letter: str) -> int | None:
    """The least whole number that `n >= 3`, `n > 2` or `2 < n` leaves."""
    if not isinstance(part, Relation) or len(part.sides) != 2:
        return None
    (left, right), (op,) = part.sides, part.operators
    if right == Name(letter):
        left, right, op = right, left, {"<": ">", "<=": ">="}.get(op, "")
    if left != Name(letter) or op not in (">", ">=") or names_in(right):
        return None
    value = exact.rational(right)
    if value is None or abs(value) > MOST:
        return None
    return math.ceil(value) if op == ">=" else math.floor(value) + 1


def alike(a: Node, b: Node, letter: str, begin: tuple[int, int], same: Same) -> bool | None:
    """Whether two expressions have the same values from these numbers on; None where that isn't known."""
    n = Name(letter)
    first, second = (
        substitute(side, {letter: Add((n, number(Fraction(start))))})
        for side, start in zip((a, b), begin, strict=True)
    )
    if same(first, second):
        return True
    rising = _direction(first, letter) and _direction(second, letter)
    return False if rising else None  # term by term, since each set has but one order


def endless(value: Node, letter: str, start: int) -> bool:
    """Whether an expression surely has endlessly many values, on one side of some number alone."""
    return bool(_direction(substitute(value, {letter: Add((Name(letter), number(Fraction(start))))}), letter))


def unlike(other: Node) -> bool:
    """Whether a set surely isn't one of endlessly many single numbers."""
    return isinstance(other, Interval | Word) or (
        isinstance(other, Items) and all(map(is_scalar, other.items))
    )


def _direction(f: Node, letter: str) -> int:
    """1 for a polynomial that rises at 0, 1, 2, …, -1 for one that falls, 0 where that isn't seen."""
    step = Add((substitute(f, {letter: Add((Name(letter), number(Fraction(1))))}), Negative(f)))
    found = coefficients(step)
    if not found or names_in(f) != {letter}:
        return 0
    signs = {1 if c > 0 else -1 for c in found.values() if c}
    return signs.pop() if len(signs) == 1 and found.get(()) else 0


def steps(value: Node, letter: str) -> tuple[int, int] | None:
    """a and b of `a n + b`, whole numbers, a positive; None for other values."""
    found = coefficients(value)
    if found is None or names_in(value) != {letter} or set(found) - {(), ((letter, 1),)}:
        return None
    by, first = found.get(((letter, 1),), Fraction(0)), found.get((), Fraction(0))
    return (int(by), int(first)) if by.denominator == first.denominator == 1 and by > 0 else None


def least_ones(by: int, first: int) -> bool:
    """Whether `a n + b` begins with the least natural number that leaves its remainder, wherever ℕ begins."""
    return all(first + by * start == start + (first - start) % by for start in EITHER)
