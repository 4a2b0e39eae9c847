"""Matrices: determinant, inverse, rank, systems; exact on fractions and surds."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.core.counts import count
from touchstone.maths import matrices
from touchstone.maths.library.certain import (
    certain_but_at_poles,
    certain_rank,
    nowhere_zero,
    real_entries,
    real_numbers,
)
from touchstone.maths.limits import MAX_SYMBOLIC_DETERMINANT
from touchstone.maths.matrices import check_size, eliminate, inverse, scalar_rows, times
from touchstone.maths.scalars import (
    compare,
    equal,
    negate,
    subtract,
    total,
)
from touchstone.maths.values import (
    MOST_ROWS,
    ONE,
    ZERO,
    CannotEvaluate,
    Many,
    Symbolic,
    Table,
    Value,
    integer,
    listed,
    matrix,
    numbers,
    scalar,
    square,
)


def is_symbolic(table: Table) -> bool:
    return any(isinstance(e, Symbolic) and e.expr.free_symbols for row in table.rows for e in row)


def bounded(table: Table, name: str) -> Table:
    check_size(table)
    if is_symbolic(table) and max(table.height, table.width) > MAX_SYMBOLIC_DETERMINANT:
        limit = f"{MAX_SYMBOLIC_DETERMINANT} × {MAX_SYMBOLIC_DETERMINANT}"
        raise CannotEvaluate(f"{name} takes matrices with variables up to {limit}")
    return table


def sympy_matrix(table: Table) -> Any:
    import sympy

    from touchstone.maths.symbolic import expr_of

    return sympy.Matrix([[expr_of(entry) for entry in row] for row in table.rows])


def det(a: Value) -> Value:
    """The determinant, by elimination; with variables by Berkowitz' method."""
    table = bounded(square(a, "the argument of det"), "det")
    if is_symbolic(table):
        from touchstone.maths.symbolic import value_of

        return value_of(sympy_matrix(table).det(method="berkowitz"))
    _, pivots, scale = eliminate(scalar_rows(table), table.height)
    return scale if len(pivots) == table.height else ZERO


def inv(a: Value) -> Value:
    """The inverse."""
    return inverse(bounded(square(a, "the argument of inv"), "inv"))


def transpose(a: Value) -> Value:
    """Rows become columns; of a list, one row."""
    if isinstance(a, Many):
        return Table((a.items,))
    return matrix(a, "the argument of transpose").transposed()


def rank(a: Value) -> Value:
    """The number of independent rows."""
    table = bounded(matrix(a, "the argument of rank"), "rank")
    found = len(eliminate(scalar_rows(table), table.width)[1])
    certain_rank(table, found, "the rank")
    return Fraction(found)


def nullity(a: Value) -> Value:
    """The number of columns less the rank."""
    table = matrix(a, "the argument of nullity")
    return Fraction(table.width) - scalar_fraction(rank(table))


def scalar_fraction(value: Value) -> Fraction:
    """A value that is known to be a fraction."""
    assert isinstance(value, Fraction)
    return value


def trace(a: Value) -> Value:
    """The sum of the diagonal."""
    table = square(a, "the argument of trace")
    return total([scalar(table.rows[i][i]) for i in range(table.height)])


def rref(a: Value) -> Value:
    """The reduced row echelon form."""
    table = bounded(matrix(a, "the argument of rref"), "rref")
    rows, pivots, _ = eliminate(scalar_rows(table), table.width)
    found = Table(tuple(tuple(row) for row in rows))
    entries = [entry for row in found.rows for entry in row]
    for number, pivot in enumerate(pivots, 1):
        before = Table(tuple(row[: pivot + 1] for row in table.rows))
        certain_but_at_poles(before, number, entries, "the reduced form")
    return found


def nullspace(a: Value) -> Value:
    """A basis of the x with A*x = 0, as the columns of a matrix."""
    table = bounded(matrix(a, "the argument of nullspace"), "nullspace")
    columns = null_basis(table)
    entries = [entry for column in columns for entry in column]
    certain_but_at_poles(table, table.width - len(columns), entries, "the null space")
    if not columns:
        raise CannotEvaluate("the null space is only the zero vector: it has no basis")
    return Table(tuple(columns)).transposed()


def null_basis(table: Table, rank: int | None = None) -> list[tuple[Value, ...]]:
    """The basis that belongs to the reduced form; of a matrix with letters, that of most of their values.

    `rank` where it is known, though decimals don't show it.
    """
    rows, pivots, _ = eliminate(scalar_rows(table), table.width, rank)
    columns = []
    for column in (column for column in range(table.width) if column not in pivots):
        vector: list[Value] = [ZERO] * table.width
        vector[column] = ONE
        for row, pivot in zip(rows, pivots, strict=False):
            vector[pivot] = negate(row[column])
        columns.append(tuple(vector))
    return columns


def solve(a: Value, b: Value) -> Value:
    """The only x with A*x = b."""
    table = bounded(matrix(a, "the first argument of solve"), "solve")
    right = numbers(b, "the second argument of solve")
    if len(right) != table.height:
        raise CannotEvaluate(
            f"the matrix has {count(table.height, 'row')} and the right side {count(len(right), 'element')}"
        )
    rows = [[*row, value] for row, value in zip(scalar_rows(table), right, strict=True)]
    rows, pivots, _ = eliminate(rows, table.width + 1)
    if table.width in pivots:
        raise CannotEvaluate("the equations contradict each other")
    if len(pivots) < table.width:
        raise CannotEvaluate("the equations have more than one solution")
    return listed(row[-1] for row in rows[: table.width])


def least_squares(a: Value, b: Value) -> Value:
    """The x that minimises |A*x − b|, from the normal equations AᵀA x = Aᵀb."""
    table = real_entries(matrix(a, "the first argument of least_squares"), "least_squares")
    transposed = table.transposed()
    wanted = numbers(b, "the second argument of least_squares")
    real_numbers(wanted, "least_squares")
    right = times(transposed, listed(wanted))
    return solve(times(transposed, table), right)


def pinv(a: Value) -> Value:
    """The pseudo-inverse, from A = C·F with independent columns and rows: Fᵀ(FFᵀ)⁻¹(CᵀC)⁻¹Cᵀ."""
    table = real_entries(bounded(matrix(a, "the argument of pinv"), "pinv"), "the pseudo-inverse")
    reduced, pivots, _ = eliminate(scalar_rows(table), table.width)
    certain_rank(table, len(pivots), "the pseudo-inverse")
    if not pivots:
        return Table(tuple((ZERO,) * table.height for _ in range(table.width)))
    c = Table(tuple(tuple(row[j] for j in pivots) for row in table.rows))
    f = Table(tuple(tuple(row) for row in reduced[: len(pivots)]))
    right = times(f.transposed(), inv(times(f, f.transposed())))
    return times(right, times(inv(times(c.transposed(), c)), c.transposed()))


def projection_matrix(a: Value) -> Value:
    """The orthogonal projection onto the space that the columns span: A·A⁺."""
    table = matrix(a, "the argument of projection_matrix")
    return times(table, pinv(table))


def identity(n: Value) -> Value:
    """The n × n identity."""
    return matrices.identity(integer(n, "the size of identity", low=1, high=MOST_ROWS))


def diagonal(x: Value) -> Value:
    """Of a list: the matrix with it on the diagonal. Of a matrix: its diagonal."""
    if isinstance(x, Table):
        return listed(x.rows[i][i] for i in range(min(x.height, x.width)))
    items = numbers(x, "the argument of diagonal")
    size = range(len(items))
    return check_size(Table(tuple(tuple(items[i] if i == j else ZERO for j in size) for i in size)))


def row(a: Value, i: Value) -> Value:
    """The i-th row, from 1."""
    table = matrix(a, "the first argument of row")
    return listed(table.rows[integer(i, "the row", low=1, high=table.height) - 1])


def column(a: Value, j: Value) -> Value:
    """The j-th column, from 1."""
    return row(matrix(a, "the first argument of column").transposed(), j)


def rows(a: Value) -> Value:
    """The number of rows."""
    return Fraction(matrix(a, "the argument of rows").height)


def columns(a: Value) -> Value:
    """The number of columns."""
    return Fraction(matrix(a, "the argument of columns").width)


def is_symmetric(a: Value) -> Value:
    """Whether A = Aᵀ."""
    table = square(a, "the argument of is_symmetric")
    size = range(table.height)
    pairs = [(scalar(table.rows[i][j]), scalar(table.rows[j][i])) for i in size for j in size if i < j]
    if all(equal(left, right) for left, right in pairs):
        return True
    if any(nowhere_zero(subtract(left, right)) for left, right in pairs):
        return False
    raise CannotEvaluate("whether the matrix is symmetric hangs on its letters")


def is_invertible(a: Value) -> Value:
    """Whether the determinant is not 0."""
    found = nowhere_zero(scalar(det(a)))
    if found is None:
        raise CannotEvaluate("whether the matrix is invertible hangs on its letters")
    return found


def is_positive_definite(a: Value) -> Value:
    """Whether A is symmetric and all its leading minors are positive (Sylvester's criterion)."""
    table = real_entries(square(a, "the argument of is_positive_definite"), "is_positive_definite")
    if not is_symmetric(table):
        return False
    minors = (Table(tuple(r[:n] for r in table.rows[:n])) for n in range(1, table.height + 1))
    return all(compare(scalar(det(minor)), ZERO) > 0 for minor in minors)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "det": det,
    "inv": inv,
    "transpose": transpose,
    "rank": rank,
    "nullity": nullity,
    "trace": trace,
    "rref": rref,
    "nullspace": nullspace,
    "solve": solve,
    "least_squares": least_squares,
    "pinv": pinv,
    "projection_matrix": projection_matrix,
    "identity": identity,
    "diagonal": diagonal,
    "row": row,
    "column": column,
    "rows": rows,
    "columns": columns,
    "is_symmetric": is_symmetric,
    "is_invertible": is_invertible,
    "is_positive_definite": is_positive_definite,
}
