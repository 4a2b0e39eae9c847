"""Eigenvalues and singular values of matrices with decimals or irrational entries, and how far off they are.

Of a symmetric matrix, and of all singular values, no value moves farther than the matrix does (Weyl). An
eigenvalue λ of another, with left and right vectors l and r, moves |l||r|/|l·r| times as far.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from touchstone.maths.matrices import scalar_rows
from touchstone.maths.rounded import Near, Rounded, context, near
from touchstone.maths.values import ZERO, CannotEvaluate, Scalar, Table

# Digits worked with, and those that are relied on.
DIGITS, SURE = 60, 45
# First-order bounds are taken so many times, and believed where what else there is lies farther still.
SAFETY = 10
TOO_CLOSE = "two eigenvalues lie too close together to be told apart"


class Disc(NamedTuple):
    """An eigenvalue, and how far it may be from there."""

    middle: Any
    radius: Any

    def meets(self, other: Disc) -> bool:
        """Whether both may be one."""
        return bool(abs(self.middle - other.middle) <= self.radius + other.radius)


def _entries(table: Table) -> tuple[Any, Any]:
    """The matrix as mpmath's, and how far it may be off (in the Frobenius norm)."""
    import mpmath

    rows = [[near(entry) for entry in row] for row in scalar_rows(table)]
    matrix = mpmath.matrix([[mpmath.mpf(entry.many) for entry in row] for row in rows])
    off = mpmath.sqrt(sum(mpmath.mpf(entry.off) ** 2 for row in rows for entry in row))
    size = mpmath.sqrt(sum(entry**2 for entry in matrix))
    return matrix, off + size * mpmath.mpf(10) ** -SURE


def eigenvalues(table: Table, nought: int) -> list[Any]:
    """The discs of those that are not known to be 0. Raises CannotEvaluate where they aren't certain."""
    import mpmath

    with mpmath.workdps(DIGITS):
        matrix, off = _entries(table)
        if matrix == matrix.T:
            values = sorted(mpmath.eigsy(matrix, eigvals_only=True), key=abs)[nought:]
            return [Disc(value, off) for value in values]
        found = sorted(_discs(matrix, off), key=lambda disc: abs(disc.middle))
        kept = found[nought:]
        if any(a.meets(b) for a in kept for b in found if a is not b):
            raise CannotEvaluate(TOO_CLOSE)
        return kept


def _discs(matrix: Any, off: Any) -> list[Disc]:
    import mpmath

    values, left, right = mpmath.eig(matrix, left=True, right=True)
    discs = []
    for i, value in enumerate(values):
        row, column = left[i, :], right[:, i]
        product = abs(sum(a * b for a, b in zip(row, column, strict=True)))
        lengths = mpmath.sqrt(sum(abs(a) ** 2 for a in row) * sum(abs(b) ** 2 for b in column))
        steep = lengths / product if product else mpmath.inf
        discs.append(Disc(value, SAFETY * steep * off))
    return discs


def settled(discs: list[Disc], complex_of: Any) -> list[Scalar]:
    """The discs' numbers: real where no other can be the conjugate."""
    found: list[Scalar] = []
    for disc in discs:
        re, im = disc.middle.real, disc.middle.imag
        if abs(im) <= disc.radius:
            found.append(_decimal(re, disc.radius))
        else:
            found.append(complex_of(_sure(re, disc.radius), _sure(im, disc.radius)))
    return found


def _decimal(number: Any, off: Any) -> float:
    ctx = context()
    return Rounded.of(Near(ctx.mpf(number), ctx.mpf(off)))


def _sure(number: Any, off: Any) -> float:
    from touchstone.maths.rounded import sure

    found = _decimal(number, off)
    sure(found)
    return found


def singular_values(table: Table, kept: int) -> list[Scalar]:
    """The largest ones, and as many noughts as there are beside."""
    import mpmath

    with mpmath.workdps(DIGITS):
        matrix, off = _entries(table)
        found = mpmath.svd_r(matrix, compute_uv=False)
        return [_decimal(value, off) if index < kept else ZERO for index, value in enumerate(found)]


def vectors_off(table: Table, sizes: list[float]) -> list[Any]:
    """How far the singular vectors of each value may be off, from how far away the other values are."""
    import mpmath

    with mpmath.workdps(DIGITS):
        _, off = _entries(table)
        others = (sizes[:i] + sizes[i + 1 :] for i in range(len(sizes)))
        gaps = (min([size, *(abs(size - t) for t in rest)]) for size, rest in zip(sizes, others, strict=True))
        return [4 * off / gap for gap in gaps]
