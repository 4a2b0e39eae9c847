"""The roots of a polynomial with rational coefficients to so many digits that all of a float are right.

Each root lies in a disc that is proved to hold one root alone: for a polynomial of degree n and a point z
some root is no farther from z than n·|p(z)/p'(z)|, and n discs that don't meet hold one root each.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from touchstone.maths.rounded import Near, Rounded, context
from touchstone.maths.values import CannotEvaluate, Scalar

# Digits worked with, raised until the discs are small and apart.
DIGITS = (50, 100, 200, 400)
# How small a disc must be beside its root: a float has 16 digits.
SMALL = 1e-25


def decimal_roots(coefficients: Sequence[Any]) -> list[Scalar]:
    """The roots as floats. Raises CannotEvaluate where they can't be told apart."""
    found = roots(coefficients)
    if found is None:
        raise CannotEvaluate("two eigenvalues lie too close together to be told apart")
    try:
        return [complex_float(*(_decimal(part) for part in (root.real, root.imag))) for root in found]
    except OverflowError:
        raise CannotEvaluate("a number on the way is larger than 1e308") from None


def _decimal(part: Any) -> float:
    """A part of a root, whose disc is small beside it."""
    ctx = context()
    many = ctx.mpf(part)
    return Rounded.of(Near(many, abs(many) * SMALL)) if many else 0.0


def complex_float(real: float, imaginary: float) -> Scalar:
    """A complex number of floats, a float where it is real."""
    if not imaginary:
        return real
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    return value_of(expr_of(real) + expr_of(imaginary) * sympy.I)


def roots(coefficients: Sequence[Fraction]) -> list[Any] | None:
    """The roots, the highest power's coefficient first, as mpmath's numbers: real ones are real.

    None where they can't be told apart: the polynomial must have no root twice, nor the root 0.
    """
    import mpmath

    scale = _scale(coefficients)
    scaled = [c / scale**power for power, c in enumerate(coefficients)]
    for digits in DIGITS:
        with mpmath.workdps(digits):
            exact = [mpmath.mpf(c.numerator) / c.denominator for c in scaled]
            found = _certain(exact)
            if found is not None:
                return [root * mpmath.mpf(scale.numerator) / scale.denominator for root in found]
    return None


def _scale(coefficients: Sequence[Fraction]) -> Fraction:
    """A power of 2 that is no smaller than any root, nor much larger than the largest (Fujiwara's bound)."""
    bits = 0
    for power, c in enumerate(coefficients):
        if power and c:
            share = abs(c / coefficients[0])
            size = share.numerator.bit_length() - share.denominator.bit_length() + 1
            bits = max(bits, -(-size // power)) if bits or power > 1 else -(-size // power)
    return Fraction(2) ** (bits + 1)


def _certain(coefficients: list[Any]) -> list[Any] | None:
    import mpmath
    import numpy as np

    near = set(np.roots([float(c) for c in coefficients]))
    # two that are one would stay together
    start = list(near) if len(near) == len(coefficients) - 1 else None
    try:
        points = mpmath.polyroots(coefficients, maxsteps=100, extraprec=40, cleanup=False, roots_init=start)
    except mpmath.libmp.NoConvergence:
        return None
    discs = [(point, _radius(coefficients, point)) for point in points]
    if any(radius is None or radius > SMALL * abs(point) for point, radius in discs):
        return None
    # a disc about a point beside the real line is widened to one about its foot: what stands in it is real
    settled = [_on_axis(point, radius) for point, radius in discs]
    if any(abs(a - b) <= r + s for (a, r), (b, s) in combinations(settled, 2)):
        return None
    return [point for point, _ in settled]


def _radius(coefficients: list[Any], point: Any) -> Any:
    """n·|p(z)/p'(z)|, with what rounding may have done; None where nothing is known."""
    import mpmath

    degree = len(coefficients) - 1
    value, slope = mpmath.polyval(coefficients, point, derivative=True)
    sizes = mpmath.polyval([abs(c) for c in coefficients], abs(point), derivative=True)
    rounding = [8 * (degree + 1) * mpmath.eps * size for size in sizes]
    least = abs(slope) - rounding[1]
    return degree * (abs(value) + rounding[0]) / least if least > 0 else None


def _on_axis(point: Any, radius: Any) -> tuple[Any, Any]:
    """A root's conjugate is a root: one whose disc meets no other disc than its own mirror image is real."""
    import mpmath

    real, imaginary = mpmath.re(point), mpmath.im(point)
    if abs(imaginary) <= radius:
        return real, radius + abs(imaginary)
    if abs(real) <= radius:
        return mpmath.mpc(0, imaginary), radius + abs(real)
    return point, radius
