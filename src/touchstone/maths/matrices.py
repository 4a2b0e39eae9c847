"""Arithmetic of lists as vectors and of matrices, and elimination, exact on fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths.rounded import Near, near
from touchstone.maths.scalars import add, divide, is_zero, multiply, negate, subtract, total
from touchstone.maths.values import (
    MOST_ROWS,
    ONE,
    ZERO,
    CannotEvaluate,
    Many,
    Scalar,
    Symbolic,
    Table,
    Value,
    is_number,
    kind_of,
    listed,
    scalar,
    square,
)

Rows: TypeAlias = list[list[Scalar]]

UNSURE = "with decimals it isn't certain whether the matrix is singular; write its entries exactly"


def combine(left: Value, right: Value, operate: Callable[[Scalar, Scalar], Scalar], verb: str) -> Value:
    """The entrywise sum or difference of two lists or matrices of one shape."""
    if isinstance(left, Many) and isinstance(right, Many) and len(left.items) == len(right.items):
        return Many(
            left.kind,
            tuple(operate(scalar(a), scalar(b)) for a, b in zip(left.items, right.items, strict=True)),
        )
    if isinstance(left, Table) and isinstance(right, Table) and _shape(left) == _shape(right):
        return Table(
            tuple(
                tuple(operate(scalar(a), scalar(b)) for a, b in zip(above, below, strict=True))
                for above, below in zip(left.rows, right.rows, strict=True)
            )
        )
    raise CannotEvaluate(f"can't {verb} {described(left)} and {described(right)}{_advice(left, right)}")


def _advice(left: Value, right: Value) -> str:
    if isinstance(left, Many) != isinstance(right, Many) and (is_number(left) or is_number(right)):
        return "; for each element write each(x_i + 1, x)"
    return ""


def scaled(value: Value, factor: Scalar) -> Value:
    """Each entry times the number."""
    return entrywise(value, lambda entry: multiply(entry, factor))


def entrywise(value: Value, operate: Callable[[Scalar], Scalar]) -> Value:
    """The list or matrix with each entry replaced."""
    if isinstance(value, Many):
        return Many(value.kind, tuple(operate(scalar(item)) for item in value.items))
    if isinstance(value, Table):
        return Table(tuple(tuple(operate(scalar(entry)) for entry in row) for row in value.rows))
    return operate(scalar(value))


def times(left: Value, right: Value) -> Value:
    """A product in which a list or matrix takes part."""
    if is_number(left):
        return scaled(right, scalar(left))
    if is_number(right):
        return scaled(left, scalar(right))
    if isinstance(left, Table) and isinstance(right, Table):
        return _matrix_product(left, right)
    if isinstance(left, Table) and isinstance(right, Many):
        column = _matrix_product(left, Table(tuple((item,) for item in right.items)) if right.items else left)
        return listed(row[0] for row in column.rows)
    if isinstance(left, Many) and isinstance(right, Table):
        return listed(_matrix_product(Table((left.items,)), right).rows[0])
    raise CannotEvaluate(
        f"can't multiply {described(left)} by {described(right)}; write dot(u, v), or each(u_i*v_i, u)"
    )


def _matrix_product(left: Table, right: Table) -> Table:
    if left.width != right.height:
        raise CannotEvaluate(
            f"can't multiply {described(left)} by {described(right)}: the inner sizes differ"
        )
    columns = right.transposed().rows
    return Table(
        tuple(
            tuple(
                total([multiply(scalar(a), scalar(b)) for a, b in zip(row, column, strict=True)])
                for column in columns
            )
            for row in left.rows
        )
    )


def matrix_power(base: Value, exponent: Value) -> Value:
    """A^n for a whole n; A^-1 is the inverse."""
    table = square(base, "the base of a matrix power")
    most = 10 if any(isinstance(entry, Symbolic) for row in table.rows for entry in row) else 100
    if not isinstance(exponent, Fraction) or exponent.denominator != 1 or abs(exponent) > most:
        raise CannotEvaluate(f"this matrix takes whole exponents from -{most} to {most}")
    if exponent < 0:
        table = inverse(table)
    result = identity(table.height)
    for bit in bin(abs(exponent.numerator))[2:]:
        result = _matrix_product(result, result)
        if bit == "1":
            result = _matrix_product(result, table)
    return result


def identity(n: int) -> Table:
    """The n × n identity."""
    return Table(tuple(tuple(ONE if i == j else ZERO for j in range(n)) for i in range(n)))


def described(value: Value) -> str:
    """The value's kind and shape, for messages."""
    if isinstance(value, Table):
        return f"a {value.height} × {value.width} matrix"
    if isinstance(value, Many):
        return f"a {value.kind} of {len(value.items)}"
    return kind_of(value)


def _shape(table: Table) -> tuple[int, int]:
    return table.height, table.width


def check_size(table: Table) -> Table:
    """The matrix itself, unless it has more than 10 rows or columns."""
    if max(_shape(table)) > MOST_ROWS:
        raise CannotEvaluate(f"a matrix may have {MOST_ROWS} rows and columns; found {described(table)}")
    return table


def scalar_rows(table: Table) -> Rows:
    """The entries as numbers, in lists that may be changed."""
    return [[scalar(entry, "each entry") for entry in row] for row in table.rows]


def has_floats(rows: Sequence[Sequence[Scalar]]) -> bool:
    """Whether an entry is a float, so that elimination should pivot for accuracy."""
    return any(isinstance(entry, float) for row in rows for entry in row)


def eliminate(rows: Rows, width: int, rank: int | None = None) -> tuple[Rows, list[int], Scalar]:
    """Reduced row echelon form, the pivot columns among the first `width`, the product of the pivots.

    Decimals that may be 0 are so where the rank is known and reached without them.
    """
    pivots: list[int] = []
    scale: Scalar = ONE
    for column in range(width):
        at = len(pivots)
        found = _pivot(rows, at, column, known=rank is not None)
        if found is None:
            continue
        if found != at:
            rows[at], rows[found] = rows[found], rows[at]
            scale = negate(scale)
        scale = multiply(scale, rows[at][column])
        rows[at] = [divide(entry, rows[at][column]) for entry in rows[at]]
        rows[at][column] = ONE
        for index, row in enumerate(rows):
            if index != at and not _is_nothing(row[column]):
                rows[index] = _less(row, row[column], rows[at])
                rows[index][column] = ZERO
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    if rank is not None and len(pivots) != rank:
        raise CannotEvaluate(UNSURE)
    return rows, pivots, scale


def _is_nothing(entry: Scalar) -> bool:
    """Whether there is nothing to take away: of a decimal, whether it is known to be 0."""
    return not any(near(entry)) if isinstance(entry, float) else is_zero(entry)


def _less(row: list[Scalar], factor: Scalar, pivot_row: list[Scalar]) -> list[Scalar]:
    return [_tidy(subtract(a, multiply(factor, b))) for a, b in zip(row, pivot_row, strict=True)]


def _tidy(entry: Scalar) -> Scalar:
    """Symbolic entries are brought to a normal form, or a zero would not be seen as one."""
    if isinstance(entry, Fraction | float):
        return entry
    import sympy

    from touchstone.maths.symbolic import value_of

    return value_of(sympy.radsimp(sympy.cancel(sympy.expand(entry.expr))))


def _pivot(rows: Rows, start: int, column: int, *, known: bool) -> int | None:
    if has_floats(rows):
        return _decimal_pivot([(near(rows[i][column]), i) for i in range(start, len(rows))], known=known)
    for index in range(start, len(rows)):
        if not is_zero(rows[index][column]):
            return index
    return None


def _decimal_pivot(entries: list[tuple[Near, int]], *, known: bool) -> int | None:
    """The largest entry that is surely not 0. Raises CannotEvaluate where none is, and not all surely are."""
    sizes = [(abs(entry.many), index) for entry, index in entries if abs(entry.many) > entry.off]
    if sizes:
        return max(sizes)[1]
    if not known and any(entry.off for entry, _ in entries):
        raise CannotEvaluate(UNSURE)
    return None


def inverse(table: Table) -> Table:
    """The inverse. Raises CannotEvaluate when the matrix is singular."""
    n = square(check_size(table), "the argument of inv").height
    rows = [row + right for row, right in zip(scalar_rows(table), scalar_rows(identity(n)), strict=True)]
    rows, pivots, _ = eliminate(rows, n)
    if len(pivots) < n:
        raise CannotEvaluate("the matrix is singular: it has no inverse")
    return Table(tuple(tuple(row[n:]) for row in rows))


def dot(u: Sequence[Scalar], v: Sequence[Scalar]) -> Scalar:
    """Σ u_i v_i."""
    if len(u) != len(v):
        raise CannotEvaluate(f"the vectors have {len(u)} and {len(v)} elements; they must have as many")
    return total([multiply(a, b) for a, b in zip(u, v, strict=True)])


def plus(u: Sequence[Scalar], v: Sequence[Scalar]) -> list[Scalar]:
    """The sum of two vectors."""
    return [add(a, b) for a, b in zip(u, v, strict=True)]
