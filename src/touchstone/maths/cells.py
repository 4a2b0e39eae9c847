"""The cells into which corners cut the line: with a point in each, agreement at points is agreement.

Between two corners a function is smooth, and smooth functions that agree at a few points agree; but only a
list of all corners says between which. Where one can't be had, agreement at points proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product, zip_longest
from typing import Any

from touchstone.maths.chance import dice
from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.kinks import factors, kink_arguments, nested, turning
from touchstone.maths.statements.marks import (
    Mark,
    Unsupported,
    as_digits,
    between,
    ordered,
    precise,
    to_fraction,
)
from touchstone.maths.statements.roots import marks
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Divide, Node, Power, walk

Place = dict[str, Any]

# More arguments or cells than these take longer than an answer may.
MAX_ARGUMENTS, MAX_BOXES = 24, 48
# Each fold around another doubles the corners that are looked for.
MAX_NESTED = 8
# Points of one cell; whole numbers are seen in twelve places, as in the rest of the ladder.
POINTS, POINTS_WHOLE = 4, 12
INSIDE = (Fraction(1, 2), Fraction(5, 32), Fraction(27, 32), Fraction(11, 32))


def cells(a: Node, b: Node, domain: Domain) -> list[list[Place]] | None:
    """Points in every cell of both expressions, cell by cell; None where not all corners can be found."""
    cuts: dict[str, list[Mark]] = {name: [] for name in sorted(names_in(a) | names_in(b))}
    try:
        for u, needed in _arguments(a, b):
            for factor in factors(u):
                found = along(factor, needed=needed)
                if found is None:
                    return None
                for name, places in found.items():
                    cuts[name].extend(places)
        lines = [list(_line(found, domain.assume.get(name, "real"))) for name, found in cuts.items()]
    except (Unsupported, OverflowError, ZeroDivisionError):
        return None
    if math.prod(map(len, lines)) > MAX_BOXES:
        return None
    return [list(_box(list(cuts), sides)) for sides in product(*lines)]


def along(u: Node, *, needed: bool) -> dict[str, list[Mark]] | None:
    """Where a factor turns, along its one variable; None where that isn't known but has to be."""
    gaps: list[str] = []
    names = names_in(u)
    if len(names) == 1:
        (name,) = names
        try:
            found = marks(u, name, gaps)
            if not gaps:
                return {name: found}
        except Unsupported:
            pass
    return None if needed else {}


def _arguments(a: Node, b: Node) -> list[tuple[Node, bool]]:
    """What is zero where a node turns, and then where it only ends or has a pole."""
    kinks = [u for node in (a, b) for u in kink_arguments(node)]
    others = [u for node in (a, b) for u in (*turning(node, MAX_ARGUMENTS), *poles(node))]
    if len(kinks) > MAX_ARGUMENTS or max(map(nested, (a, b))) > MAX_NESTED:
        raise Unsupported("too many corners")
    return [*((u, True) for u in kinks), *((u, False) for u in others if u not in kinks)]


def poles(node: Node) -> Iterator[Node]:
    """What is zero where a quotient or a power may have none."""
    for part in walk(node):
        if isinstance(part, Divide) and names_in(part.denominator):
            yield part.denominator
        elif isinstance(part, Power) and names_in(part.base):
            yield part.base


def _line(found: list[Mark], what: str) -> Iterator[list[Any]]:
    """Places in each cell of one variable; in one that holds few whole numbers, all of them."""
    cuts = ordered(found)
    least = 0 if what in ("positive", "nonnegative", "count") else None
    if what in WHOLE_NUMBERS:
        yield from ([mark] for mark in cuts if isinstance(mark, Fraction) and mark.denominator == 1)
    elif what == "complex":
        raise Unsupported("complex numbers")
    for low, high, _ in between(cuts):
        bottom, top = (None if end is None else to_fraction(end) for end in (low, high))
        if least is not None:
            if top is not None and top <= least:
                continue
            bottom = Fraction(least) if bottom is None else max(bottom, Fraction(least))
        places = _whole(bottom, top) if what in WHOLE_NUMBERS else _inside(bottom, top)
        if places:
            yield places


def _inside(low: Fraction | None, high: Fraction | None) -> list[Any]:
    if low is not None and high is not None:
        return [low + (high - low) * share for share in INSIDE]
    start = low if low is not None else high if high is not None else Fraction(0)
    steps = [
        (1 + abs(start)) * Fraction(dice().randrange(5, 99), 16) * size for size in (1, 3, Fraction(1, 8), 40)
    ]
    return [start - step if low is None and high is not None else start + step for step in steps] + (
        [] if low is not None or high is not None else [start - step for step in steps]
    )


def _whole(low: Fraction | None, high: Fraction | None) -> list[Any]:
    first = None if low is None else math.floor(low) + 1
    last = None if high is None else math.ceil(high) - 1
    if first is not None and last is not None:
        if last - first < 2 * POINTS_WHOLE:
            return [Fraction(k) for k in range(first, last + 1)]
        ends = range(4)
        inner = sorted(dice().randrange(first, last + 1) for _ in range(POINTS_WHOLE))
        return [Fraction(k) for k in (*(first + k for k in ends), *(last - k for k in ends), *inner)]
    near = [
        *range(6),
        *(dice().randrange(6, 60) for _ in range(4)),
        dice().randrange(60, 150),
        dice().randrange(60, 150),
    ]
    if first is None and last is None:
        return [Fraction(k) for k in (*near, *(-k for k in near))]
    return [Fraction(first + k if first is not None else last - k) for k in near]


def _box(names: list[str], sides: tuple[list[Any], ...]) -> Iterator[Place]:
    """Points of one box: the places of each side beside those of the others, in turn."""
    ctx = precise()
    count = max(map(len, sides), default=0)
    shifted = [[side[(k + i) % len(side)] for k in range(count)] for i, side in enumerate(sides)]
    for coordinates in zip_longest(*shifted):
        yield {
            name: as_digits(ctx, value) if isinstance(value, Fraction) else value
            for name, value in zip(names, coordinates, strict=True)
        }
