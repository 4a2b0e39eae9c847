"""How far roots lie from each other: exactly where they are fractions, else but for their last digits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.digits import Digits
from touchstone.maths.kinds import scalars
from touchstone.maths.statements.complex_roots import APART
from touchstone.maths.statements.formula import Formula, conditions
from touchstone.maths.substitution import substitute

# Beyond what anybody types, and few enough that a root is near one of them by no chance.
MOST_DENOMINATOR = 10**8
SLACK = Fraction(1, 2**APART)


class Root(NamedTuple):
    """A root in many digits, and the fraction that it is."""

    value: Any
    known: Fraction | None

    def gap(self, other: Root, *, lenient: bool) -> Fraction:
        """How far the other is, at most; at least where `lenient`."""
        if self.known is not None and other.known is not None:
            return abs(self.known - other.known)
        gap, slack = _size(self.value - other.value), SLACK * max(_size(self.value), _size(other.value))
        return max(gap - slack, Fraction(0)) if lenient else gap + slack

    def size(self, *, lenient: bool) -> Fraction:
        """What it comes to without its sign, at least; at most where `lenient`."""
        if self.known is not None:
            return abs(self.known)
        size = _size(self.value)
        return size * (1 + SLACK) if lenient else size * (1 - SLACK)


def fraction(x: Any, of: Formula, name: str) -> Fraction | None:
    """The fraction that a root surely is: near it, and a solution of one of the equations."""
    real, imaginary = (scalars.as_fraction(Digits(real=False).ctx.mpf(part)) for part in (x.real, x.imag))
    near = real.limit_denominator(MOST_DENOMINATOR)
    if max(abs(near - real), abs(imaginary)) > SLACK * max(abs(real), Fraction(1)):
        return None
    return near if any(_solves(c.f, name, near) for c in conditions(of)) else None


def _solves(f: Any, name: str, at: Fraction) -> bool:
    try:
        return exact.rational(substitute(f, {name: number(at)})) == 0
    except exact.NoValue:
        return False


def _size(x: Any) -> Fraction:
    return scalars.as_fraction(Digits(real=False).ctx.mpf(abs(x)))
