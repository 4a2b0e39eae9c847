"""Whether a result holds for every value of the letters in it, and for real numbers alone.

A formula that is right for most values of a letter is a wrong key for the others: what hangs on a letter
is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cmp_to_key
from itertools import combinations
from typing import Any

from touchstone.maths.values import CannotEvaluate, Scalar, Symbolic, Table, Value, scalar

# Digits in which a real number that is written with i (a root of a cubic) is told from a complex one.
DIGITS = 40


def has_letters(number: Value) -> bool:
    return isinstance(number, Symbolic) and bool(number.expr.free_symbols)


def is_real(number: Scalar) -> bool:
    """Whether a number is real. Letters that may be are; roots and logarithms of them pass for it."""
    if not isinstance(number, Symbolic):
        return True
    import sympy

    expr = number.expr
    if expr.is_extended_real is not None:
        return bool(expr.is_extended_real)
    if any(not letter.is_extended_real for letter in expr.free_symbols):
        return False
    if expr.free_symbols:
        return not expr.has(sympy.I) or sympy.im(expr).equals(0) is True
    imaginary = abs(expr.evalf(DIGITS).as_real_imag()[1])
    return bool(imaginary.is_number and imaginary < sympy.Float(10) ** (-DIGITS // 2))


def real_numbers(items: Iterable[Scalar], what: str) -> None:
    """Refuses complex numbers, for which there is another definition, or several. Raises CannotEvaluate."""
    if not all(is_real(item) for item in items):
        raise CannotEvaluate(f"{what} takes real numbers; found complex ones")


def real_entries(table: Table, what: str) -> Table:
    """The matrix itself. Raises CannotEvaluate where an entry is complex."""
    real_numbers((scalar(entry) for row in table.rows for entry in row), what)
    return table


def nowhere_zero(number: Scalar) -> bool | None:
    """True where a number isn't 0 whatever its letters are, False where it is 0, else None."""
    from touchstone.maths.scalars import is_zero

    if is_zero(number):
        return False
    if not has_letters(number):
        return True
    return True if _never_zero(number.expr) else None  # type: ignore[union-attr]


def _never_zero(expr: Any) -> bool:
    import sympy

    expr = sympy.factor(sympy.together(expr))
    if expr.is_zero is False and expr.is_finite:
        return True
    letters = expr.free_symbols
    above = sympy.numer(expr)
    if len(letters) != 1 or not above.is_polynomial(*letters):
        return not above.free_symbols
    return bool(sympy.Poly(above, *letters).count_roots() == 0)


def certain_rank(table: Table, rank: int, what: str) -> None:
    """Refuses the rank of a matrix with letters that may be smaller for some of them. Raises CannotEvaluate.

    It can't be larger: all larger minors are 0 everywhere.
    """
    entries = [scalar(entry) for row in table.rows for entry in row]
    if not any(map(has_letters, entries)) or rank == 0 or _full_minor(table, rank):
        return
    letters = sorted({str(name) for entry in entries if has_letters(entry) for name in _names(entry)})
    raise CannotEvaluate(f"{what} hangs on {', '.join(letters)}: write the value, or numbers for letters")


def _names(entry: Scalar) -> Iterable[Any]:
    return entry.expr.free_symbols if isinstance(entry, Symbolic) else ()


def _full_minor(table: Table, rank: int) -> bool:
    """Whether one minor of that size is nowhere 0."""
    from touchstone.maths.symbolic import value_of

    return any(nowhere_zero(value_of(minor)) for minor in _minors(table, rank))


def _minors(table: Table, size: int) -> Iterator[Any]:
    import sympy

    from touchstone.maths.symbolic import expr_of

    whole = sympy.Matrix([[expr_of(scalar(entry)) for entry in row] for row in table.rows])
    for rows in combinations(range(table.height), size):
        for columns in combinations(range(table.width), size):
            yield sympy.expand(whole.extract(list(rows), list(columns)).det(method="berkowitz"))


def certain_but_at_poles(table: Table, rank: int, found: Iterable[Value], what: str) -> None:
    """Refuses what was found with a rank that letters may make smaller, unless it has no value for them.

    The null space of [[k, 1]] is that of (−1/k, 1): where k is 0 it is another, and −1/k is none.
    """
    import sympy

    entries = [scalar(entry) for row in table.rows for entry in row]
    if not any(map(has_letters, entries)) or rank == 0:
        return
    poles = [
        sympy.denom(sympy.cancel(sympy.together(number.expr)))
        for number in map(scalar, found)
        if isinstance(number, Symbolic)
    ]
    minors = [minor for minor in _minors(table, rank) if minor != 0]
    letters = sorted({str(name) for minor in minors for name in minor.free_symbols})
    if len(letters) == 1 and all(minor.is_polynomial() for minor in minors):
        minors.append(sympy.gcd_list(minors))
    if not any(_zero_at_poles(minor, poles) for minor in minors):
        raise CannotEvaluate(f"{what} hangs on {', '.join(letters)}: write the value, or numbers for letters")


def _zero_at_poles(minor: Any, poles: list[Any]) -> bool:
    """Whether each factor of it is nowhere 0, or divides by 0 in what was found."""
    import sympy

    above = sympy.numer(sympy.together(minor))
    return all(
        _never_zero(factor) or any(sympy.rem(pole, factor) == 0 for pole in poles)
        for factor, _ in sympy.factor_list(above)[1]
    )


def largest_first(items: Sequence[Scalar], what: str) -> list[Scalar]:
    """Numbers in falling order; with letters only where the order is proved. Raises CannotEvaluate."""
    from touchstone.maths.scalars import ordered

    if not any(map(has_letters, items)):
        return ordered(list(items))[::-1]

    def order(left: Scalar, right: Scalar) -> int:
        return _order(right, left, what)

    return sorted(items, key=cmp_to_key(order))


def _order(left: Scalar, right: Scalar, what: str) -> int:
    import sympy

    from touchstone.maths.symbolic import expr_of

    apart = sympy.simplify(expr_of(left) - expr_of(right))
    if apart.is_zero:
        return 0
    if apart.is_nonnegative:
        return 1
    if apart.is_nonpositive:
        return -1
    names = ", ".join(sorted(map(str, apart.free_symbols)))
    raise CannotEvaluate(f"which of the {what} is the largest hangs on {names}")
