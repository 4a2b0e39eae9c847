"""Vectors, matrices and polynomials that are nearly another's multiple: a unit eigenvector, rounded.

Each entry allows for an interval of factors, and one factor has to do for all. An absolute tolerance may be
meant for the answer as it stands or for the key: what holds for one of the two alone goes to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import sqrt

from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.forms.digits import unit_of_figures
from touchstone.maths.kinds import alike
from touchstone.maths.kinds.scalars import TOLERANCE, digits
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

# An interval of factors above 0; None stands for one that has no end.
Factors = tuple[Fraction, Fraction | None]
Pairs = list[tuple[Fraction, Fraction]]

# An entry this many times the absolute tolerance has to be there, or everything would be near everything.
LEAST = 20
ALL: Factors = (Fraction(0), None)


def proportional(mine: list[Node], theirs: list[Node], setting: Setting) -> Finding:
    """Whether one factor makes of each entry of the key, within the tolerance, the answer's."""
    assert setting.tolerance is not None
    found = _coefficients(mine, theirs)
    if found is None:
        return undecided(TOLERANCE)
    pairs, sure = found
    wide = setting.tolerance
    # Digits that are asked for are those of the answer.
    ways = (False,) if wide.figures or wide.each else (False, True)
    holds = [any(_factor(_turned(pairs, sign), wide, scaled=way) for sign in (1, -1)) for way in ways]
    if not any(holds) or not any(answer for _, answer in pairs):
        return different(TOLERANCE)
    counts = all(max(abs(pair[side]) for pair in pairs) > LEAST * (wide.absolute or 0) for side in (0, 1))
    return equal(TOLERANCE) if all(holds) and sure and counts else undecided(TOLERANCE)


def _coefficients(mine: list[Node], theirs: list[Node]) -> tuple[Pairs, bool] | None:
    """The numbers that stand at one place in both, and whether both have the same places."""
    order = alike.Ordering(digits, expanded=True)
    pairs: Pairs = []
    sure = True
    for key, answer in zip(mine, theirs, strict=True):
        try:
            one, other = order.sum(key), order.sum(answer)
        except alike.Unlike:
            return None
        if not (alike.is_polynomial(one) and alike.is_polynomial(other)):
            return None
        sure = sure and (one.keys() == other.keys() or one.keys() | other.keys() <= {alike.NUMBER})
        terms = one.keys() | other.keys() or {alike.NUMBER}
        pairs += [(one.get(term, Fraction(0)), other.get(term, Fraction(0))) for term in terms]
    return pairs, sure


def _bounds(wide: Tolerance, answer: Fraction) -> tuple[Fraction, Fraction]:
    """The relative bound and the absolute one of an entry, 0 for none."""
    absolute = wide.absolute or Fraction(0)
    if wide.figures and answer:
        absolute = max(absolute, unit_of_figures(answer, wide.figures) / 2)
    return wide.relative or Fraction(0), absolute


def _turned(pairs: Pairs, sign: int) -> Pairs:
    return [(sign * key, answer) for key, answer in pairs]


def _factor(pairs: Pairs, wide: Tolerance, *, scaled: bool) -> bool:
    """Whether a factor above 0 does for all; `scaled` takes the absolute bound as one for the key."""
    low, high = Fraction(0), None
    for key, answer in pairs:
        relative, absolute = _bounds(wide, answer)
        ways = [_relative(key, answer, relative), _absolute(key, answer, absolute, scaled=scaled)]
        found = [way for way in ways if way is not None]
        if not found:
            return False
        # Both hold the factor that makes the entries equal, so that together they are one interval.
        low = max(low, min(way[0] for way in found))
        ends = [way[1] for way in found]
        end = None if None in ends else max(end for end in ends if end is not None)
        high = end if high is None else high if end is None else min(high, end)
    return high is None or (high > 0 and low <= high)


def _relative(key: Fraction, answer: Fraction, bound: Fraction) -> Factors | None:
    """The factors c with |answer − c·key| ≤ bound·c·|key|."""
    if key == 0 or answer == 0:
        return ALL if key == answer else None
    ratio = answer / key
    if ratio < 0:
        return None
    return ratio / (1 + bound), ratio / (1 - bound) if bound < 1 else None


def _absolute(key: Fraction, answer: Fraction, bound: Fraction, *, scaled: bool) -> Factors | None:
    """The factors c with |answer − c·key| ≤ bound, or ≤ bound·c."""
    low, high = Fraction(0), None
    # c·slope ≤ end, twice
    sides = (
        [(key - bound, answer), (-key - bound, -answer)]
        if scaled
        else [(key, answer + bound), (-key, bound - answer)]
    )
    for slope, end in sides:
        if slope > 0:
            high = end / slope if high is None else min(high, end / slope)
        elif slope < 0:
            low = max(low, end / slope)
        elif end < 0:
            return None
    return None if high is not None and (high <= 0 or high < low) else (low, high)


# --- spaces --------------------------------------------------------------------------------------------


def surely_outside(
    mine: Iterable[tuple[Node, ...]], theirs: Iterable[tuple[Node, ...]], wide: Tolerance
) -> bool:
    """Whether a vector of the answer is further from the space of the key than its entries may be off."""
    space, vectors = _numbers(mine), _numbers(theirs)
    if space is None or vectors is None:
        return False
    basis: list[list[float]] = []
    for vector in space:
        rest = _outside(vector, basis)
        size = _length(rest)
        if size > 1e-9 * max(_length(vector), 1e-300):
            basis.append([x / size for x in rest])
    for vector in vectors:
        off = _length([_off(wide, x) for x in vector])
        if _length(_outside(vector, basis)) > 1.01 * off + 1e-9 * _length(vector):
            return True
    return False


def _off(wide: Tolerance, entry: float) -> float:
    relative, absolute = _bounds(wide, Fraction(entry))
    return max(float(absolute), 2 * float(relative) * abs(entry))


def _numbers(vectors: Iterable[tuple[Node, ...]]) -> list[list[float]] | None:
    found = [[digits(entry) for entry in vector] for vector in vectors]
    if any(x is None or abs(x) > 10**100 for vector in found for x in vector):
        return None
    return [[float(x) for x in vector if x is not None] for vector in found]


def _outside(vector: list[float], basis: list[list[float]]) -> list[float]:
    """What is left of a vector without its parts along an orthonormal basis; twice, for its digits."""
    for _ in range(2):
        for one in basis:
            along = sum(x * y for x, y in zip(vector, one, strict=True))
            vector = [x - along * y for x, y in zip(vector, one, strict=True)]
    return vector


def _length(vector: list[float]) -> float:
    return sqrt(sum(x * x for x in vector))
