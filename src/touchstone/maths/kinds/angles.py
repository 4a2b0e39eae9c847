"""Angles with their sign beside numbers without: `30°` for a key of 30, and the other way round.

Where a question asks for an angle in degrees, 30 and 30° are the same answer; where it asks for radians, one
of them is wrong. The row doesn't say what its text asks.
"""

from __future__ import annotations

from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Call, Items, Logic, Matrix, Negative, Node, PlusMinus, Relation, children

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


def other(key: Node, answer: Node) -> tuple[Node, Node, str] | None:
    """Both without signs, and what to say; None where none has one, or both have."""
    mine, theirs = without_sign(key), without_sign(answer)
    if (mine == key) == (theirs == answer):
        return None
    return mine, theirs, LESS if theirs == answer else MORE
