"""Numbers that are no fractions as letters, so that what they are multiplied by can be seen.

What is whole is drawn out of roots and logarithms first: `sqrt(8)` is 2·sqrt(2), `ln(9)` is 2·ln(3).
"""

from __future__ import annotations

import math
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.plain import to_plain
from touchstone.maths.statements.systems import Polynomial
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Constant, Multiply, Name, Node, Number, Power, children

# Larger radicands, roots of a higher degree and higher powers are taken apart by nobody.
LARGEST, POWERS = 10**6, 20
# Letters of roots are told from others by how they begin.
ROOT, OTHER, IMAGINARY = "•√", "•", "•i"


def as_letters(node: Node) -> Node:
    """The tree with a letter for each such number. Raises CannotJudge."""
    if names_in(node) or not children(node):
        if isinstance(node, Constant):
            return Name(f"{OTHER}{node.name}")
        parts = children(node)
        return rebuilt(node, [as_letters(part) for part in parts]) if parts else node
    try:
        if exact.rational(node) is not None:
            return node
    except exact.NoValue:
        raise CannotJudge("no value") from None
    match node:
        case Call(function="sqrt", arguments=(inner,)):
            return _root(inner, 2)
        case Call(function="root", arguments=(inner, Number(value=n))) if n.denominator == 1:
            return _root(inner, n.numerator)
        case Power(base=inner, exponent=exponent) if _root_of(exponent):
            return _root(inner, _root_of(exponent))
        case Call(function="ln", arguments=(inner,)):
            return _logarithm(inner)
        case Call():
            return Name(f"{OTHER}{to_plain(node)}")
    return rebuilt(node, [as_letters(part) for part in children(node)])


def _root_of(exponent: Node) -> int:
    """n for the exponent 1/n; 0 for a whole one, or what is no fraction."""
    value = exact.rational(exponent)
    if value is None or value.denominator == 1:
        return 0
    if value.numerator != 1:
        raise CannotJudge("a power of a root")
    return value.denominator


def _root(inner: Node, degree: int) -> Node:
    radicand = exact.integer(inner)
    if radicand is None or not 1 < radicand <= LARGEST or not 1 < degree <= POWERS:
        raise CannotJudge("a root of something else")
    outside, base = 1, 2
    while base**degree <= radicand:
        while radicand % base**degree == 0:
            radicand //= base**degree
            outside *= base
        base += 1
    return _times(outside, f"{ROOT}{degree} {radicand}")


def _logarithm(inner: Node) -> Node:
    value = exact.integer(inner)
    if value is None or not 1 < value <= LARGEST:
        raise CannotJudge("a logarithm of something else")
    for power in range(POWERS, 1, -1):
        base = round(value ** (1 / power))
        if base**power == value:
            return _times(power, f"{OTHER}ln {base}")
    return Name(f"{OTHER}ln {value}")


def _times(factor: int, letter: str) -> Node:
    return Name(letter) if factor == 1 else Multiply((number(Fraction(factor)), Name(letter)))


def common_root(over: Polynomial, under: Polynomial, names: list[str]) -> bool:
    """Whether a root below the line divides every term above: `2/sqrt(2)`, `sqrt(6)/sqrt(2)`.

    Raises CannotJudge where roots are multiplied, or stand in a sum below the line, and of i likewise.
    """
    roots = {at: _of(name) for at, name in enumerate(names) if name.startswith(ROOT)}
    turning = [at for at, name in enumerate(names) if name.startswith(ROOT) or name == IMAGINARY]
    if any(sum(powers[at] for at in turning) > 1 for part in (over, under) for powers in part):
        raise CannotJudge("a product of roots")
    if IMAGINARY in names and any(powers[names.index(IMAGINARY)] for powers in under):
        raise CannotJudge("i below the line")
    below = {at for powers in under for at in roots if powers[at]}
    if not below:
        return False
    if len(under) > 1 or any(roots[at][0] != 2 for at in below):
        raise CannotJudge("a root below the line")
    (at,) = below
    squares = [_square(powers, c, roots) for powers, c in over.items()]
    return math.gcd(roots[at][1], *squares) > 1


def _square(powers: tuple[int, ...], factor: Fraction, roots: dict[int, tuple[int, int]]) -> int:
    """The square of what is whole in a term, and of its root."""
    inside = [roots[at] for at in roots if powers[at]]
    if any(degree != 2 for degree, _ in inside) or factor.denominator != 1:
        raise CannotJudge("another root")
    return factor.numerator**2 * math.prod(radicand for _, radicand in inside)


def _of(letter: str) -> tuple[int, int]:
    degree, radicand = letter.removeprefix(ROOT).split()
    return int(degree), int(radicand)
