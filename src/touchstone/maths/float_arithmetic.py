"""Numbers as pairs of a float and a bound on its error: quick enough to look at every answer first.

A pair (v, e) stands for a number within e of v. Each step widens e by what it did to its arguments'
errors and by its own rounding, so that two values further apart than their errors are proved different.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths.numeric import NotReal, Run, Undefined, Unsure

Scalar: TypeAlias = float | complex
Ball: TypeAlias = tuple[Scalar, float]

# One unit in the last place is 2^-52 of a value; libraries promise a few, complex ones a few more.
ROUNDING = 2.0**-49
TINY, SMALL = 1e-300, 1e-290
# Whole numbers below this are floats without rounding.
EXACT = 2.0**53
WHOLE = 2**53
# First-order propagation holds while the error is small against the value's own scale.
WIDE = 1e-4


class FloatArithmetic:
    """Arithmetic on balls. `real`: a step that leaves the real numbers is Undefined.

    Otherwise principal values.
    """

    def __init__(self, *, real: bool) -> None:
        self.real = real

    def number(self, value: Fraction) -> Run:
        over, under = value.numerator, value.denominator
        if under == 1 and -WHOLE < over < WHOLE:
            whole = (float(over), 0.0)
            return lambda env: whole
        try:
            v = over / under
        except OverflowError:
            raise Unsure("too large") from None
        if over and abs(v) < TINY:
            raise Unsure("too small")
        ball = (v, 0.0 if v.as_integer_ratio() == (over, under) else ROUNDING * abs(v))
        return lambda env: ball

    def constant(self, name: str) -> Run:
        if name == "i" and self.real:
            raise NotReal("i is not real")
        ball = {"pi": (math.pi, ROUNDING), "e": (math.e, ROUNDING), "i": (1j, 0.0)}[name]
        return lambda env: ball

    def add(self, a: Ball, b: Ball) -> Ball:
        v = a[0] + b[0]
        if a[1] == 0.0 == b[1] and _whole(a[0], b[0], v):
            return v, 0.0
        if isinstance(v, complex) and v.imag == 0.0:
            v = v.real
        return v, a[1] + b[1] + ROUNDING * abs(v)

    def negative(self, a: Ball) -> Ball:
        return -a[0], a[1]

    def multiply(self, a: Ball, b: Ball) -> Ball:
        v = a[0] * b[0]
        if a[1] == 0.0 == b[1] and _whole(a[0], b[0], v):
            return v, 0.0
        if isinstance(v, complex) and v.imag == 0.0:
            v = v.real
        size = abs(v)
        error = abs(a[0]) * b[1] + abs(b[0]) * a[1] + a[1] * b[1] + ROUNDING * size
        return v, error if size >= SMALL else error + _underflow(v, a, b)

    def divide(self, a: Ball, b: Ball) -> Ball:
        size = abs(b[0])
        if size <= 2 * b[1]:
            raise Undefined("division by zero") if b == (0, 0) else Unsure("division by nearly zero")
        v = a[0] / b[0]
        if a[1] == 0.0 == b[1] and _whole(a[0], b[0], v):
            return v, 0.0
        if isinstance(v, complex) and v.imag == 0.0:
            v = v.real
        return v, 2 * (a[1] + abs(v) * b[1]) / size + ROUNDING * abs(v) + _underflow(v, a)

    def power_integer(self, a: Ball, n: int) -> Ball:
        if n < 0:
            return self.divide((1.0, 0.0), self.power_integer(a, -n))
        if n == 0:
            return 1.0, 0.0
        v = safely(lambda: a[0] ** n)
        size = abs(a[0])
        if isinstance(v, complex):
            v = _straight(a[0], n, v)
        error = 0.0
        if a[1]:
            if not n * a[1] <= WIDE * size:  # nor where the error is no number
                raise Unsure("a power of an uncertain number")
            error = 2 * n * a[1] * abs(v) / size
        return v, error + (n + 4) * ROUNDING * abs(v) + _underflow(v, a)

    def power_rational(self, a: Ball, exponent: Fraction) -> Ball:
        base = a[0]
        if isinstance(base, float) and base < -a[1] and self.real:
            # As taught: (-8)^(1/3) is -2 among real numbers, (-4)^(1/2) isn't real.
            if exponent.denominator % 2 == 0:
                raise NotReal("an even root of a negative number")
            v, e = self.power_rational((-base, a[1]), exponent)
            return (v if exponent.numerator % 2 == 0 else -v), e
        return self.power(a, self.number(exponent)({}))

    def power(self, a: Ball, b: Ball) -> Ball:
        if a == (0.0, 0.0):
            return self._power_of_zero(b)
        if isinstance(a[0], float) and a[0] < 0 and isinstance(b[0], float) and abs(b[0]) < 2.0**53:
            nearest = round(b[0])
            if b == (nearest, 0.0):
                return self.power_integer(a, nearest)
            if abs(b[0] - nearest) <= b[1]:
                raise Unsure("perhaps a whole power of a negative number")
        return self._exp(self.multiply(b, self._ln(a)))

    def _power_of_zero(self, b: Ball) -> Ball:
        if isinstance(b[0], float) and b[0] > b[1]:
            return 0.0, 0.0
        if isinstance(b[0], float) and b[0] + b[1] > 0:
            raise Unsure("zero to a power near zero")
        raise Undefined("zero to a power that is not positive")

    def root(self, a: Ball, degree: int) -> Ball:
        if degree < 1:
            raise Undefined("a root needs a positive degree")
        if degree == 2:
            return self._sqrt(a)
        if isinstance(a[0], float) and a[0] < 0 and degree % 2 == 1:
            v, e = self.root((-a[0], a[1]), degree)
            return -v, e
        if a == (0.0, 0.0):
            return a
        return self.power(a, self.number(Fraction(1, degree))({}))

    # --- functions with a domain or a jump -------------------------------------------------------------

    def _sqrt(self, a: Ball) -> Ball:
        v, e = a
        if a == (0.0, 0.0):
            return a
        self._off_the_cut(a)
        if abs(v) < 4 * e:
            raise Unsure("a root of nearly zero")
        if isinstance(v, float) and v > 0:
            root: Scalar = math.sqrt(v)
        elif self.real:
            raise NotReal("a root of a negative number")
        else:
            root = complex(0.0, math.sqrt(-v)) if isinstance(v, float) else cmath.sqrt(v)
        return root, e / abs(root) + ROUNDING * abs(root)

    def _ln(self, a: Ball) -> Ball:
        v, e = a
        if a == (0.0, 0.0):
            raise Undefined("logarithm of zero")
        self._off_the_cut(a)
        size = abs(v)
        if size < 4 * e:
            raise Unsure("a logarithm of nearly zero")
        if isinstance(v, float) and v > 0:
            log: Scalar = math.log(v)
        elif self.real:
            raise NotReal("a logarithm of a negative number")
        else:
            log = cmath.log(v)
        return log, 2 * e / size + ROUNDING * (1 + abs(log))

    def _off_the_cut(self, a: Ball) -> None:
        """Refuses a complex value so near the negative axis that its side isn't sure."""
        v, e = a
        if isinstance(v, complex):
            if self.real:
                raise NotReal("not real")
            if v.real < e and abs(v.imag) <= 4 * e + ROUNDING * abs(v):
                raise Unsure("too near a branch cut")

    def _exp(self, a: Ball) -> Ball:
        v, e = a
        if e > WIDE:
            raise Unsure("an exponential of an uncertain number")
        power = safely(lambda: math.exp(v) if isinstance(v, float) else cmath.exp(v))
        if abs(power) < TINY:
            raise Unsure("too small")
        return power, (2 * e + ROUNDING * (1 + abs(v))) * abs(power)


def _whole(*values: Scalar) -> bool:
    """Whether these are whole numbers that floats hold exactly."""
    for v in values:  # noqa: SIM110  at each step of each point: a generator takes twice as long
        if not (isinstance(v, float) and -EXACT < v < EXACT and v.is_integer()):
            return False
    return True


def _underflow(v: Scalar, *arguments: Ball) -> float:
    """What a result too small for full precision may have lost; an exact zero loses nothing."""
    return TINY if abs(v) < SMALL and all(a[0] != 0 for a in arguments) else 0.0


def _straight(base: Scalar, n: int, power: Scalar) -> Scalar:
    """A power of a purely imaginary number, put back on its axis (i^2 is -1, not -1 + 1e-16 i)."""
    if base.real == 0.0:
        size = abs(base) ** n
        return [size, complex(0.0, size), -size, complex(0.0, -size)][n % 4]
    return power


def safely(step: Callable[[], Scalar]) -> Scalar:
    try:
        value = step()
    except (OverflowError, ZeroDivisionError, ValueError):
        raise Unsure("too large for floats") from None
    if not cmath.isfinite(value):
        raise Unsure("too large for floats")
    return value
