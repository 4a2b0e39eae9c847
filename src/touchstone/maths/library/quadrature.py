"""The integral of a function of one variable as a number, in many digits; None where it isn't sure.

Each piece between two cuts by tanh-sinh quadrature, which doesn't mind what happens at the very ends; an
endless range piece by piece, and the sum of the pieces by what speeds up series.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import EXACT, context
from touchstone.maths.digits import Digits
from touchstone.maths.library import cuts, peaks
from touchstone.maths.library.partial_sums import fades, limit_of
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.tree import Call, Constant, Node, names_in, walk

BITS = 160
# Two levels of the quadrature that agree so far are believed.
SURE = 1e-11
# Beside a cut a zero is one to so many digits.
NO_MORE = 1e-30
# From this level on, up to that one; each has twice as many points as the one before.
FIRST, LAST = 3, 7
# sinh(4.2) is 33: the outermost points are 10^-45 of the range from its ends.
REACH = 4.2
# Nearer to an end than this share of the piece, what can't be told is left out.
BESIDE = 1e-12
# Levels that differ by less than this share may come to agree on halves of the piece, and on halves of them.
NEARLY, HALVINGS = 0.05, 3
# How many pieces an endless range is cut into.
TAIL = 44
# Parts that grow so many times in a row come to nothing in no range that is looked at.
RISING = 16
# A part of an endless sum that is smaller than this ends it.
NOTHING = 1e-16


class Integrand:
    """A function of one variable, real unless `i` is written in it. `size` adds up the integral of |f|."""

    def __init__(self, tree: Node, name: str) -> None:
        self.tree, self.name = tree, name
        self.size: Any = 0
        self.real = Constant("i") not in walk(tree)
        self._run = compile_tree(tree, Digits(real=self.real))

    def __call__(self, t: Any) -> Any:
        """The value there. Raises Undefined where there is none, Unsure where it isn't certain."""
        value, error = self._run({self.name: (t, EXACT)})
        if error > max(-40, context().mag(value) - 40 if value else EXACT):
            raise Unsure("too uncertain")
        return value


class Stretched(Integrand):
    """A function of another variable, which adds to the size of the one that it is made of."""

    def __init__(self, f: Integrand, over: Callable[[Any], Any]) -> None:
        self.tree, self.name, self.real = f.tree, f.name, f.real
        self.size: Any = 0
        self._over = over

    def __call__(self, t: Any) -> Any:
        return self._over(t)


def integral(f: Integrand, low: Any, high: Any, *, slowly: bool = False) -> Any:
    """The integral from `low` to `high`, or None; `slowly` where it may fade as 1/(x ln(x)²) does."""
    ctx = context()
    with ctx.workprec(BITS):
        if low > high:
            turned = integral(f, high, low, slowly=slowly)
            return None if turned is None else -turned
        try:
            inside = cuts.places(f.tree, f.name, low, high)
            ends = [low, *_apart(inside, peaks.places(f.tree, f.name, f, low, high)), high]
            total = ctx.mpf(0)
            for a, b in pairwise(with_a_middle(ends)):
                part = part_of(f, a, b)
                if part is None and slowly:
                    part = _slow(f, a, b)
                if part is None:
                    return None
                total += part
        except (Undefined, Unsure, cuts.TooMany, OverflowError):
            return None
        return total


def _apart(places: list[Any], rough: list[Any]) -> list[Any]:
    """All of them in order, but of those found roughly the ones beside another."""
    kept = list(places)
    for place in rough:
        if all(abs(place - other) > 1e-6 * max(1, abs(other)) for other in kept):
            kept.append(place)
    return sorted(kept)


def with_a_middle(ends: list[Any]) -> list[Any]:
    """An endless range has a place to start from; of one with two places inside each end has its own."""
    ctx = context()
    if len(ends) == 2 and ends[0] == -ctx.inf and ends[1] == ctx.inf:
        return [ends[0], ctx.mpf(0), ends[1]]
    return ends


def part_of(f: Integrand, a: Any, b: Any) -> Any:
    """The integral between two cuts, of which one may be infinite; or None."""
    ctx = context()
    if b == ctx.inf:
        return _tail(f, a, 1)
    if a == -ctx.inf:
        return _tail(f, b, -1)
    return piece(f, a, b, HALVINGS)


# --- a piece between two numbers ------------------------------------------------------------------------


@lru_cache(maxsize=LAST + 1)
def _nodes(level: int) -> tuple[tuple[Any, Any], ...]:
    """Distances from the nearer end, as shares of the half range, and weights; what the level adds."""
    ctx = context()
    found = []
    with ctx.workprec(BITS + 20):
        step = ctx.mpf(1) / 2**level
        first, stride = (step, 1) if level == FIRST else (step, 2)
        count = int(REACH / float(step))
        for k in range(1, count + 1, stride):
            t = first * k
            u = ctx.pi / 2 * ctx.sinh(t)
            share = 2 / (1 + ctx.exp(2 * u))
            found.append((share, ctx.pi / 2 * ctx.cosh(t) / ctx.cosh(u) ** 2))
    return tuple(found)


def piece(f: Integrand, a: Any, b: Any, halvings: int = 0) -> Any:
    """The integral between two numbers; None when two levels don't agree, or the ends have a share in it.

    Where they nearly agree, as on many waves, both halves are looked at for themselves, so many times.
    """
    ctx = context()
    half, middle = (b - a) / 2, (a + b) / 2
    total = ctx.pi / 2 * f(middle)
    size = abs(total)
    before = last_but_one = None
    outermost = ctx.mpf(0)
    for level in range(FIRST, LAST + 1):
        clock.check()
        for side, at in ((1, a), (-1, b)):
            last = ctx.mpf(0)
            for share, weight in _nodes(level):
                distance = share * half
                try:
                    last = weight * f(at + side * distance)
                except (Undefined, Unsure):
                    if share > BESIDE:
                        raise
                    break
                total += last
                size += abs(last)
            outermost = max(outermost, abs(last)) if level == FIRST else outermost
        now, most = total * half / 2**level, size * half / 2**level
        little = max(SURE * most, NO_MORE)
        if before is not None and abs(now - before) <= little:
            f.size += most
            return now if outermost * half <= little else None
        last_but_one, before = before, now
    if not halvings or abs(last_but_one - now) > NEARLY * most:
        return None
    halves = [piece(f, a, middle, halvings - 1), piece(f, middle, b, halvings - 1)]
    return None if None in halves else sum(halves)


# --- an endless range -----------------------------------------------------------------------------------


def _tail(f: Integrand, start: Any, side: int) -> Any:
    """From `start` to infinity, or to minus infinity: the limit of the sum of its pieces."""
    ctx = context()
    turning = _half_turns(f, start, side)
    steps = turning or [start + side * ctx.mpf(2) ** k for k in range(-1, TAIL)]
    return _summed(f, [start, *steps])


def _come_to_nothing(last: list[Any], whole: Any) -> bool:
    """Whether nothing worth adding is left: the last parts are small, and get no larger."""
    falling = all(abs(q) <= abs(p) for p, q in pairwise(last))
    return falling and abs(last[0]) <= NOTHING * max(NOTHING, abs(whole))


def _slow(f: Integrand, a: Any, b: Any) -> Any:
    """An endless piece with e^t for the variable, behind its first part."""
    ctx = context()
    if ctx.isfinite(a) == ctx.isfinite(b):
        return None
    start, side = (a, 1) if b == ctx.inf else (b, -1)
    far = max(side * start + 1, ctx.mpf(8))
    first = piece(f, min(start, side * far), max(start, side * far))

    def over(t: Any) -> Any:
        size = ctx.exp(t)
        return f(side * size) * size

    steps = [ctx.log(far) + ctx.mpf(2) ** k for k in range(-1, TAIL)]
    rest = _summed(Stretched(f, over), [ctx.log(far), *steps])
    return None if first is None or rest is None else first + rest


def _half_turns(f: Integrand, start: Any, side: int) -> list[Any]:
    """Where a sine or cosine in the function has its zeros, so that its waves are counted one by one."""
    waves = [
        node
        for node in walk(f.tree)
        if isinstance(node, Call) and node.function in ("sin", "cos") and f.name in names_in(node)
    ]
    if not waves:
        return []
    ctx = context()
    slowest = min((_turn(Integrand(node.arguments[0], f.name), start, side) for node in waves), key=len)
    return slowest if len(slowest) > TAIL // 2 and ctx.isfinite(slowest[-1]) else []


def _turn(angle: Integrand, start: Any, side: int) -> list[Any]:
    """Where an angle that grows or falls all along passes the multiples of π."""
    ctx = context()
    first = angle(start + side * ctx.mpf("1e-9"))
    way = 1 if angle(start + side * 10) > first else -1
    found: list[Any] = []
    place = start
    for k in range(1, TAIL + 1):
        aim = (ctx.floor(first / ctx.pi) + k if way > 0 else ctx.ceil(first / ctx.pi) - k) * ctx.pi
        reach = ctx.mpf(1)
        while (angle(place + side * reach) - aim) * way < 0:
            reach *= 2
            if reach > 1e9:
                return found
        near, far = place, place + side * reach
        for _ in range(BITS):
            middle = (near + far) / 2
            near, far = (middle, far) if (angle(middle) - aim) * way < 0 else (near, middle)
        place = far
        found.append(place)
    return found


def _summed(f: Integrand, ends: list[Any]) -> Any:
    """The limit of the partial sums; None where the parts don't come to nothing."""
    ctx = context()
    parts: list[Any] = []
    sums: list[Any] = [ctx.mpf(0)]
    for a, b in pairwise(ends):
        part = piece(f, min(a, b), max(a, b))
        if part is None:
            return None
        parts.append(part)
        sums.append(sums[-1] + part)
        if len(parts) > RISING and all(abs(p) < abs(q) for p, q in pairwise(parts[-RISING:])):
            return None
        if len(parts) > 6 and _come_to_nothing(parts[-3:], sums[-1]):
            return sums[-1]
    if not fades(parts):
        return None
    return limit_of(sums[1:])
