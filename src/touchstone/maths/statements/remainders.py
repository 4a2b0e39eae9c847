"""Statements about whole numbers that hang on remainders alone: `gcd(n, 6) = 1`, `mod(n^2, 4) = 1`.

Every remainder, or every combination of them, is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions, variables
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Name, Node, children
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "every remainder"
# So many combinations of remainders take some tens of milliseconds.
MOST = 20_000
_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}
WHOLE = frozenset({"integer", "count"})


class _NotPeriodic(ValueError):
    """A variable stands where its size counts."""


def compare(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Equal or different by the truth of both for every remainder; undecided where size counts too."""
    names = sorted(variables(a) | variables(b))
    parts = [c.f for side in (a, b) for c in conditions(side)]
    whole = all(setting.domain.assume.get(name) in WHOLE for name in names)
    if not whole and not any("gcd" in traits(f).functions for f in parts):
        return undecided(STEP)
    try:
        period = math.lcm(*(m for f in parts for m in _moduli(f)))
    except _NotPeriodic:
        return undecided(STEP)
    if not names or period ** len(names) > MOST:
        return undecided(STEP)
    for point in product(range(1, period + 1), repeat=len(names)):
        if not setting.deadline.left():
            return undecided(STEP)
        values: dict[str, Node] = {name: number(Fraction(k)) for name, k in zip(names, point, strict=True)}
        found = _holds(a, values), _holds(b, values)
        if None in found:
            return undecided(STEP)
        if found[0] != found[1]:
            return different(STEP)
    return equal(STEP)


def _moduli(f: Node) -> Iterator[int]:
    """The numbers that remainders are taken of. Raises _NotPeriodic."""
    if not names_in(f):
        return
    match f:
        case Call(function="mod", arguments=(u, m)):
            yield _modulus((m,))
            _whole(u)
        case Call(function="gcd", arguments=arguments):
            yield _modulus(tuple(part for part in arguments if not names_in(part)))
            for part in arguments:
                _whole(part)
        case Name():
            raise _NotPeriodic
        case _:
            for part in children(f):
                yield from _moduli(part)


def _modulus(written: tuple[Node, ...]) -> int:
    values = [exact.integer(part) for part in written]
    known = [abs(value) for value in values if value]
    if not known:
        raise _NotPeriodic
    return math.gcd(*known)


def _whole(u: Node) -> None:
    """A polynomial with whole coefficients: its remainder hangs on those of its variables."""
    found = coefficients(u)
    if found is None or any(c.denominator != 1 for c in found.values()):
        raise _NotPeriodic


def _holds(of: Formula, values: dict[str, Node]) -> bool | None:
    match of:
        case Condition(f=f, op=op):
            try:
                value = exact.rational(substitute(f, values))
            except exact.NoValue:
                return False
            return None if value is None else ((value > 0) - (value < 0)) in _HOLDS[op]
        case Every(parts=parts) | Some(parts=parts):
            found = [_holds(part, values) for part in parts]
            if None in found:
                return None
            return all(found) if isinstance(of, Every) else any(found)
        case Truth(value=value):
            return value
    return None
