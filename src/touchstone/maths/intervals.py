"""Intervals of floats, rounded outwards: all values that a function takes between two places.

Points at which a function has no value are passed over: of ln(x) on [-1, 1] the values are those on (0, 1].
So what an interval doesn't contain is a value nowhere on it, and what it contains need not be one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths.numeric import Run, Undefined, Unsure

Interval: TypeAlias = tuple[float, float]

EVERYTHING: Interval = (-math.inf, math.inf)
# Libraries promise a few units in the last place, which is 2^-52 of a value.
ROUNDING = 2.0**-48
SMALL, LARGE = 1e-290, 1.7e308
# Beyond the first a sine may be anything; parts of a turn are known to the second.
FAR, NEAR = 1e6, 1e-9
# Each is its own power.
_KEPT = frozenset({0.0, 1.0})


def _down(v: float) -> float:
    """A float that is surely not above what was rounded to v."""
    if v == 0 or v == -math.inf:
        return v
    if abs(v) < SMALL:
        return 0.0 if v > 0 else -SMALL
    return min(v, LARGE) - min(abs(v), LARGE) * ROUNDING


def _up(v: float) -> float:
    return -_down(-v)


def _sum_down(x: float, y: float) -> float:
    """A float that is surely not above x + y: the sum itself where it wasn't rounded up."""
    found = x + y
    if not math.isfinite(found):
        return -math.inf if math.isnan(found) else _down(found)
    rest = found - x
    return found if (x - (found - rest)) + (y - rest) >= 0 else _down(found)


def _inverse_down(v: float) -> float:
    """A float that is surely not above 1/v; of a power of two it is exact."""
    found = 1 / v
    return found if abs(math.frexp(v)[0]) == 0.5 else _down(found)


def _hull(values: list[float]) -> Interval:
    return _down(min(values)), _up(max(values))


def _times(x: float, y: float) -> float:
    if x == 0 or y == 0:
        return 0.0  # beside infinity too, which no value reaches
    product = x * y
    return product or math.copysign(SMALL / 2, x) * math.copysign(1, y)


class Intervals:
    """Arithmetic on intervals of real numbers."""

    def number(self, value: Fraction) -> Run:
        try:
            v = value.numerator / value.denominator
        except OverflowError:
            ball = (LARGE, math.inf) if value > 0 else (-math.inf, -LARGE)
            return lambda env: ball
        exact = v.as_integer_ratio() == (value.numerator, value.denominator)
        if not exact:
            v = v or math.copysign(SMALL / 2, value.numerator)
        ball = (v, v) if exact else (_down(v), _up(v))
        return lambda env: ball

    def constant(self, name: str) -> Run:
        if name == "i":
            raise Undefined("i is not real")
        v = {"pi": math.pi, "e": math.e}[name]
        return lambda env: (_down(v), _up(v))

    def add(self, a: Interval, b: Interval) -> Interval:
        return _sum_down(a[0], b[0]), -_sum_down(-a[1], -b[1])

    def negative(self, a: Interval) -> Interval:
        return -a[1], -a[0]

    def multiply(self, a: Interval, b: Interval) -> Interval:
        return _hull([_times(x, y) for x in a for y in b])

    def divide(self, a: Interval, b: Interval) -> Interval:
        low, high = b
        if low == 0 == high:
            raise Undefined("division by zero")
        if low < 0 < high:
            return EVERYTHING
        least = _inverse_down(high) if high else -math.inf
        most = -_inverse_down(-low) if low else math.inf
        return (least, most) if a == (1.0, 1.0) else self.multiply(a, (least, most))

    def power_integer(self, a: Interval, n: int) -> Interval:
        if n < 0:
            return self.divide((1.0, 1.0), self.power_integer(a, -n))
        if n == 0:
            return 1.0, 1.0
        low, high = a
        if n % 2:
            return low if low in _KEPT else _down(_power(low, n)), _up(_power(high, n))
        if low < 0 < high:
            return 0.0, _up(_power(max(-low, high), n))
        small, large = sorted((abs(low), abs(high)))
        return small if small in _KEPT else _down(_power(small, n)), _up(_power(large, n))

    def power_rational(self, a: Interval, exponent: Fraction) -> Interval:
        if exponent.denominator % 2 == 0 or a[0] >= 0:
            return self.power(a, self.number(exponent)({}))
        if exponent < 0:
            return self.divide((1.0, 1.0), self.power_rational(a, -exponent))
        size = self.function("abs")(a)
        whole = self.power(size, self.number(exponent)({}))
        if exponent.numerator % 2 == 0:
            return whole
        if a[1] < 0:
            return -whole[1], -whole[0]
        return (-whole[1] if a[0] < 0 else 0.0), (whole[1] if a[1] > 0 else 0.0)

    def power(self, a: Interval, b: Interval) -> Interval:
        """Of what is not negative; of others there is at most a value here and there."""
        if a[0] < 0 and b[0] == b[1] and b[0] == int(b[0]):
            return self.power_integer(a, int(b[0]))
        exp, ln = self.function("exp"), self.function("ln")
        found: Interval = exp(self.multiply(b, ln(a)))
        return (min(found[0], 0.0), found[1]) if a[0] <= 0 else found

    def root(self, a: Interval, degree: int) -> Interval:
        if degree < 1:
            raise Undefined("a root needs a positive degree")
        if degree == 2:
            found: Interval = self.function("sqrt")(a)
            return found
        return self.power_rational(a, Fraction(1, degree))

    def function(self, name: str) -> Callable[..., Interval]:
        if name in _RISING:
            step, least, most = _RISING[name]
            return lambda a: _monotone(step, a, least, most)
        own = {
            "acos": self._acos,
            "sin": lambda a: _turning(a, math.sin, 0.25),
            "cos": lambda a: _turning(a, math.cos, 0.0),
            "cosh": self._cosh,
            "abs": self._abs,
            "min": lambda *values: (min(low for low, _ in values), min(high for _, high in values)),
            "max": lambda *values: (max(low for low, _ in values), max(high for _, high in values)),
            "percent": lambda a: self.divide(a, (100.0, 100.0)),
            "degrees": lambda a: self.multiply(a, (_down(math.pi / 180), _up(math.pi / 180))),
            "sigmoid": lambda a: self.divide(
                (1.0, 1.0), self.add((1.0, 1.0), self.function("exp")(self.negative(a)))
            ),
        }.get(name)
        if own is None:
            raise Unsure(f"no interval is known of {name}")
        return own

    def _acos(self, a: Interval) -> Interval:
        low, high = self.function("asin")(a)
        return self.add((_down(math.pi / 2), _up(math.pi / 2)), (-high, -low))

    def _abs(self, a: Interval) -> Interval:
        low, high = a
        return (
            (0.0, max(-low, high)) if low < 0 < high else (min(abs(low), abs(high)), max(abs(low), abs(high)))
        )

    def _cosh(self, a: Interval) -> Interval:
        low, high = self._abs(a)
        return _down(_safely(math.cosh, low)), _up(_safely(math.cosh, high))


def _monotone(step: Callable[[float], float], a: Interval, least: float, most: float) -> Interval:
    """Of a function that rises from `least` to `most`, where it has a value."""
    low, high = max(a[0], least), min(a[1], most)
    if low > high:
        raise Undefined("no value")
    found = _down(_safely(step, low)), _up(_safely(step, high))
    return (max(found[0], -1.0), min(found[1], 1.0)) if step is math.tanh else found


def _turning(a: Interval, step: Callable[[float], float], highest: float) -> Interval:
    """Of a sine or cosine, which is 1 this part of a turn after 0, and -1 half a turn later."""
    low, high = a
    if not (low > -FAR and high < FAR):
        return -1.0, 1.0
    ends = step(low), step(high)
    top = 1.0 if _turns_between(low, high, highest) else min(_up(max(ends)), 1.0)
    bottom = -1.0 if _turns_between(low, high, highest + 0.5) else max(_down(min(ends)), -1.0)
    return bottom, top


def _turns_between(low: float, high: float, part: float) -> bool:
    """Whether a place so many parts of a turn after a whole one may lie between two; too often is no harm."""
    turn = 2 * math.pi
    return math.floor(high / turn - part + NEAR) >= math.ceil(low / turn - part - NEAR)


def _safely(step: Callable[[float], float], v: float) -> float:
    try:
        return step(v)
    except OverflowError:
        return math.copysign(math.inf, v)


def _power(v: float, n: int) -> float:
    try:
        return v**n or (math.copysign(SMALL / 2, v) if v and n % 2 else SMALL / 2 if v else 0.0)
    except OverflowError:
        return -math.inf if v < 0 and n % 2 else math.inf


def _logarithm(step: Callable[[float], float]) -> Callable[[float], float]:
    return lambda v: step(v) if v > 0 else -math.inf


def _exp(v: float) -> float:
    return math.exp(v) or (SMALL / 2 if v > -math.inf else 0.0)


def _ends(step: Callable[[float], float], edge: float) -> Callable[[float], float]:
    return lambda v: math.copysign(math.inf, v) if abs(v) >= edge else step(v)


_INF = math.inf
_RISING: dict[str, tuple[Callable[[float], float], float, float]] = {
    "exp": (_exp, -_INF, _INF),
    "ln": (_logarithm(math.log), 0.0, _INF),
    "log": (_logarithm(math.log), 0.0, _INF),
    "log2": (_logarithm(math.log2), 0.0, _INF),
    "log10": (_logarithm(math.log10), 0.0, _INF),
    "sqrt": (math.sqrt, 0.0, _INF),
    "atan": (math.atan, -_INF, _INF),
    "asin": (math.asin, -1.0, 1.0),
    "sinh": (math.sinh, -_INF, _INF),
    "tanh": (math.tanh, -_INF, _INF),
    "asinh": (math.asinh, -_INF, _INF),
    "acosh": (math.acosh, 1.0, _INF),
    "atanh": (_ends(math.atanh, 1.0), -1.0, 1.0),
}
