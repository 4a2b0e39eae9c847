"""Where an answer is judged: what is assumed of each variable.

And points drawn from there at several scales.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths import exact
from touchstone.maths.modular.field import dice
from touchstone.maths.tree import Call, Constant, Negative, Node, Number, Power, names_in, walk

Coordinate: TypeAlias = tuple[Fraction, Fraction]  # real and imaginary part
Point: TypeAlias = dict[str, Coordinate]

# Exponents of two, moderate ones first: functions that agree at one scale may part at another.
SCALES = (0, 0, -2, 1, 3, -4, 0, 5, -7, 2, 8, -1, 10, -10, 1, 4)
# Functions of whole numbers: their variables are taken to be whole and not negative.
COUNTING = frozenset({"factorial", "binomial"})
WHOLE = frozenset({"gcd", "lcm"})
# Beyond eight, the numbers of an expression are no guide to where something happens in it.
MAX_LANDMARKS = 8
MANTISSA = 2**16


@dataclass(frozen=True)
class Domain:
    """What is assumed: `assume` as the question declares it, nothing said meaning real."""

    assume: Mapping[str, str] = field(default_factory=dict)

    @property
    def positive(self) -> frozenset[str]:
        """The variables declared positive."""
        return frozenset(name for name, what in self.assume.items() if what == "positive")

    def complex_for(self, *nodes: Node) -> bool:
        """Whether complex numbers are meant: i is written, or a variable is declared complex."""
        return "complex" in self.assume.values() or any(
            isinstance(part, Constant) and part.name == "i" for node in nodes for part in walk(node)
        )

    def for_pair(self, *nodes: Node) -> Domain:
        """With what the expressions themselves imply: n in n! and in (-1)^n is a whole number."""
        implied: dict[str, str] = {}
        for node in nodes:
            for part in walk(node):
                implied.update(_implied(part))
        if not implied:
            return self
        return Domain({**implied, **self.assume})

    def points(self, names: frozenset[str], *nodes: Node) -> Iterator[Point]:
        """Endless random points, moderate ones first, later also close to the numbers that are written."""
        marks = landmarks(nodes)
        order = sorted(names)
        turn = 0
        while True:
            near = marks[turn % len(marks)] if marks and turn % 3 == 2 else None
            yield {name: self._draw(name, turn, near) for name in order}
            turn += 1

    def _draw(self, name: str, turn: int, near: Fraction | None) -> Coordinate:
        what = self.assume.get(name, "real")
        if what in ("integer", "count"):
            return Fraction(_whole(turn, signed=what == "integer")), Fraction(0)
        size = _size(turn)
        if what in ("positive", "nonnegative"):
            return (size if near is None or near <= 0 else near * _size(0)), Fraction(0)
        value = size if turn == 0 else size * dice.choice((1, -1))
        if near is not None:
            value = near + value / 4
        if what == "complex":
            return value, _size(turn) * dice.choice((1, -1))
        return value, Fraction(0)


def _size(turn: int) -> Fraction:
    exponent = SCALES[turn % len(SCALES)] + dice.choice((-1, 0, 0, 1))
    return Fraction(dice.randrange(MANTISSA, 2 * MANTISSA), MANTISSA) * Fraction(2) ** exponent


def _whole(turn: int, *, signed: bool) -> int:
    reach = (6, 12, 25, 40)[turn % 4]
    return dice.randrange(-reach if signed and turn % 2 else 0, reach + 1)


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


def landmarks(nodes: tuple[Node, ...]) -> list[Fraction]:
    """Numbers that are written in the expressions, with their negatives: jumps and edges lie near them."""
    found: list[Fraction] = []
    for node in nodes:
        for part in walk(node):
            inner = part.operand if isinstance(part, Negative) else part
            if isinstance(inner, Number) and Fraction(1, 1000) < inner.value < 10**6:
                for value in (inner.value, -inner.value):
                    if value not in found:
                        found.append(value)
    return found[:MAX_LANDMARKS]
