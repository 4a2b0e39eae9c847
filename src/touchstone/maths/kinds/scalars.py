"""Numbers and expressions: exactly equal, or within a tolerance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from types import MappingProxyType
from typing import Any

from touchstone.maths import corners, equality, exact, kinks
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.digits import Digits
from touchstone.maths.domain import Domain, landmarks
from touchstone.maths.forms.digits import unit_of_figures
from touchstone.maths.heights import order, written
from touchstone.maths.jumps import jumping
from touchstone.maths.kinds import alike, angles, places, plus_minus
from touchstone.maths.kinds.plus_minus import alternatives
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.one_point import settled
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Node
from touchstone.maths.verdict import Finding, different, equal, undecided

TOLERANCE = "tolerance"
CROSSED = undecided(plus_minus.STEP, plus_minus.CROSSED)
# 30 digits more than any tolerance that a person writes.
BITS = 200
# Neither as large as 2^4000 nor as small as its reciprocal is anything that is asked for.
MOST_BITS = 4000
POINTS = 12
# Points within so many times the largest number that is written, or 1, may refute.
REACH = 64


def compare(key: Node, answer: Node, setting: Setting) -> Finding:
    """Whether two expressions agree: exactly, or to the setting's tolerance."""
    exactly = setting.tolerance is None
    if exactly and (known := equality.as_numbers(key, answer)):
        return known
    if plus_minus.uses(key, answer):
        return _compare_alternatives(key, answer, setting)
    if exactly:
        return equality.beyond_numbers(key, answer, setting)
    near = _near(key, answer, angles.measured(key, setting))
    if near.different and angles.in_which(key, answer) and _near(key, answer, setting).equal:
        return undecided(TOLERANCE)
    return near


def _near(key: Node, answer: Node, setting: Setting) -> Finding:
    if names_in(key) | names_in(answer):
        same = equality.compare(key, answer, setting.exactly)
        return same if same.equal else _nearly(key, answer, setting)
    return _within(key, answer, setting)


def _compare_alternatives(key: Node, answer: Node, setting: Setting) -> Finding:
    """Each value of the one among those of the other; two that differ are near no single one."""
    mine, theirs = alternatives(key), alternatives(answer)
    if setting.tolerance is not None and len(mine) != len(theirs):
        one, other = max(mine, theirs, key=len)
        two = equality.compare(one, other, setting.exactly)
        if not two.equal:
            return two
    table = [[compare(a, b, setting) for b in theirs] for a in mine]
    rows = [_any(row) for row in table]
    columns = [_any(list(column)) for column in zip(*table, strict=True)]
    letters = bool(names_in(key) | names_in(answer))
    both = plus_minus.uses(key) and plus_minus.uses(answer)
    both = both and (letters or not (plus_minus.in_the_open(key) and plus_minus.in_the_open(answer)))
    for finding in (*rows, *columns):
        if not finding.equal:
            found = places.settled(finding, mine, theirs, setting)
            values = plus_minus.as_values(key) and plus_minus.as_values(answer)
            return CROSSED if found.equal and both and not values else found
    together = len(mine) == len(theirs) and all(table[at][at].equal for at in range(len(mine)))
    return rows[0] if together or not both else CROSSED


def _any(findings: list[Finding]) -> Finding:
    for finding in findings:
        if finding.equal:
            return finding
    return next((finding for finding in findings if finding.undecided), findings[0])


def _within(key: Node, answer: Node, setting: Setting) -> Finding:
    """A number within the tolerance of the key, its bounds included.

    Rational numbers are compared exactly.
    """
    try:
        x, y = exact.rational(key), exact.rational(answer)
    except exact.NoValue:
        return undecided(TOLERANCE)
    if x is not None and y is not None:
        return judge(abs(x - y), abs(x), setting)
    found = [digits(node) for node in (key, answer)]
    if found[0] is None or found[1] is None:
        return _within_in_the_plane(key, answer, setting)
    return judge(abs(found[0] - found[1]), abs(found[0]), setting)


def _within_in_the_plane(key: Node, answer: Node, setting: Setting) -> Finding:
    """Complex numbers: within the tolerance of the key in the plane."""
    same = equality.compare(key, answer, setting.exactly)
    if same.equal:
        return same
    one, other = plane(key), plane(answer)
    if one is None or other is None:
        # No digits: infinite, without a value, or too large. Only an exact refutation of these counts.
        return same if equality.infinity(key) or equality.infinity(answer) else undecided(TOLERANCE)
    (x, y), (u, v) = one, other
    if digits(key) is not None and abs(v) > Fraction(1, 2**BITS):
        return different(TOLERANCE)  # a real number is asked for
    gap, size = (x - u) ** 2 + (y - v) ** 2, x**2 + y**2
    return judge(root(gap), root(size), setting)


def root(square: Fraction) -> Fraction:
    """The square root of a fraction to some 60 digits."""
    scale = 2 ** (2 * BITS)
    return Fraction(math.isqrt(int(square * scale * scale)), scale)


def plane(node: Node) -> tuple[Fraction, Fraction] | None:
    """The real and imaginary part to some 60 digits; None when they can't be had."""
    arithmetic = Digits(real=False, order=order(node))
    ctx = arithmetic.ctx
    try:
        v, e = settled(compile_tree(node, arithmetic), arithmetic, dict, BITS * 2 + written(node))
        size = arithmetic.size(v)
    except (Undefined, Unsure, OverflowError, ValueError, KeyError):
        return None
    if size > MOST_BITS or (v and size < -MOST_BITS) or e > max(size, -BITS) - 100:
        return None
    value = ctx.mpc(v)
    return as_fraction(value.real), as_fraction(value.imag)


def judge(gap: Fraction, size: Fraction, setting: Setting) -> Finding:
    """Whether a gap between two values is allowed, `size` being that of the key."""
    tolerance = setting.tolerance
    assert tolerance is not None
    bounds = []
    if tolerance.relative is not None:
        bounds.append(tolerance.relative * size)
    if tolerance.absolute is not None:
        bounds.append(tolerance.absolute)
    if tolerance.figures is not None:
        bounds.append(unit_of_figures(size, tolerance.figures) / 2 if size else Fraction(0))
    return equal(TOLERANCE) if gap <= max(bounds, default=Fraction(0)) else different(TOLERANCE)


def digits(node: Node, env: Mapping[str, Fraction] = MappingProxyType({})) -> Fraction | None:
    """The value to some 60 digits, as a fraction; None when it isn't real or can't be had."""
    if names_in(node) - env.keys():
        return None
    if not env:
        try:
            known = exact.rational(node)
        except exact.NoValue:
            return None
        if known is not None:
            return known
    arithmetic = Digits(real=True, order=order(node))
    ctx = arithmetic.ctx

    def place() -> dict[str, Any]:
        return {name: arithmetic.number(value)({}) for name, value in env.items()}

    try:
        v, e = settled(compile_tree(node, arithmetic), arithmetic, place, BITS * 2 + written(node))
        size = arithmetic.size(v)
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if (
        not isinstance(v, ctx.mpf)
        or size > MOST_BITS
        or (v and size < -MOST_BITS)
        or e > max(size, -BITS) - 100
    ):
        return None
    return as_fraction(v)


def as_fraction(v: Any) -> Fraction:
    """A multi-precision number exactly."""
    sign, mantissa, exponent, _ = v._mpf_
    value: Fraction = Fraction(-int(mantissa) if sign else int(mantissa)) * Fraction(2) ** exponent
    return value


def _nearly(key: Node, answer: Node, setting: Setting) -> Finding:
    """Expressions in variables that aren't equal: by their numbers, where they differ in nothing else.

    However many points agree, there are others, so points only refute.
    """

    near = _nearness(setting)
    expanded, written = (_sums(key, answer, expanded=expanded) for expanded in (True, False))
    if expanded is not None:
        if _apart_by_little(key, answer, *expanded, setting):
            return equal(TOLERANCE)
        if all(map(alike.is_polynomial, expanded)):
            return _by_coefficients(*expanded, setting)
    first, second = (alike.likeness(*sums, near) if sums else OTHER for sums in (expanded, written))
    found = max(first, second)
    if found is alike.Likeness.ALIKE and not _leaping(key, answer):
        # 1.03 is within 1 % of 1.02, and 1.03^t grows half as fast again.
        growing = first is not alike.Likeness.ALIKE and any(map(alike.raises_numbers, written or ()))
        doubtful = growing or not any(_bounded(*sums, setting) for sums in (expanded, written) if sums)
        return undecided(TOLERANCE) if doubtful else equal(TOLERANCE)
    return _refuted_at_points(key, answer, setting, anywhere=found is alike.Likeness.OFF)


def _leaping(key: Node, answer: Node) -> bool:
    return jumping(key, answer) or kinks.dividing(key, answer) or kinks.spiking(key, answer)


OTHER = alike.Likeness.OTHER
Sums = tuple[alike.Sum, alike.Sum]


def _sums(key: Node, answer: Node, *, expanded: bool) -> Sums | None:
    order = alike.Ordering(digits, expanded=expanded)
    try:
        return order.sum(key), order.sum(answer)
    except alike.Unlike:
        return None


def _nearness(setting: Setting) -> alike.Near:
    return lambda x, y: judge(abs(x - y), abs(x), setting).equal


def _by_coefficients(mine: alike.Sum, theirs: alike.Sum, setting: Setting) -> Finding:
    """Polynomials: a fitted line, rounded. A term that is left out for being small is left to a person."""
    nothing, near = Fraction(0), _nearness(setting)
    terms = mine.keys() | theirs.keys()
    if not all(near(mine.get(term, nothing), theirs.get(term, nothing)) for term in terms):
        return different(TOLERANCE)
    sure = mine.keys() == theirs.keys() and _bounded(mine, theirs, setting)
    return equal(TOLERANCE) if sure else undecided(TOLERANCE)


def _bounded(mine: alike.Sum, theirs: alike.Sum, setting: Setting) -> bool:
    """Whether sums whose numbers are near each other are so without the absolute tolerance too.

    But for the constant term: 1.0001x is further and further from x, and a person says whether each number
    was meant.
    """
    wide = setting.tolerance
    assert wide is not None
    if wide.absolute is None or wide.each:
        return True
    close = _nearness(replace(setting, tolerance=replace(wide, absolute=None)))
    one = {term: c for term, c in mine.items() if term != alike.NUMBER}
    other = {term: c for term, c in theirs.items() if term != alike.NUMBER}
    return alike.likeness(one, other, close) is alike.Likeness.ALIKE


def _apart_by_little(key: Node, answer: Node, mine: alike.Sum, theirs: alike.Sum, setting: Setting) -> bool:
    """Whether what one has more than the other stays within the absolute tolerance everywhere."""
    assert setting.tolerance is not None
    most = setting.tolerance.absolute
    if most is None or setting.domain.complex_for(key, answer):
        return False
    gap = alike.gap(mine, theirs)
    if gap is not None:
        return gap <= most
    more = theirs.get(alike.NUMBER, Fraction(0)) - mine.get(alike.NUMBER, Fraction(0))
    if not more or abs(more) > most or exact.bits(more) > BITS:
        return False
    return equality.compare(Add((key, number(more))), answer, setting.exactly).equal


def _refuted_at_points(key: Node, answer: Node, setting: Setting, *, anywhere: bool) -> Finding:
    """Different where a point of a sample from the domain, or one beside a corner, shows it; else undecided.

    Unless it is `anywhere`, only within reach: far out a number in an exponent that was rounded as it may be
    makes any difference.
    """
    domain = setting.domain.for_pair(key, answer)
    names = names_in(key) | names_in(answer)
    try:
        beside = corners.points(key, answer, domain)
    except corners.Late:
        beside = []
    reach = REACH * max((1.0, *landmarks((key, answer))))
    valid, wanted = 0, POINTS + len(beside)
    for tries, point in enumerate(chain(beside, domain.points(names, key, answer))):
        if tries > 60 + len(beside) or valid >= wanted or not setting.deadline.left():
            break
        if tries >= len(beside) and not anywhere and any(abs(value) > reach for value in point.values()):
            continue
        near = _near_at({name: Fraction(value.real) for name, value in point.items()}, key, answer, setting)
        if near is not None and near.different:
            return near
        valid += near is not None
    if not (kinks.kinked(key) or kinks.kinked(answer)):
        return undecided(TOLERANCE)
    return _refuted_in_a_cell(key, answer, setting, domain)


def _refuted_in_a_cell(key: Node, answer: Node, setting: Setting, domain: Domain) -> Finding:
    """Different where a point of one of the cells between all folds shows it."""
    from touchstone.maths.cells import cells

    for place in chain.from_iterable(cells(key, answer, domain) or ()):
        if not setting.deadline.left():
            break
        env = {name: as_fraction(value) for name, value in place.items()}
        near = _near_at(env, key, answer, setting)
        if near is not None and near.different:
            return near
    return undecided(TOLERANCE)


def _near_at(env: Mapping[str, Fraction], key: Node, answer: Node, setting: Setting) -> Finding | None:
    """Whether both are near each other at a point; None where one has no value."""
    x, y = digits(key, env), digits(answer, env)
    return None if x is None or y is None else judge(abs(x - y), abs(x), setting)
