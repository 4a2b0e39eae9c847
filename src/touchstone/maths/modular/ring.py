"""Images of rational functions at one random point of Z/pq, which is a point of each of two fields at once.

Nothing else has an image here: no root, no function, no constant but the rational ones. So there is nothing
to choose and no law to know: equal images prove equality, up to a chance below 10^-24, and unequal ones a
difference.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from touchstone.maths.modular.field import a_field, dice
from touchstone.maths.traits import traits
from touchstone.maths.tree import Add, Divide, Multiply, Name, Negative, Node, Number, Power, identity
from touchstone.maths.verdict import Finding, different, equal

RATIONAL = frozenset({Number, Name, Negative, Add, Multiply, Divide, Power})
STEP = "exact algebra"
# So many trees and names are remembered: enough for one key and some dozens of answers.
MOST = 64


class Ring:
    """A point of Z/pq, and the images of trees that come again: a key stands beside many answers."""

    def __init__(self) -> None:
        self.modulus = a_field(0).p * a_field(1).p
        self._names: dict[str, int] = {}
        self._known: dict[int, tuple[Node, int]] = {}

    def agree(self, a: Node, b: Node) -> bool:
        """Whether both have the same image. Raises ValueError where one has none."""
        if len(self._known) >= MOST or len(self._names) >= MOST:
            self._known.clear()
            self._names.clear()
        return (self._remembered(a) - self._remembered(b)) % self.modulus == 0

    def _remembered(self, node: Node) -> int:
        found = self._known.get(identity(node))
        if found is None or found[0] is not node:
            found = self._known[identity(node)] = node, self.image(node)
        return found[1]

    def image(self, node: Node) -> int:
        """The image of a rational function. Raises ValueError where it has none."""
        return _IMAGES[type(node)](self, node)

    def _name(self, node: Name) -> int:
        found = self._names.get(node.name)
        if found is None:
            found = self._names[node.name] = dice.randrange(2, self.modulus)
        return found

    def _number(self, node: Number) -> int:
        over, under = node.value.as_integer_ratio()
        return over if under == 1 else over * pow(under, -1, self.modulus)

    def _negative(self, node: Negative) -> int:
        return -self.image(node.operand)

    def _add(self, node: Add) -> int:
        return sum(map(self.image, node.terms))

    def _multiply(self, node: Multiply) -> int:
        product = 1
        for factor in node.factors:
            product = product * self.image(factor) % self.modulus
        return product

    def _divide(self, node: Divide) -> int:
        return self.image(node.numerator) * pow(self.image(node.denominator), -1, self.modulus)

    def _power(self, node: Power) -> int:
        assert isinstance(node.exponent, Number)
        (over, under), base = node.exponent.value.as_integer_ratio(), self.image(node.base)
        if under != 1 or not (over or base % self.modulus):
            raise ValueError
        return pow(base, over, self.modulus)


_IMAGES: dict[type, Callable[[Ring, Any], int]] = {
    Number: Ring._number,
    Name: Ring._name,
    Negative: Ring._negative,
    Add: Ring._add,
    Multiply: Ring._multiply,
    Divide: Ring._divide,
    Power: Ring._power,
}


@cache
def _ring() -> Ring:
    """Of this process, made when first asked for."""
    return Ring()


def compare(a: Node, b: Node) -> Finding | None:
    """Whether two rational functions are the same; None where one is none, or divides by zero."""
    if not (rational(a) and rational(b)):
        return None
    try:
        return equal(STEP) if _ring().agree(a, b) else different(STEP)
    except ValueError:  # no inverse
        return None


def rational(node: Node) -> bool:
    """Whether the tree is made of the four operations and literal powers."""
    found = traits(node)
    return found.kinds <= RATIONAL and not found.growing
