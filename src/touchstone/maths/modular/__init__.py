"""Exact tests in prime fields: equal images for equal expressions, and proofs that others differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from touchstone.maths import clock, exact
from touchstone.maths.modular import ring, worth
from touchstone.maths.modular.field import NoRoot, a_field
from touchstone.maths.modular.nodes import a_point
from touchstone.maths.modular.point import NeedRoot, Point, Unsupported
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = ring.STEP
# Two independent points: one already errs with a chance below 10^-12.
POINTS = 2
# Where signs or roots may be either, all combinations are gone through, if they aren't more than these.
MOST_CHOICES = 128
# What is no square is taken for one with a chance of 2^-19.
SQUARES = 20
# Each root that must exist costs half the fields or more: with the formula for quadratics one in 45 is left.
TRIES = 640


def points(*, positive: frozenset[str] = frozenset(), real: bool = True) -> Iterator[Point]:
    """Points in ever new fields, which share what they learn about the roots they need."""
    needed: dict[int, int] = {}
    work = [0]
    for number in range(TRIES):
        clock.check()
        point = a_point(a_field(number % 40), positive=positive, roots=needed, real=real)
        point.work = work
        yield point


def compare(a: Node, b: Node, *, positive: frozenset[str] = frozenset(), real: bool = True) -> Finding:
    """Whether two expressions are the same function; undecided where their laws are not known here."""
    return ring.compare(a, b) or agreed(
        lambda point: point.image(a) == point.image(b), positive=positive, real=real
    )


def proportional(a: Node, b: Node, *, real: bool = True) -> Finding:
    """Whether a is a constant, other than zero, times b: the ratio is the same at two points.

    Two expressions that are both zero everywhere are proportional, one alone isn't.
    """

    zero_both: list[bool] = []

    def same_ratio(point: Point) -> bool:
        with defined():
            here = point.image(a), point.image(b)
            other = point.elsewhere()
            try:
                there = other.image(a), other.image(b)
            finally:
                point.sure, point.chancy = point.sure and other.sure, point.chancy or other.chancy
        zero = [here[side] == 0 == there[side] for side in (0, 1)]
        zero_both.append(all(zero))
        return zero[0] == zero[1] and (here[0] * there[1] - here[1] * there[0]) % point.p == 0

    found = agreed(same_ratio, real=real)
    if found.equal and not (all(zero_both) or worth.nonzero(a, b)):
        return undecided(STEP)
    return found


@contextmanager
def defined() -> Iterator[None]:
    """For what has to be defined under every choice: a division by zero settles nothing then."""
    try:
        yield
    except ZeroDivisionError:
        raise Unsupported("a division by zero") from None


def agreed(
    holds: Callable[[Point], bool], *, positive: frozenset[str] = frozenset(), real: bool = True
) -> Finding:
    """Equal when something holds at independent points, for each choice of signs and roots."""
    seen = 0
    for point in points(positive=positive, real=real):
        finding = _for_each_choice(point, holds)
        if finding is None:
            continue
        seen += finding.equal
        if not finding.equal or seen == POINTS:
            return finding
    return undecided(STEP)


def _for_each_choice(point: Point, holds: Callable[[Point], bool]) -> Finding | None:
    """What one point shows over all choices of signs and roots; None when another field has to be tried.

    A choice under which something is divided by zero is passed over: there one side has no value. Whether a
    choice can occur at all isn't asked, so that not every choice agrees is no proof of a difference.
    """
    seen = 0
    point.choices.first()
    for _ in range(MOST_CHOICES):
        clock.check()
        try:
            if not holds(point):
                return different(STEP) if point.sure else undecided(STEP)
            seen += 1
        except NeedRoot as need:
            point.needed[need.prime] = need.degree
            return None
        except NoRoot:
            return None
        except (Unsupported, exact.NoValue):
            return undecided(STEP)
        except ZeroDivisionError:
            if not point.chancy:
                return undecided(STEP)
        point.forget()
        if not point.choices.another():
            return equal(STEP) if seen else undecided(STEP)
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


def square_up_to_a_number(node: Node) -> bool:
    """Whether an expression, not a number, is beyond doubt a square times a number.

    In one field its images at many points are then all squares or all none.
    """
    field, seen, images = a_field(0), 0, set[int]()
    for _ in range(SQUARES):
        try:
            image = a_point(field, positive=frozenset(), roots={}, real=True).image(node)
        except (NeedRoot, NoRoot, Unsupported, exact.NoValue, ZeroDivisionError):
            return False
        seen += pow(image, (field.p - 1) // 2, field.p) == 1
        images.add(image)
    return seen in (0, SQUARES) and len(images) > 1
