"""Statements about one real variable, compared by their solutions.

The line is cut where any condition may turn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from touchstone.maths.comparing import Setting
from touchstone.maths.statements import below_zero, points
from touchstone.maths.statements.bounded import in_sines, windows
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions
from touchstone.maths.statements.marks import Mark, Unsupported, between, ordered, to_fraction
from touchstone.maths.statements.roots import marks, varying_bases, without_a_curve
from touchstone.maths.statements.signs import Sign
from touchstone.maths.statements.stationary import Edges
from touchstone.maths.statements.weights import fine_enough
from touchstone.maths.tree import Node, identity
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "solution sets"

_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}
# Whole numbers at which powers such as `x^x` are looked at.
_AROUND = tuple(Fraction(n) for k in range(1, 65) for n in (-k, k))


def compare(
    a: Formula, b: Formula, variable: str, setting: Setting, turned: set[int] | None = None
) -> Finding:
    """Whether the same real numbers (in the declared domain) satisfy both.

    Puts into `turned` the id of each function that has a zero or pole.
    """
    finding = _compared(a, b, variable, setting, turned)

    def parted(one: Formula, other: Formula) -> list[Mark] | None:
        found = list[Mark]()
        known = _compared(one, other, variable, setting, None, found)
        return found if known.equal else None

    def same_at(point: Mark) -> bool:
        try:
            lines = (Line(variable), Line(variable, strict=True))
            return all(line.truth(a, point) == line.truth(b, point) for line in lines)
        except Unsupported:
            return False

    doubtful = finding.equal and not below_zero.agree(a, b, setting.domain, parted, same_at)
    return undecided(STEP) if doubtful else finding


def _compared(
    a: Formula,
    b: Formula,
    variable: str,
    setting: Setting,
    turned: set[int] | None,
    parted: list[Mark] | None = None,
) -> Finding:
    """The same; where `parted` is given, it gets the places at which they differ, and these don't refute."""
    gaps = list[str]()
    functions = {identity(c.f): c.f for part in (a, b) for c in conditions(part)}
    if any(map(without_a_curve, functions.values())):
        return undecided(STEP)
    with fine_enough(*functions.values()) as fine:
        try:
            found = {}
            ranges = windows((a, b), variable)
            for key, f in functions.items():
                if not setting.deadline.left():
                    return undecided(STEP)
                found[key] = _marks(f, variable, gaps, ranges.get(key))
            if turned is not None:
                turned.update(key for key, where in found.items() if where)
            cuts = ordered(
                [*(mark for where in found.values() for mark in where), *_edges(setting, variable)]
            )
            lines = _readings(variable, functions.values()) if parted is None else [Line(variable)]
            finding = _compare(a, b, lines, cuts, setting, parted)
        except Unsupported:
            return undecided(STEP)
    return undecided(STEP) if finding.equal and (gaps or not fine) else finding


def _marks(f: Node, variable: str, gaps: list[str], window: Edges | None) -> list[Mark]:
    return marks(f, variable, gaps) if window is None else marks(in_sines(f), variable, gaps, window=window)


def solvable(of: Formula, variable: str) -> bool:
    """Whether some real number satisfies the statement, as far as its marks can be found."""
    line = Line(variable)
    if any(without_a_curve(c.f) for c in conditions(of)):
        return False
    with fine_enough(*(c.f for c in conditions(of))):
        try:
            cuts = ordered(mark for c in conditions(of) for mark in marks(c.f, variable, []))
            return any(line.truth(of, point) for point in [*cuts, *_samples(cuts, whole=False)])
        except Unsupported:
            return False


def _edges(setting: Setting, variable: str) -> list[Mark]:
    return [Fraction(0)] if _assumed(setting, variable) in ("positive", "nonnegative") else []


def _assumed(setting: Setting, variable: str) -> str:
    return setting.domain.assume.get(variable, "real")


def _readings(variable: str, functions: Iterable[Node]) -> list[Line]:
    """A line for each way to read them: `x^x` has a value at -2 for some, for others where x > 0 alone."""
    varying = any(True for f in functions for _ in varying_bases(f))
    return [Line(variable), Line(variable, strict=True)] if varying else [Line(variable)]


def _compare(
    a: Formula,
    b: Formula,
    lines: list[Line],
    cuts: list[Mark],
    setting: Setting,
    places: list[Mark] | None = None,
) -> Finding:
    what = _assumed(setting, lines[0].variable)
    parted, held, outside = set[int](), False, False
    whole = [n for n in _AROUND if lines[-1].apart(n, (a, b))] if len(lines) > 1 else []
    beside = _whole_beside(cuts) if what == "integer" else []
    for point in [*_samples(cuts, whole=what == "integer"), *cuts, *beside, *whole]:
        if not setting.deadline.left():
            return undecided(STEP)
        apart = set[int]()
        if _belongs(point, what):
            apart = {i for i, line in enumerate(lines) if line.truth(a, point) != line.truth(b, point)}
            held = held or lines[0].truth(a, point)
        elif not held:
            outside = outside or any(_seen(lines[0], side, point) for side in (a, b))
        if apart and places is not None and point in cuts:
            places.append(point)
            continue
        parted |= apart
        if len(parted) == len(lines):
            return different(STEP)
    nothing_left = outside and not held and places is None and _both_say_something(a, b)
    return undecided(STEP) if parted or nothing_left else equal(STEP)


def _seen(line: Line, of: Formula, point: Mark) -> bool:
    try:
        return line.truth(of, point)
    except Unsupported:
        return False


def _both_say_something(a: Formula, b: Formula) -> bool:
    """Whether solutions that aren't allowed were named: `x = -2` and `x = -7` of a positive x.

    That there are none is said of an equation; where the other side names one, it isn't.
    """
    said = [any(conditions(side)) for side in (a, b)]
    return all(said) or any(points.points(side) for side in (a, b))


def _samples(cuts: list[Mark], *, whole: bool) -> list[Fraction]:
    """A point in each cell; among whole numbers one that lies there, if any does."""
    samples = []
    for low, high, inside in between(cuts):
        if not whole:
            samples.append(inside)
            continue
        nearest = _whole_between(low, high)
        if nearest is not None:
            samples.append(Fraction(nearest))
    return samples


def _whole_between(low: Mark | None, high: Mark | None) -> int | None:
    if low is None:
        return 0 if high is None else math.ceil(to_fraction(high)) - 1
    first = math.floor(to_fraction(low)) + 1
    return first if high is None or first < to_fraction(high) else None


def _whole_beside(cuts: list[Mark]) -> list[Fraction]:
    """Whole numbers at and around cuts that are no fractions: that of `2^n = 8` is known to many digits."""
    near = [math.floor(to_fraction(cut)) for cut in cuts if not isinstance(cut, Fraction)]
    return [Fraction(n) for n in sorted({low + k for low in near for k in (-1, 0, 1, 2)})]


def _belongs(point: Mark, what: str) -> bool:
    if what == "positive":
        return bool(point > 0)
    if what == "nonnegative":
        return bool(point >= 0)
    if what == "integer":
        return isinstance(point, Fraction) and point.denominator == 1
    return True


class Line:
    """Truth of statements at points of the line; signs are worked out once."""

    def __init__(self, variable: str, *, strict: bool = False) -> None:
        """`strict`: powers such as `x^x` have no value where their base is negative."""
        self.variable, self.strict = variable, strict
        self.signs: dict[tuple[int, object], int | None] = {}
        self.functions: dict[int, Sign] = {}

    def truth(self, of: Formula, x: Mark) -> bool:
        """Whether the statement holds at x. A condition with no value there doesn't."""
        match of:
            case Condition(f=f, op=op):
                return self.sign(f, x) in _HOLDS[op]
            case Every(parts=parts):
                return all(self.truth(part, x) for part in parts)
            case Some(parts=parts):
                return any(self.truth(part, x) for part in parts)
            case Truth(value=value):
                return value
        raise Unsupported("a name for a statement")

    def sign(self, f: Node, x: Mark) -> int | None:
        """The sign of f at x, or None."""
        key = (identity(f), x)
        if key not in self.signs and self.strict and self._negative_base(f, x):
            self.signs[key] = None
        if key not in self.signs:
            function = self.functions.setdefault(identity(f), Sign(f, self.variable))
            self.signs[key] = function.at(x)
        return self.signs[key]

    def apart(self, x: Mark, statements: Iterable[Formula]) -> bool:
        """Whether the ways to read a power may differ at x."""
        return any(self._negative_base(c.f, x) for part in statements for c in conditions(part))

    def _negative_base(self, f: Node, x: Mark) -> bool:
        return any(self.sign(base, x) == -1 for base in varying_bases(f))
