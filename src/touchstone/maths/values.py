"""What an expression of the key language is worth: exact where it can be, a float where it can't.

A value is a `Fraction`, a `float`, a truth value, an exact `Symbolic` expression (`sqrt(2)`, `3*x^2`), `Many`
(a list, tuple or set), a `Table` (a matrix), or a `Statement` about variables (`x = 3 or x = 5`, `(0, 2]`).
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, TypeGuard

from touchstone.maths.limits import MAX_BITS, MAX_MATRIX_SIDE
from touchstone.maths.tree import Node

# Integers may grow to this many bits (1,233 digits): far beyond any key, and every operation stays instant.
MOST_BITS = MAX_BITS
# A list may be a data set: more than fits in an answer, less than keeps a worker busy.
MOST_ITEMS = 10_000
MOST_ROWS = MAX_MATRIX_SIDE
# Below this a float loses digits, and soon is 0.
SMALLEST = sys.float_info.min
TINY = "a number on the way is nearer to 0 than 1e-307"


class CannotEvaluate(Exception):
    """Why an expression has no value: a sentence for the author of the key."""


@dataclass(frozen=True, slots=True)
class Symbolic:
    """An exact expression that is no rational number: a SymPy expression, with or without variables."""

    expr: Any


@dataclass(frozen=True, slots=True)
class Many:
    """A `list`, `tuple` or `set` (which one is its `kind`) of values."""

    kind: str
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Unordered(Many):
    """A list of which nobody knows which element comes first: eigenvalues with letters."""


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix, by rows of equal length."""

    rows: tuple[tuple[Value, ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0])

    def transposed(self) -> Table:
        return Table(tuple(zip(*self.rows, strict=True)))


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation, interval or logical combination with its numbers filled in."""

    tree: Node


Scalar: TypeAlias = Fraction | float | Symbolic
Value: TypeAlias = Fraction | float | bool | Symbolic | Many | Table | Statement

ZERO = Fraction(0)
ONE = Fraction(1)


def kind_of(value: Value) -> str:
    """The value's kind in words, for messages."""
    match value:
        case bool():
            return "a truth value"
        case Fraction() | float():
            return "a number"
        case Symbolic():
            return "an expression"
        case Many(kind=kind):
            return f"a {kind}"
        case Table():
            return "a matrix"
        case Statement():
            return "a statement about variables"


def checked(number: Fraction) -> Fraction:
    """The number itself, unless it is too large to go on with."""
    if number.numerator.bit_length() > MOST_BITS or number.denominator.bit_length() > MOST_BITS:
        raise CannotEvaluate(f"a number on the way has more than {MOST_BITS // 3.3219:,.0f} digits")
    return number


def is_number(value: Value) -> TypeGuard[Scalar]:
    """Whether it is one number or expression."""
    return isinstance(value, Fraction | float | Symbolic)


def scalar(value: Value, what: str = "it") -> Scalar:
    """The value as one number or expression; `what` names it when it isn't."""
    if isinstance(value, Fraction | float | Symbolic):
        return value
    raise CannotEvaluate(f"{what} must be a number; found {kind_of(value)}")


def numbers(value: Value, what: str = "it", *, least: int = 1) -> list[Scalar]:
    """The elements of a list, tuple, set, one-row or one-column matrix."""
    items = elements(value, what)
    if len(items) < least:
        found = f"found {len(items)}"
        raise CannotEvaluate(f"{what} needs at least {least} element{'s' * (least > 1)}; {found}")
    return [scalar(item, f"each element of {what}") for item in items]


def elements(value: Value, what: str = "it") -> tuple[Value, ...]:
    """The items of a list, tuple, set, one-row or one-column matrix."""
    if isinstance(value, Many):
        return value.items
    if isinstance(value, Table) and value.height == 1:
        return value.rows[0]
    if isinstance(value, Table) and value.width == 1:
        return tuple(row[0] for row in value.rows)
    raise CannotEvaluate(f"{what} must be a list; found {kind_of(value)}")


def in_known_order(value: Value) -> Value:
    """The value itself. Raises CannotEvaluate where what is asked by its place may stand at another."""
    if isinstance(value, Unordered):
        raise CannotEvaluate("with letters the order of the eigenvalues isn't known")
    return value


def matrix(value: Value, what: str = "it") -> Table:
    """The value as a matrix; a list is one column."""
    if isinstance(value, Table):
        return value
    if isinstance(value, Many) and value.kind != "set" and value.items:
        return Table(tuple((item,) for item in value.items))
    raise CannotEvaluate(f"{what} must be a matrix; found {kind_of(value)}")


def square(value: Value, what: str = "it") -> Table:
    """The value as a square matrix."""
    found = matrix(value, what)
    if isinstance(value, Many) and found.height > 1:
        raise CannotEvaluate(f"{what} must be a square matrix; found {kind_of(value)}")
    if found.height != found.width:
        raise CannotEvaluate(f"{what} must be square; found {found.height} × {found.width}")
    return found


def integer(value: Value, what: str = "it", *, low: int | None = None, high: int | None = None) -> int:
    """The value as an integer between `low` and `high`."""
    if isinstance(value, float) and value.is_integer():
        value = Fraction(value)
    if not isinstance(value, Fraction) or value.denominator != 1:
        found = shown(value)
        raise CannotEvaluate(f"{what} must be an integer; found {found}")
    number = value.numerator
    if (low is not None and number < low) or (high is not None and number > high):
        wanted = (
            f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"
        )
        raise CannotEvaluate(f"{what} must be {wanted}; found {number}")
    return number


def listed(items: Any) -> Many:
    """A list of the items."""
    return Many("list", tuple(items))


def shown(value: Value) -> str:
    """The value in a message: short."""
    if isinstance(value, Fraction):
        text = str(value)
        return text if len(text) <= 30 else f"{float(value):.6g}" if abs(value) < 10**300 else "a huge number"
    return f"{value:.6g}" if isinstance(value, float) else kind_of(value)


def as_float(value: Value) -> float:
    """The nearest float to a number. Raises CannotEvaluate for anything that is none."""
    if isinstance(value, Fraction):
        try:
            return not_lost(float(value), value == 0)
        except OverflowError:
            raise CannotEvaluate("a number on the way is larger than 1e308") from None
    if isinstance(value, float):
        from touchstone.maths.rounded import sure

        return sure(value)
    if isinstance(value, Symbolic):
        from touchstone.maths.symbolic import real_float

        found = real_float(value)
        if found is not None:
            return found
        if not value.expr.free_symbols and value.expr.is_extended_real:
            raise CannotEvaluate("a number on the way is too large, too small or too uncertain to go on with")
    raise CannotEvaluate(f"a real number is needed here; found {kind_of(value)}")


def not_lost(number: float, is_zero: bool) -> float:
    """The float of a number that isn't 0, unless floats have no room for its digits."""
    if abs(number) < SMALLEST and not is_zero:
        raise CannotEvaluate(TINY)
    return number


def real(number: float) -> float:
    """The float itself, unless it is no number at all."""
    if not math.isfinite(number):
        raise CannotEvaluate("a result on the way is infinite or undefined")
    return number
