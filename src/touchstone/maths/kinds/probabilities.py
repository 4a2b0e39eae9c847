"""Probabilities, written as a fraction, a decimal or in percent, as the question allows."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.tree import Call, Negative, Node, Number

OUTSIDE = "not_a_probability"


def in_percent(key: Node, answer: Node) -> Node:
    """A bare number where percent is asked for: `25` is 25 %. What already is the key's fraction stays."""
    number = answer.operand if isinstance(answer, Negative) else answer
    if not isinstance(number, Number):
        return answer
    right = scalars.digits(key)
    if right is not None and right == number.value:
        return answer
    return Call("percent", (answer,), answer.span)


def outside(answer: Node) -> str | None:
    """What to say of a number that can be no probability; None where it can."""
    value = scalars.digits(answer) if is_scalar(answer) else None
    if value is None or 0 <= value <= 1:
        return None
    if 1 < value <= Fraction(100):
        return "A probability lies between 0 and 1; a percentage needs the sign %."
    return "A probability lies between 0 and 1."
