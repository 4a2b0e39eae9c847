"""Where a function is so much larger than beside it that a quadrature could pass by: e^(−(x − 500)^2).

What is looked at is how large it is as a logarithm, which shows a peak from afar: the function itself, and
each power, exponential and quotient in it, since a peak may stand on a plain. Of tanh, sech, atan and e^u,
which are level but around the zeros of their arguments, what is looked at is how far these are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import EXACT, context
from touchstone.maths.digits import Digits
from touchstone.maths.floats import Floats
from touchstone.maths.library.cuts import MOST_CUTS, TooMany
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.tree import Call, Constant, Divide, Node, Number, Power, names_in, walk

Height = Callable[[float], float | None]

# Places at which a part is looked at, and the whole, which costs a hundred times as much.
PARTS_GRID, WHOLE_GRID = 500, 160
# An endless range is looked at up to some 10^12.
FAR = 28.0
# Natural logarithms. What rises by less above the places beside it is seen from there.
# The whole may have zeros beside it, as sin(x)/x does.
RISES, WHOLE_RISES = 0.2, 20.0
# An argument that comes nearer to 0 by less is seen from there, too.
NEARS = 0.5
# Level on both sides of the zeros of their arguments, or steep there.
LEVEL = frozenset(
    {"tanh", "coth", "sech", "csch", "sinh", "cosh", "atan", "acot", "asinh", "acsch", "sigmoid", "exp"}
)
# Exponents from which on a power is a peak of its own, and waves from whose tops to bottoms it isn't far.
HIGH, LOW = 8, 30.0
WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
# Nearer to 0 the pieces of an endless range begin.
OUT = 64.0
# Halvings of what lies around a peak.
STEPS = 90


def places(tree: Node, name: str, f: Callable[[Any], Any], low: Any, high: Any) -> list[Any]:
    """The places of all peaks between the ends. Raises TooMany."""
    ends = float(low), float(high)
    found: list[Any] = []
    endless = not all(map(math.isfinite, ends))
    grid = _grid(*ends, PARTS_GRID)
    for part, height, rises in (*_heights(tree, name), *_nearnesses(tree, name)):
        if endless and _waves(part, name):
            _refuse_steep(height, grid)
        else:
            found += _tops(height, grid, rises)
    whole = _of_whole(f)
    found += _tops(whole, _grid(*ends, WHOLE_GRID), WHOLE_RISES)
    if endless:
        found += _far_off(whole, _grid(*ends, WHOLE_GRID))
    if len(found) > MOST_CUTS:
        raise TooMany
    ctx = context()
    return [ctx.mpf(place) for place in found if low < place < high]


def _grid(low: float, high: float, count: int) -> list[float]:
    shares = [(k + 0.4871) / count for k in range(count)]
    if math.isfinite(low) and math.isfinite(high):
        return [low + (high - low) * share for share in shares]
    if math.isfinite(low):
        return [low + math.exp(FAR * (2 * share - 1)) for share in shares]
    if math.isfinite(high):
        return [high - math.exp(FAR * (2 * share - 1)) for share in reversed(shares)]
    return [math.sinh(FAR * (2 * share - 1)) for share in shares]


def _waves(part: Node, name: str) -> bool:
    return any(
        isinstance(node, Call) and node.function in WAVES and name in names_in(node) for node in walk(part)
    )


def _refuse_steep(height: Height, grid: list[float]) -> None:
    """Peaks of an endless wave, which nobody can count, are passed by unless they are low. Raises TooMany."""
    known = [y for y in map(height, grid) if y is not None]
    if known and max(known) - min(known) > LOW:
        raise TooMany


def _heights(tree: Node, name: str) -> Iterator[tuple[Node, Height, float]]:
    """The parts in which peaks are, with their heights; a square has them where what is squared has."""
    for node in walk(tree):
        if name not in names_in(node):
            continue
        match node:
            case Power(base=Constant(name="e"), exponent=exponent):
                yield node, _value(exponent, name), RISES
            case Call(function="exp", arguments=(exponent,)):
                yield node, _value(exponent, name), RISES
            case Power(base=base, exponent=Number(value=n)) if abs(n) < HIGH:
                continue
            case Power(base=base, exponent=exponent):
                yield node, _power(base, exponent, name), RISES
            case Divide(denominator=below) if name in names_in(below):
                yield below, _inverse(below, name), RISES


def _nearnesses(tree: Node, name: str) -> Iterator[tuple[Node, Height, float]]:
    """How near to 0 the arguments are of what is level elsewhere."""
    arguments: dict[Node, None] = {}
    for node in walk(tree):
        match node:
            case Power(base=base, exponent=exponent) if name not in names_in(base):
                arguments[exponent] = None
            case Call(function=function, arguments=(argument,)) if function in LEVEL:
                arguments[argument] = None
    for argument in arguments:
        if name in names_in(argument):
            yield argument, _nearness(argument, name), NEARS


def _nearness(argument: Node, name: str) -> Height:
    value = _value(argument, name)

    def height(x: float) -> float | None:
        size = value(x)
        return None if size is None else -abs(size)

    return height


def _value(node: Node, name: str) -> Height:
    """In floats, and where these cancel in many digits: on a peak it has to be said where it is.

    Of a complex number its real part, which says how large its exponential is.
    """
    real = Constant("i") not in walk(node)
    try:
        run = compile_tree(node, Floats(real=real))
        exactly = compile_tree(node, Digits(real=real))
    except (Undefined, Unsure):
        return lambda x: None

    def value(x: float) -> float | None:
        try:
            found = float(run({name: (x, 0.0)})[0].real)
            return found if math.isfinite(found) else None
        except (Undefined, OverflowError, ValueError, TypeError):
            return None
        except Unsure:
            return _sure(lambda: exactly({name: (context().mpf(x), EXACT)})[0].real)

    return value


def _sure(value: Callable[[], Any]) -> float | None:
    try:
        return float(value())
    except (Undefined, Unsure, OverflowError, ValueError, TypeError):
        return None


def _power(base: Node, exponent: Node, name: str) -> Height:
    of_base, of_exponent = _value(base, name), _value(exponent, name)

    def height(x: float) -> float | None:
        size, times = of_base(x), of_exponent(x)
        return times * math.log(abs(size)) if size and times is not None else None

    return height


def _inverse(below: Node, name: str) -> Height:
    value, exactly = _value(below, name), _in_many_digits(below, name)

    def height(x: float) -> float | None:
        size = value(x)
        if size is None:  # a cosh that no float holds
            found = exactly(x)
            return None if found is None else -found
        return -math.log(abs(size)) if size else None

    return height


def _in_many_digits(node: Node, name: str) -> Height:
    """The logarithm of how large it is."""
    try:
        run = compile_tree(node, Digits(real=True))
    except (Undefined, Unsure):
        return lambda x: None
    return _of_whole(lambda x: run({name: (x, EXACT)})[0])


def _of_whole(f: Callable[[Any], Any]) -> Height:
    """In numbers that don't become 0 however small they are."""
    ctx = context()

    def height(x: float) -> float | None:
        try:
            size = abs(f(ctx.mpf(x)))
        except (Undefined, Unsure, OverflowError):
            return None
        return float(ctx.log(size)) if size else None

    return height


def _tops(height: Height, grid: list[float], rises: float) -> Iterator[float]:
    clock.check()
    seen = [(x, height(x)) for x in grid]
    known = [(x, y) for x, y in seen if y is not None]
    for n in range(2, len(known) - 2):
        y = known[n][1]
        if y < max(known[n - 1][1], known[n + 1][1]):
            continue
        # Two steps away: between two places it may be as high at either.
        if y - max(known[n - 2][1], known[n + 2][1]) >= rises:
            yield _top(height, known[n - 1][0], known[n + 1][0])


def _far_off(height: Height, grid: list[float]) -> Iterator[float]:
    """The highest place of an endless range, where it is far out: from there on it falls."""
    known = [(y, x) for x, y in ((x, height(x)) for x in grid) if y is not None]
    top, place = max(known, default=(0.0, 0.0))
    if abs(place) > OUT and top - min(known)[0] > RISES:
        yield place


def _top(height: Height, left: float, right: float) -> float:
    """The highest place between two, by golden section."""
    for _ in range(STEPS):
        a, b = left + (right - left) * 0.382, left + (right - left) * 0.618
        p, q = height(a), height(b)
        if p is None or q is None:
            break
        if p < q:
            left = a
        else:
            right = b
    return (left + right) / 2
