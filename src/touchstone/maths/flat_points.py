"""Whether points say anything of a space, or lie in a line or a plane of it alone."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths.domain import WHOLE_NUMBERS, Domain, Point


def flat(points: list[Point], domain: Domain) -> bool:
    """Whether whole points lie in a plane of fewer dimensions.

    n!/(n-k)! and k!/(k-n)! both have values at n = k alone.
    """
    names = [name for name in points[0] if domain.assume.get(name) in WHOLE_NUMBERS] if points else []
    if len(names) < 2:
        return False
    first, *rest = ([Fraction(point[name].real) for name in names] for point in points)
    rows = [[x - y for x, y in zip(row, first, strict=True)] for row in rest]
    return _rank(rows) < min(len(names), len(rows))


def _rank(rows: list[list[Fraction]]) -> int:
    """How many of the rows are independent."""
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        below = [row for row in rows[found:] if row is not pivot]
        rest = [
            [x - y * row[column] / pivot[column] for x, y in zip(row, pivot, strict=True)] for row in below
        ]
        rows = [*rows[:found], pivot, *rest]
        found += 1
    return found
