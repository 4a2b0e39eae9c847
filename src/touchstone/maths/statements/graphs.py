"""Equations solved for a variable that is linear in them: `2y = 4x` says that y is 2x."""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.substitution import substitute
from touchstone.maths.tree import Divide, Node


def solved_for(f: Node, name: str) -> Node | None:
    """The expression that the variable equals when f is zero.

    If f is a rational multiple of it plus a rest.
    """
    try:
        slope = exact.rational(derivative(f, name))
    except (NoDerivative, exact.NoValue):
        return None
    if not slope:
        return None
    return Divide(substitute(f, {name: ZERO}), number(-slope))
