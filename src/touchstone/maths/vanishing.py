"""Where a sign is zero: single places at which expressions may part that agree on both sides of them.

Each surface on which a sign is zero is looked at by itself: its equation is put into both expressions, and
what remains is compared by the whole ladder, with a sign fewer. Where that can't be done nothing is equal.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths import exact, modular
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.cells import along
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.digits import Digits
from touchstone.maths.domain import WHOLE_NUMBERS
from touchstone.maths.heights import order, written
from touchstone.maths.kinks import factors
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.one_point import settled
from touchstone.maths.rationals import Rationals
from touchstone.maths.spectators import AT_LEAST_ZERO
from touchstone.maths.statements.constants import bounds, never_negative
from touchstone.maths.statements.marks import ACCURACY, PRECISION, Mark
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Negative, Node, children, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

Plain = Callable[[Node, Node, Setting], Finding]

STEP = "places where a sign is zero"
# Functions that may have at a single place a value of their own.
SINGLE = frozenset({"sign"})
# Each surface is looked at for signs once more: so many of them take longer than an answer may.
MAX_SURFACES = 24


def compare(a: Node, b: Node, setting: Setting, plain: Plain, *, real: bool) -> Finding:
    """Of two that seem to agree wherever no sign is zero: whether they do where one is.

    `plain` compares what remains on a surface; it calls equal what has no value there.
    """
    surfaces = _surfaces(a, b)
    if len(surfaces) > MAX_SURFACES:
        return undecided(STEP)
    for u in surfaces:
        if not setting.deadline.left():
            return undecided(STEP)
        finding = _on_surface(u, a, b, setting, plain, real=real)
        if not finding.equal:
            return finding
    return equal(STEP)


def _surfaces(a: Node, b: Node) -> list[Node]:
    """The factors of all that a sign is taken of."""
    parts = [
        part.arguments[0]
        for node in (a, b)
        for part in walk(node)
        if isinstance(part, Call) and part.function in SINGLE and names_in(part)
    ]
    return list(dict.fromkeys(factor for u in parts for factor in factors(u)))


def _on_surface(u: Node, a: Node, b: Node, setting: Setting, plain: Plain, *, real: bool) -> Finding:
    domain = setting.domain.for_pair(a, b)
    low, high = bounds(u)
    if low > 0 or high < 0 or (real and known_positive(u, domain.positive, real=True)):
        return equal(STEP)
    if _agree_with_zero(u, a, b, setting, plain):
        return equal(STEP)
    assume = domain.assume
    if any(assume.get(name) == "complex" for name in names_in(u)):
        return undecided(STEP)
    found = along(u, needed=True)
    if found is None:
        return _inside(u, a, b, setting, plain, real=real)
    for name, places in found.items():
        for place in places:
            if _belongs(place, assume.get(name, "real")):
                finding = _at(place, name, a, b, setting, plain, real=real)
                if not finding.equal:
                    return finding
    return equal(STEP)


def _agree_with_zero(u: Node, a: Node, b: Node, setting: Setting, plain: Plain) -> bool:
    """Whether both agree, or one has no value, once zero is written for u, whatever else is known of it."""
    f, g = _without(a, u), _without(b, u)
    if modular.divides_by_zero(f) or modular.divides_by_zero(g):
        return True
    if not modular.compare(f, g).equal:
        return False
    return not _surfaces(f, g) or plain(f, g, setting).equal


def _without(node: Node, u: Node) -> Node:
    if node == u:
        return ZERO
    parts = [_without(part, u) for part in children(node)]
    return rebuilt(node, parts) if parts else node


def _belongs(place: Mark, what: str) -> bool:
    if what in WHOLE_NUMBERS and not (isinstance(place, Fraction) and place.denominator == 1):
        return False
    return bool(place > 0 if what == "positive" else place >= 0 if what in ("nonnegative", "count") else True)


def _at(place: Mark, name: str, a: Node, b: Node, setting: Setting, plain: Plain, *, real: bool) -> Finding:
    """At one place of one variable: a number where there are no other variables, else the whole ladder."""
    if names_in(a) | names_in(b) == {name}:
        return _number(Add((a, Negative(b))), name, place, real=real)
    if not isinstance(place, Fraction):
        return undecided(STEP)
    here = {name: number(place)}
    return plain(substitute(a, here), substitute(b, here), setting)


def _number(gap: Node, name: str, place: Mark, *, real: bool) -> Finding:
    """Whether a gap is zero at a place, or has no value: exactly where it can be, else in many digits."""
    arithmetic = Digits(real=real, order=order(gap))
    try:
        if isinstance(place, Fraction):
            try:
                value = compile_tree(gap, Rationals())({name: place})
                return different(STEP) if value else equal(STEP)
            except Unsure:
                pass

        def here() -> dict[str, Any]:
            if isinstance(place, Fraction):
                return {name: arithmetic.number(place)({})}
            if arithmetic.ctx.prec > start:
                raise Unsure("finer than the place is known")
            return {name: (place, arithmetic.size(place) - ACCURACY)}

        start = PRECISION + written(gap) if isinstance(place, Fraction) else PRECISION
        found = settled(compile_tree(gap, arithmetic), arithmetic, here, start)
        return equal(STEP) if arithmetic.is_zero(found) else different(STEP)
    except Undefined:
        return equal(STEP)
    except (Unsure, OverflowError, ValueError):
        return undecided(STEP)


def _inside(u: Node, a: Node, b: Node, setting: Setting, plain: Plain, *, real: bool) -> Finding:
    """A surface in several variables: for a sum of what is never negative, one on which it lies.

    Else one variable is put in as a function of the others.
    """
    if real and isinstance(u, Add) and all(map(_never_negative, u.terms)):
        wider = min(u.terms, key=lambda term: len(names_in(term)))
        steps = (_on_surface(v, a, b, setting, plain, real=real) for v in factors(wider))
        return next((finding for finding in steps if not finding.equal), equal(STEP))
    return _solved(u, a, b, setting, plain)


def _never_negative(u: Node) -> bool:
    return never_negative(u) or (isinstance(u, Call) and u.function in AT_LEAST_ZERO and u.function != "root")


def _solved(u: Node, a: Node, b: Node, setting: Setting, plain: Plain) -> Finding:
    """A surface on which one variable is a function of the others, `x - y = 0`: that function put in."""
    assume = setting.domain.for_pair(a, b).assume
    # What is known of a variable goes with it: one of which nothing is known loses nothing.
    for name in sorted(names_in(u), key=lambda name: name in assume):
        try:
            slope = exact.rational(derivative(u, name))
        except (NoDerivative, exact.NoValue):
            continue
        if not slope:
            continue
        values = {name: Divide(substitute(u, {name: ZERO}), number(-slope))}
        finding = plain(substitute(a, values), substitute(b, values), setting)
        return finding if finding.equal or assume.get(name, "real") == "real" else undecided(STEP)
    return undecided(STEP)
