"""Numbered solutions as sets of numbers: `x = n*pi`, `x = -k*pi` and `x = 2n*pi or x = (2n+1)*pi` are one.

Each equation `x = c + d*n` is a class of remainders. Over the least common multiple of all steps the classes
of both sides are listed and compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.statements.families import PI, USUAL, in_turns
from touchstone.maths.statements.formula import Condition, Formula, Some, variables
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    children,
    walk,
)

# Classes over the common multiple, and places of a circle where solutions are looked for.
MAX_CLASSES = 2000
CIRCLE, TURNS = 120, 2

# No number of a textbook is so near to 0 without being it.
NEARLY = 1e-9

Exactly = tuple[Fraction, Fraction]
"""A number p + q·pi."""


class NoFamily(ValueError):
    """Not an equation `x = c + d*n`."""


@dataclass
class Progressions:
    """Numbers by what is left of them: starts by step, those that are counted in pi and those in ones."""

    turning: list[tuple[Exactly, Fraction]] = field(default_factory=list)
    counting: list[tuple[Exactly, Fraction]] = field(default_factory=list)
    single: set[Exactly] = field(default_factory=set)

    def holds(self, place: Exactly) -> bool:
        """Whether a number is among them."""
        (p, q) = place
        return (
            place in self.single
            or any(p == r and (q - s) % d == 0 for (r, s), d in self.turning)
            or any(q == s and (p - r) % d == 0 for (r, s), d in self.counting)
        )

    def within(self, what: str) -> Progressions:
        """Without single numbers that a variable so declared can't be; progressions go on without an end."""
        keeps = _KEPT.get(what)
        single = self.single if keeps is None else {place for place in self.single if keeps(place)}
        return Progressions(self.turning, self.counting, single)

    @property
    def whole(self) -> bool:
        """Whether all that is counted is whole."""
        return not self.turning and all(
            p.denominator == 1 == d.denominator and not q for (p, q), d in self.counting
        )


def _size(place: Exactly) -> float:
    return float(place[0]) + float(place[1]) * math.pi


_KEPT: dict[str, Callable[[Exactly], bool]] = {
    "positive": lambda place: any(place) and _size(place) > -NEARLY,
    "nonnegative": lambda place: _size(place) > -NEARLY,
    "integer": lambda place: place[0].denominator == 1 and not place[1],
}


def of(statement: Formula, x: str, assume: Mapping[str, str]) -> Progressions | None:
    """What a union of numbered solutions and single ones holds; None where it is anything else."""
    parts = statement.parts if isinstance(statement, Some) else (statement,)
    found = Progressions()
    try:
        for part in parts:
            if not isinstance(part, Condition) or part.op != "=":
                return None
            _take(part.f, x, assume, found)
    except (NoFamily, NoDerivative, exact.NoValue):
        return None
    return found if found.turning or found.counting else None


def unknown(a: Formula, b: Formula, assume: Mapping[str, str]) -> str | None:
    """The one name that numbers nothing."""
    names = {name for name in variables(a) | variables(b) if not _numbers(name, assume)}
    return next(iter(names)) if len(names) == 1 else None


def _numbers(name: str, assume: Mapping[str, str]) -> bool:
    return assume.get(name) == "integer" or (name in USUAL and name not in assume)


def _take(f: Node, x: str, assume: Mapping[str, str], found: Progressions) -> None:
    letters = names_in(f) - {x}
    slope = exact.rational(derivative(f, x))
    if not slope or len(letters) > 1 or x not in names_in(f):
        raise NoFamily
    at = Divide(substitute(f, {x: ZERO}), number(-slope))
    if not letters:
        found.single.add(exactly(at))
        return
    (n,) = letters
    if any(_alternates(part, n) for part in walk(at)):
        for odd in (0, 1):
            _take_progression(_turn(at, n, odd), n, assume, found)
    else:
        _take_progression(at, n, assume, found)


def _alternates(node: Node, n: str) -> bool:
    """`(-1)^n` and `(-1)^(n+1)`."""
    match node:
        case Power(base=Negative(operand=Number(value=one)), exponent=exponent):
            return one == 1 and n in names_in(exponent)
    return False


def by_turns(of: Formula, assume: Mapping[str, str]) -> Formula:
    """With `(-1)^n` written out: the members with even numbers, and those with odd ones."""
    match of:
        case Some(parts=parts):
            return Some(tuple(by_turns(part, assume) for part in parts))
        case Condition(f=f, op="="):
            turned = {n for n in names_in(f) if any(_alternates(part, n) for part in walk(f))}
            if len(turned) == 1 and _numbers(n := min(turned), assume):
                try:
                    return Some(tuple(Condition(_turn(f, n, odd), "=") for odd in (0, 1)))
                except (NoFamily, NoDerivative, exact.NoValue):
                    return of
    return of


def _turn(node: Node, n: str, odd: int) -> Node:
    """The members with even numbers, or those with odd ones: 2n or 2n + 1 for n."""
    if isinstance(node, Power) and _alternates(node, n):
        power = exact.integer(substitute(node.exponent, {n: number(Fraction(odd))}))
        step = exact.integer(derivative(node.exponent, n))
        if power is None or step is None:
            raise NoFamily
        return number(Fraction(-1 if power % 2 else 1))
    if node == Name(n):
        return Add((Multiply((number(Fraction(2)), node)), number(Fraction(odd))))
    return rebuilt(node, [_turn(part, n, odd) for part in children(node)]) if names_in(node) else node


def _take_progression(at: Node, n: str, assume: Mapping[str, str], found: Progressions) -> None:
    step, start = derivative(at, n), substitute(at, {n: ZERO})
    if not _numbers(n, assume) or names_in(step) or names_in(start):
        raise NoFamily
    ones, turns = exactly(step)
    if turns and not ones:
        found.turning.append((exactly(start), abs(turns)))
    elif ones and not turns and n in assume:
        found.counting.append((exactly(start), abs(ones)))
    else:
        raise NoFamily


def exactly(node: Node) -> Exactly:
    """p and q of p + q·pi. Raises NoFamily."""
    found = in_turns(node)
    if found is None:
        raise NoFamily
    return found


def same(a: Progressions, b: Progressions) -> bool | None:
    """Whether both hold the same numbers; None where there are too many classes to list."""
    tables = []
    for one, other in (("turning", 1), ("counting", 0)):
        lists = [getattr(side, one) for side in (a, b)]
        steps = [d for rows in lists for _, d in rows]
        whole = _common(steps)
        if sum(math.ceil(whole / d) for d in steps) > MAX_CLASSES:
            return None
        tables.append([_classes(rows, whole, other) for rows in lists])
    alone = [{place for place in side.single if not _within(side, place)} for side in (a, b)]
    return all(left == right for left, right in tables) and alone[0] == alone[1]


def _within(side: Progressions, place: Exactly) -> bool:
    return Progressions(side.turning, side.counting).holds(place)


def _common(steps: list[Fraction]) -> Fraction:
    """The least common multiple of fractions."""
    if not steps:
        return Fraction(1)
    below = math.lcm(*(d.denominator for d in steps))
    return Fraction(math.lcm(*(int(d * below) for d in steps)), below)


def _classes(rows: list[tuple[Exactly, Fraction]], whole: Fraction, which: int) -> set[Exactly]:
    found = set()
    for start, step in rows:
        for j in range(int(whole / step)):
            moved = (start[which] + j * step) % whole
            found.add((start[0], moved) if which else (moved, start[1]))
    return found


def formula(side: Progressions, x: str) -> Formula | None:
    """The same with one letter, each progression an equation; None where some are not counted in pi."""
    if side.counting:
        return None
    rows: list[tuple[Exactly, Node]] = [(place, ZERO) for place in sorted(side.single)]
    rows += [(place, Multiply((number(d), PI, Name("n")))) for place, d in side.turning]
    parts = [Condition(Add((Name(x), Negative(_node(p, q)), Negative(rest))), "=") for (p, q), rest in rows]
    return parts[0] if len(parts) == 1 else Some(tuple(parts))


def residues(side: Progressions, x: str) -> Formula | None:
    """Whole numbers in steps as `gcd(x - c, d) = d`; None where there is anything else."""
    if side.single or not side.whole:
        return None
    parts = []
    for (p, _), d in side.counting:
        divisor = Call("gcd", (Add((Name(x), Negative(number(p)))), number(d)))
        parts.append(Condition(Add((divisor, Negative(number(d)))), "="))
    return parts[0] if len(parts) == 1 else Some(tuple(parts))


def places(side: Progressions) -> Iterator[tuple[Exactly, Node]]:
    """Members of each progression, and a grid around the circle on which solutions of textbooks lie."""
    for (p, q), d in side.turning:
        for j in (0, 1, -1, 2):
            yield (p, q + j * d), _node(p, q + j * d)
    for k in range(-CIRCLE, TURNS * CIRCLE):
        q = Fraction(2 * k, CIRCLE)
        yield (Fraction(0), q), _node(Fraction(0), q)


def _node(p: Fraction, q: Fraction) -> Node:
    return Add((number(p), Multiply((number(q), PI))))
