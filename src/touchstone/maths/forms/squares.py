"""Completed squares: `a (x + p)^2 + q`."""

from __future__ import annotations

from typing import TypeGuard

from touchstone.maths import exact
from touchstone.maths.forms.collected import untidy
from touchstone.maths.forms.fractions import lowest_terms
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Divide, Multiply, Name, Negative, Node, Power, Relation, walk

COMPLETE = "Complete the square, so that the variable stands once, inside the square."
OUTSIDE = "Multiply out what stands before the bracket around the square."


def lettered_sides(relation: Relation) -> list[Node]:
    """The sides with letters, of `y = (x-1)(x+1)` the one that y is."""
    sides = [side for side in relation.sides if names_in(side)]
    return [side for side in sides if not isinstance(side, Name)] or sides


def squared(relation: Relation, variable: str | None) -> list[Node]:
    """The sides in which a square is completed: of `y + 4 = (x+3)^2` the second."""
    sides = lettered_sides(relation)
    if variable is not None:
        return [side for side in sides if variable in names_in(side)] or sides
    with_square = [side for side in sides if any(_is_square(part) for part in walk(side))]
    names = frozenset[str]().union(*map(names_in, with_square))
    others = [side for side in sides if side not in with_square]
    return with_square if with_square and not any(names & names_in(side) for side in others) else sides


def completed_square(node: Node, variable: str | None) -> str | None:
    """The variable once only, in the base of a square that is multiplied by a number at most.

    Where none is named, each has its own square: `(x-1)^2 + (y+2)^2`.
    """
    names = [variable] if variable else sorted(names_in(node))
    if len(names) > 1 and any(_places(node, name) > 1 for name in names):
        if any(_is_square(part) and isinstance(part.base, Add) for part in walk(node)):
            raise CannotJudge("no single variable")
        return COMPLETE
    if not names:
        raise CannotJudge("no variable")
    return next(filter(None, (_completed(node, name) for name in names)), None) or untidy(node)


def _completed(node: Node, name: str) -> str | None:
    squares = [part for part in walk(node) if _is_square(part) and name in names_in(part.base)]
    if _places(node, name) != 1 or len(squares) != 1:
        return COMPLETE
    terms = node.terms if isinstance(node, Add) else (node,)
    if not any(_bare(term, name) is squares[0] for term in terms):
        return OUTSIDE
    base = squares[0].base
    return (lowest_terms(base) if isinstance(base, Divide) else None) or untidy(base)


def _places(node: Node, name: str) -> int:
    return sum(isinstance(part, Name) and part.name == name for part in walk(node))


def _is_square(part: Node) -> TypeGuard[Power]:
    return isinstance(part, Power) and exact.rational(part.exponent) == 2


def _bare(term: Node, name: str) -> Node:
    """A term without its sign and the numbers beside the factor with the variable."""
    match term:
        case Negative(operand=inner):
            return _bare(inner, name)
        case Divide(numerator=over, denominator=under) if name not in names_in(under):
            return _bare(over, name)
        case Multiply(factors=factors):
            inside = [factor for factor in factors if name in names_in(factor)]
            return _bare(inside[0], name) if len(inside) == 1 else term
    return term
