"""Where an answer is judged: what is assumed of each variable.

And points drawn from there at several scales.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths import exact
from touchstone.maths.chance import dice
from touchstone.maths.frozen import frozen
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Node, Power, walk

Coordinate: TypeAlias = float | complex
Point: TypeAlias = dict[str, Coordinate]

# Exponents of two, moderate ones first: functions that agree at one scale may part at another.
SCALES = (0, 0, -2, 1, 3, -4, 0, 5, -7, 2, 8, -1, 20, -10, 1, 4, 0, 30, -20, 6, 13, -3, 44, 2, 1, -30, 17)
# Functions of whole numbers: their variables are taken to be whole and not negative.
COUNTING = frozenset({"factorial", "binomial"})
WHOLE = frozenset({"gcd", "lcm"})
WHOLE_NUMBERS = ("integer", "count")
# Beyond eight, the numbers of an expression are no guide to where something happens in it.
MAX_LANDMARKS = 8
LEAST, MOST = 1e-12, 1e15
# Where complex points are drawn; more often anywhere than on a line.
WAYS_OFF_THE_AXIS = ("anywhere", "anywhere", "turned", "imaginary", "beside", "beside")
WAYS = (*WAYS_OFF_THE_AXIS, "real", "negative")
MANTISSA_BITS = 16
MANTISSA = 2**MANTISSA_BITS


@frozen
class Domain:
    """What is assumed: `assume` as the question declares it, nothing said meaning real."""

    assume: Mapping[str, str] = field(default_factory=dict)

    @property
    def positive(self) -> frozenset[str]:
        """The variables declared positive."""
        return frozenset(name for name, what in self.assume.items() if what == "positive")

    def complex_for(self, *nodes: Node) -> bool:
        """Whether complex numbers are meant: i is written, or a variable is declared complex."""
        return "complex" in self.assume.values() or any("i" in traits(node).constants for node in nodes)

    def for_pair(self, *nodes: Node) -> Domain:
        """With what the expressions themselves imply: n in n! and in (-1)^n is a whole number."""
        implied: dict[str, str] = {}
        for node in nodes:
            found = traits(node)
            if found.names and (found.growing or found.functions & (COUNTING | WHOLE)):
                for part in walk(node):
                    implied.update(_implied(part))
        return Domain({**implied, **self.assume}) if implied else self

    def powers_of_any_sign(self, *nodes: Node) -> bool:
        """Whether what may be negative is raised to a letter of which nobody says whether it is whole."""
        powers = (part for node in nodes for part in walk(node) if isinstance(part, Power))
        return any(
            names_in(power.base) - self.positive
            and not (isinstance(power.base, Call) and power.base.function in ("abs", "sqrt"))
            and any(self.assume.get(name) not in WHOLE_NUMBERS for name in names_in(power.exponent))
            for power in powers
        )

    def points(self, names: frozenset[str], *nodes: Node) -> Iterator[Point]:
        """Endless random points, moderate ones first, later also close to the numbers that are written."""
        marks: list[float] | None = None  # worked out when first needed: two points show most differences
        order = sorted(names)
        # The third root of -8 is -2 where only real numbers occur, which no complex point tells.
        ways = WAYS_OFF_THE_AXIS if any("root" in traits(node).functions for node in nodes) else WAYS
        turn = 0
        while True:
            near = None
            if turn % 3 == 2:
                marks = landmarks(nodes) if marks is None else marks
                near = marks[turn % len(marks)] if marks else None
            far = turn % 6 == 5
            point = {name: self._draw(name, turn, near, far=far) for name in order}
            for name in order:
                if self.assume.get(name) == "complex":
                    point[name] = _in_the_plane(point[name].real, turn, ways)
            yield point
            turn += 1

    def _draw(self, name: str, turn: int, near: float | None, *, far: bool) -> Coordinate:
        what = self.assume.get(name, "real")
        if what in WHOLE_NUMBERS:
            return float(_whole(turn, near, signed=what == "integer"))
        size = _size(turn)
        if what in ("positive", "nonnegative"):
            return size if near is None or near <= 0 else near * _size(0)
        value = size if turn == 0 or dice().random() < 0.5 else -size
        if near is not None:
            value = near * _size(1) if far else near + value / 4
        return value


def _in_the_plane(value: float, turn: int, ways: tuple[str, ...]) -> Coordinate:
    """A complex number anywhere, on an axis, or beside the real one: there roots and logarithms jump."""
    other = _size(turn) * dice().choice((1, -1))
    match "anywhere" if turn < 2 else dice().choice(ways):
        case "real":
            return value
        case "negative":
            return -abs(value)
        case "imaginary":
            return complex(0.0, value)
        case "beside":
            return complex(value, math.copysign(abs(value) / 1024, other))
        case "turned":
            return complex(other, value)
    return complex(value, other)


def _size(turn: int) -> float:
    exponent = SCALES[turn % len(SCALES)] + dice().choice((-1, 0, 0, 1))
    return math.ldexp(MANTISSA + int(dice().random() * MANTISSA), exponent - MANTISSA_BITS)


def _whole(turn: int, near: float | None, *, signed: bool) -> int:
    """Mostly small; whole numbers that are declared may be anything, those of a factorial stay small."""
    if near is not None and near.is_integer() and abs(near) < (10**9 if signed else 200):
        return int(near if signed else abs(near)) + dice().randrange(-1 if signed else 0, 2)
    reach = (6, 12, 25, 40, 10, 1000 if signed else 90, 8, 10**6 if signed else 60)[turn % 8]
    return dice().randrange(-reach if signed and turn % 2 else 0, reach + 1)


def _implied(node: Node) -> dict[str, str]:
    if isinstance(node, Call) and node.function in COUNTING:
        return {name: "count" for argument in node.arguments for name in names_in(argument)}
    if isinstance(node, Call) and node.function in WHOLE:
        return {name: "integer" for argument in node.arguments for name in names_in(argument)}
    if isinstance(node, Power) and names_in(node.exponent) and _negative_number(node.base):
        return dict.fromkeys(names_in(node.exponent), "integer")
    return {}


def _negative_number(node: Node) -> bool:
    try:
        value = exact.rational(node)
    except exact.NoValue:
        return False
    return value is not None and value < 0


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def landmarks(nodes: tuple[Node, ...]) -> list[float]:
    """Numbers that are written in the expressions, with their negatives: jumps and edges lie near them."""
    found: dict[float, None] = {}
    for node in nodes:
        for literal in traits(node).literals:
            value = _float(literal.value)
            if LEAST < value < MOST:
                found[value] = found[-value] = None
    return list(found)[:MAX_LANDMARKS]
