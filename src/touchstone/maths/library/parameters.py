"""Checks of the arguments that distributions share, and how their results are settled."""

from __future__ import annotations

import math
from fractions import Fraction

from touchstone.maths.library import trust
from touchstone.maths.library.elementary import FUNCTIONS as ELEMENTARY
from touchstone.maths.rounded import known
from touchstone.maths.scalars import compare, negate, subtract
from touchstone.maths.values import (
    MOST_BITS,
    ONE,
    ZERO,
    CannotEvaluate,
    Scalar,
    Symbolic,
    Value,
    as_float,
    integer,
    not_lost,
    real,
    scalar,
    shown,
)

# Exact sums of this many terms take tens of milliseconds.
MOST_TRIALS = 5_000
# A chance of thousands of trials may be so far off where one trial's is a decimal.
FROM_FLOAT = 1e-12
# A sum of more terms times e^−λ is longer than anybody writes: the float says it better.
MOST_EXACT_TERMS = 50


def has_variables(number: Scalar) -> bool:
    return isinstance(number, Symbolic) and bool(number.expr.free_symbols)


def within(value: Value, what: str, low: Scalar | None, high: Scalar | None = None) -> Scalar:
    """A parameter between its bounds, both allowed; variables are taken on trust."""
    number = scalar(value, what)
    if has_variables(number):
        if low is not None:
            trust.at_least(number, low, f"{what} is at least {shown(low)}")
        if high is not None:
            trust.at_least(subtract(high, number), ZERO, f"{what} is at most {shown(high)}")
        return number
    if (low is not None and compare(number, low) < 0) or (high is not None and compare(number, high) > 0):
        range_ = f"at least {shown(low)}" if high is None and low is not None else "from 0 to 1"
        raise CannotEvaluate(f"{what} must be {range_}; found {shown(number)}")
    return number


def positive(value: Value, what: str) -> Scalar:
    number = scalar(value, what)
    if has_variables(number):
        trust.at_least(number, ZERO, f"{what} is above 0", strict=True)
    elif compare(number, ZERO) <= 0:
        raise CannotEvaluate(f"{what} must be above 0; found {shown(number)}")
    return number


def probability(value: Value, what: str = "a probability") -> Scalar:
    return within(value, what, ZERO, ONE)


def as_fraction(number: Scalar) -> Fraction:
    """A float as the decimal that is written for it, so that sums of many terms can be exact."""
    return number if isinstance(number, Fraction) else Fraction(repr(as_float(number)))


def settled(exact: Fraction, like: Scalar) -> Fraction | float:
    """The exact result, or its nearest float when it came from a float or is too long to be written."""
    long = max(exact.numerator.bit_length(), exact.denominator.bit_length()) > MOST_BITS
    if long or not isinstance(like, Fraction):
        found = not_lost(exact.numerator / exact.denominator, exact == 0)
        return found if isinstance(like, Fraction) else known(found, FROM_FLOAT)
    return exact


def count_of(value: Value, what: str) -> int:
    """A count; the floor of a number between two, which cdfs allow."""
    number = scalar(value, what)
    if isinstance(number, Symbolic):
        as_float(number)
        raise CannotEvaluate(f"{what} must be rational")
    found = math.floor(number)
    if abs(found) > MOST_TRIALS:
        raise CannotEvaluate(f"{what} must be at most {MOST_TRIALS:,}; found {found}")
    return found


def whole(value: Value, what: str = "k") -> int:
    return integer(value, what, low=-MOST_TRIALS, high=MOST_TRIALS)


def trials_of(value: Value, what: str = "the number of trials", low: int = 0) -> int:
    return integer(value, what, low=low, high=MOST_TRIALS)


def decay(rate: Scalar) -> Scalar:
    return scalar(ELEMENTARY["exp"](negate(rate)))


def special(name: str, *arguments: float) -> float:
    """A ufunc of scipy.special, which is imported when first needed."""
    from scipy import special

    return real(float(getattr(special, name)(*arguments)))
