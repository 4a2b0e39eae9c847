"""Where a function of one variable has a corner, a jump or a pole, as far as what it is made of shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, islice, pairwise
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import EXACT, context
from touchstone.maths.digits import Digits
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.tree import Add, Call, Divide, Multiply, Negative, Node, Number, Power, names_in, walk

# Points at which each part is looked at, and how many cuts are worth making.
GRID, MOST_CUTS = 600, 60
# Of an endless range the places up to some 10^4 are looked at.
FAR = 10.0
# So near to zero, beside its neighbours, a smallest value is taken for zero.
TOUCHES = 1e-9

ONE = Number("1", Fraction(1))


class TooMany(Exception):
    """There are more places than can be looked at."""


def _difference(a: Node, b: Node) -> Node:
    return Add((a, Negative(b)))


def _edge(u: Node) -> Node:
    return _difference(ONE, Multiply((u, u)))


# What turns, has a pole or an end where its argument is zero.
_AT_ZERO = frozenset({"abs", "sign", "relu", "sqrt", "root", "ln", "log", "log2", "log10"})
_AT_ZERO_TOO = frozenset({"coth", "csch", "acot", "asec", "acsc", "asech", "acsch", "acoth"})
_AT_ONE = frozenset({"asin", "acos", "acosh", "atanh", "acoth", "asec", "acsc", "asech"})
_POLES = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}
_STEPS = frozenset({"floor", "ceil", "round"})


def watched(tree: Node, name: str) -> Iterator[Node]:
    """Expressions whose zeros (of floor: whose steps) are the places in question."""
    for node in walk(tree):
        match node:
            case Divide(denominator=below):
                yield from (factor for factor in _factors(below) if name in names_in(factor))
            case Power(base=base, exponent=exponent) if name in names_in(base):
                if not _natural(exponent):
                    yield base
            case Call(function=function, arguments=arguments) if name in names_in(node):
                yield from _of_call(node, function, arguments)


def _factors(node: Node) -> Iterator[Node]:
    match node:
        case Multiply(factors=factors):
            for factor in factors:
                yield from _factors(factor)
        case Power(base=base, exponent=exponent) if _natural(exponent):
            yield from _factors(base)
        case _:
            yield node


def _natural(exponent: Node) -> bool:
    return isinstance(exponent, Number) and exponent.value.denominator == 1


def _of_call(node: Call, function: str, arguments: tuple[Node, ...]) -> Iterator[Node]:
    if function in _AT_ZERO | _AT_ZERO_TOO:
        yield arguments[0]
    if function in _AT_ONE:
        yield _edge(arguments[0])
    if function in _POLES:
        yield Call(_POLES[function], arguments)
    if function in _STEPS:
        yield node
    if function == "mod":
        yield Call("floor", (Divide(arguments[0], arguments[1]),))
    if function in ("max", "min"):
        yield from (_difference(a, b) for a, b in combinations(arguments, 2))


def places(tree: Node, name: str, low: Any, high: Any) -> list[Any]:
    """The places between the ends, in order and in many digits. Raises TooMany."""
    found: list[Any] = []
    for part in dict.fromkeys(watched(tree, name)):
        found += turns(part, name, low, high)
        if len(found) > MOST_CUTS:
            raise TooMany
    ctx = context()
    distinct: list[Any] = []
    for place in sorted(found):
        nearest = distinct[-1] if distinct else low
        if place - nearest > ctx.mpf(10) ** -25 and high - place > ctx.mpf(10) ** -25:
            distinct.append(place)
    return distinct


def _grid(low: Any, high: Any) -> list[float]:
    a, b = float(low), float(high)
    if math.isfinite(a) and math.isfinite(b):
        # a little off the middle, so that no place falls on the grid by design
        inner = [a + (b - a) * (k + 0.4871) / GRID for k in range(GRID)]
    else:
        inner = [math.sinh(FAR * (2 * (k + 0.4871) / GRID - 1)) for k in range(GRID)]
        start = a if math.isfinite(a) else -b if math.isfinite(b) else 0.0
        inner = [start + x for x in inner] if math.isfinite(a) or math.isfinite(b) else inner
    return [x for x in inner if a < x < b]


Look = Callable[[Any], float | None]


def turns(part: Node, name: str, low: Any, high: Any) -> list[Any]:
    """Where an expression is zero or changes its sign, in no order; of floor and its kin, where it steps."""
    try:
        floats = compile_tree(part, Floats(real=True))
        digits = compile_tree(part, Digits(real=True))
    except (Undefined, Unsure):
        return []
    steps = isinstance(part, Call) and part.function in _STEPS

    def roughly(x: float) -> float | None:
        return _looked_at(lambda: floats({name: (x, 0.0)})[0])

    def exactly(x: Any) -> float | None:
        return _looked_at(lambda: digits({name: (x, EXACT)})[0])

    grid = _grid(low, high)
    if isinstance(part, Call) and steps:
        grid = _with_extremes(part.arguments[0], name, grid)
    found = _changes(roughly, exactly, grid, steps=steps)
    return list(islice(found, MOST_CUTS + 1))


def _with_extremes(inner: Node, name: str, grid: list[float]) -> list[float]:
    """The grid, and where what steps is largest or smallest: there it may step up and down between points."""
    run = compile_tree(inner, Floats(real=True))

    def value(x: float) -> float | None:
        return _looked_at(lambda: run({name: (x, 0.0)})[0])

    known = [(x, y) for x, y in ((x, value(x)) for x in grid) if y is not None]
    found = []
    for (x, p), (_, q), (z, r) in zip(known, known[1:], known[2:], strict=False):
        way = 1 if q > max(p, r) else -1
        if way * q > max(way * p, way * r):
            found.append(_smallest(lambda at, way=way: -way * (value(at) or 0), x, z))  # type: ignore[misc]
    return sorted([*grid, *found])


def _looked_at(value: Callable[[], Any]) -> float | None:
    try:
        return float(value())
    except (Undefined, Unsure, OverflowError, ValueError, TypeError):
        return None


def _changes(roughly: Look, exactly: Look, grid: list[float], *, steps: bool) -> Iterator[Any]:
    clock.check()
    seen = [(x, roughly(x)) for x in grid]
    known = [(x, y) for x, y in seen if y is not None]
    for (x, y), (other, then) in pairwise(known):
        a, b = (y, then) if steps else (_sign(y), _sign(then))
        if a != b:
            yield from _between(exactly, x, other, a, b, steps=steps)
    if not steps:
        yield from _touching(roughly, known)


def _sign(y: float) -> float:
    return float((y > 0) - (y < 0))


def _between(look: Look, x: float, other: float, a: float, b: float, *, steps: bool) -> Iterator[Any]:
    """All places between two points at which what is seen differs, by halving."""
    ctx = context()
    waiting = [(ctx.mpf(x), ctx.mpf(other), a, b)]
    while waiting:
        left, right, before, after = waiting.pop()
        middle = (left + right) / 2
        if right - left <= max(1, abs(right)) * ctx.mpf(2) ** (12 - ctx.prec):
            yield middle
            continue
        y = look(middle)
        at = None if y is None else y if steps else _sign(y)
        if at is None or (at == 0 and not steps):
            yield middle
            continue
        if at != before:
            waiting.append((left, middle, before, at))
        if at != after:
            waiting.append((middle, right, at, after))


def _touching(look: Look, known: list[tuple[float, float]]) -> Iterator[Any]:
    """Zeros without a change of sign: smallest values that come to nothing."""
    for (x, p), (_, q), (z, r) in zip(known, known[1:], known[2:], strict=False):
        if min(p, q, r) < 0 < max(p, q, r) or abs(q) > min(abs(p), abs(r)):
            continue
        place = _smallest(lambda at: abs(look(at) or 0), x, z)
        if abs(look(place) or 0) <= TOUCHES * max(abs(p), abs(r)):
            yield context().mpf(round(place, 7) if abs(place - round(place, 7)) < 1e-6 else place)


def _smallest(value: Callable[[float], float], left: float, right: float) -> float:
    """The place between two at which a value is smallest, by golden section."""
    for _ in range(80):
        a, b = left + (right - left) * 0.382, left + (right - left) * 0.618
        if value(a) < value(b):
            right = b
        else:
            left = a
    return (left + right) / 2
