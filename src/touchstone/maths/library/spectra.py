"""Eigenvalues: exact where the characteristic polynomial splits, else a float's digits.

Of matrices that hold floats or irrational numbers `decimal_spectra` finds them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cmp_to_key
from itertools import chain, pairwise, takewhile
from typing import Any

from touchstone.maths import matrices
from touchstone.maths.library import decimal_spectra
from touchstone.maths.library.certain import certain_but_at_poles, has_letters
from touchstone.maths.library.linear_algebra import (
    bounded,
    is_symbolic,
    null_basis,
    sympy_matrix,
)
from touchstone.maths.library.roots import complex_float, decimal_roots
from touchstone.maths.matrices import eliminate, scalar_rows
from touchstone.maths.scalars import (
    equal,
    is_zero,
    subtract,
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
    scalar,
    square,
)


def charpoly(a: Value, variable: Value) -> Value:
    """det(t*I − A), t a variable or a number."""
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    table = bounded(square(a, "the first argument of charpoly"), "charpoly")
    t = sympy.Dummy("t")
    polynomial = sympy.Poly(sympy_matrix(table).charpoly(t).all_coeffs(), t)
    return value_of(sympy.expand(polynomial.as_expr().subs(t, expr_of(scalar(variable, "the variable")))))


def rank_of(table: Table) -> int:
    """The number of independent rows."""
    return len(eliminate(scalar_rows(table), table.width)[1])


def eigenvalues(a: Value) -> Value:
    """All eigenvalues with multiplicity: exact where the factors of the characteristic polynomial are short.

    The roots of its longer factors are floats; 0 is always exact.
    """
    table = bounded(square(a, "the argument of eigenvalues"), "eigenvalues")
    if not is_symbolic(table) and matrices.has_floats(scalar_rows(table)):
        return listed(_float_eigenvalues(table, nought=table.width - rank_of(table)))
    found = _exact_eigenvalues(table)
    unknown = any(map(has_letters, found)) and not _rise(found)
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
    """Smallest first; complex ones by real, then imaginary part; with variables as they came.

    Unless it is known of their differences which is larger, as of k and k + 1.
    """
    if not any(map(has_letters, items)):
        return sorted(items, key=_place)
    ordered = sorted(items, key=cmp_to_key(_compared))
    return ordered if _rise(ordered) else items


def _compared(left: Scalar, right: Scalar) -> int:
    return -1 if _rise([left, right]) else 1


def _rise(items: list[Scalar]) -> bool:
    """Whether none is smaller than the one before, whatever the letters are."""
    from touchstone.maths.symbolic import expr_of

    return all((expr_of(right) - expr_of(left)).is_nonnegative is True for left, right in pairwise(items))


def _place(item: Scalar) -> tuple[float, float]:
    if isinstance(item, Symbolic):
        number = complex(item.expr.evalf(20))
        return number.real, number.imag
    return float(item), 0.0


def _float_eigenvalues(table: Table, nought: int = 0) -> list[Scalar]:
    """In many digits, of which so many are known to be 0."""
    found = decimal_spectra.settled(decimal_spectra.eigenvalues(table, nought), complex_float)
    return _in_order(found + [ZERO] * nought)


def eigenvectors(a: Value) -> Value:
    """One eigenvector a column, in the order of `eigenvalues`, spaces with several by their reduced basis."""
    table = square(a, "the argument of eigenvectors")
    values = eigenvalues(table)
    assert isinstance(values, Many)
    if isinstance(values, Unordered):
        said = ", ".join(sorted({str(letter) for item in values.items for letter in _letters(item)}))
        raise CannotEvaluate(
            f"which eigenvalue comes first hangs on {said}, and so does the order of the eigenvectors; "
            "write nullspace(A - c*identity(n)) for the eigenvalue c"
        )
    spaces: list[tuple[Table, list[tuple[Value, ...]]]] = []
    seen: list[Scalar] = []
    every = [scalar(item) for item in values.items]
    for value in every:
        if any(equal(value, other) for other in seen):
            continue
        seen.append(value)
        shifted = matrices.combine(
            table, matrices.scaled(matrices.identity(table.height), value), subtract, ""
        )
        assert isinstance(shifted, Table)
        times_ = sum(equal(value, other) for other in every)
        # Of a decimal that is an eigenvalue once, the space is known to be a line.
        basis = null_basis(shifted, table.width - 1 if isinstance(value, float) and times_ == 1 else None)
        if not 1 <= len(basis) <= times_:
            raise CannotEvaluate("an eigenvalue is not certain enough for its eigenvectors")
        spaces.append((shifted, basis))
    found = Table(tuple(column for _, basis in spaces for column in basis)).transposed()
    if is_symbolic(table):
        _certain_vectors(found, spaces)
    return found


def _letters(item: Value) -> set[Any]:
    return set(item.expr.free_symbols) if isinstance(item, Symbolic) else set()


def _certain_vectors(found: Table, spaces: list[tuple[Table, list[tuple[Value, ...]]]]) -> None:
    """Refuses what isn't a full set of eigenvectors for all values of the letters. Raises CannotEvaluate."""
    what = "how many eigenvectors there are"
    if found.width == found.height:
        certain_but_at_poles(found, found.height, chain(*found.rows), what)
        return
    for shifted, basis in spaces:
        certain_but_at_poles(shifted, shifted.width - len(basis), chain(*basis), what)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "charpoly": charpoly,
    "eigenvalues": eigenvalues,
    "eigenvectors": eigenvectors,
}
