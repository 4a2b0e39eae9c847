"""Judges how a right answer is written: None when as asked, else what the candidate should do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from touchstone.maths.forms import factors, fractions, material, structure
from touchstone.maths.forms.collected import NUMBERS
from touchstone.maths.forms.digits import TEN, written
from touchstone.maths.forms.idle import SIGNS, idle, left_in, pairs, signs
from touchstone.maths.forms.numbers import value_of, worked_out
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.forms.sides import moved
from touchstone.maths.forms.solved import unsolved
from touchstone.maths.forms.squares import completed_square, lettered_sides, squared
from touchstone.maths.forms.undone import halves, undone
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


# Forms of what is calculated with letters, where nothing may be hidden in functions.
WRITTEN_WITH = frozenset(
    {"expanded", "factored", "lowest_terms", "single_fraction", "partial_fractions", "completed_square"}
)


def wrong_form(
    form: str, key: Node, answer: Node, variable: str | None, over: str = factors.RATIONALS
) -> str | None:
    """What is amiss with the form of an answer; `over` is for factors. Raises CannotJudge."""
    if form not in WRITTEN_WITH:
        return _wrong_form(form, key, answer, variable, over)
    try:
        found, doubt = _wrong_form(form, key, answer, variable, over), None
    except CannotJudge as unsure:
        found, doubt = None, unsure
    found = found or undone(form, key, answer, over)

    def in_form(node: Node) -> bool:
        return _wrong_form(form, key, node, variable, over) is None

    found = found or moved(form, key, answer, in_form)
    if found is None and doubt is not None:
        raise doubt
    return found


def _wrong_form(form: str, key: Node, answer: Node, variable: str | None, over: str) -> str | None:
    if form == "same":
        return _same(key, answer)
    if form in ("worked_out", "exact", "percent"):
        return _worked(form, key, answer)
    if form == "solved":
        return unsolved(answer, key, variable)
    if form == "completed_square":
        return _first(answer, lambda part: completed_square(part, variable), lambda of: squared(of, variable))
    if form == "partial_fractions":
        apart = halves(answer, of_letters=True)
        return _first(apart, lambda part: fractions.partial_fractions(part, variable), lettered_sides)
    if form == "factored":
        return _factored(key, halves(answer), over)
    return _first(answer, _CHECKS[form], children)


def _worked(form: str, key: Node, answer: Node) -> str | None:
    """Forms of values: what is left to do, or functions in which the question itself may stand."""
    if material.letters_cancel(key, answer):
        return material.LETTERS
    if form == "worked_out":
        found = unworked(key, answer) or idle(halves(answer, of_letters=True))
    else:
        found = _first(answer, _CHECKS[form], children)
    functions = material.LEFT_TO_DO if form == "exact" else material.COMPUTED
    # Beside a decimal nothing is known of what an exact key would be written with.
    if found is None and _exact(key) is None and material.left_to_do(key, answer, functions):
        raise CannotJudge("a function is left")
    return found


def _same(key: Node, answer: Node) -> str | None:
    if not structure.same(key, answer):
        return "Write it as the question shows it, without simplifying."
    return SIGNS if pairs(answer) > pairs(key) else None


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
    found = None if any(_in_percent(part) for part in walk(node)) else written(node)
    if found is None or not (1 <= found.mantissa < TEN or found.mantissa == 0):
        return "Write it in scientific notation, such as 1.5*10^3."
    return signs(node)


def _percent(node: Node) -> str | None:
    number = node.operand if isinstance(node, Negative) else node
    if not _in_percent(number):
        return signs(node) or "Write it in percent, such as 25%."
    (inner,) = children(number)
    if value_of(inner) is not None and (not worked_out(inner) or any(map(_in_percent, walk(inner)))):
        return NUMBERS
    return left_in(inner) or signs(node)


def _in_percent(node: Node) -> bool:
    return isinstance(node, Call) and node.function == "percent"


def _decimal(node: Node) -> str | None:
    number = node
    while isinstance(number, Negative):
        number = number.operand
    return signs(node) if isinstance(number, Number) else "Write it as a decimal number, such as 0.25."


_CHECKS: dict[str, Callable[[Node], str | None]] = {
    "expanded": factors.expanded,
    "lowest_terms": fractions.lowest_terms,
    "single_fraction": fractions.single_fraction,
    "scientific": _scientific,
    "exact": _exact,
    "percent": _percent,
    "decimal": _decimal,
}
