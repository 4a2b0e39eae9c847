"""Exact tests in prime fields: equal images for equal expressions, and proofs that others differ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from touchstone.maths import exact
from touchstone.maths.modular.field import NoRoot, a_field
from touchstone.maths.modular.nodes import a_point
from touchstone.maths.modular.point import NeedRoot, Point, Unsupported
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "exact algebra"
# Two independent points: one already errs with a chance below 10^-12.
POINTS = 2
# Where signs were drawn by chance, each point errs with a chance of at most 1/2 on top.
CHANCY_POINTS = 16
# Each root that must exist costs half the fields or more; four square roots and a cube root still succeed.
TRIES = 160


def points(*, positive: frozenset[str] = frozenset(), real: bool = True) -> Iterator[Point]:
    """Points in ever new fields, which share what they learn about the roots they need."""
    needed: dict[int, int] = {}
    for number in range(TRIES):
        yield a_point(a_field(number % 40), positive=positive, roots=needed, real=real)


def compare(a: Node, b: Node, *, positive: frozenset[str] = frozenset(), real: bool = True) -> Finding:
    """Whether two expressions are the same function; undecided where their laws are not known here."""
    agreed = 0
    for point in points(positive=positive, real=real):
        try:
            same = point.image(a) == point.image(b)
        except NeedRoot as need:
            point.needed[need.prime] = need.degree
            continue
        except NoRoot:
            continue
        except (Unsupported, exact.NoValue):
            return undecided(STEP)
        except ZeroDivisionError:
            if point.chancy:
                continue
            return undecided(STEP)
        if not same:
            return different(STEP) if point.sure else undecided(STEP)
        agreed += 1
        if agreed >= (CHANCY_POINTS if point.chancy else POINTS):
            return equal(STEP)
    return undecided(STEP)


def proportional(a: Node, b: Node, *, real: bool = True) -> Finding:
    """Whether a is a constant, other than zero, times b: the ratio is the same at two points.

    Two expressions that are both zero everywhere are proportional, one alone isn't.
    """
    agreed = 0
    for point in points(real=real):
        try:
            here = point.image(a), point.image(b)
            other = point.elsewhere()
            there = other.image(a), other.image(b)
        except NeedRoot as need:
            point.needed[need.prime] = need.degree
            continue
        except NoRoot:
            continue
        except (Unsupported, exact.NoValue, ZeroDivisionError):
            return undecided(STEP)
        zero = [here[side] == 0 == there[side] for side in (0, 1)]
        if zero[0] != zero[1] or (here[0] * there[1] - here[1] * there[0]) % point.p:
            sure = point.sure and other.sure
            return different(STEP) if sure else undecided(STEP)
        agreed += 1
        if agreed >= (CHANCY_POINTS if point.chancy or other.chancy else POINTS):
            return equal(STEP)
    return undecided(STEP)


def divides_by_zero(node: Node, *, real: bool = True) -> bool:
    """Whether some denominator is zero identically, as in 1/(x - x) or tan(pi/2)."""
    failed = 0
    for point in points(real=real):
        try:
            with suppress(NoRoot):
                point.image(node)
                return False
        except NeedRoot as need:
            point.needed[need.prime] = need.degree
        except exact.NoValue:
            return True
        except Unsupported:
            return False
        except ZeroDivisionError:
            if point.chancy:
                continue
            failed += 1
            if failed == POINTS:
                return True
    return False
