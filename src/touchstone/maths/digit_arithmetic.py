"""Numbers with as many digits as asked and a bound on their error, for what floats can't tell apart.

A pair (v, e) stands for a number within 2^e of v. Wraps mpmath, which is loaded when first used.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from touchstone.maths.numeric import Env, Run, Undefined, Unsure

Ball: TypeAlias = tuple[Any, int]

# Below the size of every number that isn't zero: see MOST_BITS.
EXACT = -(2**52)
# An argument of exp beyond 2^40, or of a sine beyond 2^2000, takes precision that no answer needs.
EXP_BITS = 40
SINE_BITS = 2000
GAMMA_BITS = 16
# Powers of negative numbers are worked out up to (-1)^(2^60).
WHOLE_BITS = 60
# Beyond 2^(2^45) even mpmath's exponents get slow.
MOST_BITS = 2**45
LARGE_POWER = 20  # bits of an exponent
# Functions agree with each other to some powers of a small number, tan(sin(h)) and sin(tan(h)) to h^6, and
# a series that is cut off to as many as it has terms: to this one at least, and more where more is written.
ALIKE, SPARE = 8, 128
LONG = 64  # bits of a number that may be near a shorter one


@cache
def context() -> Any:
    """The multi-precision numbers' own context: nobody else changes its precision."""
    from mpmath.ctx_mp import MPContext

    return MPContext()


class Unrounded(NamedTuple):
    """Steps on mpmath's raw numbers that leave every digit; its signs and absolute values would round."""

    negative: Callable[[Any], Any]
    size: Callable[[Any], Any]
    nearest: Callable[[Any], Any]
    floor: Callable[[Any], Any]


@cache
def unrounded() -> Unrounded:
    """Loaded with mpmath."""
    from mpmath.libmp import mpf_abs, mpf_floor, mpf_neg, mpf_nint

    return Unrounded(mpf_neg, mpf_abs, mpf_nint, mpf_floor)


class DigitArithmetic:
    """Arithmetic at the context's precision.

    `real`: a step that leaves the real numbers is Undefined; otherwise principal values. `largest` is the
    exponent of two of the largest number met in a sum, `wanted` the precision at which no term of a sum and
    no argument of a function would have been too small to count, nor their powers up to `order`.
    """

    def __init__(self, *, real: bool, order: int = ALIKE) -> None:
        self.real, self.order = real, order
        self.ctx = context()
        self.exactly = unrounded()
        self.unsettled = (
            False  # a negative number had an exponent that may be whole: no value was found there
        )
        self.reset()

    def reset(self) -> None:
        """Forgets the sums met so far."""
        self.largest = EXACT
        self.wanted = 0

    # --- size and rounding -----------------------------------------------------------------------------

    def size(self, v: Any) -> int:
        """The exponent of two of a number: |v| < 2^size ≤ 4·|v|; EXACT for zero."""
        if not v:
            return EXACT
        size = self.ctx.mag(v)
        if not isinstance(size, int):
            raise Unsure("not finite")
        if abs(size) > MOST_BITS:
            raise Unsure("too large or too small")
        return size

    def rounded(self, v: Any, error: int, slack: int = 1) -> Ball:
        """`v` with the error that came in and its own rounding.

        Real when its imaginary part is exactly zero.
        """
        if isinstance(v, self.ctx.mpc) and not v.imag:
            v = v.real
        return v, max(error, self.size(v) - self.ctx.prec + 3, EXACT) + slack

    @staticmethod
    def together(*errors: int) -> int:
        """What several errors come to, with room for a rounding that is smaller."""
        *_, second, top = sorted(errors)
        return top + 1 if second >= top - 1 else top

    def unclear(self, a: Ball) -> bool:
        """Whether zero lies within the error."""
        return bool(not a[0]) or self.size(a[0]) <= a[1] + 2

    def is_zero(self, a: Ball) -> bool:
        """Whether the number is zero: exactly, or to so many digits that nothing else is credible."""
        if not self.unclear(a):
            return False
        if a[1] > -self.ctx.prec // 2:
            raise Unsure("nearly zero")
        return True

    def _one(self) -> Ball:
        return self.ctx.mpf(1), EXACT

    # --- the four operations, powers and roots ---------------------------------------------------------

    def number(self, value: Fraction) -> Run:
        ctx, over, under = self.ctx, value.numerator, value.denominator
        whole = under & (under - 1) == 0
        long = max(over.bit_length(), under.bit_length())

        def make(env: Env) -> Ball:
            if long > LONG:
                self._want(long)  # 1 + 10^-150 is a number by itself, and nearly 1
            v = ctx.mpf(over) / under
            exact = whole and over.bit_length() <= ctx.prec
            return v, EXACT if exact else self.size(v) - ctx.prec + 3

        return make

    def constant(self, name: str) -> Run:
        ctx = self.ctx
        if name == "i":
            if self.real:
                raise Undefined("i is not real")
            return lambda env: (ctx.mpc(0, 1), EXACT)
        if name == "pi":
            return lambda env: (+ctx.pi, 4 - ctx.prec)
        return lambda env: (+ctx.e, 4 - ctx.prec)

    def add(self, a: Ball, b: Ball) -> Ball:
        v = a[0] + b[0]
        big, small = self.size(a[0]), self.size(b[0])
        if big < small:
            big, small, error = small, big, a[1]
        else:
            error = b[1]
        self.largest = max(self.largest, big)
        if small > EXACT and small > error + 2:
            self._want(big - small)
        near = big - small < self.ctx.prec // 2 or small == EXACT
        if a[1] == EXACT == b[1] and near and self._short(a[0], b[0]):
            return self._tidy(v), EXACT
        return self.rounded(v, self.together(a[1], b[1]))

    def _want(self, bits: int) -> None:
        """Digits enough to see what is smaller by so many bits, and its powers."""
        self.wanted = max(self.wanted, self.order * bits + SPARE)

    def _short(self, *values: Any) -> bool:
        """Whether sums and products of these real numbers need no rounding."""
        half = self.ctx.prec // 2 - 64
        return all(isinstance(v, self.ctx.mpf) and v._mpf_[3] < half for v in values)

    def _tidy(self, v: Any) -> Any:
        return v.real if isinstance(v, self.ctx.mpc) and not v.imag else v

    def negative(self, a: Ball) -> Ball:
        flip = self.exactly.negative
        if self._is_real(a):
            return self.ctx.make_mpf(flip(a[0]._mpf_)), a[1]
        return self.ctx.make_mpc(tuple(map(flip, a[0]._mpc_))), a[1]

    def multiply(self, a: Ball, b: Ball) -> Ball:
        v = a[0] * b[0]
        if a[1] == EXACT == b[1] and self._short(a[0], b[0]):
            return v, EXACT
        return self.rounded(v, self.together(self.size(a[0]) + b[1], self.size(b[0]) + a[1], a[1] + b[1]))

    def divide(self, a: Ball, b: Ball) -> Ball:
        if self.is_zero(b):
            raise Undefined("division by zero")
        v, under = a[0] / b[0], self.size(b[0])
        if a[1] == EXACT == b[1] and self._short(v, b[0]) and v * b[0] == a[0]:
            return v, EXACT
        loose = 2 if self._is_real(b) else 4  # how far the size of a complex number may be off
        return self.rounded(v, max(a[1], self.size(v) + b[1]) - under + loose)

    def power_integer(self, a: Ball, n: int) -> Ball:
        if n < 0:
            return self.divide(self._one(), self.power_integer(a, -n))
        if n == 0:
            return self._one()
        size = self.size(a[0])
        if size > EXACT and abs(size) * n > MOST_BITS:
            raise Unsure("too large")
        if self.unclear(a):
            top = max(size, a[1]) + 1
            return (a[0] ** n, top * n + 1) if a[1] > EXACT else (self.ctx.mpf(0), EXACT)
        if a[1] > size - n.bit_length() - 2:
            raise Unsure("a power of an uncertain number")
        v = self._tidy(a[0] ** n)
        real = isinstance(v, self.ctx.mpf) and isinstance(a[0], self.ctx.mpf)  # i^2 is real, i isn't
        if a[1] == EXACT and real and a[0]._mpf_[3] * n < self.ctx.prec:
            return v, EXACT
        return self.rounded(v, self.size(v) + a[1] - size + n.bit_length() + 2, 1 + n.bit_length())

    def power_rational(self, a: Ball, exponent: Fraction) -> Ball:
        if self.real and self._is_real(a) and a[0] < 0 and not self.unclear(a):
            # As taught: (-8)^(1/3) is -2 among real numbers, (-4)^(1/2) isn't real.
            if exponent.denominator % 2 == 0:
                raise Undefined("an even root of a negative number")
            size = self.power_rational(self.negative(a), exponent)
            return size if exponent.numerator % 2 == 0 else self.negative(size)
        return self.power(a, self.number(exponent)({}))

    def power(self, a: Ball, b: Ball) -> Ball:
        if self.is_zero(a):
            if self._is_real(b) and b[0] > 0 and not self.unclear(b):
                return self._power_of_zero(a, b[0] / 2 if b[1] > EXACT else b[0])
            raise Undefined("zero to a power that is not positive")
        if self._is_real(a) and a[0] < 0 and self._is_real(b) and b[1] == EXACT:
            if self.size(b[0]) > WHOLE_BITS:
                raise Unsure("too large a power of a negative number")
            n = int(b[0])
            if n == b[0]:
                return self.power_integer(a, n)
        elif self._is_real(a) and a[0] < 0 and self._perhaps_whole(b):
            self.unsettled = True
            raise Unsure("perhaps a whole power of a negative number")
        return self._exp(self.multiply(b, self._ln(a)))

    def _perhaps_whole(self, b: Ball) -> bool:
        """Whether an exponent that was rounded may be whole."""
        if not self._is_real(b) or self.size(b[0]) > WHOLE_BITS:
            return True
        return self.size(b[0] - self.ctx.nint(b[0])) <= b[1] + 3

    def _power_of_zero(self, a: Ball, least: Any) -> Ball:
        """Of what is zero as far as can be seen, to at least this power: zero, with what it may be off."""
        if a[1] == EXACT:
            return self.ctx.mpf(0), EXACT
        if self.size(least) > LARGE_POWER:
            if a[1] + 3 >= 0:
                raise Unsure("a large power of what may be more than 1")
            least = self.ctx.mpf(2) ** LARGE_POWER  # what is surely below 1 is smaller still
        return self.ctx.mpf(0), max(int(self.ctx.floor((a[1] + 3) * least)) + 1, EXACT + 1)

    def root(self, a: Ball, degree: int) -> Ball:
        if degree < 1:
            raise Undefined("a root needs a positive degree")
        if degree == 2:
            return self._sqrt(a)
        if self.is_zero(a):
            return self._power_of_zero(a, self.ctx.mpf(1) / degree)
        if self._is_real(a) and a[0] < 0 and degree % 2 == 1:
            return self.negative(self.root(self.negative(a), degree))
        return self.power(a, self.number(Fraction(1, degree))({}))

    def _is_real(self, a: Ball) -> bool:
        return isinstance(a[0], self.ctx.mpf)

    # --- roots and logarithms --------------------------------------------------------------------------

    def _sqrt(self, a: Ball) -> Ball:
        if self.is_zero(a):
            return self.ctx.mpf(0), EXACT if a[1] == EXACT else a[1] // 2 + 2
        self._off_the_cut(a)
        if self.real and a[0] < 0:
            raise Undefined("a root of a negative number")
        return self.rounded(self.ctx.sqrt(a[0]), a[1] - self.size(a[0]) // 2 + 2)

    def _ln(self, a: Ball) -> Ball:
        if self.is_zero(a):
            raise Undefined("logarithm of zero")
        self._off_the_cut(a)
        if self.real and a[0] < 0:
            raise Undefined("a logarithm of a negative number")
        v = self.ctx.ln(a[0])
        return self.rounded(v, max(a[1] - self.size(a[0]) + 2, 2 - self.ctx.prec))

    def _off_the_cut(self, a: Ball) -> None:
        v, e = a
        if self._is_real(a):
            return
        if self.real:
            raise Undefined("not real")
        if v.real < 0 and self.size(v.imag) <= max(e, self.size(v.real) - self.ctx.prec + 8) + 2:
            raise Unsure("too near a branch cut")

    def _little(self, a: Ball) -> None:
        """Wants digits enough to tell cos(h) from 1, and sin(h) from h."""
        if a[0] and not self.unclear(a):
            self._want(-self.size(a[0]))

    def _great(self, a: Ball) -> None:
        """Wants digits enough to tell asinh(1/h) from ln(2/h)."""
        self._want(2 * self.size(a[0]))

    def _exp(self, a: Ball) -> Ball:
        self._at_most(a, EXP_BITS)
        if a[1] > -8:
            raise Unsure("too uncertain")
        self._little(a)
        v = self.ctx.exp(a[0])
        return self.rounded(v, self.size(v) + a[1] + 1)

    def _at_most(self, a: Ball, bits: int) -> None:
        if self.size(a[0]) > bits:
            raise Unsure("too large an argument")
