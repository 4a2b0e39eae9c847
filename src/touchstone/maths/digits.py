"""Functions of numbers in many digits, with a bound on the error; see `digit_arithmetic`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import cast

from touchstone.maths.digit_arithmetic import EXACT, GAMMA_BITS, SINE_BITS, Ball, DigitArithmetic
from touchstone.maths.numeric import Undefined, Unsure

# Factorials up to this one are worked out as whole numbers.
SMALL_FACTORIAL = 20


# Bits of a value of gamma, which then is off by its last: twice as many take eight times as long.
MOST_GAMMA_PRECISION = 1500


class Digits(DigitArithmetic):
    """Arithmetic in many digits, with the functions of the language."""

    def function(self, name: str) -> Callable[..., Ball]:
        found = getattr(self, "_" + _ALIASES.get(name, name), None)
        if found is None:
            raise Unsure(f"{name} is not counted in digits")
        return cast("Callable[..., Ball]", found)

    def _log2(self, a: Ball) -> Ball:
        return self.divide(self._ln(a), self._ln((self.ctx.mpf(2), EXACT)))

    def _log10(self, a: Ball) -> Ball:
        return self.divide(self._ln(a), self._ln((self.ctx.mpf(10), EXACT)))

    # --- smooth functions ------------------------------------------------------------------------------

    def _smooth(self, a: Ball, name: str, slope: int) -> Ball:
        """A function whose slope near `a` stays below 2^slope."""
        if a[1] > -8:
            raise Unsure("too uncertain")
        self._little(a)
        return self.rounded(getattr(self.ctx, name)(a[0]), a[1] + slope + 1, 2)

    def _turning(self, a: Ball) -> int:
        """Bounds a sine's slope, after refusing an argument that is too large."""
        self._at_most(a, SINE_BITS)
        return 0

    def _sin(self, a: Ball) -> Ball:
        if self._is_real(a):
            return self._smooth(a, "sin", self._turning(a))
        up, down = self._turns(a)
        return self.divide(self.add(up, self.negative(down)), (self.ctx.mpc(0, 2), EXACT))

    def _cos(self, a: Ball) -> Ball:
        if self._is_real(a):
            return self._smooth(a, "cos", self._turning(a))
        return self._half(self.add(*self._turns(a)))

    def _turns(self, a: Ball) -> tuple[Ball, Ball]:
        """exp(ia) and exp(-ia): summed openly, so that a term too small to count is noticed."""
        turned = self.multiply(a, (self.ctx.mpc(0, 1), EXACT))
        return self._exp(turned), self._exp(self.negative(turned))

    def _half(self, a: Ball) -> Ball:
        return self.multiply(a, (self.ctx.mpf(0.5), EXACT))

    def _tan(self, a: Ball) -> Ball:
        return self.divide(self._sin(a), self._cos(a))

    def _cot(self, a: Ball) -> Ball:
        return self.divide(self._cos(a), self._sin(a))

    def _sec(self, a: Ball) -> Ball:
        return self.divide(self._one(), self._cos(a))

    def _csc(self, a: Ball) -> Ball:
        return self.divide(self._one(), self._sin(a))

    def _sinh(self, a: Ball) -> Ball:
        return self._half(self.add(self._exp(a), self.negative(self._exp(self.negative(a)))))

    def _cosh(self, a: Ball) -> Ball:
        return self._half(self.add(self._exp(a), self._exp(self.negative(a))))

    def _tanh(self, a: Ball) -> Ball:
        return self.divide(self._sinh(a), self._cosh(a))

    def _coth(self, a: Ball) -> Ball:
        return self.divide(self._cosh(a), self._sinh(a))

    def _sech(self, a: Ball) -> Ball:
        return self.divide(self._one(), self._cosh(a))

    def _csch(self, a: Ball) -> Ball:
        return self.divide(self._one(), self._sinh(a))

    def _asin(self, a: Ball) -> Ball:
        return self._arc(a, "asin")

    def _acos(self, a: Ball) -> Ball:
        return self._arc(a, "acos")

    def _arc(self, a: Ball, name: str) -> Ball:
        edge = self.add(self._one(), self.negative(self.multiply(a, a)))
        if self.is_zero(edge):
            v = self.ctx.sign(a[0].real)
            return self.rounded(getattr(self.ctx, name)(v), edge[1] // 2 + 3)
        if self.real and (not self._is_real(a) or abs(a[0]) > 1):
            raise Undefined("an inverse sine or cosine beyond 1")
        return self._smooth(a, name, 2 - self.size(edge[0]) // 2)

    def _atan(self, a: Ball) -> Ball:
        if not self._is_real(a):
            self._great(a)
            return self._complex_only(a, "atan")
        if self.size(a[0]) > 8 and not self.unclear(a):
            quarter = self._half(self.constant("pi")({}))
            rest = self._smooth(self.divide(self._one(), a), "atan", 1)
            return self.add(quarter if a[0] > 0 else self.negative(quarter), self.negative(rest))
        return self._smooth(a, "atan", 1)

    def _complex_only(self, a: Ball, name: str) -> Ball:
        """A function of a complex number away from its branch points and cuts: both axes are avoided."""
        v = a[0]
        if self.real:
            raise Undefined("not real")
        near = min(self.size(v.real), self.size(v.imag))
        if near < -40:
            raise Unsure("too near a branch cut")
        return self._smooth(a, name, 84)

    def _acot(self, a: Ball) -> Ball:
        """The branch with range (-π/2, π/2], which is atan(1/a)."""
        return self._atan(self.divide(self._one(), a))

    def _asec(self, a: Ball) -> Ball:
        return self._acos(self.divide(self._one(), a))

    def _acsc(self, a: Ball) -> Ball:
        return self._asin(self.divide(self._one(), a))

    def _asinh(self, a: Ball) -> Ball:
        self._great(a)
        return self._smooth(a, "asinh", 1) if self._is_real(a) else self._complex_only(a, "asinh")

    def _acosh(self, a: Ball) -> Ball:
        """log(a + √(a-1)·√(a+1)), whose cuts are those of its parts."""
        one = self._one()
        below, above = self.add(a, self.negative(one)), self.add(a, one)
        return self._ln(self.add(a, self.multiply(self._sqrt(below), self._sqrt(above))))

    def _atanh(self, a: Ball) -> Ball:
        one = self._one()
        above, below = self._ln(self.add(one, a)), self._ln(self.add(one, self.negative(a)))
        return self.multiply(self.add(above, self.negative(below)), (self.ctx.mpf(0.5), EXACT))

    def _acoth(self, a: Ball) -> Ball:
        return self._atanh(self.divide(self._one(), a))

    def _asech(self, a: Ball) -> Ball:
        return self._acosh(self.divide(self._one(), a))

    def _acsch(self, a: Ball) -> Ball:
        return self._asinh(self.divide(self._one(), a))

    def _percent(self, a: Ball) -> Ball:
        return self.divide(a, (self.ctx.mpf(100), EXACT))

    def _degrees(self, a: Ball) -> Ball:
        return self.multiply(a, self.divide(self.constant("pi")({}), (self.ctx.mpf(180), EXACT)))

    def _sigmoid(self, a: Ball) -> Ball:
        return self.divide(self._one(), self.add(self._one(), self._exp(self.negative(a))))

    def _logit(self, a: Ball) -> Ball:
        return self._ln(self.divide(a, self.add(self._one(), self.negative(a))))

    def _gamma(self, a: Ball) -> Ball:
        self._at_most(a, GAMMA_BITS)
        if self._is_real(a) and a[0] < 0.5:
            beside = self._beside_nearest(a)
            if self.is_zero(beside):
                raise Undefined("gamma at a pole")
            near = -self.size(beside[0])
        else:
            near = 0
        if a[1] > -24 - near:
            raise Unsure("too uncertain")
        self._little(a)
        self._great(a)
        precision = min(self.ctx.prec, MOST_GAMMA_PRECISION)
        with self.ctx.workprec(precision):
            v = self.ctx.gamma(a[0])
        error = self.size(v) + a[1] + max(near, 0) + 6
        if precision < self.ctx.prec:
            error = max(error, self.size(v) - precision + 8)
        return self.rounded(v, error, 4 + GAMMA_BITS)

    def _factorial(self, a: Ball) -> Ball:
        if a[1] == EXACT and self._is_real(a) and 0 <= a[0] <= SMALL_FACTORIAL and a[0] == int(a[0]):
            return self.ctx.mpf(math.factorial(int(a[0]))), EXACT
        return self._gamma(self.add(a, self._one()))

    def _binomial(self, n: Ball, k: Ball) -> Ball:
        if k[1] == EXACT and self._is_real(k) and k[0] == int(k[0]) and abs(k[0]) < 1000:
            return self._choose(n, int(k[0]))
        rest = self.add(n, self.negative(k))
        return self.divide(self._factorial(n), self.multiply(self._factorial(k), self._factorial(rest)))

    def _choose(self, n: Ball, k: int) -> Ball:
        if k < 0:
            return self.ctx.mpf(0), EXACT
        product = self._one()
        for j in range(k):
            factor = self.add(n, (self.ctx.mpf(-j), EXACT))
            product = self.divide(self.multiply(product, factor), (self.ctx.mpf(j + 1), EXACT))
        return product

    # --- functions with a jump or a corner -------------------------------------------------------------

    def _abs(self, a: Ball) -> Ball:
        if not self._is_real(a):
            return self.rounded(abs(a[0]), a[1])
        return self.ctx.make_mpf(self.exactly.size(a[0]._mpf_)), a[1]

    def _real(self, a: Ball) -> Ball:
        if not self._is_real(a):
            raise Undefined("not real")
        return a

    def _sign(self, a: Ball) -> Ball:
        return self.ctx.mpf(0) if self.is_zero(self._real(a)) else self.ctx.sign(a[0]), EXACT

    def _floor(self, a: Ball) -> Ball:
        if self.is_zero(self._beside_nearest(self._real(a))):
            return self.ctx.make_mpf(self.exactly.nearest(a[0]._mpf_)), EXACT
        return self.ctx.make_mpf(self.exactly.floor(a[0]._mpf_)), EXACT

    def _beside_nearest(self, a: Ball) -> Ball:
        """How far a real number lies from the nearest whole one."""
        nearest = self.ctx.make_mpf(self.exactly.nearest(a[0]._mpf_))
        return self.add(a, self.negative((nearest, EXACT)))

    def _ceil(self, a: Ball) -> Ball:
        return self.negative(self._floor(self.negative(a)))

    def _round(self, a: Ball, places: Ball | None = None) -> Ball:
        scale = self.power_integer((self.ctx.mpf(10), EXACT), self._whole(places) if places else 0)
        half = self.ctx.mpf(0.5), EXACT
        whole = self._floor(self.add(self._abs(self.multiply(a, scale)), half))
        return self.divide(self.multiply(self._sign(a), whole), scale)

    def _mod(self, a: Ball, b: Ball) -> Ball:
        return self.add(a, self.negative(self.multiply(b, self._floor(self.divide(a, b)))))

    def _min(self, *values: Ball) -> Ball:
        return min(self._real(a)[0] for a in values), max(a[1] for a in values)

    def _max(self, *values: Ball) -> Ball:
        return max(self._real(a)[0] for a in values), max(a[1] for a in values)

    def _relu(self, a: Ball) -> Ball:
        return self._max(a, (self.ctx.mpf(0), EXACT))

    def _whole(self, a: Ball) -> int:
        if self._real(a)[1] != EXACT or a[0] != int(a[0]):
            raise Undefined("not a whole number")
        return int(a[0])

    def _gcd(self, *values: Ball) -> Ball:
        return self.ctx.mpf(math.gcd(*map(self._whole, values))), EXACT

    def _lcm(self, *values: Ball) -> Ball:
        return self.ctx.mpf(math.lcm(*map(self._whole, values))), EXACT


_ALIASES = {"log": "ln", "ceiling": "ceil"}
