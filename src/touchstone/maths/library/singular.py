"""Singular values and vectors, and what rests on them: exact where the squares are, else a float's digits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any

from touchstone.maths import matrices
from touchstone.maths.library import decimal_spectra
from touchstone.maths.library.certain import largest_first, real_entries
from touchstone.maths.library.chances import many_digits
from touchstone.maths.library.spectra import eigenvalues, eigenvectors, rank_of
from touchstone.maths.matrices import check_size, scalar_rows, times
from touchstone.maths.rounded import Near, Rounded, context, sign
from touchstone.maths.scalars import (
    compare,
    divide,
    equal,
    is_zero,
    multiply,
    negate,
    square_root,
    total,
)
from touchstone.maths.values import (
    ZERO,
    CannotEvaluate,
    Many,
    Scalar,
    Symbolic,
    Table,
    Value,
    listed,
    matrix,
    scalar,
    square,
)

# Entries of unit vectors, and differences of two singular values beside them, that may be rounding.
CLOSE = 1e-9
# What is left of a 0 in the entries that many digits were worked with for.
NOISE = 1e-30
# Digits worked with, until the smallest singular value has enough.
DIGITS = (50, 100, 400)
SHARED = "two singular values are equal: their vectors are not determined"
NONE = "all singular values are 0: there are no singular vectors"


def singular_values(a: Value) -> Value:
    """The square roots of the eigenvalues of AᵀA (or of AAᵀ, when that is smaller), largest first."""
    table = real_entries(check_size(matrix(a, "the argument of singular_values")), "singular_values")
    left = table if table.height <= table.width else table.transposed()
    if matrices.has_floats(scalar_rows(table)):
        return listed(decimal_spectra.singular_values(table, rank_of(table)))
    squares = eigenvalues(times(left, left.transposed()))
    assert isinstance(squares, Many)
    if any(isinstance(item, float) for item in squares.items) and not _is_rational(table):
        return listed(decimal_spectra.singular_values(table, rank_of(table)))
    falling = largest_first([scalar(item) for item in squares.items], "singular values")
    return listed(_nested_root(item) for item in falling)


def _is_rational(table: Table) -> bool:
    return all(isinstance(entry, Fraction) for row in table.rows for entry in row)


def right_singular_vectors(a: Value) -> Value:
    """V of A = U·S·Vᵀ: unit eigenvectors of AᵀA as columns, for each singular value that is not 0.

    The first entry of each that is not 0 is positive.
    """
    table = real_entries(
        check_size(matrix(a, "the argument of right_singular_vectors")), "right_singular_vectors"
    )
    squares = times(table.transposed(), table)
    rough = matrices.has_floats(scalar_rows(table))
    values = listed(()) if rough else eigenvalues(squares)
    assert isinstance(values, Many)
    if rough or any(isinstance(value, float) for value in values.items):
        return Table(tuple(tuple(right) for _, _, right in _triples(table))).transposed()
    vectors = eigenvectors(squares)
    assert isinstance(vectors, Table)
    found = list(zip(map(scalar, values.items), vectors.transposed().rows, strict=True))
    falling = largest_first([value for value, _ in found], "singular values")
    if not all(equal(value, other) for (value, _), other in zip(reversed(found), falling, strict=True)):
        raise CannotEvaluate("which of the singular values is the largest hangs on letters")
    kept = [(value, vector) for value, vector in reversed(found) if not is_zero(value)]
    if not kept:
        raise CannotEvaluate(NONE)
    if any(equal(x, y) for (x, _), (y, _) in pairwise(kept)):
        raise CannotEvaluate(SHARED)
    return Table(tuple(_unit(vector) for _, vector in kept)).transposed()


Triple = tuple[list[float], float, list[float]]


def _triples(table: Table) -> list[Triple]:
    """Left vector, value and right vector in decimals, of the values that are not 0.

    Vectors whose values are equal are not determined, and those of nearly equal ones not certain enough.
    """
    many = rank_of(table)
    if not many:
        raise CannotEvaluate(NONE)
    found = _by_mpmath(table, many)
    if any(x - y <= CLOSE * x for (_, x, _), (_, y, _) in pairwise(found)):
        raise CannotEvaluate(SHARED)
    if matrices.has_floats(scalar_rows(table)):
        errors = decimal_spectra.vectors_off(table, [size for _, size, _ in found])
        found = [_with_error(triple, error) for triple, error in zip(found, errors, strict=True)]
    return [_turned(triple) for triple in found]


def _with_error(triple: Triple, error: Any) -> Triple:
    left, size, right = triple
    ctx = context()
    return (
        [Rounded.of(Near(ctx.mpf(x), ctx.mpf(error))) for x in left],
        size,
        [Rounded.of(Near(ctx.mpf(x), ctx.mpf(error))) for x in right],
    )


def _by_mpmath(table: Table, many: int) -> list[Triple]:
    """With digits enough that the smallest of the values has a float's."""
    import mpmath

    for digits in DIGITS:
        with mpmath.workdps(digits):
            rows = [[many_digits(entry, digits) for entry in row] for row in scalar_rows(table)]
            left, sizes, right = mpmath.svd_r(mpmath.matrix(rows))
            if sizes[many - 1] > sizes[0] * mpmath.mpf(10) ** (10 - digits // 2):
                return [(_plain(left[:, i]), float(sizes[i]), _plain(right[i, :])) for i in range(many)]
    raise CannotEvaluate("the singular values are too far apart for their vectors")


def _plain(vector: Any) -> list[float]:
    return [float(x) if abs(x) > NOISE else 0.0 for x in vector]


def _turned(triple: Triple) -> Triple:
    """The first entry of the right vector that is not 0 is positive."""
    left, size, right = triple
    first = next(entry for entry in right if sign(entry))
    return triple if first > 0 else ([-x for x in left], size, [-x for x in right])


def _unit(vector: tuple[Value, ...]) -> tuple[Value, ...]:
    entries = [scalar(entry) for entry in vector]
    length = square_root(total([multiply(entry, entry) for entry in entries]))
    first = next(entry for entry in entries if not is_zero(entry))
    if compare(first, ZERO) < 0:
        length = negate(length)
    return tuple(divide(entry, length) for entry in entries)


def left_singular_vectors(a: Value) -> Value:
    """U of A = U·S·Vᵀ: u = A·v/s for each right singular vector v with its value s."""
    table = check_size(matrix(a, "the argument of left_singular_vectors"))
    vectors, values = right_singular_vectors(table), singular_values(table)
    assert isinstance(vectors, Table)
    assert isinstance(values, Many)
    if any(isinstance(entry, float) for entry in chain(*vectors.rows)):
        return Table(tuple(tuple(left) for left, _, _ in _triples(table))).transposed()
    images = times(table, vectors)
    assert isinstance(images, Table)
    columns = zip(images.transposed().rows, map(scalar, values.items), strict=False)
    return Table(tuple(tuple(divide(scalar(x), s) for x in column) for column, s in columns)).transposed()


def _nested_root(number: Scalar) -> Scalar:
    """√((3+√5)/2) is (1+√5)/2: nested roots are undone where they can be."""
    root = square_root(number)
    if not isinstance(root, Symbolic):
        return root
    import sympy

    from touchstone.maths.symbolic import value_of

    return value_of(sympy.expand(sympy.sqrtdenest(root.expr)))


def condition_number(a: Value) -> Value:
    """The largest singular value over the smallest."""
    values = singular_values(square(a, "the argument of condition_number"))
    assert isinstance(values, Many)
    if is_zero(scalar(values.items[-1])):
        raise CannotEvaluate("the matrix is singular: its condition number is infinite")
    return divide(scalar(values.items[0]), scalar(values.items[-1]))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "singular_values": singular_values,
    "left_singular_vectors": left_singular_vectors,
    "right_singular_vectors": right_singular_vectors,
    "condition_number": condition_number,
}
