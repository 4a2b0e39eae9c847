"""Zeros between two places beyond which a function has none: `x - sin(x)`, whose slope has endlessly many."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.statements.isolating import Cell, Unproved, isolated
from touchstone.maths.statements.marks import Mark, Unsupported, ordered
from touchstone.maths.statements.splitting import cancelled
from touchstone.maths.statements.stationary import Edges, between_stationary
from touchstone.maths.tree import Node, walk

MOST_NODES = 80


def within(f: Node, variable: str, edges: Edges, sample: Fraction, slopes: int) -> list[Mark] | None:
    """The zeros in a cell in which f is smooth; None where it is not proved that these are all."""
    try:
        window = Cell(cancelled(f), variable, edges, sample).window()
    except (Unproved, Unsupported, OverflowError):
        return None
    return _between(f, variable, window, slopes)


def _between(f: Node, variable: str, window: tuple[Fraction, Fraction], slopes: int) -> list[Mark] | None:
    middle = (window[0] + window[1]) / 2
    found = isolated(f, variable, *window, middle)
    if found is not None or not slopes:
        return found
    slope = slope_of(f, variable)
    stationary = None if slope is None else _between(slope, variable, window, slopes - 1)
    if slope is None or stationary is None:
        return None
    return between_stationary(f, slope, variable, window, middle, ordered(stationary))


def slope_of(f: Node, variable: str) -> Node | None:
    """The derivative; None where there is no rule for it, or it is too long."""
    try:
        slope = cancelled(derivative(f, variable))
    except NoDerivative:
        return None
    return slope if sum(1 for _ in islice(walk(slope), MOST_NODES)) < MOST_NODES else None
