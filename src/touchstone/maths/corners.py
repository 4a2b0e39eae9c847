"""Points on both sides of every place where a function may have a corner, a jump or an end.

Smooth functions that agree somewhere agree everywhere; |x - 1000000| and 1000000 - x agree on most of the
points that anybody would draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, number
from touchstone.maths.domain import Domain, Point
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Negative, Node, Power, walk

ROOTED = frozenset({"sqrt", "root", "abs", "sign", "relu", "ln", "log", "log2", "log10"})
BOUNDED = frozenset({"asin", "acos", "atanh", "acosh"})
CHOOSING = frozenset({"min", "max"})
# Enough for what people write; each costs some tens of microseconds to locate.
MAX_ARGUMENTS, MAX_POINTS = 12, 60
FAR = 1e100


def turning(node: Node) -> list[Node]:
    """Expressions whose zeros are where the node may turn."""
    found: list[Node] = []
    for part in walk(node):
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
    arguments = [u for node in (a, b) for u in turning(node)]
    names = names_in(a) | names_in(b)
    if not arguments or any(domain.assume.get(name) in ("integer", "count", "complex") for name in names):
        return []
    found: list[Point] = []
    if len(names) == 1:
        (name,) = names
        return [{name: x} for x in _cells(arguments, name) if _allowed(x, name, domain)]
    for turn, base in enumerate(islice(domain.points(names), 3 * len(arguments))):
        u = arguments[turn % len(arguments)]
        for name in sorted(names_in(u)):
            for x in _cells([_elsewhere_fixed(u, name, base)], name):
                if _allowed(x, name, domain):
                    found.append({**base, name: x})
    return found[:MAX_POINTS]


def _elsewhere_fixed(u: Node, name: str, base: Point) -> Node:
    from touchstone.maths.substitution import substitute

    return substitute(
        u, {other: number(Fraction(value.real)) for other, value in base.items() if other != name}
    )


def _cells(arguments: list[Node], name: str) -> list[float]:
    """A point in each interval between the zeros, close to them and far from them."""
    from touchstone.maths.statements.roots import Unsupported, between, marks, ordered, to_fraction

    zeros = []
    for u in arguments:
        try:
            zeros.extend(marks(u, name, []))
        except Unsupported:
            continue
    cuts = ordered(zeros)[: MAX_POINTS // 3]
    found = [float(inside) for _, _, inside in between(cuts) if abs(inside) < FAR]
    for cut in cuts if max((abs(to_fraction(c)) for c in cuts), default=0) < FAR else []:
        at = float(to_fraction(cut))
        step = (1 + abs(at)) / 1024
        found.extend((at + step, at - step))
    return found


def _allowed(x: float, name: str, domain: Domain) -> bool:
    what = domain.assume.get(name)
    return x > 0 if what == "positive" else x >= 0 if what == "nonnegative" else True
