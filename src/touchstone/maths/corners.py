"""Points on both sides of every place where a function may have a corner, a jump or an end.

Smooth functions that agree somewhere agree everywhere; |x - 1000000| and 1000000 - x agree on most of the
points that anybody would draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice, pairwise

from touchstone.maths import clock, exact
from touchstone.maths.domain import WHOLE_NUMBERS, Domain, Point, landmarks
from touchstone.maths.floats import Floats
from touchstone.maths.kinks import DIVIDING, factors, turning
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Multiply,
    Node,
    Power,
    children,
    walk,
)

SMALL_PRIMES, MAX_DIVISORS = 1000, 40
# Whole numbers beyond these are not exact in floats; so many written numbers are enough to look at.
FAR, MAX_MARKS = 2.0**53, 12
# Enough for what people write; each costs some tens of microseconds to locate.
MAX_POINTS, MAX_ZEROS = 80, 12
# Nodes worked out in one search for corners, ten times what people write: nested maxima take seconds.
MOST_WORK = 300_000
# Corners are located to 2^-45 of the grid's width; points as near as this still lie beside them.
NARROW = 2.0**-24
GRID = (0.0, *(s * 2.0**k for k in range(-12, 45, 2) for s in (1, -1)))


class Late(Exception):
    """The corners of an expression are too many to be looked for in the time that an answer has."""


def points(a: Node, b: Node, domain: Domain) -> list[Point]:
    """Points around the corners of both expressions, inside the domain. Raises Late."""
    found: list[Point] = []
    if any(traits(node).functions & DIVIDING for node in (a, b)):
        found = _multiples(a, b, domain)
    arguments = [u for node in (a, b) for u in turning(node)]
    names = names_in(a) | names_in(b)
    if not arguments or "complex" in domain.assume.values():
        return found
    marks = [*landmarks((a, b)), *written(a, b)]
    functions = [f for u in arguments for f in _compiled(u)]
    work = 0
    for turn, base in enumerate(islice(domain.points(names), 1 if len(names) == 1 else 2 * len(functions))):
        here = functions if len(names) == 1 else functions[turn % len(functions) : turn % len(functions) + 1]
        for name in sorted(names):
            zeros: list[float] = []
            for f in here:
                if name in f.names:
                    zeros.extend(f.zeros(name, base, marks, zeros))
                    work += f.work
                    if work > MOST_WORK:
                        raise Late
            places = _whole_around if domain.assume.get(name) in WHOLE_NUMBERS else _around
            found.extend({**base, name: x} for x in places(zeros) if _allowed(x, name, domain))
    return found[:MAX_POINTS]


def written(*nodes: Node) -> list[float]:
    """Values of the sums and products of numbers that are written, as in n - 3*17 + 11: 40."""
    found: dict[float, None] = {}
    for node in nodes:
        for part in walk(node):
            if isinstance(part, Add | Multiply | Divide | Power) and len(found) < MAX_MARKS:
                value = _constant(part)
                if value is not None:
                    found[value] = found[-value] = None
    return list(found)


def _constant(part: Node) -> float | None:
    """What the numbers of a sum or product come to, its other parts left out."""
    known: list[Fraction] = []
    for inner in (part, *children(part)):
        try:
            value = None if names_in(inner) else exact.rational(inner)
        except exact.NoValue:
            return None
        if inner is part and value is not None:
            known = [value]
            break
        if value is not None:
            known.append(value)
    if not known:
        return None
    total = Fraction(sum(known) if isinstance(part, Add) else math.prod(known))
    try:
        return float(total) if total and abs(total) < FAR else None
    except OverflowError:
        return None


def _multiples(a: Node, b: Node, domain: Domain) -> list[Point]:
    """Multiples of what divides the numbers in a gcd or lcm, for each variable alone and for all at once."""
    names = sorted(names_in(a) | names_in(b))
    divisors = sorted({d for node in (a, b) for n in _moduli(node) for d in _divisors(n)})[:MAX_DIVISORS]
    found: list[Point] = []
    for base, d in zip(domain.points(frozenset(names)), [0, 1, *divisors], strict=False):
        found.extend({**base, name: float(d)} for name in names)
        found.extend({name: float(k * d) for name in names} for k in (1, 2, 3))
    return [point for point in found if all(_allowed(x, name, domain) for name, x in _real(point))]


def _real(point: Point) -> Iterator[tuple[str, float]]:
    return ((name, x) for name, x in point.items() if isinstance(x, float))


def _moduli(node: Node) -> Iterator[int]:
    """The whole numbers that occur in what a gcd or lcm is taken of."""
    for part in walk(node):
        if isinstance(part, Call) and part.function in DIVIDING:
            for inner in (deep for argument in part.arguments for deep in walk(argument)):
                n = None if names_in(inner) else exact.integer(inner)
                if n is not None and 1 < abs(n) < 2**53:
                    yield abs(n)


def _divisors(n: int) -> Iterator[int]:
    """The number itself, and its prime powers as far as small primes go."""
    yield n
    rest = n
    for p in range(2, SMALL_PRIMES):
        power = 1
        while rest % p == 0:
            rest //= p
            power *= p
            yield power
    if rest > 1:
        yield rest


class _Turning:
    """An expression whose zeros are looked for along one variable, in floats: a rough place is enough."""

    def __init__(self, run: Run, factor: Node) -> None:
        self.run, self.names = run, names_in(factor)
        self.size = sum(1 for _ in walk(factor))
        self.work = 0  # nodes worked out in the last search

    def zeros(self, name: str, base: Point, marks: list[float], corners: list[float]) -> list[float]:
        """Changes of sign and dips towards zero on a grid of several scales, refined.

        Between two corners of what stands inside, the expression may rise and fall: they lie on the grid.
        """
        env = {other: (value, 0.0) for other, value in base.items()}
        self.work = 0

        def value(x: float) -> float | None:
            clock.check()
            env[name] = (x, 0.0)
            self.work += self.size
            try:
                v, error = self.run(env)
            except (Undefined, Unsure, OverflowError, ValueError):
                return None
            if not (isinstance(v, float) and math.isfinite(v)):
                return None
            return 0.0 if abs(v) <= error else v  # the sign of what is rounded says nothing

        grid = sorted(
            {*GRID, *corners[:MAX_ZEROS], *(mark * near for mark in marks for near in (0.999, 1.0, 1.001))}
        )
        heights = [value(x) for x in grid]
        found = []
        for i in range(1, len(grid)):
            left, right = heights[i - 1], heights[i]
            if left is None or right is None:
                if left is not right:
                    found.append(_edge(value, grid[i - 1], grid[i]))
            elif left == right == 0 and value((grid[i - 1] + grid[i]) / 2) == 0:
                found.append(grid[i - 1])  # as in |y - y|: zero all along, and no place to be looked for
            elif left * right <= 0:
                found.append(_bisected(value, grid[i - 1], grid[i], left))
            elif i > 1 and _dips(heights[i - 2], left, right):
                found.append(_lowest(value, grid[i - 2], grid[i]))
        return found[:MAX_ZEROS]


def _compiled(u: Node) -> Iterator[_Turning]:
    """The factors of an expression: each has to be zero somewhere for it to be."""
    for factor in factors(u):
        try:
            yield _Turning(compile_tree(factor, Floats(real=True)), factor)
        except (Undefined, Unsure):
            continue


Height = Callable[[float], float | None]


def _dips(a: float | None, m: float, b: float) -> bool:
    return a is not None and a * m > 0 and abs(m) < abs(a) / 2 and abs(m) < abs(b) / 2


def _bisected(value: Height, low: float, high: float, at_low: float) -> float:
    for _ in range(45):
        middle = (low + high) / 2
        height = value(middle)
        if height is None:
            break
        low, high = (middle, high) if (height > 0) == (at_low > 0) else (low, middle)
    return (low + high) / 2


def _edge(value: Height, low: float, high: float) -> float:
    """Where the expression stops being defined."""
    defined = value(low) is not None
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (middle, high) if (value(middle) is not None) == defined else (low, middle)
    return (low + high) / 2


def _lowest(value: Height, low: float, high: float) -> float:
    for _ in range(40):
        left, right = low + (high - low) * 0.382, low + (high - low) * 0.618
        u, w = value(left), value(right)
        if u is None or w is None:
            break
        low, high = (low, right) if abs(u) < abs(w) else (left, high)
    return (low + high) / 2


def _around(zeros: list[float]) -> list[float]:
    """A point in each interval between the zeros, close to them and far from them."""
    cuts = sorted(set(zeros))[:MAX_ZEROS]
    if not cuts:
        return []
    found = [cuts[0] - 1 - abs(cuts[0]), cuts[-1] + 1 + abs(cuts[-1])]
    found.extend((low + high) / 2 for low, high in pairwise(cuts))
    for cut in cuts:
        found.append(cut)
        for step in ((1 + abs(cut)) / 1024, (1 + abs(cut)) * NARROW):
            found.extend((cut + step, cut - step))
    return found


def _whole_around(zeros: list[float]) -> list[float]:
    """The whole numbers at each zero and beside it, and one in each interval between them."""
    cuts = sorted(zero for zero in set(zeros) if abs(zero) < FAR)[:MAX_ZEROS]
    found: dict[float, None] = {}
    for cut in cuts:
        low = math.floor(cut)
        found.update(dict.fromkeys(float(low + step) for step in (-1, 0, 1, 2)))
    for low_cut, high_cut in pairwise(cuts):
        found[float(round((low_cut + high_cut) / 2))] = None
    if cuts:
        found[float(math.floor(2 * cuts[0] - abs(cuts[0]) - 8))] = None
        found[float(math.ceil(cuts[-1] + abs(cuts[-1]) + 8))] = None
    return list(found)


def _allowed(x: float, name: str, domain: Domain) -> bool:
    what = domain.assume.get(name)
    return x > 0 if what == "positive" else x >= 0 if what in ("nonnegative", "count") else True
