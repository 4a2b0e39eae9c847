"""Vectors: products, norms, angles, projections."""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths import matrices
from touchstone.maths.library.certain import is_real, real_numbers
from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.library.elementary import absolute, largest
from touchstone.maths.library.linear_algebra import (
    least_squares,
)
from touchstone.maths.library.singular import singular_values
from touchstone.maths.matrices import check_size, dot, scalar_rows, times
from touchstone.maths.scalars import (
    compare,
    divide,
    is_zero,
    multiply,
    power,
    square_root,
    subtract,
    total,
)
from touchstone.maths.values import (
    ONE,
    CannotEvaluate,
    Many,
    Scalar,
    Symbolic,
    Table,
    Value,
    listed,
    numbers,
    scalar,
)


def dot_product(u: Value, v: Value) -> Value:
    """Σ u_i v_i, of real vectors: which of two complex ones is conjugated is a convention."""
    left, right = numbers(u, "the first argument of dot"), numbers(v, "the second argument of dot")
    real_numbers([*left, *right], "dot")
    return dot(left, right)


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
    if isinstance(x, Table) and x.width > 1:
        return _matrix_norm(x, p)
    items = numbers(x, "the argument of norm")
    if p is None or p == 2:
        return _length(items)
    sizes = [absolute(item) for item in items]
    if _infinite(p):
        return largest(listed(sizes))
    order = scalar(p, "the order of a norm")
    if compare(order, ONE) < 0:
        raise CannotEvaluate("the order of a norm is at least 1")
    return power(total([power(item, order) for item in sizes]), divide(ONE, order))


def _length(items: list[Scalar]) -> Scalar:
    """√(Σ |x_i|²)."""
    return square_root(total([_squared(item) for item in items]))


def _squared(item: Scalar) -> Scalar:
    """|x|², x times its conjugate."""
    if is_real(item) or not isinstance(item, Symbolic):
        return multiply(item, item)
    import sympy

    from touchstone.maths.symbolic import value_of

    return value_of(sympy.expand(item.expr * sympy.conjugate(item.expr)))


def _infinite(p: Value) -> bool:
    return isinstance(p, Symbolic) and bool(p.expr.is_infinite)


def _matrix_norm(table: Table, p: Value | None) -> Value:
    if p is None:
        entries = [entry for row in scalar_rows(table) for entry in row]
        return _length(entries)
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
    along = numbers(v, "the first argument of projection")
    vector = listed(along)
    if isinstance(u, Table) and u.width > 1:
        return times(u, least_squares(u, vector))
    direction = numbers(u, "the second argument of projection")
    real_numbers([*along, *direction], "projection")
    share = divide(dot(list(map(scalar, vector.items)), direction), dot(direction, direction))
    return listed(multiply(share, item) for item in direction)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "dot": dot_product,
    "cross": cross,
    "outer": outer,
    "norm": norm,
    "unit": unit,
    "angle": angle,
    "cosine": cosine,
    "distance": distance,
    "projection": projection,
}
