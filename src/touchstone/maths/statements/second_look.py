"""A last look at a confirmation: no point with small fractions solves one statement and not the other.

There are many ways to confirm, and each is an argument that could have a hole. This one needs none: at a
point exact arithmetic says whether each side holds. It never confirms, and it passes over what it can't
work out. What has no value holds nowhere; but where a formula in several letters is made over, as `F = m a`
into `a = F/m`, single values without one are passed over, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from touchstone.maths import clock, exact
from touchstone.maths.arrays import number
from touchstone.maths.domain import Domain
from touchstone.maths.floats import compiled
from touchstone.maths.numeric import Run, Undefined, Unsure
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions, variables
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Divide, Negative, Node, Power, walk

STEP = "a point that solves one alone"
Point = dict[str, Fraction]
MOST_NAMES, MOST_POINTS, MOST_MARKS = 4, 200, 4
# What each variable is set to, by how many there are: 0 and 1 first.
_USUAL = tuple(map(Fraction, ("0", "1", "-1", "2", "1/2", "-2", "-1/2", "3", "-3", "4")))
REACH = {1: _USUAL, 2: _USUAL, 3: _USUAL[:5], 4: _USUAL[:4]}


def parts(a: Formula, b: Formula, domain: Domain) -> bool:
    """Whether some real point surely solves one of two statements and surely not the other."""
    names = sorted(variables(a) | variables(b))
    written = [c.f for side in (a, b) for c in conditions(side)]
    plane = domain.complex_for(*written)  # real points solve there, too, but less has no value
    if not 0 < len(names) <= MOST_NAMES or (plane and _odd_rooted(written)):
        return False
    lenient = plane or (len(names) > 1 and _made_over(a, names) and _made_over(b, names))
    sides, above = (_Side(a, lenient), _Side(b, lenient)), _Side(Every(tuple(_bases(written))), lenient)
    for at in islice(_places(written, names, domain.for_pair(*written)), MOST_POINTS):
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


def plain(of: Formula) -> bool:
    """Whether a statement is one condition on a polynomial: these are compared exactly as it is."""
    if not isinstance(of, Condition):
        return False
    found = traits(of.f)
    divided = Divide in found.kinds and any(
        names_in(part.denominator) for part in walk(of.f) if isinstance(part, Divide)
    )
    return not (found.functions or found.growing or found.broken or divided)


def _odd_rooted(written: list[Node]) -> bool:
    """Whether a root is written that is another one among complex numbers: of -8 the third."""
    return any("root" in traits(f).functions for f in written)


def _bases(written: list[Node]) -> Iterator[Condition]:
    """What is raised to a letter is positive."""
    for f in written:
        for part in walk(f) if traits(f).growing else ():
            if isinstance(part, Power) and names_in(part.exponent) and names_in(part.base):
                yield Condition(Negative(part.base), "<")


class _Side:
    """A statement with its conditions as functions in floats; `lenient`: no value says nothing."""

    def __init__(self, of: Formula, lenient: bool) -> None:
        self.of, self.lenient = of, lenient
        self.runs: dict[Node, Run | None] = {c.f: _run(c.f) for c in conditions(of)}

    def holds(self, at: Point) -> bool | None:
        return self._holds(self.of, at, {name: (float(value), 0.0) for name, value in at.items()})

    def _holds(self, of: Formula, at: Point, floats: Mapping[str, tuple[float, float]]) -> bool | None:
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
                except (Undefined, exact.NoValue):
                    return None if self.lenient else False
                return None if sign is None else _SAYS[op](sign)
        return None

    def _sign(self, f: Node, at: Point, floats: Mapping[str, tuple[float, float]]) -> int | None:
        """-1, 0 or 1; None where it isn't surely known. Raises Undefined or NoValue where none exists."""
        run = self.runs[f]
        if run is None:
            return None
        try:
            value, error = run(floats)
        except (Unsure, OverflowError, ValueError):
            return None
        if not isinstance(value, float):
            return None
        if abs(value) > error:
            return 1 if value > 0 else -1
        known = exact.rational(substitute(f, {name: number(at[name]) for name in names_in(f)}))
        return None if known is None else (known > 0) - (known < 0)


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
    usual = REACH[len(names)]
    marks = {sign * literal.value for f in written for literal in traits(f).literals for sign in (1, -1)}
    values = (*usual, *sorted(marks - {*usual}, key=abs)[:MOST_MARKS])
    ways = [_allowed(values, domain.assume.get(name, "real")) for name in names]
    for at in product(*ways):
        yield dict(zip(names, at, strict=True))


def _allowed(values: tuple[Fraction, ...], what: str) -> list[Fraction]:
    whole = what in ("integer", "count")
    least = {"positive": 1, "nonnegative": 0, "count": 0}.get(what)
    return [
        v
        for v in values
        if (not whole or v.denominator == 1) and (least is None or v > 0 or (least == 0 and v == 0))
    ]
