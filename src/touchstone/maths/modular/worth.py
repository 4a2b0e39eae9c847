"""Whether an expression surely has a value somewhere, and one other than zero.

In a prime field ⌊3/2⌋, gcd(3, 4) and acos(-1) are unknowns, and so is the root of 3 + 2√2: what divides by
⌊3/2⌋ - 1 has an image there, though it has no value. Numbers with a bound on their error tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from touchstone.maths import clock, exact
from touchstone.maths.digit_arithmetic import EXACT, Ball
from touchstone.maths.digits import Digits
from touchstone.maths.floats import compiled
from touchstone.maths.heights import order, written
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.one_point import settled
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Divide, Multiply, Negative, Node, Power, walk

# All laws of these are known in the prime fields, as long as their arguments are plain too.
PLAIN = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "exp", "sinh", "cosh", "tanh", "percent", "degrees"}
)
# These have no value where something is zero.
LOGARITHMS = frozenset({"ln", "log", "log2", "log10", "logit", "atanh", "acoth"})
TURNED = frozenset({"tan", "cot", "sec", "csc", "coth", "csch", "acot", "asec", "acsc", "asech", "acsch"})
POLES = LOGARITHMS | TURNED | {"mod", "gamma", "factorial", "binomial"}
BITS = 200
# Names are given these values, from the first one that has not been, and at the next point from another.
REAL = (0.3125, 0.609375, 0.84375, 1.359375, 2.640625, -1.421875, 5.171875, -0.546875, 17.3125)
WHOLE = (2, 3, 5, 7, 4, 11, 6, 13, 10)


def somewhere(*nodes: Node) -> bool:
    """Whether each surely has a value somewhere, as far as images can't tell."""
    return all(not _may_fail(node) or _has_value(node) or _divides_well(node) for node in nodes)


def nonzero(*nodes: Node) -> bool:
    """Whether each is surely other than zero somewhere, as far as images can't tell."""
    return all(plain(node) or _is_nonzero(node) for node in nodes)


def plain(node: Node) -> bool:
    """Whether images know all laws of what occurs."""
    return traits(node).functions <= PLAIN


def rank(rows: Sequence[Sequence[Node]]) -> int:
    """The rank that numbers prove: of vectors with entries that have a value, else 0."""
    arithmetic = Digits(real=False, order=order(*(entry for row in rows for entry in row)))
    arithmetic.ctx.prec = BITS
    try:
        left = [[_entry(entry, arithmetic) for entry in row] for row in rows]
        found = 0
        while left:
            row = left.pop()
            at = next((at for at, entry in enumerate(row) if not arithmetic.unclear(entry)), None)
            if at is not None:
                found += 1
                left = [_without(other, row, at, arithmetic) for other in left]
    except (Undefined, Unsure, OverflowError, ValueError):
        return 0
    return found


def _entry(node: Node, arithmetic: Digits) -> Ball:
    value: Ball = settled(compile_tree(node, arithmetic), arithmetic, dict, BITS + written(node))
    arithmetic.ctx.prec = BITS
    return value


def _without(row: list[Ball], pivot: list[Ball], at: int, arithmetic: Digits) -> list[Ball]:
    """A row with so much of another taken away that nothing is left at one place."""
    factor = arithmetic.negative(arithmetic.divide(row[at], pivot[at]))
    return [
        (arithmetic.ctx.mpf(0), EXACT)
        if column == at
        else arithmetic.add(entry, arithmetic.multiply(factor, other))
        for column, (entry, other) in enumerate(zip(row, pivot, strict=True))
    ]


def doubtful(node: Node) -> bool:
    """Whether something occurs of which images don't know all laws."""
    found = traits(node)
    return not found.functions <= PLAIN or bool(found.growing)


def _may_fail(node: Node) -> bool:
    """Whether something that isn't plain stands where it must not be zero."""
    if not doubtful(node):
        return False
    return any(not plain(part) for part in _wanted(node))


def _wanted(node: Node) -> Iterator[Node]:
    """What must not be zero, or not at certain places."""
    for part in walk(node):
        match part:
            case Divide(denominator=under):
                yield under
            case Power(base=base, exponent=exponent):
                n = None if names_in(exponent) else exact.rational(exponent)
                if n is None or n <= 0:
                    yield base
            case Call(function=name, arguments=arguments) if name in POLES:
                yield from arguments


def _divides_well(node: Node) -> bool:
    """The same where the whole can't be counted: each factor of what must not be zero by itself."""
    return all(
        _is_nonzero(factor) or (_has_no_number(factor) and bool(names_in(factor)))
        for part in _wanted(node)
        for factor in _factors(part)
    )


def _factors(node: Node) -> Iterator[Node]:
    match node:
        case Multiply(factors=factors):
            for factor in factors:
                yield from _factors(factor)
        case Divide(numerator=over, denominator=under):
            yield from _factors(over)
            yield from _factors(under)
        case Negative(operand=inner) | Power(base=inner):
            yield from _factors(inner)
        case _:
            yield node


def _has_no_number(node: Node) -> bool:
    try:
        compiled(node, real=False)
    except Unsure:
        return True
    except Undefined:
        pass
    return False


def _has_value(node: Node) -> bool:
    return any(True for _ in _values(node))


def _is_nonzero(node: Node) -> bool:
    return any(_values(node))


def _values(node: Node) -> Iterator[bool]:
    """At each point where the value is certain, whether it surely isn't zero."""
    for real in (True, False):
        for work in (_in_floats, _in_digits):
            yield from work(node, real)


def _in_floats(node: Node, real: bool) -> Iterator[bool]:
    try:
        run = compiled(node, real=real)
    except (Undefined, Unsure):
        return
    for point in _points(node):
        clock.check()
        try:
            v, e = run({name: (float(value), 0.0) for name, value in point.items()})
        except (Undefined, Unsure, OverflowError, ValueError, ZeroDivisionError):
            continue
        size = abs(v)
        if size < 1e300 and e < 1e-6 * max(size, 1.0):
            yield size > 2 * e


def _in_digits(node: Node, real: bool) -> Iterator[bool]:
    arithmetic = Digits(real=real, order=order(node))
    try:
        run = compile_tree(node, arithmetic)
    except (Undefined, Unsure):
        return
    for point in _points(node):
        try:
            ball = settled(run, arithmetic, _placed(point, arithmetic), BITS + written(node))
        except (Undefined, Unsure, OverflowError, ValueError, ZeroDivisionError):
            continue
        yield not arithmetic.unclear(ball)


def _placed(point: Mapping[str, float], arithmetic: Digits) -> Callable[[], Mapping[str, Any]]:
    return lambda: {name: (arithmetic.ctx.mpf(value), EXACT) for name, value in point.items()}


def _points(node: Node) -> Iterator[dict[str, float]]:
    names = sorted(names_in(node))
    if not names:
        yield {}
        return
    for values in (REAL, WHOLE):
        for start in range(len(values)):
            yield {name: values[(start + 2 * at) % len(values)] for at, name in enumerate(names)}
