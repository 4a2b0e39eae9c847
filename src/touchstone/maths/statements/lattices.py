"""Points in steps, `base + n step` for all whole n: when two such sets are one, exactly.

Coordinates are fractions. Steps are brought into the one shape that all steps to the same points have
(Hermite's normal form), and the bases are the same when steps lead from one to the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Row = list[int]
# Numbers longer than this belong to no question.
MAX_BITS = 2000


class TooLarge(ValueError):
    """Numbers that nobody works with by hand."""


@dataclass(frozen=True)
class Lattice:
    """All points `base + n1 step1 + n2 step2 + …`."""

    base: tuple[Fraction, ...]
    steps: tuple[tuple[Fraction, ...], ...]

    @property
    def whole(self) -> bool:
        """Whether all coordinates of all points are whole."""
        return all(value.denominator == 1 for row in (self.base, *self.steps) for value in row)


def same(a: Lattice, b: Lattice) -> bool:
    """Whether both are the same points. Raises TooLarge."""
    between = tuple(p - q for p, q in zip(a.base, b.base, strict=True))
    scale = math.lcm(*(value.denominator for row in (between, *a.steps, *b.steps) for value in row))
    mine, theirs = ([_whole(step, scale) for step in side.steps] for side in (a, b))
    shape = normal(mine)
    return shape == normal(theirs) and not any(left(_whole(between, scale), shape))


def _whole(row: Sequence[Fraction], scale: int) -> Row:
    return [int(value * scale) for value in row]


def normal(rows: Sequence[Row]) -> list[Row]:
    """Hermite's normal form of what whole multiples of the rows make. Raises TooLarge."""
    rest, done = [list(row) for row in rows], list[Row]()
    for column in range(len(rest[0]) if rest else 0):
        found = _divided(rest, column)
        if found is None:
            continue
        pivot = found if found[column] > 0 else [-value for value in found]
        done = [_less(row, pivot, column) for row in done]
        done.append(pivot)
    return done


def _divided(rest: list[Row], column: int) -> Row | None:
    """Euclid: one row keeps the greatest common divisor of a column and is taken out, the others have 0."""
    while True:
        having = [row for row in rest if row[column]]
        if not having:
            return None
        least = min(having, key=lambda row: abs(row[column]))
        if len(having) == 1:
            rest.remove(least)
            return least
        for i, row in enumerate(rest):
            if row is not least and row[column]:
                rest[i] = _less(row, least, column)


def _less(row: Row, pivot: Row, column: int) -> Row:
    """A row less so many times the pivot that what is left in the column is below the pivot's."""
    times = row[column] // pivot[column]
    if max(map(abs, (*row, *pivot))).bit_length() > MAX_BITS:
        raise TooLarge
    return [value - times * other for value, other in zip(row, pivot, strict=True)] if times else row


def left(row: Row, shape: Sequence[Row]) -> Row:
    """What is left of a row when rows of a normal form are taken away: nothing of what they make."""
    for pivot in shape:
        column = next(i for i, value in enumerate(pivot) if value)
        row = _less(row, pivot, column)
    return row


def whole_solutions(equations: Sequence[Sequence[int]], unknowns: int) -> Lattice | None:
    """The whole solutions of linear equations, each its coefficients and what they come to; None for none.

    Each unknown is a row of its coefficients and a unit beside them; what is 0 in all equations solves them.
    Raises TooLarge.
    """
    m = len(equations)
    rows = [[*(e[j] for e in equations), *(int(i == j) for i in range(unknowns))] for j in range(unknowns)]
    shape = normal(rows)
    aim = left([*(e[unknowns] for e in equations), *[0] * unknowns], [row for row in shape if any(row[:m])])
    if any(aim[:m]):
        return None
    steps = [row[m:] for row in shape if not any(row[:m])]
    return Lattice(
        tuple(Fraction(-value) for value in aim[m:]),
        tuple(tuple(map(Fraction, step)) for step in steps),
    )
