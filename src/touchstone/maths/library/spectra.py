"""Eigenvalues and singular values: exact where the characteristic polynomial splits, else a float's digits.

Of matrices that hold floats or irrational numbers NumPy finds them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import chain, pairwise, takewhile
from typing import Any

from touchstone.maths import matrices
from touchstone.maths.library.certain import certain_but_at_poles, has_letters, largest_first, real_entries
from touchstone.maths.library.linear_algebra import (
    bounded,
    is_symbolic,
    null_basis,
    sympy_matrix,
)
from touchstone.maths.library.roots import complex_float, decimal_roots
from touchstone.maths.matrices import check_size, eliminate, scalar_rows, times
from touchstone.maths.scalars import (
    compare,
    divide,
    equal,
    is_zero,
    multiply,
    negate,
    square_root,
    subtract,
    total,
)
from touchstone.maths.values import (
    ZERO,
    CannotEvaluate,
    Many,
    Scalar,
    Symbolic,
    Table,
    Unordered,
    Value,
    listed,
    matrix,
    scalar,
    square,
)

# Below this share of the largest, a computed imaginary part or singular value is rounding.
NEGLIGIBLE = 1e-12
# Entries of unit vectors, and differences of singular values beside the largest, that may be rounding.
CLOSE = 1e-9
SHARED = "two singular values are equal: their vectors are not determined"


def charpoly(a: Value, variable: Value) -> Value:
    """det(t*I − A), t a variable or a number."""
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    table = bounded(square(a, "the first argument of charpoly"), "charpoly")
    t = sympy.Dummy("t")
    polynomial = sympy.Poly(sympy_matrix(table).charpoly(t).all_coeffs(), t)
    return value_of(sympy.expand(polynomial.as_expr().subs(t, expr_of(scalar(variable, "the variable")))))


def eigenvalues(a: Value) -> Value:
    """All eigenvalues with multiplicity: exact where the factors of the characteristic polynomial are short.

    The roots of its longer factors are floats; 0 is always exact.
    """
    table = bounded(square(a, "the argument of eigenvalues"), "eigenvalues")
    if not is_symbolic(table) and matrices.has_floats(scalar_rows(table)):
        return listed(_float_eigenvalues(table, nought=table.width - _rank(table)))
    found = _exact_eigenvalues(table)
    unknown = len(found) > 1 and any(map(has_letters, found))
    return Unordered("list", tuple(found)) if unknown else listed(found)


def _exact_eigenvalues(table: Table) -> list[Scalar]:
    import sympy

    from touchstone.maths.symbolic import value_of

    t = sympy.Dummy("t")
    found: list[Scalar] = []
    polynomial = sympy.Poly(sympy_matrix(table).charpoly(t).all_coeffs(), t)
    for factor, times_ in polynomial.factor_list()[1]:
        if factor.degree() > 2:
            coefficients = [value_of(c) for c in factor.all_coeffs()]
            if not all(isinstance(c, Fraction) for c in coefficients):
                return _float_eigenvalues(table, nought=_roots_at_0(polynomial))
            found += times_ * decimal_roots(coefficients)
            continue
        roots = sympy.roots(factor)
        found += [value_of(root) for root, m in roots.items() for _ in range(m * times_)]
    if len(found) < table.height:
        return _float_eigenvalues(table)
    return _in_order(found)


def _roots_at_0(polynomial: Any) -> int:
    """How often 0 is a root."""
    from touchstone.maths.symbolic import value_of

    rising = (value_of(c) for c in reversed(polynomial.all_coeffs()))
    return sum(1 for _ in takewhile(is_zero, rising))


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


def _float_eigenvalues(table: Table, nought: int = 0) -> list[Scalar]:
    """As NumPy finds them, of which so many are known to be 0."""
    import numpy as np

    array = matrices.float_array(table)
    symmetric = np.allclose(array, array.T, rtol=0, atol=0)
    values = np.linalg.eigvalsh(array) if symmetric else np.linalg.eigvals(array)
    scale = max(abs(values).max(), 1e-300)
    rest = sorted(values, key=abs)[nought:]
    if all(abs(value.imag) <= NEGLIGIBLE * scale for value in rest):
        found: list[Scalar] = [float(value.real) for value in rest]
    else:
        found = [_complex(value, scale) for value in rest]
    return _in_order(found + [ZERO] * nought)


def _complex(value: Any, scale: float) -> Scalar:
    real = float(value.real) if abs(value.real) > NEGLIGIBLE * scale else 0.0
    imaginary = float(value.imag) if abs(value.imag) > NEGLIGIBLE * scale else 0.0
    return complex_float(real, imaginary)


def eigenvectors(a: Value) -> Value:
    """One eigenvector a column, in the order of `eigenvalues`, spaces with several by their reduced basis."""
    table = square(a, "the argument of eigenvectors")
    values = eigenvalues(table)
    assert isinstance(values, Many)
    spaces: list[tuple[Table, list[tuple[Value, ...]]]] = []
    seen: list[Scalar] = []
    for value in (scalar(item) for item in values.items):
        if any(equal(value, other) for other in seen):
            continue
        seen.append(value)
        shifted = matrices.combine(
            table, matrices.scaled(matrices.identity(table.height), value), subtract, ""
        )
        assert isinstance(shifted, Table)
        spaces.append((shifted, null_basis(shifted)))
        if not spaces[-1][1]:
            raise CannotEvaluate("an eigenvalue is not certain enough for its eigenvectors")
    found = Table(tuple(column for _, basis in spaces for column in basis)).transposed()
    if is_symbolic(table):
        _certain_vectors(found, spaces)
    return found


def _certain_vectors(found: Table, spaces: list[tuple[Table, list[tuple[Value, ...]]]]) -> None:
    """Refuses what isn't a full set of eigenvectors for all values of the letters. Raises CannotEvaluate."""
    what = "how many eigenvectors there are"
    if found.width == found.height:
        certain_but_at_poles(found, found.height, chain(*found.rows), what)
        return
    for shifted, basis in spaces:
        certain_but_at_poles(shifted, shifted.width - len(basis), chain(*basis), what)


def singular_values(a: Value) -> Value:
    """The square roots of the eigenvalues of AᵀA (or of AAᵀ, when that is smaller), largest first."""
    table = real_entries(check_size(matrix(a, "the argument of singular_values")), "singular_values")
    left = table if table.height <= table.width else table.transposed()
    squares = eigenvalues(times(left, left.transposed()))
    assert isinstance(squares, Many)
    if any(isinstance(item, float) for item in squares.items) and not is_rational(table):
        return listed(_float_singular_values(table))
    falling = largest_first([scalar(item) for item in squares.items], "singular values")
    return listed(_nested_root(item) for item in falling)


def _float_singular_values(table: Table) -> list[Scalar]:
    """As NumPy finds them; how many of them are 0 is said by the rank."""
    import numpy as np

    kept = _rank(table)
    found = np.linalg.svd(matrices.float_array(table), compute_uv=False)
    return [float(value) if index < kept else ZERO for index, value in enumerate(found)]


def _rank(table: Table) -> int:
    return len(eliminate(scalar_rows(table), table.width)[1])


def is_rational(table: Table) -> bool:
    return all(isinstance(entry, Fraction) for row in table.rows for entry in row)


def right_singular_vectors(a: Value) -> Value:
    """V of A = U·S·Vᵀ: unit eigenvectors of AᵀA as columns, for each singular value that is not 0.

    The first entry of each that is not 0 is positive.
    """
    table = real_entries(
        check_size(matrix(a, "the argument of right_singular_vectors")), "right_singular_vectors"
    )
    squares = times(table.transposed(), table)
    values = eigenvalues(squares)
    assert isinstance(values, Many)
    if any(isinstance(value, float) for value in values.items):
        return _float_singular_vectors(table)
    vectors = eigenvectors(squares)
    assert isinstance(vectors, Table)
    found = list(zip(map(scalar, values.items), vectors.transposed().rows, strict=True))
    falling = largest_first([value for value, _ in found], "singular values")
    if not all(equal(value, other) for (value, _), other in zip(reversed(found), falling, strict=True)):
        raise CannotEvaluate("which of the singular values is the largest hangs on letters")
    kept = [(value, vector) for value, vector in reversed(found) if not is_zero(value)]
    if not kept:
        raise CannotEvaluate("all singular values are 0: there are no singular vectors")
    if any(equal(x, y) for (x, _), (y, _) in pairwise(kept)):
        raise CannotEvaluate(SHARED)
    return Table(tuple(_unit(vector) for _, vector in kept)).transposed()


def _float_singular_vectors(table: Table) -> Value:
    """As NumPy finds them; how many there are is said by the rank, which is exact where the matrix is."""
    import numpy as np

    many = _rank(table)
    _, sizes, rows = np.linalg.svd(matrices.float_array(table))
    if any(x - y <= CLOSE * sizes[0] for x, y in pairwise(sizes[:many])):
        raise CannotEvaluate(SHARED)
    found = []
    for vector in rows[:many]:
        first = next(entry for entry in vector if abs(entry) > CLOSE)
        found.append(tuple(float(entry) * (1.0 if first > 0 else -1.0) for entry in vector))
    return Table(tuple(found)).transposed()


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
    "charpoly": charpoly,
    "eigenvalues": eigenvalues,
    "eigenvectors": eigenvectors,
    "singular_values": singular_values,
    "left_singular_vectors": left_singular_vectors,
    "right_singular_vectors": right_singular_vectors,
    "condition_number": condition_number,
}
