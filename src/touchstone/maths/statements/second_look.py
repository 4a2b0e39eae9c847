"""A last look at a confirmation: no point with small fractions solves one statement and not the other.

There are many ways to confirm, and each is an argument that could have a hole. This one needs none: at a
point exact arithmetic says whether each side holds. It never confirms, and it passes over what it can't
work out. What has no value holds nowhere; but where a formula in several letters is made over, as `F = m a`
into `a = F/m`, single values without one are passed over, as everywhere. Whole regions without a real value
are not, unless both sides say what the same letter is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, product

from touchstone.maths import clock, exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.equality import compare as same
from touchstone.maths.equality import undefined
from touchstone.maths.float_arithmetic import Ball
from touchstone.maths.floats import compiled
from touchstone.maths.numeric import NotReal, Run, Undefined, Unsure
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions, variables
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.points import points
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Divide, Negative, Node, Power, walk

STEP = "a point that solves one alone"
Point = dict[str, Node]
MOST_NAMES, MOST_POINTS, MOST_MARKS = 4, 500, 6
# How often a value that floats take for zero, and that is no fraction, is looked at by the whole ladder.
MOST_LOOKS = 8
# What each variable is set to, by how many there are, beside what is written; the first values meet first.
_USUAL = tuple(map(Fraction, ("0", "1", "-1", "2", "1/2", "-2", "-1/2", "3", "-3", "4")))
_FAR = tuple(map(Fraction, ("-4", "5", "-5", "6", "7", "8", "9", "10", "11", "12", "100", "-100")))
REACH = {1: (*_USUAL, *_FAR), 2: _USUAL, 3: _USUAL[:7], 4: _USUAL[:4]}


def parts(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether some real point surely solves one of two statements and surely not the other."""
    names = sorted(variables(a) | variables(b))
    written = [c.f for side in (a, b) for c in conditions(side)]
    plane = setting.domain.complex_for(*written)  # real points solve there, too, but less has no value
    if not 0 < len(names) <= MOST_NAMES or (plane and _odd_rooted(written)):
        return False
    lenient = plane or (len(names) > 1 and _made_over(a, names) and _made_over(b, names))
    said = plane or (lenient and any(_said(a, name) and _said(b, name) for name in names))
    looks = Looks(lenient, said, setting.exactly)
    sides, above = (Side(a, looks), Side(b, looks)), Side(Every(tuple(_bases(written))), looks)
    domain = setting.domain.for_pair(*written)
    solutions = (at for side in (a, b) for at in points(side) or () if at.keys() == set(names))
    for at in chain(_allowed_alone(solutions, domain), _places(written, names, domain)):
        clock.check()
        if (mine := sides[0].holds(at)) is None or (theirs := sides[1].holds(at)) is None:
            continue
        if mine != theirs and above.holds(at):
            return True
    return False


def _made_over(of: Formula, names: list[str]) -> bool:
    """Whether a statement is one equation, or several ways to solve it for one letter: `v = ±sqrt(2E/m)`."""
    ways = of.parts if isinstance(of, Some) else (of,)
    equations = [part.f for part in ways if isinstance(part, Condition) and part.op == "="]
    if len(equations) < len(ways):
        return False
    return len(ways) == 1 or any(all(solved_for(f, name) for f in equations) for name in names)


def _said(of: Formula, name: str) -> bool:
    """Whether a statement says what a letter is, `v = sqrt(2 g h)`: compared as expressions are."""
    return isinstance(of, Condition) and solved_for(of.f, name) is not None


def plain(a: Formula, b: Formula) -> bool:
    """Whether polynomials alone are compared, one with one or in one variable: that is exact as it is."""
    one_each = isinstance(a, Condition) and isinstance(b, Condition)
    if not one_each and len(variables(a) | variables(b)) > 1:
        return False
    return all(_polynomial(c.f) for side in (a, b) for c in conditions(side))


def _polynomial(f: Node) -> bool:
    found = traits(f)
    if found.functions or found.growing or found.broken:
        return False
    return Divide not in found.kinds or not any(
        names_in(part.denominator) for part in walk(f) if isinstance(part, Divide)
    )


def _odd_rooted(written: list[Node]) -> bool:
    """Whether a root is written that is another one among complex numbers: of -8 the third."""
    return any("root" in traits(f).functions for f in written)


def _bases(written: list[Node]) -> Iterator[Condition]:
    """What is raised to a letter is positive."""
    for f in written:
        for part in walk(f) if traits(f).growing else ():
            if isinstance(part, Power) and names_in(part.exponent) and names_in(part.base):
                yield Condition(Negative(part.base), "<")


@dataclass
class Looks:
    """How points are looked at; `lenient`: no value says nothing; `said`: nor does one that isn't real."""

    lenient: bool
    said: bool
    setting: Setting
    left: int = MOST_LOOKS


class Side:
    """A statement with its conditions as functions in floats."""

    def __init__(self, of: Formula, looks: Looks) -> None:
        self.of, self.looks = of, looks
        self.runs: dict[Node, Run | None] = {c.f: _run(c.f) for c in conditions(of)}

    def holds(self, at: Point) -> bool | None:
        """Whether the statement holds there; None where that isn't surely known."""
        try:
            floats = {name: _ball(value) for name, value in at.items()}
        except (Undefined, Unsure, OverflowError, ValueError):
            return None
        return self._holds(self.of, at, floats)

    def _holds(self, of: Formula, at: Point, floats: Mapping[str, Ball]) -> bool | None:
        match of:
            case Truth(value=value):
                return value
            case Every(parts=parts) | Some(parts=parts):
                found = [self._holds(part, at, floats) for part in parts]
                settled = isinstance(of, Some)  # by one part that holds; else by one that doesn't
                return settled if settled in found else None if None in found else not settled
            case Condition(f=f, op=op):
                try:
                    sign = self._sign(f, at, floats)
                except NotReal:
                    return None if self.looks.said else False
                except (Undefined, exact.NoValue):
                    return None if self.looks.lenient else False
                return None if sign is None else _SAYS[op](sign)
        return None

    def _sign(self, f: Node, at: Point, floats: Mapping[str, Ball]) -> int | None:
        """-1, 0 or 1; None where it isn't surely known. Raises Undefined or NoValue where none exists."""
        run = self.runs[f]
        if run is None:
            return None
        try:
            value, error = run(floats)
        except (Unsure, OverflowError, ValueError):
            value, error = 0.0, 0.0
        if not isinstance(value, float):
            return None
        if abs(value) > error:
            return 1 if value > 0 else -1
        return self._in_full(substitute(f, {name: at[name] for name in names_in(f)}))

    def _in_full(self, there: Node) -> int | None:
        """The sign of what floats can't tell."""
        known = exact.rational(there)
        if known is not None:
            return (known > 0) - (known < 0)
        self.looks.left -= 1
        if self.looks.left < 0:
            return None
        if undefined(there):
            raise Undefined("no value here")
        return 0 if same(there, ZERO, self.looks.setting).equal else None


def _ball(value: Node) -> Ball:
    """A coordinate in floats: what isn't held exactly is off by its rounding."""
    ball: Ball = compiled(value, real=True)({})
    return ball


_SAYS = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
}


def _run(f: Node) -> Run | None:
    try:
        return compiled(f, real=True)
    except (Undefined, Unsure):
        return None


def _places(written: list[Node], names: list[str], domain: Domain) -> Iterator[Point]:
    """Points of a grid, those first whose coordinates stand early in the list of what is tried."""
    usual = REACH[len(names)]
    marks = {sign * literal.value for f in written for literal in traits(f).literals for sign in (1, -1)}
    values = dict.fromkeys((*usual[:3], *sorted(marks - {*usual[:3]}, key=abs)[:MOST_MARKS], *usual[3:]))
    nodes = [(value, number(value)) for value in values]
    ways = [[node for v, node in nodes if _allows(domain.assume.get(name), v)] for name in names]
    orders = sorted(product(*(range(len(way)) for way in ways)), key=sum)
    for order in orders[:MOST_POINTS]:
        yield {name: way[i] for name, way, i in zip(names, ways, order, strict=True)}


def _allowed_alone(solutions: Iterable[Point], domain: Domain) -> Iterator[Point]:
    """Solutions that are written out, but for those that what is declared may leave out."""
    for at in solutions:
        known = {name: exact.rational(value) for name, value in at.items()}
        free = all(domain.assume.get(name, "real") == "real" for name, v in known.items() if v is None)
        if free and all(_allows(domain.assume.get(n), v) for n, v in known.items() if v is not None):
            yield at


def _allows(what: str | None, v: Fraction) -> bool:
    """Whether what is declared of a variable lets it be this."""
    if what in ("integer", "count") and v.denominator != 1:
        return False
    return v > 0 if what == "positive" else v >= 0 if what in ("nonnegative", "count") else True
