"""Densities and shares of continuous distributions in digits enough that a float's are right.

Differences of logarithms of gamma functions lose in floats what they have in common, and so does 1 − x.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from touchstone.maths.library.parameters import probability, special
from touchstone.maths.rounded import Near, Rounded, context, known, near
from touchstone.maths.scalars import subtract
from touchstone.maths.values import ONE, TINY, CannotEvaluate, Scalar, Symbolic, Value, as_float, not_lost

# Digits worked with beside those that the largest number needs before the point.
DIGITS = 50
# How far the share of a quantile that was found may lie from the one that is asked, beside the smaller side.
CLOSE = 1e-12
# How far SciPy's shares may be off, beside themselves.
SHARE = 3e-14
TOO_FAR = "the quantile is too far out to be found with certainty"


class Shares(NamedTuple):
    """How much of a distribution lies below a quantile and above it, and how far that is from the middle."""

    below: float
    above: float
    middle: float

    @property
    def smaller(self) -> float:
        return min(self.below, self.above)


def shares(q: Value) -> Shares:
    """Of a share that is known exactly all three are: 1 − q in floats would be 0 for the last ones."""
    share = probability(q, "q")
    if isinstance(share, Fraction) and share in (0, 1):
        raise CannotEvaluate("the quantile at 0 or 1 is infinite")
    middle = as_float(subtract(share, Fraction(1, 2))) if share != Fraction(1, 2) else 0.0
    found = Shares(as_float(share), as_float(subtract(ONE, share)), middle)
    if not found.smaller > 0:
        raise CannotEvaluate("the quantile at 0 or 1 is infinite")
    return found


def density(work: Callable[..., Any], *arguments: Scalar) -> float:
    """The exponential of what `work` makes of the arguments, which it has to many digits."""
    import mpmath

    return precise(lambda *numbers: mpmath.exp(work(*numbers)), *arguments)


def precise(work: Callable[..., Any], *arguments: Scalar) -> float:
    """What `work` makes of the arguments, which it has to many digits: never 0."""
    import mpmath

    sizes = [abs(as_float(argument)) for argument in arguments]
    digits = DIGITS + 2 * int(math.log10(max(10.0, *sizes)))
    with mpmath.workdps(digits):
        numbers = [many_digits(argument, digits) for argument in arguments]
        found = work(*numbers)
        error = abs(found) * mpmath.mpf(10) ** (5 - DIGITS)
        for place, argument in enumerate(arguments):
            if isinstance(argument, float) and (off := near(argument).off):
                error += _moves(work, numbers, place, mpmath.mpf(off), found)
    if not found:
        raise CannotEvaluate(TINY)
    ctx = context()
    return Rounded.of(Near(ctx.mpf(found), ctx.mpf(error)))


def _moves(work: Callable[..., Any], numbers: list[Any], place: int, off: Any, found: Any) -> Any:
    """How far the result goes when one number goes as far as it may be off."""
    beside = ([*numbers[:place], numbers[place] + step, *numbers[place + 1 :]] for step in (off, -off))
    return sum(abs(work(*there) - found) for there in beside)


def many_digits(number: Scalar, digits: int) -> Any:
    """A number as mpmath's, with so many digits where it is irrational."""
    import mpmath

    if isinstance(number, Fraction):
        return mpmath.mpf(number.numerator) / number.denominator
    if isinstance(number, Symbolic):
        return mpmath.mpf(str(number.expr.evalf(digits)))
    return mpmath.mpf(near(number).many)


def share_of(name: str, *arguments: float) -> float:
    """What a ufunc of SciPy's gives for a share that isn't 0, unless it is too small for a float."""
    return as_share(not_lost(special(name, *arguments), is_zero=False))


def as_share(number: float) -> float:
    """A share as SciPy gives it: of the smaller ones fewer digits are right."""
    return known(number, SHARE * (2 + abs(math.log(number))))


def confirmed(
    x: float, wanted: Shares, below: Callable[[float], float], above: Callable[[float], float]
) -> float:
    """A quantile that its cdf confirms: with few degrees of freedom a search has ended far from it."""
    found = below(x) if wanted.below <= wanted.above else above(x)
    if not abs(found - wanted.smaller) <= CLOSE * wanted.smaller:
        raise CannotEvaluate(TOO_FAR)
    return x
