"""The usual slips: what each makes of a right value, and what is said of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from touchstone.maths.arrays import number, transpose
from touchstone.maths.float_arithmetic import Scalar
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Call,
    Constant,
    Divide,
    Items,
    Matrix,
    Multiply,
    Node,
    Number,
    children,
    walk,
)
from touchstone.maths.up_to import negated


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip: its name, what the candidate is told, and the wrong value that it makes of a key.

    `of` gives that value from the right one in floats, for a first look; None: it has to be worked out.
    """

    name: str
    says: str
    value: Callable[[Node], Node]
    of: Callable[[Scalar], Scalar] | None = None


TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
ARC = frozenset({"asin", "acos", "atan", "acot", "asec", "acsc"})
PERCENT_FOR_FRACTION = "percent_for_fraction"


def slips_for(key: Node, answer: Node) -> Iterator[Slip]:
    """The slips that may have been made on the way to an answer, likely ones first."""
    if isinstance(key, Matrix | Items):
        yield SIGN
        if isinstance(key, Matrix) and (len(key.rows) > 1 or len(key.rows[0]) > 1):
            yield TRANSPOSED
    if not is_scalar(key):
        return
    divided = _divides(key) or _divides(answer)
    zero = isinstance(key, Number) and key.value == 0
    yield from (usual for usual in EVERYWHERE if usual is not RECIPROCAL or (divided and not zero))
    functions = traits(key).functions | traits(answer).functions
    if traits(key).functions & (TRIGONOMETRIC | ARC):
        yield DEGREES
    if "degrees" in functions:
        yield RADIANS
    if not (names_in(key) | names_in(answer)) or "pi" in traits(key).constants | traits(answer).constants:
        yield from (ANGLE, TURNED)


def _divides(node: Node) -> bool:
    """Whether something is divided, or a decimal may be what a division gave."""
    found = traits(node)
    if Divide in found.kinds or found.growing or found.broken:
        return True
    return Call in found.kinds and any(  # log(x, b)
        isinstance(part, Call) and len(part.arguments) == 2 for part in walk(node)
    )


def _transposed(key: Node) -> Node:
    return transpose(key) if isinstance(key, Matrix) else key


def in_degrees(node: Node) -> Node:
    """What a calculator set to degrees makes of an expression."""
    parts = children(node)
    if parts:
        node = rebuilt(node, [in_degrees(part) for part in parts])
    if isinstance(node, Call) and node.function in TRIGONOMETRIC:
        return Call(node.function, (Divide(Multiply((node.arguments[0], _PI)), _HALF_TURN),))
    if isinstance(node, Call) and node.function in ARC:
        return Divide(Multiply((node, _HALF_TURN)), _PI)
    return node


def in_radians(node: Node) -> Node:
    """What a calculator set to radians makes of `sin(30°)`."""
    parts = children(node)
    if isinstance(node, Call) and node.function == "degrees":
        return parts[0]
    return rebuilt(node, [in_radians(part) for part in parts]) if parts else node


_ONE, _TWO, _HUNDRED, _HALF_TURN = (number(Fraction(n)) for n in (1, 2, 100, 180))
_PI = Constant("pi")

FACTOR, PERCENT = "Look for a factor of two.", "Look again at percent and fraction."
SIGN = Slip("sign", "Look at the sign again.", negated, lambda k: -k)
RECIPROCAL = Slip(
    "reciprocal", "Look again at what is divided by what.", lambda key: Divide(_ONE, key), lambda k: 1 / k
)
EVERYWHERE = (
    SIGN,
    Slip("factor_of_two", FACTOR, lambda key: Multiply((_TWO, key)), lambda k: 2 * k),
    Slip("factor_of_two", FACTOR, lambda key: Divide(key, _TWO), lambda k: k / 2),
    RECIPROCAL,
    Slip(PERCENT_FOR_FRACTION, PERCENT, lambda key: Multiply((_HUNDRED, key)), lambda k: 100 * k),
    Slip(PERCENT_FOR_FRACTION, PERCENT, lambda key: Divide(key, _HUNDRED), lambda k: k / 100),
)
TRANSPOSED = Slip("transposed_matrix", "Look again at which are the rows and which the columns.", _transposed)
DEGREES = Slip("degrees_for_radians", "Was the calculator set to degrees?", in_degrees)
RADIANS = Slip("radians_for_degrees", "Was the calculator set to radians?", in_radians)
ANGLE = Slip(
    "degrees_for_radians",
    "Is the angle asked for in radians?",
    lambda key: Divide(Multiply((key, _HALF_TURN)), _PI),
    lambda k: k * 180 / math.pi,
)
TURNED = Slip(
    "radians_for_degrees",
    "Is the angle asked for in degrees?",
    lambda key: Divide(Multiply((key, _PI)), _HALF_TURN),
    lambda k: k * math.pi / 180,
)
OF_ANGLES = frozenset({"degrees_for_radians", "radians_for_degrees"})
MISSING_ELEMENT = "missing_element", "What you give is right, but something is missing."
EXTRA_ELEMENT = "extra_element", "Not all that you give belongs there."
