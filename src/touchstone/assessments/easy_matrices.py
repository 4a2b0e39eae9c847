"""Matrices with which one can compute without having understood how.

An inverse, a determinant or eigenvalues are read off a triangular matrix, a permuted or an orthogonal one,
and a singular one has no inverse to get wrong. What is nearly one of these is one: `1e-9` for a zero hides
nothing.
"""

from __future__ import annotations

from collections.abc import Callable

Matrix = list[list[float]]
# Beside the largest entry such a part is nothing: who slips doesn't write it.
SMALL = 1e-4


def as_matrix(value: object) -> Matrix | None:
    """The value, where it is a matrix of numbers with at least two rows and columns."""
    if not isinstance(value, list) or len(value) < 2:
        return None
    if not all(isinstance(row, list) and len(row) == len(value[0]) >= 2 for row in value):
        return None
    numbers = all(isinstance(entry, int | float) for row in value for entry in row)
    return [[float(entry) for entry in row] for row in value] if numbers else None


def easier(own: Matrix, true: Matrix) -> bool:
    """Whether the own matrix has an easy form that the true one hasn't, or a lower rank."""
    return any(easy(own) and not easy(true) for easy in (peels, is_orthogonal)) or rank(own) < rank(true)


def peels(matrix: Matrix) -> bool:
    """Whether a square matrix is triangular once rows and columns are sorted: diagonal, permuted and all.

    Then some row or column holds a single number; without it the rest is of the same sort.
    """
    size = len(matrix)
    if any(len(row) != size for row in matrix):
        return False
    filled = [[not _small(entry, matrix) for entry in row] for row in matrix]
    while filled:
        lines = ((filled, False), (_transposed(filled), True))
        found = next(((table, turned) for table, turned in lines if min(map(sum, table)) <= 1), None)
        if found is None:
            return False
        table, turned = found
        filled = _without_lightest(table)
        filled = _transposed(filled) if turned else filled
    return True


def _without_lightest(table: list[list[bool]]) -> list[list[bool]]:
    """Without the row that holds least, and the column of what it holds."""
    lightest = min(table, key=sum)
    column = lightest.index(True) if any(lightest) else 0
    rest = [row for row in table if row is not lightest]
    return [row[:column] + row[column + 1 :] for row in rest]


def _transposed(table: list[list[bool]]) -> list[list[bool]]:
    return [list(column) for column in zip(*table, strict=True)]


def is_orthogonal(matrix: Matrix) -> bool:
    """Whether rows are perpendicular and of one length: but for a factor the transpose is the inverse."""
    size = len(matrix)
    if any(len(row) != size for row in matrix):
        return False
    products = [[sum(x * y for x, y in zip(a, b, strict=True)) for b in matrix] for a in matrix]
    length = products[0][0]
    return length > 0 and all(
        abs(products[i][j] - length * (i == j)) <= SMALL * length for i in range(size) for j in range(size)
    )


def rank(matrix: Matrix) -> int:
    """How many rows are independent, small differences from that set aside."""
    rest, found = [row[:] for row in matrix], 0
    least = SMALL * _largest(matrix)
    for column in range(len(matrix[0])):
        pivot = max(range(found, len(rest)), key=lambda at: abs(rest[at][column]), default=None)
        if pivot is None or abs(rest[pivot][column]) <= least:
            continue
        rest[found], rest[pivot] = rest[pivot], rest[found]
        for row in rest[found + 1 :]:
            factor = row[column] / rest[found][column]
            row[:] = [x - factor * y for x, y in zip(row, rest[found], strict=True)]
        found += 1
    return found


def simpler(matrix: Matrix) -> list[Matrix]:
    """The matrix without what lies off its diagonal, above it, or below it."""
    kept: tuple[Callable[[int, int], bool], ...] = (
        lambda i, j: i == j,
        lambda i, j: i <= j,
        lambda i, j: i >= j,
        lambda i, j: i + j == len(matrix) - 1,
    )
    return [
        [[entry if keeps(i, j) else 0.0 for j, entry in enumerate(row)] for i, row in enumerate(matrix)]
        for keeps in kept
    ]


def _small(entry: float, matrix: Matrix) -> bool:
    return abs(entry) <= SMALL * _largest(matrix)


def _largest(matrix: Matrix) -> float:
    return max(abs(entry) for row in matrix for entry in row)
