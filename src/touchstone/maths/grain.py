"""Points off the grid on which floats lie: `sin(2^64·pi·x)` is zero at every float of ordinary size."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from touchstone.maths.chance import dice
from touchstone.maths.domain import WHOLE_NUMBERS, Coordinate, Domain, Point

# A point is moved within its last bit, so that it stays where it was drawn: in its cell, beside its corner.
FLOAT_BITS = 52
# More bits than all numbers that are written have together: no multiple by any of them is whole.
SPARE_BITS = 64

FinePoint: TypeAlias = dict[str, tuple[Fraction, Fraction]]


def exactly(point: Point) -> FinePoint:
    """The point itself, in fractions."""
    return {name: (Fraction(value.real), Fraction(value.imag)) for name, value in point.items()}


def off_the_grid(point: Point, domain: Domain, bits: int) -> FinePoint:
    """Real and imaginary parts close to a point's, none a multiple of 2^-`bits`; what is whole stays."""
    return {name: _coordinate(value, domain.assume.get(name), bits) for name, value in point.items()}


def _coordinate(value: Coordinate, what: str | None, bits: int) -> tuple[Fraction, Fraction]:
    real, imaginary = Fraction(value.real), Fraction(value.imag)
    if what in WHOLE_NUMBERS:
        return real, imaginary
    return _moved(real, bits), _moved(imaginary, bits)


def _moved(value: Fraction, bits: int) -> Fraction:
    """A number close to another and of its sign, whose lowest bit lies more than `bits` behind the point."""
    if not value:
        return value
    # Relative to the number's size, and never below 2^-bits for a large one.
    size = value.numerator.bit_length() - value.denominator.bit_length()
    step = bits + SPARE_BITS + max(0, -size)
    within = max(1, step - FLOAT_BITS + size)
    return value + Fraction(dice().getrandbits(within) | 1, 2**step) * (1 if value > 0 else -1)


def in_digits(point: FinePoint, ctx: Any) -> Mapping[str, Any]:
    """The point as mpmath's numbers, which hold it exactly whatever the precision."""
    return {name: _number(real, imaginary, ctx) for name, (real, imaginary) in point.items()}


def _number(real: Fraction, imaginary: Fraction, ctx: Any) -> Any:
    parts = [ctx.make_mpf(_dyadic(part)) for part in (real, imaginary)]
    return ctx.make_mpc((parts[0]._mpf_, parts[1]._mpf_)) if imaginary else parts[0]


def _dyadic(value: Fraction) -> Any:
    """A dyadic fraction as mpmath keeps it."""
    from mpmath.libmp import from_man_exp

    return from_man_exp(value.numerator, 1 - value.denominator.bit_length())
