"""Numbers as pairs of a float and a bound on its error: quick enough to look at every answer first.

A pair (v, e) stands for a number within e of v. Each step widens e by what it did to its arguments'
errors and by its own rounding, so that two values further apart than their errors are proved different.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias, cast

from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.tree import Node, identity

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


class Floats:
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
            raise Undefined("i is not real")
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
        if isinstance(v, complex) and v.imag == 0.0:
            v = v.real
        return v, 2 * (a[1] + abs(v) * b[1]) / size + ROUNDING * abs(v) + _underflow(v, a)

    def power_integer(self, a: Ball, n: int) -> Ball:
        if n < 0:
            return self.divide((1.0, 0.0), self.power_integer(a, -n))
        if n == 0:
            return 1.0, 0.0
        v = _safely(lambda: a[0] ** n)
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
                raise Undefined("an even root of a negative number")
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

    def function(self, name: str) -> Callable[..., Ball]:
        found = getattr(self, "_" + _ALIASES.get(name, name), None)
        if found is not None:
            return cast("Callable[..., Ball]", found)
        if name in _SMOOTH:
            f, slope = _SMOOTH[name]
            return lambda a: _smooth(a, f, slope)
        raise Unsure(f"{name} is not counted in floats")

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
            raise Undefined("a root of a negative number")
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
            raise Undefined("a logarithm of a negative number")
        else:
            log = cmath.log(v)
        return log, 2 * e / size + ROUNDING * (1 + abs(log))

    def _off_the_cut(self, a: Ball) -> None:
        """Refuses a complex value so near the negative axis that its side isn't sure."""
        v, e = a
        if isinstance(v, complex):
            if self.real:
                raise Undefined("not real")
            if v.real < e and abs(v.imag) <= 4 * e + ROUNDING * abs(v):
                raise Unsure("too near a branch cut")

    def _log2(self, a: Ball) -> Ball:
        return self.divide(self._ln(a), self._ln((2.0, 0.0)))

    def _log10(self, a: Ball) -> Ball:
        return self.divide(self._ln(a), self._ln((10.0, 0.0)))

    def _exp(self, a: Ball) -> Ball:
        v, e = a
        if e > WIDE:
            raise Unsure("an exponential of an uncertain number")
        power = _safely(lambda: math.exp(v) if isinstance(v, float) else cmath.exp(v))
        if abs(power) < TINY:
            raise Unsure("too small")
        return power, (2 * e + ROUNDING * (1 + abs(v))) * abs(power)

    def _tan(self, a: Ball) -> Ball:
        return self.divide(self.function("sin")(a), self.function("cos")(a))

    def _cot(self, a: Ball) -> Ball:
        return self.divide(self.function("cos")(a), self.function("sin")(a))

    def _sec(self, a: Ball) -> Ball:
        return self.divide((1.0, 0.0), self.function("cos")(a))

    def _csc(self, a: Ball) -> Ball:
        return self.divide((1.0, 0.0), self.function("sin")(a))

    def _tanh(self, a: Ball) -> Ball:
        return self.divide(self.function("sinh")(a), self.function("cosh")(a))

    def _coth(self, a: Ball) -> Ball:
        return self.divide(self.function("cosh")(a), self.function("sinh")(a))

    def _sech(self, a: Ball) -> Ball:
        return self.divide((1.0, 0.0), self.function("cosh")(a))

    def _csch(self, a: Ball) -> Ball:
        return self.divide((1.0, 0.0), self.function("sinh")(a))

    def _asin(self, a: Ball) -> Ball:
        v, e = self._within_one(a)
        return math.asin(v), _arc_error(v, e)

    def _acos(self, a: Ball) -> Ball:
        v, e = self._within_one(a)
        return math.acos(v), _arc_error(v, e)

    def _acot(self, a: Ball) -> Ball:
        """The branch with range (-π/2, π/2), which is atan(1/v)."""
        return self.function("atan")(self.divide((1.0, 0.0), a))

    def _within_one(self, a: Ball) -> tuple[float, float]:
        v, e = a
        if not isinstance(v, float):
            raise Unsure("complex inverse functions are left to many digits")
        edge = 1 - abs(v)
        if edge < 0 and -edge > e:
            raise Undefined("an inverse sine or cosine beyond 1") if self.real else Unsure("not real")
        if abs(edge) <= max(8 * e, 1e-12) and (e or edge):
            raise Unsure("too near the edge")
        return v, e if edge else 0.0

    def _asec(self, a: Ball) -> Ball:
        return self._acos(self.divide((1.0, 0.0), a))

    def _acsc(self, a: Ball) -> Ball:
        return self._asin(self.divide((1.0, 0.0), a))

    def _acosh(self, a: Ball) -> Ball:
        v, e = a
        if not isinstance(v, float) or abs(v - 1) <= 8 * e + 1e-12:
            raise Unsure("left to many digits")
        if v < 1:
            raise Undefined("acosh below 1") if self.real else Unsure("not real")
        return math.acosh(v), 2 * e / math.sqrt(v * v - 1) + ROUNDING * 4

    def _atanh(self, a: Ball) -> Ball:
        v, e = a
        if not isinstance(v, float) or abs(abs(v) - 1) <= 8 * e + 1e-12:
            raise Unsure("left to many digits")
        if abs(v) > 1:
            raise Undefined("atanh beyond 1") if self.real else Unsure("not real")
        return math.atanh(v), 2 * e / (1 - v * v) + ROUNDING * 4

    def _abs(self, a: Ball) -> Ball:
        return abs(a[0]), a[1] + ROUNDING * abs(a[0])

    def _percent(self, a: Ball) -> Ball:
        return self.divide(a, (100.0, 0.0))

    def _degrees(self, a: Ball) -> Ball:
        return self.multiply(a, (math.pi / 180, ROUNDING))

    def _sign(self, a: Ball) -> Ball:
        v, e = self._real(a)
        if abs(v) <= e and e:
            raise Unsure("the sign of nearly zero")
        return float((v > 0) - (v < 0)), 0.0

    def _floor(self, a: Ball) -> Ball:
        v, e = self._real(a)
        if math.floor(v - e) != math.floor(v + e) or abs(v) > 2**50:
            raise Unsure("too near a jump")
        return float(math.floor(v)), 0.0

    def _ceil(self, a: Ball) -> Ball:
        return self.negative(self._floor(self.negative(a)))

    def _round(self, a: Ball, places: Ball = (0.0, 0.0)) -> Ball:
        scale = self.power((10.0, 0.0), places)
        size = self._floor(self.add(self._abs(self.multiply(a, scale)), (0.5, 0.0)))
        return self.divide(self.multiply(self._sign(a), size), scale)

    def _mod(self, a: Ball, b: Ball) -> Ball:
        turns = self._floor(self.divide(a, b))
        return self.add(a, self.negative(self.multiply(b, turns)))

    def _min(self, *values: Ball) -> Ball:
        found = [self._real(value) for value in values]
        return min(v for v, _ in found), max(e for _, e in found)

    def _max(self, *values: Ball) -> Ball:
        found = [self._real(value) for value in values]
        return max(v for v, _ in found), max(e for _, e in found)

    def _relu(self, a: Ball) -> Ball:
        return self._max(a, (0.0, 0.0))

    def _real(self, a: Ball) -> tuple[float, float]:
        if isinstance(a[0], complex):
            raise Undefined("not real")
        return a[0], a[1]

    def _gamma(self, a: Ball) -> Ball:
        v, e = self._real(a)
        if e > 1e-9 * (1 + abs(v)) or (v < 1e-6 and abs(v - round(v)) < 1e-6):
            raise (
                Undefined("gamma at a pole") if v <= 0 and v == round(v) and not e else Unsure("near a pole")
            )
        g = _safely(lambda: math.gamma(v))
        if abs(g) < TINY:
            raise Unsure("too small")
        nearest = abs(v - round(v)) if v < 0.5 else 1.0
        slope = abs(g) * (math.log(abs(v) + 2) + 2 / nearest + 2)
        return g, 2 * e * slope + 64 * ROUNDING * (1 + abs(v)) * abs(g)

    def _factorial(self, a: Ball) -> Ball:
        return self._gamma(self.add(a, (1.0, 0.0)))

    def _binomial(self, n: Ball, k: Ball) -> Ball:
        rest = self.add(n, self.negative(k))
        return self.divide(self._factorial(n), self.multiply(self._factorial(k), self._factorial(rest)))

    def _sigmoid(self, a: Ball) -> Ball:
        return self.divide((1.0, 0.0), self.add((1.0, 0.0), self._exp(self.negative(a))))

    def _logit(self, a: Ball) -> Ball:
        return self._ln(self.divide(a, self.add((1.0, 0.0), self.negative(a))))


_compiled: dict[tuple[int, bool], tuple[Node, Run]] = {}
# A key stands beside many answers, and a wrong answer is looked at again for what went wrong. A compiled tree
# is some ten times as large as the tree.
MOST = 128


def compiled(node: Node, *, real: bool) -> Run:
    """The tree as a function in floats, remembered. Raises Undefined and Unsure as `compile_tree` does."""
    found = _compiled.get((identity(node), real))
    if found is not None and found[0] is node:
        return found[1]
    if len(_compiled) >= MOST:
        _compiled.clear()
    run = compile_tree(node, Floats(real=real))
    _compiled[(identity(node), real)] = (node, run)
    return run


def _whole(*values: Scalar) -> bool:
    """Whether these are whole numbers that floats hold exactly."""
    for v in values:  # noqa: SIM110  at each step of each point: a generator takes twice as long
        if not (isinstance(v, float) and -EXACT < v < EXACT and v.is_integer()):
            return False
    return True


def _arc_error(v: float, e: float) -> float:
    return 4 * ROUNDING + (2 * e / math.sqrt(1 - v * v) if e else 0.0)


def _underflow(v: Scalar, *arguments: Ball) -> float:
    """What a result too small for full precision may have lost; an exact zero loses nothing."""
    return TINY if abs(v) < SMALL and all(a[0] != 0 for a in arguments) else 0.0


def _straight(base: Scalar, n: int, power: Scalar) -> Scalar:
    """A power of a purely imaginary number, put back on its axis (i^2 is -1, not -1 + 1e-16 i)."""
    if base.real == 0.0:
        size = abs(base) ** n
        return [size, complex(0.0, size), -size, complex(0.0, -size)][n % 4]
    return power


def _safely(step: Callable[[], Scalar]) -> Scalar:
    try:
        value = step()
    except (OverflowError, ZeroDivisionError, ValueError):
        raise Unsure("too large for floats") from None
    if not cmath.isfinite(value):
        raise Unsure("too large for floats")
    return value


def _smooth(a: Ball, f: Callable[[Scalar], Scalar], slope: Callable[[float], float]) -> Ball:
    v, e = a
    if e > WIDE * (1 + abs(v)) or e > WIDE * 100:
        raise Unsure("too uncertain")
    value = _safely(lambda: f(v))
    height = abs(v.imag) if isinstance(v, complex) else 0.0
    growth = math.cosh(min(height, 700.0))
    return value, (2 * e * slope(abs(v)) + ROUNDING) * growth + ROUNDING * abs(value)


def _either(
    real: Callable[[float], float], other: Callable[[complex], complex]
) -> Callable[[Scalar], Scalar]:
    return lambda v: real(v) if isinstance(v, float) else other(v)


def _growing(size: float) -> float:
    return math.cosh(min(size + 0.1, 700.0))


def _flat(size: float) -> float:
    return 1.0


def _real_only(f: Callable[[float], float]) -> Callable[[Scalar], Scalar]:
    def run(v: Scalar) -> Scalar:
        if isinstance(v, complex):
            raise Unsure("complex inverse functions are left to many digits")
        return f(v)

    return run


_SMOOTH: dict[str, tuple[Callable[[Scalar], Scalar], Callable[[float], float]]] = {
    "sin": (_either(math.sin, cmath.sin), _flat),
    "cos": (_either(math.cos, cmath.cos), _flat),
    "sinh": (_either(math.sinh, cmath.sinh), _growing),
    "cosh": (_either(math.cosh, cmath.cosh), _growing),
    "atan": (_real_only(math.atan), _flat),
    "asinh": (_real_only(math.asinh), _flat),
}

_ALIASES = {"log": "ln", "ceiling": "ceil"}
