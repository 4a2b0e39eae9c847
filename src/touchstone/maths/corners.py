"""Points on both sides of every place where a function may have a corner, a jump or an end.

Smooth functions that agree somewhere agree everywhere; |x - 1000000| and 1000000 - x agree on most of the
points that anybody would draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from touchstone.maths import exact
from touchstone.maths.arrays import ONE
from touchstone.maths.domain import Domain, Point, landmarks
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Negative, Node, Power, walk

ROOTED = frozenset({"sqrt", "root", "abs", "sign", "relu", "ln", "log", "log2", "log10"})
BOUNDED = frozenset({"asin", "acos", "atanh", "acosh"})
DIVIDING = frozenset({"gcd", "lcm"})
SMALL_PRIMES, MAX_DIVISORS = 1000, 40
CHOOSING = frozenset({"min", "max"})
# Enough for what people write; each costs some tens of microseconds to locate.
MAX_ARGUMENTS, MAX_POINTS, MAX_ZEROS = 12, 80, 12
# Corners are located to 2^-45 of the grid's width; points as near as this still lie beside them.
NARROW = 2.0**-24
GRID = (0.0, *(s * 2.0**k for k in range(-12, 45, 2) for s in (1, -1)))


def turning(node: Node) -> list[Node]:
    """Expressions whose zeros are where the node may turn, inner ones first."""
    found: list[Node] = []
    for part in reversed(list(walk(node))):
        for u in _of_part(part):
            if names_in(u) and u not in found:
                found.append(u)
    return found[:MAX_ARGUMENTS]


def _of_part(part: Node) -> Iterator[Node]:
    match part:
        case Call(function=name, arguments=arguments) if name in ROOTED:
            yield arguments[0]
        case Call(function=name, arguments=(u,)) if name in BOUNDED:
            yield Add((u, ONE))
            yield Add((u, Negative(ONE)))
        case Call(function=name, arguments=arguments) if name in CHOOSING:
            for i, a in enumerate(arguments):
                yield from (Add((a, Negative(b))) for b in arguments[:i])
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            if n is None or n.denominator > 1:
                yield base


def points(a: Node, b: Node, domain: Domain) -> list[Point]:
    """Points around the corners of both expressions, inside the domain."""
    if any(traits(node).functions & DIVIDING for node in (a, b)):
        return _multiples(a, b, domain)
    arguments = [u for node in (a, b) for u in turning(node)]
    names = names_in(a) | names_in(b)
    if not arguments or any(domain.assume.get(name) in ("integer", "count", "complex") for name in names):
        return []
    marks = landmarks((a, b))
    functions = [f for u in arguments for f in _compiled(u)]
    found: list[Point] = []
    for turn, base in enumerate(islice(domain.points(names), 1 if len(names) == 1 else 2 * len(functions))):
        here = functions if len(names) == 1 else functions[turn % len(functions) : turn % len(functions) + 1]
        for name in sorted(names):
            zeros: list[float] = []
            for f in here:
                if name in f.names:
                    zeros.extend(f.zeros(name, base, marks, zeros))
            found.extend({**base, name: x} for x in _around(zeros) if _allowed(x, name, domain))
    return found[:MAX_POINTS]


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

    def __init__(self, run: Run, names: frozenset[str]) -> None:
        self.run, self.names = run, names

    def zeros(self, name: str, base: Point, marks: list[float], corners: list[float]) -> list[float]:
        """Changes of sign and dips towards zero on a grid of several scales, refined.

        Between two corners of what stands inside, the expression may rise and fall: they lie on the grid.
        """
        env = {other: (value, 0.0) for other, value in base.items()}

        def value(x: float) -> float | None:
            env[name] = (x, 0.0)
            try:
                v, _ = self.run(env)
            except (Undefined, Unsure, OverflowError, ValueError):
                return None
            return v if isinstance(v, float) and math.isfinite(v) else None

        grid = sorted(
            {*GRID, *corners[:MAX_ZEROS], *(mark * near for mark in marks for near in (0.999, 1.001))}
        )
        heights = [value(x) for x in grid]
        found = []
        for i in range(1, len(grid)):
            left, right = heights[i - 1], heights[i]
            if left is None or right is None:
                if left is not right:
                    found.append(_edge(value, grid[i - 1], grid[i]))
            elif left * right <= 0:
                found.append(_bisected(value, grid[i - 1], grid[i], left))
            elif i > 1 and _dips(heights[i - 2], left, right):
                found.append(_lowest(value, grid[i - 2], grid[i]))
        return found[:MAX_ZEROS]


def _compiled(u: Node) -> Iterator[_Turning]:
    """The factors of an expression: each has to be zero somewhere for it to be."""
    for factor in factors(u):
        try:
            yield _Turning(compile_tree(factor, Floats(real=True)), names_in(factor))
        except (Undefined, Unsure):
            continue


def factors(u: Node) -> list[Node]:
    """What has to be zero, or infinite, for a product to be; powers left out, constants too."""
    match u:
        case Multiply(factors=parts):
            return [factor for part in parts for factor in factors(part)]
        case Divide(numerator=over, denominator=under):
            return [*factors(over), *factors(under)]
        case Negative(operand=inner) | Power(base=inner):
            return factors(inner)
    return [u] if names_in(u) else []


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


def _allowed(x: float, name: str, domain: Domain) -> bool:
    what = domain.assume.get(name)
    return x > 0 if what == "positive" else x >= 0 if what == "nonnegative" else True
