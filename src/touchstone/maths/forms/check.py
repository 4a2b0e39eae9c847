"""Judges how a right answer is written: None when as asked, else what the candidate should do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from touchstone.maths.forms import factors, fractions, structure
from touchstone.maths.forms.digits import TEN, written
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.forms.solved import unsolved
from touchstone.maths.forms.squares import completed_square, lettered_sides, squared
from touchstone.maths.forms.worked import unworked
from touchstone.maths.tree import (
    Call,
    Interval,
    Items,
    Logic,
    Matrix,
    Negative,
    Node,
    Number,
    Relation,
    Union,
    children,
    walk,
)

__all__ = ["CannotJudge", "wrong_form"]


def wrong_form(
    form: str, key: Node, answer: Node, variable: str | None, over: str = factors.RATIONALS
) -> str | None:
    """What is amiss with the form of an answer; `over` is for factors. Raises CannotJudge."""
    if form == "same":
        return (
            None if structure.same(key, answer) else "Write it as the question shows it, without simplifying."
        )
    if form == "worked_out":
        return unworked(key, answer)
    if form == "solved":
        return unsolved(answer, key, variable)
    if form == "completed_square":
        return _first(answer, lambda part: completed_square(part, variable), lambda of: squared(of, variable))
    if form == "partial_fractions":
        return _first(answer, lambda part: fractions.partial_fractions(part, variable), lettered_sides)
    if form == "factored":
        return _factored(key, answer, over)
    return _first(answer, _CHECKS[form], children)


def _factored(key: Node, answer: Node, over: str) -> str | None:
    try:
        return _first(answer, lambda part: factors.factored(part, over), lettered_sides)
    except CannotJudge:
        rational = over == factors.RATIONALS and all(map(factors.rational, _entries(key, lettered_sides)))
        if rational and any(map(factors.with_roots, _entries(answer, lettered_sides))):
            return factors.WITHOUT_ROOTS
        raise


Sides = Callable[[Relation], Sequence[Node]]


def _first(node: Node, check: Callable[[Node], str | None], sides: Sides) -> str | None:
    """The first complaint about any entry of an answer."""
    for part in _entries(node, sides):
        reason = check(part)
        if reason:
            return reason
    return None


def _entries(node: Node, sides: Sides) -> Iterator[Node]:
    """The expressions inside lists, matrices, and those of an equation that have the form."""
    if isinstance(node, Relation):
        yield from sides(node)
    elif isinstance(node, Items | Matrix | Logic | Interval | Union):
        for part in children(node):
            yield from _entries(part, sides)
    else:
        yield node


def _exact(node: Node) -> str | None:
    for part in walk(node):
        if isinstance(part, Number) and ("." in part.text or "e" in part.text.lower()):
            return "Give the exact value, without decimals."
    return None


def _scientific(node: Node) -> str | None:
    reason = "Write it in scientific notation, such as 1.5*10^3."
    while isinstance(node, Negative):
        node = node.operand
    found = written(node)
    if found is None or not 1 <= found.mantissa < TEN:
        return reason
    return None


def _percent(node: Node) -> str | None:
    found = isinstance(node, Call) and node.function == "percent"
    return None if found else "Write it in percent, such as 25%."


def _decimal(node: Node) -> str | None:
    while isinstance(node, Negative):
        node = node.operand
    return None if isinstance(node, Number) else "Write it as a decimal number, such as 0.25."


_CHECKS: dict[str, Callable[[Node], str | None]] = {
    "expanded": factors.expanded,
    "lowest_terms": fractions.lowest_terms,
    "single_fraction": fractions.single_fraction,
    "scientific": _scientific,
    "exact": _exact,
    "percent": _percent,
    "decimal": _decimal,
}
