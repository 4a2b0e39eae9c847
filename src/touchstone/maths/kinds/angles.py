"""Angles with their sign beside numbers without: `30°` for a key of 30, and the other way round.

Where a question asks for an angle in degrees, 30 and 30° are the same answer; where it asks for radians, one
of them is wrong. The row doesn't say what its text asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from touchstone.maths.arrays import ZERO
from touchstone.maths.comparing import Setting
from touchstone.maths.kinds.shape import is_scalar, scalars_in
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Items,
    Logic,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    PlusMinus,
    Relation,
    children,
)

WIDE = "A tolerance of an angle could be one in degrees or in radians. A person will look at it."
MORE = "You give an angle in degrees, and the expected answer has no sign °. A person will look at it."
LESS = "Without the sign ° this is an angle in radians. A person will look at it."


def without_sign(node: Node) -> Node:
    """The node with each angle as a bare number that is a value of its own: `x = 60°`, `{30°, 150°}`."""
    match node:
        case Call(function="degrees", arguments=(inner,)):
            return inner
        case Negative() | PlusMinus() | Items() | Matrix() | Logic() | Relation():
            parts = [without_sign(part) for part in children(node)]
            return rebuilt(node, parts)
    return node


def in_degrees(key: Node, answer: Node) -> tuple[Node, Node] | None:
    """Both in degrees, as numbers, where the answer is one angle or several with their sign; else None."""
    if "degrees" not in traits(answer).functions:
        return None
    mine, theirs = _of_values(key, _number), _of_values(answer, _signed)
    return None if mine is None or theirs is None else (mine, theirs)


def all_signed(node: Node) -> bool:
    """Whether each value is an angle with its sign: `30°`, `x = 30° or x = 150°`."""
    return "degrees" in traits(node).functions and _of_values(node, _signed) is not None


def number(value: Node) -> Node | None:
    """A value, or several, in degrees as numbers; None for anything else."""
    return _of_values(value, _number)


def _signed(value: Node) -> Node | None:
    """30 for `30°`, and 0 for 0; None for anything else."""
    bare = without_sign(value)
    return bare if bare != value or (isinstance(value, Number) and value.value == 0) else None


def _number(value: Node) -> Node:
    """An angle in degrees, as a number."""
    bare = _signed(value)
    return Divide(Multiply((value, _HALF_TURN)), _PI) if bare is None else bare


_HALF_TURN, _PI = Number("180", Fraction(180)), Constant("pi")


def _of_values(node: Node, change: Callable[[Node], Node | None]) -> Node | None:
    """The node with each value changed, by itself or beside an unknown; None where there is more."""
    parts: list[Node | None]
    match node:
        case Items() | Matrix() | Logic():
            parts = [_of_values(part, change) for part in children(node)]
        case Relation(sides=sides) if any(isinstance(side, Name) for side in sides):
            parts = [side if isinstance(side, Name) else _of_values(side, change) for side in sides]
        case _:
            return change(node) if is_scalar(node) and not names_in(node) else None
    changed = [part for part in parts if part is not None]
    return rebuilt(node, changed) if len(changed) == len(parts) else None


def other(key: Node, answer: Node) -> tuple[Node, Node, str] | None:
    """Both without signs, and what to say; None where none has one, or both have."""
    mine, theirs = without_sign(key), without_sign(answer)
    if (mine == key) == (theirs == answer):
        return None
    return mine, theirs, LESS if theirs == answer else MORE


# pi/180, a little more than it: a bound that is reached is within.
_DEGREE = Fraction(31415926535897932384626433832795028841971694, 180 * 10**43)


def measured(key: Node, setting: Setting) -> Setting:
    """The setting in which an absolute tolerance beside a key in degrees is one in degrees."""
    wide = setting.tolerance
    if wide is None or wide.absolute is None or not any(_measures(key)):
        return setting
    return replace(setting, tolerance=replace(wide, absolute=wide.absolute * _DEGREE))


def in_which(key: Node, answer: Node) -> bool:
    """Whether an angle in radians stands beside one in degrees: a bound could be one in either."""
    return "degrees" not in traits(answer).functions and any(_measures(key))


def mixed(key: Node) -> bool:
    """Whether numbers without a sign stand beside angles with one: `x = 30° or x = 2`."""
    signed = _measures(key)
    return any(signed) and not all(signed)


def _measures(key: Node) -> list[bool]:
    """Of each value in a key whether it is an angle in degrees; 0 is one however it is written."""
    values = [one for one in scalars_in(key) if one != ZERO]
    return [_angle(one) for one in values if not names_in(one) or "degrees" in traits(one).functions]


def _angle(node: Node) -> bool:
    """`30°`, `180° - 63°`, `30° + n*360°`: but not `5 sin(30°)`."""
    match node:
        case Call(function="degrees"):
            return True
        case Negative() | PlusMinus():
            return all(map(_angle, children(node)))
        case Add(terms=terms):  # `x + 30°`: whatever x is, it is an angle too
            plain = [one for one in terms if not names_in(one) or "degrees" in traits(one).functions]
            return bool(plain) and all(map(_angle, plain))
        case Multiply(factors=factors):
            return [_angle(one) for one in factors if "degrees" in traits(one).functions] == [True]
        case Divide(numerator=over, denominator=under):
            return _angle(over) and "degrees" not in traits(under).functions
    return False
