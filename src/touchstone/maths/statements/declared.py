"""Points among what is declared of their variables: of `x = 2 or x = -2` one, where x is positive."""

from __future__ import annotations

from collections.abc import Iterable

from touchstone.maths import exact
from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.tree import Node

Point = dict[str, Node]
NARROW = frozenset({"positive", "nonnegative", *WHOLE_NUMBERS})


def narrow(names: Iterable[str], domain: Domain) -> bool:
    """Whether less than all real numbers count."""
    return any(domain.assume.get(name) in NARROW for name in names)


def whole(names: Iterable[str], domain: Domain) -> bool:
    """Whether some variable is whole."""
    return any(domain.assume.get(name) in WHOLE_NUMBERS for name in names)


def kept(points: list[Point] | None, domain: Domain) -> list[Point] | None:
    """The points that count; None where that isn't known of one."""
    if points is None:
        return None
    found = [_counts(point, domain) for point in points]
    return None if None in found else [p for p, known in zip(points, found, strict=True) if known]


def _counts(point: Point, domain: Domain) -> bool | None:
    known = [lies(value, domain.assume.get(name, "real")) for name, value in point.items()]
    return False if False in known else None if None in known else True


def lies(value: Node, what: str) -> bool | None:
    """Whether a number is positive, or what else is declared; None where that isn't known."""
    if what not in NARROW:
        return True
    try:
        number = exact.rational(value)
    except exact.NoValue:
        return None
    if number is not None:
        if what in WHOLE_NUMBERS and number.denominator != 1:
            return False
        return number > 0 if what == "positive" else what == "integer" or number >= 0
    return _near(value, what)


def _near(value: Node, what: str) -> bool | None:
    """Of an irrational number, as floats show it."""
    try:
        near, error = compile_tree(value, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if not isinstance(near, float):
        return None
    if what in WHOLE_NUMBERS:
        return False if abs(near - round(near)) > error else None
    return None if abs(near) <= error else near > 0
