"""Linear algebra: exact on fractions and surds, NumPy where there is no exact form."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths import matrices
from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.library.elementary import absolute, largest
from touchstone.maths.limits import MAX_SYMBOLIC_DETERMINANT
from touchstone.maths.matrices import check_size, dot, eliminate, inverse, scalar_rows, times
from touchstone.maths.scalars import (
    compare,
    divide,
    equal,
    is_zero,
    multiply,
    negate,
    power,
    square_root,
    subtract,
    total,
)
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
    integer,
    listed,
    matrix,
    numbers,
    scalar,
    square,
)

# Below this share of the largest, a computed imaginary part or singular value is rounding.
NEGLIGIBLE = 1e-12


def _is_symbolic(table: Table) -> bool:
    return any(isinstance(e, Symbolic) and e.expr.free_symbols for row in table.rows for e in row)


def _bounded(table: Table, name: str) -> Table:
    check_size(table)
    if _is_symbolic(table) and max(table.height, table.width) > MAX_SYMBOLIC_DETERMINANT:
        limit = f"{MAX_SYMBOLIC_DETERMINANT} × {MAX_SYMBOLIC_DETERMINANT}"
        raise CannotEvaluate(f"{name} takes matrices with variables up to {limit}")
    return table


def _sympy(table: Table) -> Any:
    import sympy

    from touchstone.maths.symbolic import expr_of

    return sympy.Matrix([[expr_of(entry) for entry in row] for row in table.rows])


def det(a: Value) -> Value:
    """The determinant, by elimination; with variables by Berkowitz' method."""
    table = _bounded(square(a, "the argument of det"), "det")
    if _is_symbolic(table):
        from touchstone.maths.symbolic import value_of

        return value_of(_sympy(table).det(method="berkowitz"))
    _, pivots, scale = eliminate(scalar_rows(table), table.height)
    return scale if len(pivots) == table.height else ZERO


def inv(a: Value) -> Value:
    """The inverse."""
    return inverse(_bounded(square(a, "the argument of inv"), "inv"))


def transpose(a: Value) -> Value:
    """Rows become columns; of a list, one row."""
    if isinstance(a, Many):
        return Table((a.items,))
    return matrix(a, "the argument of transpose").transposed()


def rank(a: Value) -> Value:
    """The number of independent rows."""
    table = _bounded(matrix(a, "the argument of rank"), "rank")
    return Fraction(len(eliminate(scalar_rows(table), table.width)[1]))


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
    table = _bounded(matrix(a, "the argument of rref"), "rref")
    return Table(tuple(tuple(row) for row in eliminate(scalar_rows(table), table.width)[0]))


def nullspace(a: Value) -> Value:
    """A basis of the x with A*x = 0, as the columns of a matrix."""
    table = _bounded(matrix(a, "the argument of nullspace"), "nullspace")
    rows, pivots, _ = eliminate(scalar_rows(table), table.width)
    free = [column for column in range(table.width) if column not in pivots]
    if not free:
        raise CannotEvaluate("the null space is only the zero vector: it has no basis")
    columns = []
    for column in free:
        vector: list[Value] = [ZERO] * table.width
        vector[column] = ONE
        for row, pivot in zip(rows, pivots, strict=False):
            vector[pivot] = negate(row[column])
        columns.append(tuple(vector))
    return Table(tuple(columns)).transposed()


def solve(a: Value, b: Value) -> Value:
    """The only x with A*x = b."""
    table = _bounded(matrix(a, "the first argument of solve"), "solve")
    right = numbers(b, "the second argument of solve")
    if len(right) != table.height:
        raise CannotEvaluate(f"the matrix has {table.height} rows and the right side {len(right)} elements")
    rows = [[*row, value] for row, value in zip(scalar_rows(table), right, strict=True)]
    rows, pivots, _ = eliminate(rows, table.width + 1)
    if table.width in pivots:
        raise CannotEvaluate("the equations contradict each other")
    if len(pivots) < table.width:
        raise CannotEvaluate("the equations have more than one solution")
    return listed(row[-1] for row in rows[: table.width])


def least_squares(a: Value, b: Value) -> Value:
    """The x that minimises |A*x − b|, from the normal equations AᵀA x = Aᵀb."""
    table = matrix(a, "the first argument of least_squares")
    transposed = table.transposed()
    right = times(transposed, listed(numbers(b, "the second argument of least_squares")))
    return solve(times(transposed, table), right)


def charpoly(a: Value, variable: Value) -> Value:
    """det(t*I − A)."""
    import sympy

    from touchstone.maths.symbolic import value_of

    table = _bounded(square(a, "the first argument of charpoly"), "charpoly")
    if not isinstance(variable, Symbolic) or not variable.expr.is_Symbol:
        raise CannotEvaluate("the second argument of charpoly is a variable, such as t")
    polynomial = sympy.Poly(_sympy(table).charpoly(variable.expr).all_coeffs(), variable.expr)
    return value_of(sympy.expand(polynomial.as_expr()))


def eigenvalues(a: Value) -> Value:
    """All eigenvalues with multiplicity: exact where the characteristic polynomial splits into quadratics."""
    table = _bounded(square(a, "the argument of eigenvalues"), "eigenvalues")
    if _is_symbolic(table) or not matrices.has_floats(scalar_rows(table)):
        exact = _exact_eigenvalues(table)
        if exact is not None:
            return listed(exact)
    return listed(_float_eigenvalues(table))


def _exact_eigenvalues(table: Table) -> list[Scalar] | None:
    import sympy

    from touchstone.maths.symbolic import value_of

    t = sympy.Dummy("t")
    found: list[Scalar] = []
    polynomial = sympy.Poly(_sympy(table).charpoly(t).all_coeffs(), t)
    for factor, times_ in polynomial.factor_list()[1]:
        if factor.degree() > 2:
            return None
        roots = sympy.roots(factor)
        found += [value_of(root) for root, m in roots.items() for _ in range(m * times_)]
    return _in_order(found) if len(found) == table.height else None


def _in_order(items: list[Scalar]) -> list[Scalar]:
    """Smallest first; complex ones by real, then imaginary part; with variables as they came."""
    if any(isinstance(item, Symbolic) and item.expr.free_symbols for item in items):
        return items
    return sorted(items, key=_place)


def _place(item: Scalar) -> tuple[float, float]:
    if isinstance(item, Symbolic):
        number = complex(item.expr.evalf(20))
        return number.real, number.imag
    return float(item), 0.0


def _float_eigenvalues(table: Table) -> list[Scalar]:
    import numpy as np

    array = matrices.float_array(table)
    if np.allclose(array, array.T, rtol=0, atol=0):
        return [float(value) for value in np.linalg.eigvalsh(array)]
    values = np.linalg.eigvals(array)
    scale = max(abs(values).max(), 1e-300)
    if abs(values.imag).max() <= NEGLIGIBLE * scale:
        return [float(value) for value in sorted(values.real)]
    return _in_order([_complex(value, scale) for value in values])


def _complex(value: Any, scale: float) -> Scalar:
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    real = float(value.real) if abs(value.real) > NEGLIGIBLE * scale else 0.0
    imaginary = float(value.imag) if abs(value.imag) > NEGLIGIBLE * scale else 0.0
    return value_of(expr_of(real) + expr_of(imaginary) * sympy.I) if imaginary else real


def eigenvectors(a: Value) -> Value:
    """One eigenvector a column, in the order of `eigenvalues`, spaces with several by their reduced basis."""
    table = square(a, "the argument of eigenvectors")
    values = eigenvalues(table)
    assert isinstance(values, Many)
    columns: list[tuple[Value, ...]] = []
    seen: list[Scalar] = []
    for value in (scalar(item) for item in values.items):
        if any(equal(value, other) for other in seen):
            continue
        seen.append(value)
        shifted = matrices.combine(
            table, matrices.scaled(matrices.identity(table.height), value), subtract, ""
        )
        basis = nullspace(shifted)
        assert isinstance(basis, Table)
        columns += basis.transposed().rows
    return Table(tuple(columns)).transposed()


def singular_values(a: Value) -> Value:
    """The square roots of the eigenvalues of AᵀA (or of AAᵀ, when that is smaller), largest first."""
    table = check_size(matrix(a, "the argument of singular_values"))
    left = table if table.height <= table.width else table.transposed()
    squares = eigenvalues(times(left, left.transposed()))
    assert isinstance(squares, Many)
    if any(isinstance(item, float) for item in squares.items):
        import numpy as np

        found = np.linalg.svd(matrices.float_array(table), compute_uv=False)
        return listed(float(value) for value in found)
    roots = [_nested_root(scalar(item)) for item in squares.items]
    return listed(reversed(roots))


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


def dot_product(u: Value, v: Value) -> Value:
    """Σ u_i v_i."""
    return dot(numbers(u, "the first argument of dot"), numbers(v, "the second argument of dot"))


def cross(u: Value, v: Value) -> Value:
    """The cross product of two vectors of three."""
    a, b = numbers(u, "the first argument of cross"), numbers(v, "the second argument of cross")
    if len(a) != 3 or len(b) != 3:
        raise CannotEvaluate(f"cross takes vectors of three elements; found {len(a)} and {len(b)}")
    pairs = [(1, 2), (2, 0), (0, 1)]
    return listed(subtract(multiply(a[i], b[j]), multiply(a[j], b[i])) for i, j in pairs)


def outer(u: Value, v: Value) -> Value:
    """The matrix of all products u_i v_j."""
    right = numbers(v, "the second argument of outer")
    left = numbers(u, "the first argument of outer")
    return check_size(Table(tuple(tuple(multiply(a, b) for b in right) for a in left)))


def norm(x: Value, p: Value | None = None) -> Value:
    """Of a vector the p-norm, Euclidean without p; of a matrix Frobenius, or induced (1, 2, oo)."""
    if isinstance(x, Table) and x.height > 1 and x.width > 1:
        return _matrix_norm(x, p)
    items = numbers(x, "the argument of norm")
    if p is None or p == 2:
        return square_root(dot(items, items))
    sizes = [absolute(item) for item in items]
    if _infinite(p):
        return largest(listed(sizes))
    order = scalar(p, "the order of a norm")
    if compare(order, ONE) < 0:
        raise CannotEvaluate("the order of a norm is at least 1")
    return power(total([power(item, order) for item in sizes]), divide(ONE, order))


def _infinite(p: Value) -> bool:
    return isinstance(p, Symbolic) and bool(p.expr.is_infinite)


def _matrix_norm(table: Table, p: Value | None) -> Value:
    if p is None:
        entries = [entry for row in scalar_rows(table) for entry in row]
        return square_root(dot(entries, entries))
    if p == 2:
        values = singular_values(table)
        assert isinstance(values, Many)
        return values.items[0]
    if p == 1:
        table = table.transposed()
    elif not _infinite(p):
        raise CannotEvaluate("the norm of a matrix takes 1, 2 or oo")
    return largest(listed(total([absolute(entry) for entry in row]) for row in table.rows))


def unit(v: Value) -> Value:
    """The vector over its length."""
    return matrices.scaled(listed(numbers(v, "the argument of unit")), divide(ONE, scalar(norm(v))))


def angle(u: Value, v: Value) -> Value:
    """The angle between two vectors, in radians."""
    value = cosine(u, v)
    if isinstance(value, float):
        value = max(-1.0, min(1.0, value))
    return ELEMENTARY["acos"](value)


def cosine(u: Value, v: Value) -> Value:
    """The cosine similarity u·v/(|u||v|)."""
    lengths = multiply(scalar(norm(u)), scalar(norm(v)))
    if is_zero(lengths):
        raise CannotEvaluate("the zero vector has no direction")
    return divide(scalar(dot_product(u, v)), lengths)


def distance(u: Value, v: Value, p: Value | None = None) -> Value:
    """The norm of the difference."""
    a, b = numbers(u, "the first argument of distance"), numbers(v, "the second argument of distance")
    return norm(matrices.combine(listed(a), listed(b), subtract, "subtract"), p)


def projection(v: Value, u: Value) -> Value:
    """The part of v along u; on the columns of u when it is a matrix: U(UᵀU)⁻¹Uᵀv."""
    vector = listed(numbers(v, "the first argument of projection"))
    if isinstance(u, Table) and u.width > 1:
        return times(u, least_squares(u, vector))
    direction = numbers(u, "the second argument of projection")
    share = divide(dot(list(map(scalar, vector.items)), direction), dot(direction, direction))
    return listed(multiply(share, item) for item in direction)


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
    return all(equal(scalar(table.rows[i][j]), scalar(table.rows[j][i])) for i in size for j in size if i < j)


def is_invertible(a: Value) -> Value:
    """Whether the determinant is not 0."""
    return not is_zero(scalar(det(a)))


def is_positive_definite(a: Value) -> Value:
    """Whether A is symmetric and all its leading minors are positive (Sylvester's criterion)."""
    table = square(a, "the argument of is_positive_definite")
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
    "charpoly": charpoly,
    "eigenvalues": eigenvalues,
    "eigenvectors": eigenvectors,
    "singular_values": singular_values,
    "condition_number": condition_number,
    "dot": dot_product,
    "cross": cross,
    "outer": outer,
    "norm": norm,
    "unit": unit,
    "angle": angle,
    "cosine": cosine,
    "distance": distance,
    "projection": projection,
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
