"""All complex roots of a polynomial whose roots are simple, each told apart from the others for sure.

Aberth's method in floats finds where they are, Newton's in many digits makes them sharp. Within n·|p/p′|
of any point lies a root of a polynomial of degree n (Laguerre): where these discs don't meet, each holds one.
"""

from __future__ import annotations

import cmath
import math
from typing import Any

from touchstone.maths import clock
from touchstone.maths.statements.marks import fineness

# Steps of Aberth's method: forty roots take about thirty; those that lie close take one more for each bit.
STEPS, FINE_STEPS, SHARPENING = 200, 120, 60
# Floats are content with this, relative to the root: Newton's method doubles the digits from there.
CLOSE = 1e-11


def separate_roots(ctx: Any, poly: list[Any], *, patient: bool = False) -> list[Any] | None:
    """The roots of a polynomial, constant first; zero once. None where they can't be told apart for sure.

    `patient`: takes the time that roots nearer to each other than floats see need.
    """
    low = next((k for k, c in enumerate(poly) if c), len(poly))
    zero, poly = [ctx.mpc(0)] * (low > 0), poly[low:]
    if len(poly) < 2:
        return zero
    step = math.gcd(*(k for k, c in enumerate(poly) if c))
    powers = _separate(ctx, poly[::step], patient=patient)
    if powers is None:
        return None
    turns = [ctx.expjpi(ctx.mpf(2 * k) / step) for k in range(step)]
    return zero + [root * turn for root in (ctx.root(w, step) for w in powers) for turn in turns]


def _separate(ctx: Any, poly: list[Any], *, patient: bool) -> list[Any] | None:
    if len(poly) == 2:
        return [ctx.mpc(-poly[0] / poly[1])]
    found = rough_roots(ctx, poly)
    if patient:
        found = _aberth(poly, found, ctx.ldexp(1, -ctx.prec // 2), FINE_STEPS)
    found = [_sharp(ctx, poly, z) for z in found]
    return found if _apart(ctx, poly, found) else None


def rough_roots(ctx: Any, poly: list[Any]) -> list[Any]:
    """All roots as floats see them, from a polynomial that isn't zero at 0."""
    degree = len(poly) - 1
    scale = ctx.root(abs(poly[0] / poly[-1]), degree)  # the roots divided by it have the product 1
    scaled = [c * scale**k for k, c in enumerate(poly)]
    most = max(map(abs, scaled))
    starts = [cmath.rect(1, 2 * math.pi * k / degree + 0.4) for k in range(degree)]
    return [ctx.mpc(z) * scale for z in _aberth([complex(c / most) for c in scaled], starts, CLOSE, STEPS)]


def _aberth(poly: list[Any], roots: list[Any], close: Any, steps: int) -> list[Any]:
    """Newton's step for each root, kept off the others."""
    roots, waiting = list(roots), set(range(len(roots)))
    for _ in range(steps):
        for i in tuple(waiting):
            clock.check()
            z = roots[i]
            ratio = _newton(poly, z)
            if ratio is None:
                waiting.discard(i)
                continue
            push = sum((1 / (z - w) for j, w in enumerate(roots) if j != i and z != w), 0 * z)
            below = 1 - ratio * push
            move = ratio / below if below else ratio
            roots[i] = z - move
            if abs(move) <= close * abs(roots[i]):
                waiting.discard(i)
        if not waiting:
            break
    return roots


def _newton(poly: list[Any], z: Any) -> Any:
    """p/p′ at a point; None at a root. Beyond 1 by the reversed polynomial, whose powers don't overflow."""
    if abs(z) <= 1:
        value, slope = _horner(reversed(poly), z)
        return None if not value else value / slope if slope else z / 2 + 1
    inverse, n = 1 / z, len(poly) - 1
    value, slope = _horner(poly, inverse)
    if not value:
        return None
    below = n * value - inverse * slope
    return z * value / below if below else z / 2


def _horner(falling: Any, z: Any) -> tuple[Any, Any]:
    value, slope = 0 * z, 0 * z
    for c in falling:
        slope = slope * z + value
        value = value * z + c
    return value, slope


def _sharp(ctx: Any, poly: list[Any], z: Any) -> Any:
    """Newton's method until the digits no longer change, some bits beyond the context's precision."""
    with ctx.extraprec(64):
        for _ in range(SHARPENING):
            clock.check()
            move = _newton(poly, z)
            if move is None:
                break
            z = z - move
            if abs(move) <= ctx.ldexp(abs(z), -ctx.prec // 2 - 8):
                break
    return z


def _apart(ctx: Any, poly: list[Any], roots: list[Any]) -> bool:
    """Whether the discs in which one root each must lie are as small as marks ask, and don't meet."""
    radii, accuracy = [], fineness().accuracy
    for z in roots:
        clock.check()
        ratio = _newton(poly, z)
        least = ctx.ldexp(abs(z), 8 - ctx.prec)
        radii.append(least if ratio is None else least + len(poly) * abs(ratio))
        if radii[-1] > ctx.ldexp(max(1, abs(z)), -accuracy):
            return False
    return all(
        abs(z - w) > 2 * (radii[i] + radii[j]) for i, z in enumerate(roots) for j, w in enumerate(roots[:i])
    )
