"""Zeros of smooth functions found by changes of sign on a grid of several scales."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digits import Digits
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.statements.marks import Mark, Unsupported, fineness, to_fraction
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.tree import Node

STEPS = 64
# Where not all zeros can be found, so many serve to refute.
SOME = 5


def scanned(f: Node, variable: str, low: Mark | None, high: Mark | None, gaps: list[str]) -> list[Mark]:
    """Zeros inside a cell where f is smooth, by changes of sign on a grid of several scales."""
    try:
        run = compile_tree(f, Floats(real=True))
    except Undefined:
        return []
    except Unsure as error:
        raise Unsupported(str(error)) from None
    grid = _grid(low, high)
    values = [_float_at(run, variable, x) for x in grid]
    found: list[Mark] = []
    for i in range(len(grid) - 1):
        clock.check()
        a, b = values[i], values[i + 1]
        if a is None or b is None:
            continue
        if gaps and len(found) >= SOME:
            break
        if a == 0:
            found.append(Fraction(grid[i]))
            before = values[i - 1] if i else None
            if before is None or before * b >= 0:
                gaps.append("a zero without a change of sign")
        elif a * b < 0:
            found.append(bisected(f, variable, grid[i], grid[i + 1]))
        elif i and _touches(run, variable, grid[i - 1 : i + 2], values[i - 1 : i + 2]):
            gaps.append("a zero without a change of sign")
    return found


def _grid(low: Mark | None, high: Mark | None) -> list[float]:
    if low is not None and high is not None:
        a, b = float(to_fraction(low)), float(to_fraction(high))
        inner = [a + (b - a) * k / STEPS for k in range(1, STEPS)]
        ends = [(b - a) * 2.0**-k for k in range(7, 40, 3)]
        return sorted({*inner, *(a + d for d in ends), *(b - d for d in ends)} - {a, b})
    far = [2.0 ** (k / 2) for k in range(-40, 44)]
    if low is None and high is None:
        return sorted({0.0, *far, *(-x for x in far)})
    start = float(to_fraction(low if low is not None else high))
    sign = 1 if low is not None else -1
    return sorted({start + sign * x for x in far} - {start})


def _float_at(run: Run, variable: str, x: float) -> float | None:
    clock.check()
    try:
        v, e = run({variable: (x, 0.0)})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if not math.isfinite(v) or not math.isfinite(e):
        return None
    return float(v) if abs(v) > e else 0.0 if abs(v) < 1e-12 and e < 1e-9 else None


def _touches(run: Run, variable: str, xs: list[float], values: list[float | None]) -> bool:
    """Whether |f| dips to nothing between three points where it keeps its sign."""
    first, middle, last = values
    if first is None or middle is None or last is None or first * middle <= 0:
        return False
    a, m, b = abs(first), abs(middle), abs(last)
    if m > a or m > b:
        return False
    low, high = xs[0], xs[2]
    for _ in range(80):
        left, right = low + (high - low) * 0.382, low + (high - low) * 0.618
        u, w = _float_at(run, variable, left), _float_at(run, variable, right)
        if u is None or w is None:
            return True
        low, high = (low, right) if abs(u) < abs(w) else (left, high)
    least = _float_at(run, variable, (low + high) / 2)
    return least is None or abs(least) < 1e-9 * max(a, b)


def bisected(f: Node, variable: str, a: float, b: float) -> Mark:
    """The zero between two points of opposite sign: bisection, then the secant rule, to a mark's digits."""
    arithmetic = Digits(real=True)
    ctx = arithmetic.ctx
    fine = fineness()
    ctx.prec = fine.precision
    run = compile_tree(f, arithmetic)

    def value(x: Any) -> Any:
        clock.check()
        return run({variable: (x, -(10**9))})[0]

    try:
        root = ctx.findroot(value, (ctx.mpf(a), ctx.mpf(b)), solver="anderson", maxsteps=200, verify=False)
        if abs(root) < ctx.ldexp(1, -fine.near):
            return _nothing(f, variable)
        step = ctx.ldexp(abs(root), -fine.accuracy)  # who works with the root takes all its digits for right
        if a <= root <= b and value(root - step) * value(root + step) <= 0:
            return root
    except (Undefined, Unsure, ZeroDivisionError, ValueError):
        pass
    raise Unsupported("a zero that can't be found exactly enough")


def _nothing(f: Node, variable: str) -> Fraction:
    """0, where the zero is there exactly. Raises Unsupported where it is merely near: e^(-1000)."""
    if sign_at(f, variable, Fraction(0)) == 0:
        return Fraction(0)
    raise Unsupported("a zero too near to 0")
