"""Functions of floats with a bound on their error; see `float_arithmetic`."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import cast

from touchstone.maths.float_arithmetic import ROUNDING, TINY, WIDE, Ball, FloatArithmetic, Scalar, safely
from touchstone.maths.numeric import NotReal, Run, Undefined, Unsure, compile_tree
from touchstone.maths.tree import Node, identity


class Floats(FloatArithmetic):
    """Arithmetic on balls, with the functions of the language."""

    def function(self, name: str) -> Callable[..., Ball]:
        found = getattr(self, "_" + _ALIASES.get(name, name), None)
        if found is not None:
            return cast("Callable[..., Ball]", found)
        if name in _SMOOTH:
            f, slope = _SMOOTH[name]
            return lambda a: _smooth(a, f, slope)
        raise Unsure(f"{name} is not counted in floats")

    def _log2(self, a: Ball) -> Ball:
        return self.divide(self._ln(a), self._ln((2.0, 0.0)))

    def _log10(self, a: Ball) -> Ball:
        return self.divide(self._ln(a), self._ln((10.0, 0.0)))

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
            raise NotReal("an inverse sine or cosine beyond 1") if self.real else Unsure("not real")
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
            raise NotReal("acosh below 1") if self.real else Unsure("not real")
        return math.acosh(v), 2 * e / math.sqrt(v * v - 1) + ROUNDING * 4

    def _atanh(self, a: Ball) -> Ball:
        v, e = a
        if not isinstance(v, float) or abs(abs(v) - 1) <= 8 * e + 1e-12:
            raise Unsure("left to many digits")
        if abs(v) > 1:
            raise NotReal("atanh beyond 1") if self.real else Unsure("not real")
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
            raise NotReal("not real")
        return a[0], a[1]

    def _gamma(self, a: Ball) -> Ball:
        v, e = self._real(a)
        if e > 1e-9 * (1 + abs(v)) or (v < 1e-6 and abs(v - round(v)) < 1e-6):
            raise (
                Undefined("gamma at a pole") if v <= 0 and v == round(v) and not e else Unsure("near a pole")
            )
        g = safely(lambda: math.gamma(v))
        if abs(g) < TINY:
            raise Unsure("too small")
        nearest = abs(v - round(v)) if v < 0.5 else 1.0
        slope = abs(g) * (math.log(abs(v) + 2) + 2 / nearest + 2)
        return g, 2 * e * slope + 64 * ROUNDING * (1 + abs(v)) * abs(g)

    def _factorial(self, a: Ball) -> Ball:
        return self._gamma(self.add(a, (1.0, 0.0)))

    def _binomial(self, n: Ball, k: Ball) -> Ball:
        (v, e), (w, f) = n, k
        exact = isinstance(v, float) and isinstance(w, float) and not (e or f) and w.is_integer()
        if exact and (w.real < 0 or (v.real.is_integer() and 0 <= v.real < w.real)):
            return 0.0, 0.0  # as in exact arithmetic: of three nobody can choose five
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


def _arc_error(v: float, e: float) -> float:
    return 4 * ROUNDING + (2 * e / math.sqrt(1 - v * v) if e else 0.0)


def _smooth(a: Ball, f: Callable[[Scalar], Scalar], slope: Callable[[float], float]) -> Ball:
    v, e = a
    if e > WIDE * (1 + abs(v)) or e > WIDE * 100:
        raise Unsure("too uncertain")
    value = safely(lambda: f(v))
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
